"""What the numbers say: why a KPI moved, where the chain is stuck, and what cannot be told."""

SENTENCES: dict[str, tuple[str, str]] = {
    # the change itself
    "rate_rose": ("{kpi}は{size}上昇（{before}→{after}）", "{kpi} +{size} ({before} → {after})"),
    "rate_fell": ("{kpi}は{size}低下（{before}→{after}）", "{kpi} −{size} ({before} → {after})"),
    "level_rose": ("{kpi}は{size}増加（{before}→{after}）", "{kpi} +{size} ({before} → {after})"),
    "level_fell": ("{kpi}は{size}減少（{before}→{after}）", "{kpi} −{size} ({before} → {after})"),
    "alone": ("{head}しました。", "{head}."),
    "with_causes": ("{head}：{causes}によるものです。", "{head}: {causes}."),
    "unchanged": ("{kpi}は{value}で、変わっていません。", "{kpi}: {value}, unchanged."),
    "change_inside_band": (
        "{kpi}の差（{change}、{before}→{after}）は、ふだんの変動の範囲内です。",
        "{kpi} {change} ({before} → {after}): within its usual variation.",
    ),
    "change_inside_noise": (
        "{kpi}の差（{change}、{before}→{after}）は、この件数では偶然でも起こる大きさです。",
        "{kpi} {change} ({before} → {after}): with these counts, this can be chance.",
    ),
    "outside_band": (
        "ただし、{kpi}の値そのものは、ふだんの範囲の外にあります。",
        "Yet the value itself lies outside the usual range of {kpi}.",
    ),
    "too_few": (
        "{kpi}は、件数が少ないため（{before_count}件→{after_count}件）、変化したかどうか判断できません。",
        "{kpi}: too few cases ({before_count}, then {after_count}) to tell whether it changed.",
    ),
    "undefined_before": (
        "{kpi}は、比較する期間に対象が1件もないため比べられません（今回 {value}）。",
        "{kpi}: nothing to compare with, the earlier period has no cases (now {value}).",
    ),
    "undefined_after": (
        "{kpi}は、今回の期間に対象が1件もないため計算できません（比較する期間は {value}）。",
        "{kpi}: undefined, this period has no cases (before: {value}).",
    ),
    "undefined_both": (
        "{kpi}は、どちらの期間にも対象が1件もないため計算できません。",
        "{kpi}: undefined, neither period has any cases.",
    ),
    "from_nothing": ("{kpi}は0から{after}になりました。", "{kpi}: {after}, after none before."),
    "to_nothing": ("{kpi}は{before}から0になりました。", "{kpi}: none, after {before} before."),
    "few_wins_instead": (
        "受注が5件に満たない期間があるため、受注額ではなく{kpi}で要因を見ています。",
        "A period has fewer than 5 wins: causes are told for {kpi} instead of yen.",
    ),
    "negative_amount_instead": (
        "返金などで受注額がマイナスの期間があるため、{kpi}で要因を見ています。",
        "A period has paid back more than it won: causes are told for {kpi} instead of yen.",
    ),
    # its causes
    "between": ("、", ", "),
    "because": ("{size}は{cause}", "{size} from {cause}"),
    "because.unsure": ("{size}は{cause}（{note}）", "{size} from {cause} ({note})"),
    "moved": ("{cause}（{change}）", "{cause} ({change})"),
    "moved.unsure": ("{cause}（{change}、{note}）", "{cause} ({change}, {note})"),
    "what.higher_rate": ("{segment}の率の上昇", "a higher rate of {segment}"),
    "what.lower_rate": ("{segment}の率の低下", "a lower rate of {segment}"),
    "what.higher_win_rate": ("{segment}の受注率の上昇", "a higher win rate of {segment}"),
    "what.lower_win_rate": ("{segment}の受注率の低下", "a lower win rate of {segment}"),
    "what.higher_deal": ("{segment}の平均受注額の上昇", "larger deals of {segment}"),
    "what.lower_deal": ("{segment}の平均受注額の低下", "smaller deals of {segment}"),
    "what.more": ("{segment}の増加", "more of {segment}"),
    "what.fewer": ("{segment}の減少", "fewer of {segment}"),
    "what.larger_share": ("{segment}の構成比の増加", "a larger share of {segment}"),
    "what.smaller_share": ("{segment}の構成比の減少", "a smaller share of {segment}"),
    "what.new": ("{segment}が新しく加わったこと", "{segment} being new"),
    "what.gone": ("{segment}がなくなったこと", "{segment} being gone"),
    "factor.more": ("{factor}の増加", "more {factor}"),
    "factor.fewer": ("{factor}の減少", "fewer {factor}"),
    "factor.higher": ("{factor}の上昇", "a higher {factor}"),
    "factor.lower": ("{factor}の低下", "a lower {factor}"),
    "note.chance": ("偶然の可能性あり", "may be chance"),
    "note.few_deals": ("大口1件でも動く値", "one large deal can move it"),
    "against": (
        "一方で、次の動きが逆方向に働きました：{causes}。",
        "Against it: {causes}.",
    ),
    "nonetheless": (
        "全体の差とは別に、偶然とはいえない動きがあります：{causes}。",
        "Beneath it, some things did move beyond chance: {causes}.",
    ),
    "rest_unclear": (
        "残りの{size}は、どの{dimension}によるものか、この件数では言い切れません。",
        "The other {size} cannot be pinned on any one {dimension} with these counts.",
    ),
    "rest_against": (
        "ほかの動きは合わせて{change}ですが、どの{dimension}によるものか、この件数では言い切れません。",
        "Everything else adds up to {change}, which cannot be pinned on any one {dimension} with these counts.",
    ),
    "causes_unclear": (
        "どの{dimension}によるものかは、この件数では言い切れません。",
        "It cannot be pinned on any one {dimension} with these counts.",
    ),
    "factor_undefined": (
        "{factor}は、対象が1件もない期間があるため、要因に入れていません。",
        "{factor} is left out of the causes: a period has nothing to divide by.",
    ),
    "definition_changed": (
        "定義を変えたことだけで生じた{kpi}の差は{change}です。",
        "The changed definition alone moved {kpi} by {change}.",
    ),
    "arrived_late": (
        "前回のあとに届いたデータで生じた、比較する期間の{kpi}の差は{change}です。",
        "Data that arrived after the last meeting moved the earlier {kpi} by {change}.",
    ),
    # where the chain is stuck
    "weakest_step": (
        "いちばん響いているのは{factor}です：基準の{reference}に対して{actual}で、{kpi}にして{loss}の差になります。",
        "What costs most is the {factor}: {actual} against {reference}, worth {loss} of {kpi}.",
    ),
    "weakest_step_maybe": (
        "いちばん響いているのは{factor}かもしれません（基準の{reference}に対して{actual}、{kpi}にして{loss}の差）。ただし、この件数では言い切れません。",
        "What costs most may be the {factor} ({actual} against {reference}, worth {loss} of {kpi}), but these counts cannot tell for sure.",
    ),
    "no_weak_step": ("基準を下回っている段階はありません。", "No step falls short of its reference."),
    "reading.leads": (
        "問い合わせが少ない：集客の見直しが必要かもしれません。",
        "Few inquiries: look at what brings people in.",
    ),
    "reading.leads_to_mqls": (
        "問い合わせに対してMQLが少ない：リードの質か、育成に問題があるかもしれません。",
        "Many inquiries, few MQLs: lead quality or nurturing.",
    ),
    "reading.leads_to_sqls": (
        "問い合わせに対してSQLが少ない：リードの質か、育成に問題があるかもしれません。",
        "Many inquiries, few SQLs: lead quality or nurturing.",
    ),
    "reading.mqls_to_sqls": (
        "MQLに対してSQLが少ない：育成か、MQLの基準に問題があるかもしれません。",
        "Many MQLs, few SQLs: nurturing, or where the MQL line lies.",
    ),
    "reading.sqls_to_opportunities": (
        "SQLに対して商談が少ない：初回対応か、SQLの基準に問題があるかもしれません。",
        "Many SQLs, few opportunities: first contact, or where the SQL line lies.",
    ),
    "reading.opportunities_to_wins": (
        "商談に対して受注が少ない：提案の内容か、期待値のずれに問題があるかもしれません。",
        "Many opportunities, few wins: proposals or wrong expectations.",
    ),
    "reading.wins_to_amount_yen": (
        "1件あたりの受注額が小さい：案件の規模か、値引きに原因があるかもしれません。",
        "Small deals: their size or discounts.",
    ),
    # names and sizes
    "dimension.channel": ("チャネル", "channel"),
    "dimension.industry": ("業種", "industry"),
    "dimension.form": ("フォーム", "form"),
    "dimension.company_size": ("従業員規模", "company size"),
    "dimension.landing_page": ("ランディングページ", "landing page"),
    "dimension.owner": ("営業担当", "owner"),
    "kpi.leads": ("問い合わせ", "inquiries"),
    "kpi.mqls": ("MQL", "MQLs"),
    "kpi.sqls": ("SQL", "SQLs"),
    "kpi.opportunities": ("商談", "opportunities"),
    "kpi.wins": ("受注", "won deals"),
    "kpi.amount_yen": ("受注額", "won amount"),
    "kpi.mql_rate": ("MQL率", "MQL rate"),
    "kpi.sql_rate": ("SQL化率（対 問い合わせ）", "SQL rate (of inquiries)"),
    "kpi.sql_share": ("SQL化率（対 MQL）", "SQL rate (of MQLs)"),
    "kpi.opportunity_rate": ("商談化率（対 SQL）", "opportunity rate (of SQLs)"),
    "kpi.win_rate": ("受注率（対 商談）", "win rate (of opportunities)"),
    "kpi.deal_yen": ("平均受注額", "average deal"),
    "kpi.per": ("{upper}1件あたりの{lower}数", "ratio of {lower} to {upper}"),
    "other": ("その他", "all others"),
    "points": ("{points}ポイント", "{points} points"),
    "count": ("{count}件", "{count}"),
}
