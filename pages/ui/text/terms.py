"""The dictionary: what every shared KPI means and how it is worked out; names used elsewhere stay there."""

SENTENCES: dict[str, tuple[str, str]] = {
    "said": (
        "両部門で使うKPIの意味・計算式・日付の基準・答える担当を、日本語と英語で並べています。",
        "What every shared KPI means, how it is worked out and dated, and who answers for it, in both languages.",
    ),
    "download.csv": ("CSVでダウンロード", "Download CSV"),
    "download.xlsx": ("Excelでダウンロード", "Download Excel"),
    "download.md": ("Markdownでダウンロード", "Download Markdown"),
    "foot": ("日付の基準：{dated}／答える担当：{owner}", "Dated by: {dated} · Answers for it: {owner}"),
    "label": ("名称", "Name"),
    "meaning": ("意味", "Meaning"),
    "formula": ("計算式", "Formula"),
    "dated": ("日付の基準", "Dated by"),
    "owner": ("答える担当", "Answers for it"),
    "dated.cohort": ("リードの発生日", "day the lead came"),
    "dated.activity": ("起きた日", "day it happened"),
    "dated.either": (
        "選んだ集計の基準（発生日か起きた日）",
        "as chosen: day the lead came, or day it happened",
    ),
    "dated.plan": ("目標の期間", "period of the goal"),
    "label.judged": ("営業の判定", "Judged by sales"),
    "label.first_contact": ("初回対応の期限内率", "First contacts in time"),
    "label.lead_time": ("リードタイム", "Lead time"),
    "label.contribution": ("Webの貢献", "Contribution"),
    "label.opportunity_cost": ("商談1件あたりの費用", "Cost per opportunity"),
    "label.roas": ("ROAS（リピート受注の有無別）", "ROAS, with and without repeat orders"),
    "label.ltv": ("LTV（顧客生涯価値）", "LTV (lifetime value)"),
    "label.coverage": ("把握率", "Coverage"),
    "label.goal": ("目標からの逆算", "Goal back-calculation"),
    "meaning.visits": ("サイトに来た回数。", "Visits to the site."),
    "formula.visits": ("セッション数の合計", "sum of sessions"),
    "meaning.inquiries": (
        "期間に発生したリード。1人の1回の問い合わせを1件と数える（名寄せ後）。",
        "Leads created in the period: one inquiry by one person, after merging duplicates.",
    ),
    "formula.inquiries": ("発生日が期間内のリードの数", "leads created in the period"),
    "meaning.mqls": (
        "マーケティングが営業に渡す候補とみなすリード。",
        "Leads that marketing regards as candidates for sales.",
    ),
    "formula.mqls": ("スコアがMQLのしきい値以上のリードの数", "leads with a score from the MQL threshold up"),
    "meaning.mql_rate": (
        "問い合わせのうち、MQLになった割合。",
        "Share of inquiries that are MQLs.",
    ),
    "formula.mql_rate": ("MQL ÷ 問い合わせ", "MQLs / inquiries"),
    "meaning.sqls": (
        "ルールで営業対象とするリード。営業の受け入れの記録とは分けて数える。",
        "Leads that the rule hands to sales; sales's own acceptance is counted apart.",
    ),
    "formula.sqls": ("スコアがSQLのしきい値以上のリードの数", "leads with a score from the SQL threshold up"),
    "meaning.sql_rate": (
        "営業対象になった割合。分母は合意した定義で決め、画面に必ず示す（対 MQL も使える）。",
        "Share of leads that are SQLs. The agreed definition says of what, and the screen names it (of MQLs is in use, too).",
    ),
    "formula.sql_rate": ("SQL ÷ 問い合わせ（または MQL）", "SQLs / inquiries (or / MQLs)"),
    "meaning.judged": (
        "営業が受け入れた、または差し戻したリード。",
        "Leads that sales accepted or rejected.",
    ),
    "formula.judged": ("受け入れ ＋ 差し戻し", "accepted + rejected"),
    "meaning.first_contact": (
        "約束した営業日以内に、営業がSQLへ最初に対応した割合。",
        "Share of SQLs that sales contacted within the promised business days.",
    ),
    "formula.first_contact": (
        "期限までに対応したSQL ÷ 期限が来たSQL",
        "SQLs contacted in time / SQLs whose first contact was due",
    ),
    "meaning.opportunities": ("リードから始まった商談。", "Deals opened from leads."),
    "formula.opportunities": ("選ばれたリードから始まった商談の数", "deals opened from the selected leads"),
    "meaning.opportunity_rate": ("SQLのうち、商談になった割合。", "Share of SQLs with an opportunity."),
    "formula.opportunity_rate": ("商談のあるリード ÷ SQL", "leads with an opportunity / SQLs"),
    "meaning.win_rate": (
        "決着した商談のうち受注した割合。目標の逆算では、すべての商談を分母にする。",
        "Share of closed deals that were won. Worked back from a goal it is of all opportunities.",
    ),
    "formula.win_rate": ("受注 ÷（受注 ＋ 失注）", "won / (won + lost)"),
    "meaning.wins": ("受注した商談。", "Deals that were won."),
    "formula.wins": ("受注した商談の数", "number of won deals"),
    "meaning.won_amount": (
        "受注した金額の合計。1件の大型案件で大きく変わるため、平均と中央値を添える。",
        "Sum of the won deals. One deal can be most of it, so average and median stand beside it.",
    ),
    "formula.won_amount": ("受注した商談の金額の合計", "sum of the amounts of won deals"),
    "meaning.average_deal": ("受注1件あたりの金額。", "Amount of one won deal."),
    "formula.average_deal": ("受注額 ÷ 受注", "won amount / won deals"),
    "meaning.lead_time": (
        "商談から受注、または問い合わせから受注までの日数。まだ決着していない分も考慮した分布で見る。",
        "Days from opportunity, or from inquiry, to the won deal; read from a curve that allows for what is still open.",
    ),
    "formula.lead_time": ("受注日 − 商談日（または発生日）", "day won − day opened (or day the lead came)"),
    "meaning.contribution": (
        "会社の受注のうち、リードから生まれた割合。10%が成功の目安。",
        "Share of all won deals that came from leads; 10 % counts as success.",
    ),
    "formula.contribution": (
        "リードからの受注額 ÷ すべての受注額（件数も同じ）",
        "won amount from leads / all won amount (and the same in deals)",
    ),
    "meaning.cpa": ("問い合わせ1件を得る費用。", "Cost of one inquiry."),
    "formula.cpa": ("費用 ÷ 問い合わせ", "cost / inquiries"),
    "meaning.opportunity_cost": ("商談1件を得る費用。", "Cost of one opportunity."),
    "formula.opportunity_cost": ("費用 ÷ 商談", "cost / opportunities"),
    "meaning.roas": ("費用に対する受注額の倍率。", "Won amount per yen of cost."),
    "formula.roas": (
        "受注額（リピート受注を含む・含まない）÷ 費用",
        "won amount (with or without repeat orders) / cost",
    ),
    "meaning.ltv": (
        "1社のお客様からこれまでに得た受注額。リピート受注を含む。",
        "What one customer has brought so far, repeat orders included.",
    ),
    "formula.ltv": (
        "（受注額 ＋ リピート受注額）÷ 受注した会社の数",
        "(won amount + repeat orders) / customers won",
    ),
    "meaning.precision": (
        "ルールで渡したリードを、営業がどれだけ欲しいと判断したか（適合率、precision）。",
        "How many of the leads the rule sends sales wants (precision).",
    ),
    "formula.precision": (
        "線より上の受け入れ ÷ 線より上の判定済み",
        "accepted above the line / judged above the line",
    ),
    "meaning.recall": (
        "営業が欲しいリードを、ルールがどれだけ拾えたか（再現率、recall）。未判定の分を推計で補う。",
        "How many of the leads sales wants the rule catches (recall); leads never judged are estimated.",
    ),
    "formula.recall": (
        "線より上の欲しいリード（推計を含む）÷ すべての欲しいリード（推計を含む）",
        "wanted above the line / all wanted (both with estimates)",
    ),
    "meaning.coverage": (
        "選ばれたリードのうち、結果が分かっている割合。低いほど推計の部分が大きい。",
        "Share of the selected leads whose outcome is known; the lower, the more is estimated.",
    ),
    "formula.coverage": (
        "結果が分かっているリード ÷ 選ばれたリード",
        "leads with a known outcome / selected leads",
    ),
    "meaning.goal": (
        "受注目標から、必要な受注・商談・SQL・MQL・問い合わせ・予算を求める。",
        "From the goal to the won deals, opportunities, SQLs, MQLs, inquiries and budget it takes.",
    ),
    "formula.goal": (
        "目標 ÷ 平均受注額 ÷ 受注率 ÷ 商談化率 ÷ …（目標に届く最小の整数）",
        "goal / average deal / win rate / opportunity rate / … (the smallest whole numbers that reach it)",
    ),
}
