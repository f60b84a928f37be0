"""The list of imports on the data page."""

SENTENCES = {
    "none": (
        "まだ取り込みはありません。「取り込み」からファイルを追加してください。",
        "Nothing has been imported yet. Add files under “Import”.",
    ),
    "file": ("ファイル", "File"),
    "kind": ("内容", "Contents"),
    "preset": ("形式", "Format"),
    "rows": ("行数", "Rows"),
    "accepted": ("取り込み", "Imported"),
    "rejected": ("除外", "Left out"),
    "at": ("日時", "When"),
    "by": ("担当", "By"),
    "state": ("状態", "State"),
    "hash": ("ファイルの指紋", "File hash"),
    "in": ("取り込み済み", "In use"),
    "undone": ("取り消し済み（{day}、{by}）", "Taken back ({day}, {by})"),
    "pick": (
        "行を選ぶと、取り込まなかった行の確認と、取り込みの取り消しができます。",
        "Choose a row to see what was left out, or to take the import back.",
    ),
    "rejects": ("除外した{count}行をダウンロード", "Download the {count} rows left out"),
    "rejects.text": (
        "理由の列を見ながら直し、そのファイルを取り込むと、直した行だけが追加されます。",
        "Mend them with the reason beside each, and import that file: only the mended rows are added.",
    ),
    "undo": ("この取り込みを取り消す", "Take this import back"),
    "undo.done": ("「{file}」の取り込みを取り消しました。", "The import of “{file}” was taken back."),
    "over": ("はじめからやり直す", "Start over"),
    "over.text": (
        "取り込んだデータと履歴をすべて消し、サンプルデータに戻します。元に戻すには、先にバックアップを保存してください。",
        "Removes everything imported and its history, and loads the sample. Save a backup first if you may want it back.",
    ),
    "over.sure": (
        "取り込んだデータをすべて消すことを確認しました",
        "I want to remove everything that was imported",
    ),
    "over.do": ("すべて消してサンプルに戻す", "Remove everything, load the sample"),
    "over.done": ("サンプルデータに戻しました。", "The sample data is back."),
}
