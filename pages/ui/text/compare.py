"""Two definitions side by side on the same leads, and the middle between them."""

SENTENCES: dict[str, tuple[str, str]] = {
    "side_one": ("マーケティングの案", "Marketing's definition"),
    "side_other": ("営業の案", "Sales's definition"),
    "middle": ("間の案", "The middle"),
    "proposed": ("おすすめ", "as proposed"),
    "rules": ("点数のルール", "Point rules"),
    "mql": ("MQL（点以上）", "MQL from"),
    "sql": ("SQL（点以上）", "SQL from"),
    "agreed": ("いまの合意「{name}」", "Agreed today: “{name}”"),
    "gone": (
        "リンクの定義は見つからないため、いまの合意のルールで比べています。",
        "The definition of this link does not exist here; today's agreed rules are used instead.",
    ),
    "is_proposed": (
        "「営業の案」には、スコアの線を、営業の判断といちばん合う位置に置きました。自由に動かせます。",
        "Sales's line stands where the score agrees best with sales's own judgement so far. Move it as you like.",
    ),
    "same": (
        "2つの定義は同じです。右の線か点数のルールを変えると、違いが出ます。",
        "Both definitions are the same. Move a line or choose other rules to see a difference.",
    ),
    "no_dispute": (
        "ルールは違いますが、SQLになるリード（{count}件）は同じです。",
        "The rules differ, yet both make the same {count} leads SQLs.",
    ),
    "said": (
        "問い合わせ{inquiries}件のうち、両方がSQLとするのは{both}件、マーケティングの案だけが{one}件、営業の案だけが{other}件です。食い違う{count}件のうち、商談になったのは{opportunities}件、受注は{won}件（{amount}）です。",
        "Of {inquiries} inquiries both make {both} SQLs, marketing alone {one}, sales alone {other}. Of the {count} in dispute {opportunities} came to an opportunity; {won} deals were won ({amount}).",
    ),
    "said.young": (
        "食い違うリードの{count}件は日が浅く、商談や受注はこれから増える見込みです。",
        "{count} in dispute have not had their time yet: more will come.",
    ),
    "kpi": ("指標", "KPI"),
    "sql_rate": ("SQL化率（分母は定義ごと）", "SQL rate (as each defines it)"),
    "win_rate": ("受注率（対 決着商談）", "Win rate (of closed deals)"),
    "needed": ("{goal}に必要な{level}", "For {goal}: {level}"),
    "in_the_end": ("→ 今後を含む", "→ in the end"),
    "young": (
        "営業が判定したリードのうち{count}件は日が浅く、商談が出る途中です。「→ 今後を含む」の行、商談化率、目標からの逆算には、これから出る分を「しきい値」の画面と同じ方法で足しています（未判定のリードの推計は含みません）。",
        "{count} leads that sales judged are too young to have had their time. The rows “→ in the end”, the opportunity rate and what the goal takes add what is still to come, as the page “Thresholds” does; nothing is estimated for leads never judged.",
    ),
    "counted": (
        "同じ期間・同じリードの実績です（推計は含みません）。目標からの逆算も、この実績の率で計算しています。",
        "Counts of the same leads, nothing estimated; what the goal takes is worked back at these rates.",
    ),
    "cross": ("どちらの定義でSQLになるか", "Who is an SQL under which definition"),
    "cross.one.in": ("マーケティング：SQL", "Marketing: SQL"),
    "cross.one.out": ("マーケティング：対象外", "Marketing: out"),
    "cross.other.in": ("営業：SQL", "Sales: SQL"),
    "cross.other.out": ("営業：対象外", "Sales: out"),
    "cross.leads": ("{count}件", "{count} leads"),
    "cross.came": ("うち商談あり {count}件", "{count} with an opportunity"),
    "cross.won": ("受注 {count}件・{amount}", "{count} won · {amount}"),
    "cross.in_the_end": (
        "今後を含む：商談 {came}件・受注 {won}件",
        "in the end: {came} · {won} won",
    ),
    "judged": (
        "食い違うリードのうち営業が判定した{total}件では、営業の判断と合うのは、マーケティングの案が{one}件、営業の案が{other}件です。",
        "Of the leads in dispute sales has judged {total}: its judgement bears out marketing's definition for {one}, sales's for {other}.",
    ),
    "judged.none": (
        "食い違うリードの中に、営業が判定したものはありません。",
        "Sales has judged none of the leads in dispute.",
    ),
    "judged.few": ("件数が少なく、まだ判断できません。", "Too few to tell."),
    "judged.clear": ("偶然とはいえない差です（{chance}）。", "More than chance ({chance})."),
    "judged.chance": ("偶然の範囲の差です（{chance}）。", "May be chance ({chance})."),
    "judged.below": ("偶然に起きる確率は{chance}未満", "p < {chance}"),
    "judged.equal": ("偶然でも{chance}の確率で起きる差", "p = {chance}"),
    "middle.none": (
        "一方は点数のルール、他方は取り込んだスコアを使うため、間の案は作れません。",
        "One scores by points, the other by imported scores: nothing lies between them.",
    ),
    "middle.place": (
        "マーケティングの案（0%）から営業の案（100%）までの位置",
        "From marketing's definition (0 %) to sales's (100 %)",
    ),
    "middle.help": (
        "線・点数・上限のすべてを、2つの定義の間の整数にします。",
        "Lines, points and caps are whole numbers between both definitions.",
    ),
    "middle.said": (
        "**MQL {mql}点・SQL {sql}点**：食い違うリードのうち、商談になった{opportunities}件の{kept}件を残し、対応しても商談にならなかった{others}件の{spared}件を営業に渡さずに済みます。外れるリードの受注額は{lost}です。",
        "**MQL {mql}, SQL {sql}**: of the leads in dispute it keeps {kept} of the {opportunities} with an opportunity, and spares sales {spared} of the {others} worked without one. Won from the leads left out: {lost}.",
    ),
    "middle.young": (
        "日の浅い{count}件は、まだ結果が出ていないため数えていません。",
        "{count} that are too young to tell are not counted.",
    ),
    "middle.best.one": (
        "食い違うリードの結果からは、マーケティングの案のままがよいといえます。",
        "What came of the leads in dispute speaks for marketing's definition as it is.",
    ),
    "middle.best.other": (
        "食い違うリードの結果からは、営業の案のままがよいといえます。",
        "What came of the leads in dispute speaks for sales's definition as it is.",
    ),
    "middle.best.between": (
        "商談になったリードを残し、ならなかったリードを省く効果が、最も大きい位置です。",
        "Here it best keeps what came to an opportunity and spares what did not.",
    ),
    "middle.no_best": (
        "食い違うリードの結果からは、どこがよいとはいえません。話し合って決めてください。",
        "What came of the leads in dispute speaks for no place in particular: talk it over.",
    ),
    "middle.draft": ("間の案を下書きに残す", "Keep the middle as a draft"),
    "middle.name": ("間の案（MQL {mql}・SQL {sql}）", "Middle (MQL {mql}, SQL {sql})"),
    "middle.kept": (
        "「{name}」を下書きに残しました。「定義の版」から両部門に提案できます。",
        "“{name}” is kept as a draft. Propose it to both sides under “Versions”.",
    ),
    "rows": ("元のリード", "The leads behind it"),
    "rows.dispute": ("食い違うリード", "In dispute"),
    "rows.only_one": ("マーケティングの案だけ", "Marketing alone"),
    "rows.only_other": ("営業の案だけ", "Sales alone"),
    "rows.both": ("両方", "Both"),
    "rows.shown": (
        "{total}件のうち、受注額・商談・スコアの順に{shown}件を表示しています。",
        "Showing {shown} of {total}: won amount first, then opportunities, then score.",
    ),
    "score": ("スコア（{side}）", "Score ({side})"),
    "differences": ("ルールの違いを言葉で見る", "The differences in words"),
    "how": (
        "選んだ期間に発生したリード1件ずつに、2つの定義で点数を付け直し、それぞれのSQLの線で「対象」「対象外」に分けます。件数・商談・受注は、どの定義でも同じ記録を数えます。営業の判断との比較は、判定済みで食い違うリードだけを数え、正確な二項検定（マクネマー検定）で確かめます。間の案は5%刻みで試し、商談になったリードを残す割合と、商談にならなかったリードを渡してしまう割合の差が最大の位置をおすすめします。",
        "Every lead created in the period is scored anew under both definitions and is in or out at the SQL line of each. Opportunities and won deals are the same records under either. Against sales's judgement only judged leads in dispute count, by an exact binomial test (McNemar). The middle is tried in steps of 5 %; proposed is the one with the largest gap between the share of opportunities kept and the share of the others let in.",
    ),
}
