"""The goal page, its time: what is won, in flight and still needed by month."""

SENTENCES: dict[str, tuple[str, str]] = {
    "opportunities": (
        "時期の計算は、目標が受注額か受注件数のときに表示します。",
        "Timing is worked out for goals in won amount or won deals.",
    ),
    "won": (
        "目標 {goal} のうち、この期間にすでに {won} を受注しています。",
        "Of the goal of {goal}, {won} are won already in this period.",
    ),
    "flight": (
        "いま動いている商談 {deals}件・SQL {sqls}件・MQL {mqls}件（商談前）から、期間内にあと {flight}（80%範囲 {low}〜{high}）の見込みです。",
        "In flight: {deals} open deals, {sqls} SQLs and {mqls} MQLs without a deal; {flight} more are expected in time (80 % range {low} – {high}).",
    ),
    "flight.ahead": (
        "いま動いている商談 {deals}件・SQL {sqls}件・MQL {mqls}件（商談前）のうち、この期間に受注する見込みは {flight} です。期間が始まる前に入る問い合わせは数えていません。",
        "Of the {deals} open deals, {sqls} SQLs and {mqls} MQLs in flight today, {flight} are expected to be won within this period. Inquiries that come before it begins are not counted.",
    ),
    "flight.none": (
        "動いている商談からの見込みは、受注額の記録が足りないため出せません。",
        "Nothing can be said of what is in flight: too few deal sizes are known.",
    ),
    "need": (
        "残りの期間に新しく必要な問い合わせは {total}件です（期間内に受注が間に合わない分があるため、{factor}倍で計算）。",
        "New inquiries needed in the time that is left: {total} ({factor} times as many as without lead time, for some would win too late).",
    ),
    "need.goal_covered": (
        "受注済みと動いている商談で目標に届く見込みです。新しい問い合わせは計算上は必要ありません。",
        "What is won and in flight is expected to reach the goal; by calculation no new inquiry is needed.",
    ),
    "need.absurd": (
        "いまからの問い合わせでは、期間内の受注にほとんど間に合いません（計算上は{total}件）。動いている商談を進めるか、目標の期間を見直してください。",
        "Hardly any inquiry from now on wins in time (it would take {total}). Push what is in flight, or choose another period.",
    ),
    "need.no_value": (
        "問い合わせ1件あたりの見込みが0のため、必要数を出せません。",
        "Undefined: an inquiry is worth nothing.",
    ),
    "need.period_over": ("この期間は終わっています。", "This period is over."),
    "need.too_late": (
        "いまからの問い合わせは、期間内の受注に間に合いません。動いている商談を進めるか、目標の期間を見直してください。",
        "No inquiry from now on wins in time. Push what is in flight, or choose another period.",
    ),
    "half": (
        "受注の半分以上が期間内に間に合うのは、{month}までの問い合わせです。",
        "Inquiries count at least half until {month}.",
    ),
    "late": (
        "均等に集めた場合、目標の{past}は過ぎた日の分、{late}はいまからでは間に合わない分です。",
        "With inquiries spread evenly, {past} of the goal belongs to days past and {late} comes too late from now on.",
    ),
    "month": ("{year}年{month}月", "{year}-{month:02d}"),
    "line.won": ("受注（実績）", "won"),
    "line.expected": ("見込み", "expected"),
    "line.lower": ("見込みの下限（80%範囲）", "lower end (80 %)"),
    "line.upper": ("見込みの上限（80%範囲）", "upper end (80 %)"),
    "line.goal": ("目標", "goal"),
    "axis.yen": ("累計の受注額（億円）", "won so far (¥M)"),
    "axis.wins": ("累計の受注件数", "won deals so far"),
    "alt": (
        "月ごとの累計。緑は受注実績、青の点線と帯は見込みと80%範囲、橙の線は目標です。",
        "Running sums by month: green is won, the dashed blue line and band are expected with the 80 % range, orange is the goal.",
    ),
    "say": (
        "緑は受注実績、青の点線と帯は「受注済み＋動いている商談＋必要な問い合わせ」の見込みと80%範囲、橙は目標です。",
        "Green: won. Dashed blue with band: won, in flight and the needed inquiries, with the 80 % range. Orange: the goal.",
    ),
    "caution.no_curve": (
        "リードから受注までの日数が分からないため、すべて間に合うものとして計算しています。",
        "No lead time is known, so everything counts as in time.",
    ),
    "caution.no_lead_time": (
        "記録では、受注日がリードの発生日と同じです。日付の取り込み方を確認してください。",
        "In the record every deal is won on the day of its lead. Please check how dates were imported.",
    ),
    "caution.few_wins": (
        "受注が5件未満のため、日数は目安です。",
        "Fewer than five wins: lead times are a rough guide.",
    ),
    "caution.record_too_short": (
        "記録の期間が短く、もっと長くかかる受注は見えていません。",
        "The record is short: deals that take longer cannot be seen in it yet.",
    ),
}
