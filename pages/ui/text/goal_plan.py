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
}
