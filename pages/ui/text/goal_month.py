"""The goal page, its months: needed and planned inquiries by month."""

SENTENCES: dict[str, tuple[str, str]] = {
    "column.month": ("月", "Month"),
    "column.rate": ("期間内に受注が間に合う割合", "Wins in time"),
    "column.need": ("必要（計算）", "Needed"),
    "column.typed": ("予定（入力）", "Planned"),
    "column.plan": ("計画", "Result"),
    "automatic": ("自動の割り振り", "what is spread automatically"),
    "say": (
        "問い合わせの件数です。「予定（入力）」に件数を入れた月はその件数にし、必要な件数の残りを空欄の月に割り振ったものが「計画」です。グラフの見込みは「計画」で計算します。終わった月は表示しません。",
        "Numbers of inquiries. Type what is planned for a month; the rest of the need is spread over the empty ones, which gives the result. The chart expects the result. Months that are over are left out.",
    ),
    "refused": (
        "{month}の「{value}」は使えないため、{showing}のまま計算しています。0から{most}までの整数で入力してください。",
        "“{value}” for {month} cannot be used; still planning with {showing}. Use a whole number from 0 to {most}.",
    ),
    "total": (
        "計画の合計は {total}件です（計算上必要なのは {need}件）。",
        "The plan has {total} inquiries ({need} are needed by calculation).",
    ),
    "more": (
        "入力した件数だけで必要な件数を {more}件上回るため、ほかの月は0件にしています。",
        "What was typed is {more} more than needed, so the other months are 0.",
    ),
    "missing": (
        "受注が間に合いにくい月に予定が寄っているため、この計画では{node}が目標に {missing} 足りない見込みです。",
        "The plan leans on months whose deals are won too late: {missing} of the goal are expected to be missing ({node}).",
    ),
    "missing.full": (
        "残りのすべての月に予定が入り、不足分を割り振る月がありません。この計画では{node}が目標に {missing} 足りない見込みです。",
        "Every month that is left has a number, so nothing takes the rest: {missing} of the goal are expected to be missing ({node}).",
    ),
}
