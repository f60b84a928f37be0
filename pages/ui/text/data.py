"""The data page: its parts."""

SENTENCES = {
    "title": (
        "データ：自社の実績を取り込み、数字の出どころを確かめる",
        "Data: bring your own history, and see where it came from",
    ),
    "section": ("表示する内容", "Part"),
    "section.import": ("取り込み", "Import"),
    "section.import.help": (
        "MA・SFA・CRMから書き出したファイルを取り込みます。1行ずつ確認し、取り込まない行は理由とともに表示します。",
        "Bring in files exported from your MA, SFA or CRM. Every row is checked; rows left out are shown with the reason.",
    ),
    "section.log": ("取り込み履歴", "History"),
    "section.log.help": (
        "これまでの取り込みと、取り込まなかった行の一覧です。取り込みはいつでも取り消せます。",
        "All imports and the rows they left out. Any import can be taken back.",
    ),
    "section.own": ("独自の項目", "Own columns"),
    "section.own.help": (
        "取り込んだファイルにある、自社独自の列の一覧です。絞り込みに使え、値ごとに点数を付けられます。",
        "Columns of your files that only your company has: usable as a filter, and their values can bring points.",
    ),
    "section.people": ("名寄せ", "Duplicates"),
    "section.people.help": (
        "同じ人・同じ会社の重複をまとめ、商談をリードに結び付けます。まとめた記録は残り、いつでも元に戻せます。",
        "Join records of the same person or company, and link deals to their leads. Every merge is recorded and can be undone.",
    ),
    "section.reconcile": ("突き合わせ", "Reconcile"),
    "section.reconcile.help": (
        "マーケティングと営業の数字を1件ずつ突き合わせ、どこが違うのかを示します。",
        "Lay marketing's and sales's deals side by side and see exactly where they differ.",
    ),
    "section.health": ("データの健康状態", "Health"),
    "section.health.help": (
        "欠けている項目、順序のおかしい記録、止まっている商談などを確認します。",
        "Missing fields, records out of order, deals that no longer move.",
    ),
    "section.backup": ("バックアップ", "Backup"),
    "section.backup.help": (
        "すべてを1つのファイルに保存し、必要なときに戻します。",
        "Save everything to one file, and put it back when needed.",
    ),
}
