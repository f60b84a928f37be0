"""The goal page, its plans: kept by name, compared, adopted."""

SENTENCES: dict[str, tuple[str, str]] = {
    "none": (
        "この期間の案はまだありません。いまの設定に名前を付けて残すと、最大4つまで並べて比べ、1つを計画として採用できます。",
        "There is no plan for this period yet. Give what is on the screen a name; up to four can be compared and one adopted.",
    ),
    "name": ("案の名前", "Name of the plan"),
    "name.example": ("例：受注率を改善する案", "e.g. better win rate"),
    "who": ("お名前（任意）", "Your name (optional)"),
    "keep": ("いまの設定を案として残す", "Keep what is on the screen"),
    "kept": ("案「{plan}」を残しました。", "The plan “{plan}” is kept."),
    "beside": ("並べる案（4つまで）", "Plans to compare (up to four)"),
    "beside.choose": ("案を選ぶ", "Choose plans"),
    "now": ("いまの設定", "On the screen"),
    "adopted": ("{plan}（採用中）", "{plan} (adopted)"),
    "made": ("{day}・{by}", "{day}, {by}"),
    "open": ("開く", "Open"),
    "opened": (
        "案「{plan}」を開きました。率はいまのデータで計算し直しています。",
        "The plan “{plan}” is open; its rates are of today's data.",
    ),
    "adopt": ("計画として採用", "Adopt"),
    "adopt.done": ("案「{plan}」を計画として採用しました。", "The plan “{plan}” is adopted."),
    "drop": ("一覧から外す", "Remove"),
    "drop.done": (
        "案「{plan}」を一覧から外しました（記録は残ります）。",
        "The plan “{plan}” left the list (its record stays).",
    ),
    "restore": ("元に戻す", "Undo"),
    "restore.done": (
        "案「{plan}」を一覧に戻しました。",
        "The plan “{plan}” is back in the list.",
    ),
    "row.chance": ("いまのペースで届く可能性", "Chance at today's pace"),
    "row.months": ("月ごとの予定", "Planned by month"),
    "months.typed": ("{count}か月分を入力", "typed for {count}"),
    "months.none": ("自動の割り振り", "automatic"),
    "months": ("月ごとの問い合わせの計画：{months}", "Inquiries planned by month: {months}"),
    "month": ("{month} {count}件", "{month}: {count}"),
    "data.sample": ("サンプルデータ（{day}まで）", "the sample data (until {day})"),
    "data.own": ("自社データ（{day}まで）", "your own data (until {day})"),
    "data.same": ("いまと同じ{made}で作った案です。", "Made on {made}, which is open now."),
    "data.newer": (
        "{made}で作った案です。その後データが変わり、いまは{now}です。「開く」と、いまのデータで計算し直します。",
        "Made on {made}. The data has changed since: it is now {now}. Opening the plan works it out anew.",
    ),
    "data.other": (
        "{made}で作った案です。いま開いているのは{now}のため、「いまの設定」とはそのまま比べられません。",
        "Made on {made}, but {now} is open: it cannot be compared with what is on the screen as it stands.",
    ),
    "data.unknown": (
        "この案を残した後に、データが変わっています。「開く」と、いまのデータで計算し直します。",
        "The data has changed since this plan was kept. Opening the plan works it out anew.",
    ),
}
