"""The two checklists: shared KPIs, and the link of data and process."""

SENTENCES: dict[str, tuple[str, str]] = {
    "list": ("チェックリスト", "Checklist"),
    "list.design": ("共通KPIの設計（15項目）", "Shared KPIs (15 points)"),
    "list.link": ("データと業務のつながり（15項目）", "Data and process (15 points)"),
    "summary": (
        "{total}項目：はい {yes}・一部 {partly}・いいえ {no}・未回答 {open}",
        "Of {total} points: yes {yes}, partly {partly}, no {no}, open {open}",
    ),
    "first": (
        "前回の記録はまだありません。今日の答えを残すと、次回からどこが進んだかが分かります。",
        "Nothing is on record yet. Keep today's answers, and next time shows the progress.",
    ),
    "first.kept": (
        "今日がはじめての記録です。後日また答えると、どこが進んだかが分かります（同じ日の答えは上書きされます）。",
        "Today's answers are the first on record. Answer again on a later day to see the progress (the last answer of a day counts).",
    ),
    "progress": (
        "前回（{day}、{by}）から {points}点（はい＝1点、一部＝0.5点）",
        "{points} points since {day} ({by}); yes counts 1, partly 0.5",
    ),
    "progress.better": ("よくなった項目：{items}", "Better: {items}"),
    "progress.worse": ("後退した項目：{items}", "Worse: {items}"),
    "join": ("／", "; "),
    "by_data": ("データが答える項目", "Answered by the data"),
    "by_team": ("チームで話し合って答える項目", "Answered by the team"),
    "point": ("項目", "Point"),
    "answer": ("答え", "Answer"),
    "answer.yes": ("はい", "Yes"),
    "answer.partly": ("一部", "Partly"),
    "answer.no": ("いいえ", "No"),
    "figure": ("根拠", "Figure"),
    "last": ("前回", "Last time"),
    "before": ("前回：{answer}", "Last time: {answer}"),
    "figure.share": ("{share}（{part} / {whole}件）", "{share} ({part} of {whole})"),
    "figure.nothing": ("–（対象の記録が1件もない）", "– (no record to say it of)"),
    "figure.months": ("直近{whole}か月のうち{part}か月分", "{part} of the last {whole} months"),
    "figure.goal_written.yes": ("今年度の計画を採用済み", "a plan of this fiscal year is adopted"),
    "figure.goal_written.no": ("今年度の採用した計画なし", "no plan of this fiscal year is adopted"),
    "figure.line_agreed": (
        "合意した定義{whole}版のうち両部門の署名 {part}版",
        "{part} of {whole} agreed versions were signed by both",
    ),
    "figure.contact_promise.yes": (
        "定義か会議の進め方に約束あり",
        "promised by the definition or the rhythm of meetings",
    ),
    "figure.contact_promise.no": ("約束の記録なし", "nothing is promised"),
    "figure.expected_rates": ("約束した率：{part}個", "rates promised: {part}"),
    "figure.rhythm": ("保存した会議：{part}回", "meetings on record: {part}"),
    "figure.decisions": ("決定{whole}件のうち結果を確認 {part}件", "{part} of {whole} decisions were read"),
    "by": ("回答した人（チーム名など）", "Answered by (a team or names)"),
    "keep": ("今日の答えとして残す", "Keep as today's answers"),
    "kept": ("今日の答えを残しました。", "Today's answers are kept."),
    "none": (
        "まだ1つも答えていないため、何も残していません。チームで答える項目を選んでから押してください。",
        "Nothing is kept: no item has an answer yet. Answer those for the team first.",
    ),
    "item.goal_written": (
        "今年度の目標が計画として書かれ、採用されている",
        "This year's goal is written down as a plan and adopted",
    ),
    "item.goal_chain": (
        "目標が受注から問い合わせまで逆算され、両部門が自分の数字を言える",
        "The goal is worked back to inquiries, and either side knows its own number",
    ),
    "item.inquiry_defined": (
        "何を1件の問い合わせと数えるかが、両部門で同じである",
        "Both sides count the same thing as one inquiry",
    ),
    "item.line_agreed": (
        "MQLとSQLの線が、日付のある定義として合意されている",
        "The MQL and SQL lines are agreed on as a dated definition",
    ),
    "item.rules_explained": (
        "あるリードがなぜその点数なのかを、営業が説明できる",
        "Sales can explain why a lead has its score",
    ),
    "item.denominator": (
        "SQL化率などの分母を、資料や会議で統一している",
        "Reports and meetings use one denominator for each rate",
    ),
    "item.opportunity_defined": (
        "どうなれば商談と呼ぶかが、書かれている",
        "What counts as an opportunity is written down",
    ),
    "item.reasons_list": (
        "差し戻しと失注の理由を、1つの一覧から選んでいる",
        "Reasons of rejection and loss come from one agreed list",
    ),
    "item.contact_promise": (
        "初回対応までの営業日数を約束している",
        "A first contact within so many business days is promised",
    ),
    "item.expected_rates": (
        "問い合わせから受注までの率を約束している（3つ以上で「はい」）",
        "Rates from inquiry to won deal are promised (yes from three)",
    ),
    "item.owners": (
        "どのKPIにも、答える担当者が決まっている",
        "Every KPI has somebody who answers for it",
    ),
    "item.rhythm": (
        "会議の間隔が決まっていて、開いた記録がある",
        "The rhythm of meetings is agreed, and meetings are on record",
    ),
    "item.decisions": (
        "会議の決定が残り、結果が確認されている",
        "Decisions are on record, and what came of them is read",
    ),
    "item.young_leads": (
        "日の浅いリードを、失敗と数えずに見ている",
        "Young leads are not counted as failures",
    ),
    "item.capacity": (
        "営業が週に対応できる件数をふまえて、線を決めている",
        "The line takes into account how many leads sales can work a week",
    ),
    "item.deal_lead": ("商談が、もとのリードとつながっている", "Every deal names its lead"),
    "item.lead_channel": ("リードに、来たチャネルが入っている", "Leads say which channel they came by"),
    "item.lead_company": ("リードに、会社名が入っている", "Leads name their company"),
    "item.lead_answers": (
        "予算・決裁権・課題・導入時期が分かっている",
        "Budget, authority, need and timing are known",
    ),
    "item.lead_score": ("リードに、スコアが付いている", "Leads have a score"),
    "item.handover": (
        "営業への引き渡しが、日付つきで記録されている",
        "Handing over to sales is recorded with its day",
    ),
    "item.judgement": (
        "対応したリードに、受け入れか差し戻しの記録がある",
        "Worked leads are recorded as accepted or rejected",
    ),
    "item.reject_reason": ("差し戻しに、理由が付いている", "Rejections have a reason"),
    "item.loss_reason": ("失注に、理由が付いている", "Losses have a reason"),
    "item.deal_owner": ("商談に、営業担当が入っている", "Deals name their owner"),
    "item.won_amount": ("受注に、金額が入っている", "Won deals have an amount"),
    "item.spend": ("広告などの費用が、毎月取り込まれている", "Marketing cost is imported every month"),
    "item.traffic": ("サイトの訪問数が、毎月取り込まれている", "Visits are imported every month"),
    "item.same_names": (
        "同じ人・同じ会社が、両部門のシステムで1件にまとまっている",
        "One person and one company are one record in both sides' systems",
    ),
    "item.upkeep": (
        "データの誤りを直す担当者と、直す時間が決まっている",
        "Somebody has the task, and the time, of mending the data",
    ),
}
