"""Own columns: their list, and points for their values."""

SENTENCES = {
    "none": (
        "独自の項目はまだありません。取り込むファイルのうち、決まった項目に当てはまらない列がここに表示されます。",
        "There are no own columns yet. Columns of your files that the product has no place for appear here.",
    ),
    "column.name": ("項目", "Column"),
    "column.lead_count": ("入力済みのリード", "Leads that fill it in"),
    "column.value_count": ("値の種類", "Values"),
    "column.is_filter": ("絞り込み", "Filter"),
    "column.points": ("点数", "Points"),
    "column.file_name": ("最後に取り込んだファイル", "Last file"),
    "column.imported_at": ("取り込み日時", "Imported"),
    "filter.help": (
        "値が200種類以下で、複数のリードに共通する値がある項目は、「しきい値」の画面の「絞り込み」で使えます。",
        "A column of at most 200 values, some of them shared by several leads, can be used under “Filter” on the page “Thresholds”.",
    ),
    "points": ("値ごとの点数", "Points by value"),
    "points.help": (
        "値ごとに−100〜100の点数を付けます。空欄の値には「そのほかの値」の点数が付きます。未入力のリードは0点です。",
        "Give each value −100 to 100 points. A value left empty gets the points of “any other value”; a lead that left the column blank gets 0.",
    ),
    "points.imported": (
        "いまは取り込んだスコアを使っているため、ここで付けた点数はスコアに影響しません。「取り込み」の「スコアの算出方法」で「点数ルール」を選ぶと反映されます。",
        "Scores are now used as imported, so points given here change nothing. They count once “Point rules” is chosen under “Where scores come from” in the part “Import”.",
    ),
    "points.choose": ("点数を付ける項目", "Column to give points to"),
    "points.value": ("値", "Value"),
    "points.leads": ("リード", "Leads"),
    "points.points": ("点数", "Points"),
    "points.any": ("（そのほかの値）", "(any other value)"),
    "points.most": (
        "リードの多い順に{shown}種類の値を表示しています。",
        "The {shown} most frequent values are shown.",
    ),
    "points.save": ("合意した定義として保存", "Save as the agreed definition"),
    "points.saved": (
        "「{name}」の点数を合意した定義として保存し、スコアを計算し直しました。",
        "The points of “{name}” are saved as the agreed definition; scores were worked out anew.",
    ),
}
