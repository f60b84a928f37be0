"""The quality page: our leads' share of all won deals."""

SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("受注した商談がまだありません。", "No deal has been won yet."),
    "say": (
        "{period}は、全受注額{all}のうち{yen}（{share}）、{of}件のうち{count}件が自社のリードからの受注です。",
        "{period}: {yen} of {all} won ({share}), and {count} of {of} deals, came through our leads.",
    ),
    "no_leads": (
        "リードが取り込まれていないため、受注がリードから来たかは分かりません。「データ」の画面でリードを取り込むと、貢献の割合が出ます。",
        "No leads are recorded, so that nobody can tell which deals came through them: import leads on the Data page.",
    ),
    "reached": (
        "Web経由の目安（{yardstick}）を上回りますが、展示会や紹介など、Web以外のリードも含みます。",
        "This is above the yardstick for the web ({yardstick}), but counts leads of trade fairs, referrals and other channels, too.",
    ),
    "missed": (
        "Web経由の目安（{yardstick}）には届いていません。",
        "The yardstick for the web ({yardstick}) is not reached.",
    ),
    "whale": (
        "1件の大型受注が全受注額の{share}を占めます。",
        "One deal alone is {share} of all yen.",
    ),
    "no_plan": (
        "{period}の計画は採用されていません（「目標」の画面で採用できます）。",
        "No plan is adopted for {period} (adopt one on the Goal page).",
    ),
    "plan": (
        "採用した計画（{plan}）の{share}です。",
        "That is {share} of the adopted plan ({plan}).",
    ),
    "caution": (
        "受注した日の会計年度・四半期で数えます（上の期間によりません）。絞り込むと、そのリードの貢献になります。全受注額は絞り込みません。",
        "By fiscal year and quarter of the winning day, whatever the period above. Filters narrow which leads are meant, never all won deals.",
    ),
    "alt": (
        "四半期ごとの受注額に占める自社リードの割合。点線は目安の10%。数値は下の表にあります。",
        "Our leads' share of won yen by quarter; the dashed line is the yardstick of 10 %. The table below has the numbers.",
    ),
    "axis": ("受注額に占める割合", "Share of won yen"),
    "leads": ("{period}に受注したリード", "Leads won in {period}"),
    "of": ("{all}件中{count}件", "{count} of {all}"),
    "running": ("{period}（途中）", "{period} (under way)"),
    "cut": ("{period}（一部）", "{period} (part)"),
    "column.period": ("期間", "Period"),
    "column.all_yen": ("全受注額", "All won yen"),
    "column.our_yen": ("自社のリード", "Our leads"),
    "column.yen_rate": ("金額の割合", "Share of yen"),
    "column.no_lead_yen": ("リードなしの受注", "Without a lead"),
    "column.other_yen": ("絞り込み外のリード", "Other leads of ours"),
    "column.our_count": ("件数", "Deals"),
    "column.count_rate": ("件数の割合", "Share of deals"),
    "column.count_range": ("95%の範囲", "95 % range"),
    "column.plan": ("計画", "Plan"),
    "column.plan_rate": ("計画比", "Of plan"),
    "how": (
        "受注日で四半期と年度に分け、自社のリードからの受注を、リードのない受注を含む全受注で割ります。",
        "Deals by the day they were won; those of our leads over all, deals without a lead included.",
    ),
}
