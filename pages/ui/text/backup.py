"""The backup part of the data page."""

SENTENCES = {
    "save": ("バックアップを保存する", "Save a backup"),
    "save.text": (
        "取り込んだデータ、定義、お試しリストなど、すべてを1つのファイルに保存します。ほかの人が使っている間でも保存できます。",
        "Everything in one file: imported data, definitions, trial lists. Others can go on working meanwhile.",
    ),
    "download": ("バックアップをダウンロード", "Download a backup"),
    "parquet": ("全テーブルをParquetで書き出す", "Export all tables as Parquet"),
    "restore": ("バックアップから戻す", "Restore a backup"),
    "restore.text": (
        "選んだファイルは、すべての行を読んで確認してから使います。いまのデータは入れ替わりますが、入れ替え前のファイルはデータベースと同じフォルダーに残ります。",
        "The file is read and checked to its last row first. It replaces the present data; the file that was replaced stays beside the database.",
    ),
    "choose": ("バックアップのファイル（.duckdb）", "Backup file (.duckdb)"),
    "checking": ("ファイルを確認しています…", "Checking the file …"),
    "found": (
        "問題は見つかりませんでした（作成日：{day}）。いまのデータをこの内容に入れ替えますか。",
        "The file is whole (made on {day}). Replace the present data with it?",
    ),
    "replace": ("この内容に入れ替える", "Replace the present data"),
    "restored": ("バックアップの内容に戻しました。", "The backup is in place."),
    "table": ("内容", "What"),
    "rows": ("行数", "Rows"),
    "rows.text": (
        "行数は名寄せ前のものです。画面の「問い合わせ」は、名寄せした後の件数です。",
        "Rows as they were imported; the inquiries on screen are counted after duplicates are joined.",
    ),
    "table.lead": ("リード", "Leads"),
    "table.event": ("行動・商談の記録", "Events"),
    "table.spend": ("広告費", "Ad spend"),
    "table.traffic": ("アクセス", "Traffic"),
    "table.definition": ("定義", "Definitions"),
    "table.trial": ("お試しリスト", "Trial leads"),
}
