"""The goal page, its channels: the plan split by where inquiries come from."""

SENTENCES: dict[str, tuple[str, str]] = {
    "none": (
        "費用の記録があるチャネルがありません。「データ」で広告費を取り込むと、配分を比べられます。",
        "No channel has a cost on record. Import ad spend on the data page to compare channels.",
    ),
    "say": (
        "予算はいまのペースから始めています。予算と上限を書き換えて、配分を試せます。率はチャネルごとの実績です。費用の記録がないチャネルは含みません。",
        "Budgets begin at today's pace. Change budgets and limits to try another split. Rates are each channel's own. Channels without a recorded cost are left out.",
    ),
    "few": (
        "受注5件未満：受注率（対 商談）と平均受注額は全体の値",
        "fewer than 5 wins: win rate (of opportunities) and deal size of all channels",
    ),
    "column.channel": ("チャネル", "Channel"),
    "column.cpa": ("CPA", "CPA"),
    "column.few": ("備考", "Note"),
    "column.budget": ("予算（円）", "Budget (yen)"),
    "column.most": ("上限（円・空欄はなし）", "Limit (yen, empty: none)"),
    "column.return": ("費用1円あたりの受注額", "Won per yen of cost"),
    "times": ("{times}円", "¥{times}"),
    "column.price": ("{name}1あたりの費用", "Cost of one ({name})"),
    "column.cost": ("使う予算", "Spent"),
    "column.inquiries": ("問い合わせ", "Inquiries"),
    "column.brought": ("見込みの{name}", "Expected: {name}"),
    "column.best": ("最も安い配分の予算", "Cheapest split"),
    "mine": (
        "この配分（{cost}）の見込みは {brought} です。同じ比率のまま目標 {needed} に届かせるには {goal_cost} かかります。",
        "This split ({cost}) is expected to bring {brought}. In these proportions the goal of {needed} costs {goal_cost}.",
    ),
    "mine.never": (
        "この配分（{cost}）の見込みは {brought} です。上限のため、この比率では目標 {needed} に届きません。",
        "This split ({cost}) is expected to bring {brought}. Its limits keep it from the goal of {needed}.",
    ),
    "best": (
        "上限の範囲で最も安い配分なら {cost} です（安いチャネルから順に使った場合。同じCPAで増やせる前提です）。",
        "The cheapest split within the limits costs {cost} (cheapest channels first, as long as their CPA holds).",
    ),
    "best.short": (
        "すべての上限まで使っても（{cost}）、目標に {short} 足りません。",
        "Even with every limit used up ({cost}), {short} are missing.",
    ),
}
