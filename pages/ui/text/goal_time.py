"""The goal page, its time: what is won, in flight and still needed by month."""

SENTENCES: dict[str, tuple[str, str]] = {
    "flight": (
        "いま動いているのは、商談 {deals}件と、まだ商談になっていないSQL {sqls}件・MQL {mqls}件です。",
        "In flight today: {deals} open deals, and {sqls} SQLs and {mqls} MQLs without a deal.",
    ),
    "half": (
        "{month}までに入る問い合わせなら、その成果の半分以上が期間内に間に合います。",
        "Inquiries until {month} count at least half: that share of what they bring falls within the period.",
    ),
    "mark.decided": ("決定事項", "Decided"),
    "late": (
        "目標を日割りにすると、{past}はすでに過ぎた期間の分、{late}はいまからの問い合わせでは間に合わない分です。新しい問い合わせで狙えるのは残りの{possible}です。",
        "Spread evenly over the period, {past} of the goal belongs to days past, {late} can no longer come from new inquiries, and {possible} still can.",
    ),
    "late.ahead": (
        "期間中に毎月同じ数の問い合わせを集めても、その成果の{late}は期間の終わりに間に合いません。",
        "Of inquiries spread evenly over the period, {late} of what they bring comes too late.",
    ),
    "flight.none": (
        "動いている商談とリードからの見込みは、過去の記録が足りないため含んでいません。",
        "What is in flight is left out: too little is known of how long it takes.",
    ),
    "need.total": (
        "残りの期間に新しく必要な問い合わせは {total}件、うち{month}は残り {soon}件です（期間内に間に合わない分を見込み、{factor}倍で計算）。",
        "New inquiries needed in the time that is left: {total}, {soon} of them in what is left of {month} ({factor} times as many as without lead time, for some would come too late).",
    ),
    "surer": (
        "可能性を高めるのに必要な件数は「届く可能性」にあります。",
        "What a better chance takes stands under “Chances”.",
    ),
    "need.plain": (
        "残りの期間に新しく必要な問い合わせは {total}件、うち{month}は残り {soon}件です。",
        "New inquiries needed in the time that is left: {total}, {soon} of them in what is left of {month}.",
    ),
    "ahead.total": (
        "期間が始まってから必要な問い合わせは {total}件です（期間内に間に合わない分を見込み、{factor}倍で計算。それまでの問い合わせはいまのペースで入るものとしています）。",
        "Inquiries needed within the period: {total} ({factor} times as many as without lead time, for some would come too late; until it begins they are taken to come at today's pace).",
    ),
    "need.goal_covered": (
        "見込みでは、実績と動いている分だけで目標に届き、新しい問い合わせは必要ありません。カードの「あと」は、期間全体を平均の率で積み上げた必要数に対する差で、これとは別の見方です。",
        "What is done and in flight is expected to reach the goal without any new inquiry. “Short” on the cards is something else: it compares each level with what the whole period takes at average rates.",
    ),
    "ahead.goal_covered": (
        "見込みでは、動いている分と期間が始まるまでに入る問い合わせだけで目標に届きます。",
        "What is in flight, and the inquiries until the period begins, are expected to reach the goal.",
    ),
    "need.absurd": (
        "いまからの問い合わせでは、期間内の受注にほとんど間に合いません（計算上は{total}件）。動いている商談を進めるか、目標の期間を見直してください。",
        "Hardly any inquiry from now on wins in time (it would take {total}). Push what is in flight, or choose another period.",
    ),
    "ahead.absurd": (
        "期間が始まってからの問い合わせでは、期間内の受注にほとんど間に合いません（計算上は{total}件）。期間が始まる前の問い合わせを増やすか、目標の期間を見直してください。",
        "Hardly any inquiry within the period wins in time (it would take {total}). Get more inquiries before it begins, or choose another period.",
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
    "ahead.too_late": (
        "期間が始まってからの問い合わせは、期間内の受注に間に合いません。期間が始まる前の問い合わせを増やすか、目標の期間を見直してください。",
        "No inquiry within the period wins in time. Get more inquiries before it begins, or choose another period.",
    ),
    "month": ("{year}年{month}月", "{year}-{month:02d}"),
    "line.done": ("実績", "so far"),
    "line.expected": ("見込み", "expected"),
    "line.lower": ("見込みの下限（80%範囲）", "lower end (80 %)"),
    "line.upper": ("見込みの上限（80%範囲）", "upper end (80 %)"),
    "line.goal": ("目標", "goal"),
    "axis.goal_yen": ("累計の受注額（億円）", "won so far (¥M)"),
    "axis.opportunities": ("累計の商談数", "opportunities so far"),
    "axis.wins": ("累計の受注件数", "won deals so far"),
    "alt": (
        "月ごとの累計。緑は実績、青の点線と帯は見込みと80%範囲、橙の線は目標です。",
        "Running sums by month: green is so far, the dashed blue line and band are expected with the 80 % range, orange is the goal.",
    ),
    "say.over": ("緑は実績、橙は目標です。", "Green: what came. Orange: the goal."),
    "say": (
        "緑は実績、青の点線と帯は「実績＋動いている商談とリード＋必要な問い合わせ」の見込みと80%範囲、橙は目標です。",
        "Green: so far. Dashed blue with band: so far, in flight and the needed inquiries, with the 80 % range. Orange: the goal.",
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
