"""The quality page, segments compared: verdicts, tables, costs."""

SENTENCES: dict[str, tuple[str, str]] = {
    "join": ("、", ", "),
    "claim.item": ("{name} {rate}（ほかは{rest}）", "{name} {rate} (rest {rest})"),
    "claim.opportunity_rate.higher": (
        "商談になりやすい{by}：{items}",
        "More inquiries become opportunities – {by}: {items}",
    ),
    "claim.opportunity_rate.lower": (
        "商談になりにくい{by}：{items}",
        "Fewer inquiries become opportunities – {by}: {items}",
    ),
    "claim.win_rate.higher": (
        "商談から受注しやすい{by}：{items}",
        "More opportunities are won – {by}: {items}",
    ),
    "claim.win_rate.lower": (
        "商談から受注しにくい{by}：{items}",
        "Fewer opportunities are won – {by}: {items}",
    ),
    "claim.more": ("、ほか{count}件", ", and {count} more"),
    "claim.none": (
        "{by}による商談化率・受注率の差は、この件数からは言えません。",
        "{by}: these counts show no sure difference in opportunity or win rates.",
    ),
    "claim.too_few": (
        "{by}を比べるには件数が足りません。期間を長くするか、絞り込みを減らしてください。",
        "{by}: too few cases to compare. Choose a longer period or fewer filters.",
    ),
    "claim.too_few.all": (
        "{by}を比べるには、まだ件数が足りません。それまでは率で決めず、下の表からリードを1件ずつ見てください。",
        "{by}: still too few cases to compare. Until there are more, look at the leads below one by one.",
    ),
    "caution": (
        "期間に発生したリードのその後を、若いリードの分を補って数えています。偶然と言えない差だけを文にしました（誤りの割合を10%に抑えています）。差の原因とは限りません。",
        "Leads created in the period and what came of them, adjusted for young leads. Only differences beyond luck are put in words (10 % false ones at most); a difference is not yet a cause.",
    ),
    "chart.alt": (
        "商談化率と95%の範囲を、良いと言える順に並べた図。点線は全体の平均（未入力を除く）。数値は下の表にあります。",
        "Opportunity rates with their 95 % ranges, best evidence on top; the dashed line is the average. The table below has the numbers.",
    ),
    "chart.axis": ("商談化率（対 問い合わせ）", "Opportunity rate (of inquiries)"),
    "chart.name": ("名前", "Name"),
    "others": (
        "問い合わせの多い{most}件を1件ずつ判定し、残りは「その他」にまとめています（全{all}件はダウンロードに入ります）。",
        "The {most} with most inquiries are judged one by one, the rest is “all others” (the download has all {all}).",
    ),
    "cost.by_channel": (
        "費用はチャネル別だけに記録されるため、CPAやROASは「チャネル」で見られます。",
        "Costs are recorded by channel alone: look by channel for CPA and ROAS.",
    ),
    "cost.filtered": (
        "費用はチャネル別だけに記録されるため、この絞り込みではCPAやROASを出せません。チャネル以外の絞り込みを外してください。",
        "Costs are recorded by channel alone: take off the other filters to see CPA and ROAS.",
    ),
    "cost.none": (
        "この期間の費用が取り込まれていないため、CPAやROASを出せません。「データ」の画面で費用のファイルを取り込んでください。",
        "No cost is recorded for this period: import a cost file on the Data page to see CPA and ROAS.",
    ),
    "column.name": ("名前", "Name"),
    "help.name": (
        "区分の名前。「（未入力）」は比較に含めません。",
        "The value; leads that do not say are left out of the comparison.",
    ),
    "column.lead_count": ("問い合わせ", "Inquiries"),
    "help.lead_count": ("期間に発生したリードの数。", "Leads created in the period."),
    "column.opportunity_rate": ("商談化率（対 問い合わせ）", "Opportunity rate (of inquiries)"),
    "help.opportunity_rate": (
        "商談のあるリード÷問い合わせ。若いリードは経過日数に応じて割り引いて数えます。",
        "Leads with an opportunity of inquiries; a young lead counts by how much of its time has passed.",
    ),
    "column.opportunity_range": ("95%の範囲", "95 % range"),
    "help.opportunity_range": (
        "商談化率の95%の範囲（ウィルソン）。",
        "95 % Wilson range of the opportunity rate.",
    ),
    "column.shrunk_rate": ("ならした率", "Shrunk"),
    "help.shrunk_rate": (
        "件数が少ないほど全体の平均に近づけた率。表はこの順です。",
        "Pulled to the average the fewer the cases; the table is in this order.",
    ),
    "column.opportunity_verdict": ("判定", "Verdict"),
    "help.opportunity_verdict": (
        "ほかの区分と比べて言えること。「若い」は結果の1割超がこれから出る区分。",
        "What can be said against the rest; young: more than a tenth of what will come is still to come.",
    ),
    "column.mql_rate": ("MQL率（対 問い合わせ）", "MQL rate (of inquiries)"),
    "help.mql_rate": ("MQL÷問い合わせ。", "MQLs of inquiries."),
    "column.sql_rate": ("SQL化率（対 問い合わせ）", "SQL rate (of inquiries)"),
    "help.sql_rate": ("SQL÷問い合わせ。", "SQLs of inquiries."),
    "column.sql_opportunity_rate": ("商談化率（対 SQL）", "Opportunity rate (of SQLs)"),
    "help.sql_opportunity_rate": (
        "商談のあるSQL÷SQL（若いリードの分を補正）。",
        "SQLs with an opportunity of SQLs, adjusted for young leads.",
    ),
    "column.deal_count": ("商談", "Opportunities"),
    "help.deal_count": ("リードから生まれた商談の数。", "Deals opened from the leads."),
    "column.won_count": ("受注", "Won"),
    "help.won_count": ("受注した商談の数。", "Deals won."),
    "column.win_rate": ("受注率（対 商談）", "Win rate (of opportunities)"),
    "help.win_rate": (
        "受注÷すべての商談。若い商談は経過日数に応じて割り引いて数えます。",
        "Won of all opened deals; a young deal counts by how much of its time has passed.",
    ),
    "column.win_range": ("受注率の範囲", "Win rate, range"),
    "help.win_range": ("受注率の95%の範囲（ウィルソン）。", "95 % Wilson range of the win rate."),
    "column.win_verdict": ("受注率の判定", "Win rate, verdict"),
    "help.win_verdict": ("ほかの区分と比べて言えること。", "What can be said against the rest."),
    "column.average_yen": ("平均受注額（円）", "Average deal (yen)"),
    "help.average_yen": ("受注額÷受注件数。", "Won yen by deals won."),
    "column.median_yen": ("受注額の中央値（円）", "Median deal (yen)"),
    "help.median_yen": (
        "受注額の中央値。1件の大型受注に左右されません。",
        "Middle of the won deals: one large deal does not move it.",
    ),
    "column.wait_half": ("商談→受注（日・半数）", "Days from opportunity (half)"),
    "help.wait_half": (
        "リードタイム：商談から、受注の半数が出るまでの日数（途中の商談も考慮、受注5件未満は「–」）。",
        "Lead time from opportunity to won, until half of the wins have come; open deals are counted in, – below 5 wins.",
    ),
    "column.wait_most": ("商談→受注（日・8割）", "Days from opportunity (80 %)"),
    "help.wait_most": (
        "リードタイム：商談から、受注の8割が出るまでの日数。",
        "Lead time from opportunity to won, until 80 % of the wins have come.",
    ),
    "column.lead_half": ("発生→受注（日・半数）", "Days from inquiry (half)"),
    "help.lead_half": (
        "リードタイム：問い合わせの発生から、受注するリードの半数が受注するまでの日数（若いリードも考慮、受注5件未満は「–」）。",
        "Lead time from inquiry to won, until half of the leads that buy have; young leads are counted in, – below 5 won leads.",
    ),
    "column.lead_most": ("発生→受注（日・8割）", "Days from inquiry (80 %)"),
    "help.lead_most": (
        "リードタイム：問い合わせの発生から、受注するリードの8割が受注するまでの日数。",
        "Lead time from inquiry to won, until 80 % of the leads that buy have.",
    ),
    "column.ltv_yen": ("LTV（円）", "LTV (yen)"),
    "help.ltv_yen": (
        "受注額とリピート受注の合計÷受注したリードの数。",
        "Won deals and repeat orders for each won lead.",
    ),
    "column.cost_yen": ("費用（円）", "Cost (yen)"),
    "help.cost_yen": (
        "期間の費用。期間が月の途中で切れるときは日割り。",
        "Cost of the period; a month that it cuts counts by its days.",
    ),
    "column.cpa_yen": ("CPA（円）", "CPA (yen)"),
    "help.cpa_yen": (
        "費用÷問い合わせ（費用の記録がある月）。",
        "Cost of an inquiry, over the months with a cost.",
    ),
    "column.opportunity_yen": ("商談1件あたりの費用（円）", "Cost per opportunity (yen)"),
    "help.opportunity_yen": (
        "費用÷商談（費用の記録がある月）。若いチャネルでは、これから下がります。",
        "Cost of an opportunity, over the months with a cost; young leads will still lower it.",
    ),
    "column.roas": ("ROAS", "ROAS"),
    "help.roas": (
        "受注額÷費用（リピート受注を除く、これまでの分）。",
        "Won yen for each yen spent, without repeat orders, so far.",
    ),
    "column.roas_repeat": ("ROAS（リピート込み）", "ROAS with repeats"),
    "help.roas_repeat": (
        "（受注額＋リピート受注）÷費用、これまでの分。",
        "Won yen and repeat orders for each yen spent, so far.",
    ),
    "column.sql_share": ("SQL化率（対 MQL）", "SQL rate (of MQLs)"),
    "verdict.higher": ("高い", "higher"),
    "verdict.lower": ("低い", "lower"),
    "verdict.cannot_tell": ("差は言えない", "cannot tell"),
    "verdict.too_few": ("件数が少ない", "too few to tell"),
    "verdict.young": ("{verdict}（若い）", "{verdict} (young)"),
    "number.lead_count": ("問い合わせ", "inquiries"),
    "number.mql_count": ("MQL", "MQLs"),
    "number.sql_count": ("SQL", "SQLs"),
    "number.opportunity_lead_count": ("商談のあるリード", "leads with an opportunity"),
    "number.sql_opportunity_count": ("商談のあるSQL", "SQLs with an opportunity"),
    "number.won_lead_count": ("受注したリード", "won leads"),
    "how": (
        "期間に発生したリードを区分ごとに数え、商談化率＝商談のあるリード÷Σ G(経過日数)、受注率＝受注÷Σ G(商談の経過日数) とします。Gは、この絞り込みの全履歴から求めた「その日数までに出る結果の割合」です。ならした率はベータ二項モデルで全体の平均に寄せた値、判定はほかの区分との差を全区分・両方の率まとめて偽発見率10%（ベンジャミニ・ホッホベルク法）で行います。",
        "Leads created in the period by segment. Opportunity rate = leads with an opportunity / Σ G(age), win rate = won deals / Σ G(age of the deal), where G is the share of results that comes by an age, from the filter's whole history. Shrunk rates are beta-binomial; verdicts compare each segment with all others, all segments and both rates as one family at a false discovery rate of 10 % (Benjamini and Hochberg).",
    ),
    "how.costs": (
        "費用は、費用の記録がある月のリードと比べます。LTVは受注したリード1件あたりの受注額とリピート受注の合計です。",
        "Costs are set against the leads of the months that have one. LTV is won deals and repeat orders for each won lead.",
    ),
    "table.rates": ("商談と受注の率", "Rates"),
    "table.money": ("金額・受注までの日数・費用", "Money, days to win, costs"),
    "chart.caption": (
        "点は商談化率、線は95%の範囲、点線は全体の平均（未入力を除く）です。青は高い、橙は低いと言える区分、白抜きは若い区分です。",
        "Dots are opportunity rates, lines their 95 % ranges, the dashed line the average of all that are filled in. Blue is higher and orange lower beyond luck, hollow is young.",
    ),
    "budget.item": ("{name} {yen}（{low}〜{high}）", "{name} {yen} ({low} to {high})"),
    "budget.both": (
        "商談1件あたりの費用は、{cheap}がほかのチャネルより安く、{dear}が高いと言えます。",
        "An opportunity costs less than elsewhere through {cheap}, and more through {dear}.",
    ),
    "budget.cheap": (
        "商談1件あたりの費用は、{cheap}がほかのチャネルより安いと言えます。",
        "An opportunity costs less than elsewhere through {cheap}.",
    ),
    "budget.dear": (
        "商談1件あたりの費用は、{dear}がほかのチャネルより高いと言えます。",
        "An opportunity costs more than elsewhere through {dear}.",
    ),
    "budget.cannot_tell": (
        "商談1件あたりの費用に、チャネルによる差があるとは、この件数からは言えません（{items}）。",
        "These counts show no sure difference in what an opportunity costs by channel ({items}).",
    ),
    "budget.too_few": (
        "商談1件あたりの費用をチャネルで比べるには、商談の件数が足りません。",
        "Too few opportunities to compare what they cost by channel.",
    ),
    "budget.none": ("商談1件あたりの費用：–", "Cost of an opportunity: –"),
    "budget.note": (
        "費用のかっこ内は95%の範囲です。費用の記録がある月に発生したリードの、これまでの商談で割っています。",
        "In brackets the 95 % range: cost over the opportunities so far of leads of the months with a cost.",
    ),
    "budget.young": (
        "{names}は若いリードが多く、これから商談が増えるため比べていません。",
        "Not compared, for many of their leads are young and will still become opportunities: {names}.",
    ),
}
