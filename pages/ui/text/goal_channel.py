"""The goal page, its channels: the plan split by where inquiries come from."""

SENTENCES: dict[str, tuple[str, str]] = {
    "none": (
        "費用の記録があるチャネルがありません。「データ」で広告費を取り込むと、配分を比べられます。",
        "No channel has a cost on record. Import ad spend on the data page to compare channels.",
    ),
    "say": (
        "予算はいまのペースから、上限はその{times}倍から始めています（出稿を増やすほどCPAは上がりやすく、実績を大きく超える額まで同じCPAで増やせるとは限らないためです）。どちらも書き換えられ、上限は空欄にすると「なし」になります。率とCPAはチャネルごとの実績です。見込みはこの予算で入る問い合わせの分だけで、実績や動いている商談の分は含みません。",
        "Budgets begin at today's pace and limits at {times} times that: the more is spent on a channel the dearer its inquiries tend to get, and nobody knows its CPA far beyond what was ever spent. Both can be changed; an empty limit is none. Rates and CPA are each channel's own. What is expected is of the inquiries these budgets buy alone, without what is done or in flight.",
    ),
    "few": (
        "受注が5件未満のため、受注率（対 商談）と平均受注額に全体の値を使っているチャネル：{channels}",
        "Channels with fewer than 5 wins, for which win rate (of opportunities) and deal size are those of all: {channels}",
    ),
    "unknown": (
        "費用の記録がないチャネル（配分に含みません）：{channels}",
        "Channels without a recorded cost, left out here: {channels}",
    ),
    "join": ("、", ", "),
    "nothing": ("なし", "none"),
    "refused": (
        "{channel}の{column}「{value}」は使えないため、{showing}のまま計算しています。0から{most}までの整数で入力してください（「300万」も使えます）。",
        "“{value}” cannot be used for {channel}, {column}; still showing {showing}. Use a whole number from 0 to {most}.",
    ),
    "use": ("最も安い配分を予算に写す", "Use the cheapest split as budgets"),
    "column.channel": ("チャネル", "Channel"),
    "column.cpa": ("CPA", "CPA"),
    "column.budget": ("予算（円）", "Budget (yen)"),
    "column.most": ("上限（円）", "Limit (yen)"),
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
        "この配分（{cost}）の見込みは {brought} です。上限があるため、この比率の予算だけでは目標 {needed} に届きません。",
        "This split ({cost}) is expected to bring {brought}. Its limits keep it from bringing the goal of {needed} by itself.",
    ),
    "best": (
        "上限の範囲で最も安い配分なら {cost} です（安いチャネルから順に使った場合。同じCPAで増やせる前提です）。",
        "The cheapest split within the limits costs {cost} (cheapest channels first, as long as their CPA holds).",
    ),
    "best.short": (
        "すべての上限まで使っても（{cost}）、予算だけでは目標に {short} 足りません。上限を上げるか、率・CPA・目標を見直してください。",
        "Even with every limit used up ({cost}), budgets alone leave {short} of the goal missing. Raise a limit, or work on rates, CPA or the goal.",
    ),
}
