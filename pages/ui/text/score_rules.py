"""The table of point rules: its columns, what can be added, what must be said of rules."""

SENTENCES: dict[str, tuple[str, str]] = {
    "column.item": ("項目", "Item"),
    "column.value": ("回答・行動", "Answer or act"),
    "column.today": ("いま", "Today"),
    "column.suggested": ("提案", "Suggested"),
    "column.new": ("試す点数", "Try"),
    "column.cap": ("上限", "Cap"),
    "column.with": ("該当あり", "With"),
    "column.without": ("該当なし", "Without"),
    "column.leads": ("リード", "Leads"),
    "column.worked": ("営業対応", "Worked"),
    "column.evidence": ("証拠の重み（90％範囲）", "Weight of evidence (90%)"),
    "points.capped": ("{points}（上限{cap}）", "{points} (cap {cap})"),
    "line.piece": ("1回につき", "each time"),
    "new.help": (
        "−100〜100の整数。空欄の回答には「そのほかの値」の点数が付きます。",
        "A whole number from −100 to 100. An answer left empty gets the points of “any other value”.",
    ),
    "cap.help": (
        "行動の点数の上限です。何回見ても、これより多くは加えません。",
        "The most that a behaviour brings, however often it happens.",
    ),
    "suggested.help": (
        "すべての項目を同時に見て、商談（受注が十分あれば受注）との関係から計算した点数です。",
        "Worked out from opportunities (from wins where there are enough), all items weighed together.",
    ),
    "with.help": (
        "営業が対応したリードのうち、商談（受注が十分あれば受注）になった割合です。選ばれたリードだけの比較なので、これだけで良し悪しは決まりません。",
        "Share of worked leads that became an opportunity (or were won, where wins are enough). It compares only leads that were selected, so it is no verdict by itself.",
    ),
    "table.help": (
        "「試す点数」と「上限」を書き換えると、結果がすぐに変わります（合意した点数は変わりません）。「該当あり／なし」は、営業が対応したリードのうち商談（受注が十分あれば受注）になった割合です。表にない項目は「項目を加える」で試せます。",
        "Change “Try” and “Cap”: the effect follows at once, the agreed points stay. “With / Without”: share of worked leads that became an opportunity (a win where wins are enough). Use “Add an item” for what is not in the table.",
    ),
    "forms": ("高意向フォーム", "High-intent forms"),
    "forms.none": ("選んでいません", "No form chosen"),
    "forms.help": (
        "デモや見積もりなど、購入の検討が進んだフォームです。定義に残りますが、点数は表の「フォーム」で付けます。",
        "Forms such as a demo or a quotation. They are part of the definition; their points are those of “Form” in the table.",
    ),
    "take": ("提案の点数を試す", "Try the suggested points"),
    "undo": ("合意した点数に戻す", "Back to the agreed points"),
    "remark.all_same": (
        "全リードが同じ{number}点になります。これではしきい値で分けられません。回答によって点数を変えてください。",
        "Every lead gets the same {number} points, so no threshold can part them. Give answers different points.",
    ),
    "remark.above": (
        "点数を足すと最高{number}点になりますが、スコアは100点で止まります。上位の差を見るには点数を下げてください。",
        "The points add up to {number} at most, but a score ends at 100. Lower some to tell the best leads apart.",
    ),
    "remark.negative": (
        "マイナスの点数が{number}行あります（{lines}）。合計が0点を下回ったリードは0点になります。",
        "{number} lines take points away ({lines}). A lead whose sum falls below 0 gets 0.",
    ),
    "remark.no_lead": (
        "該当するリードがない行が{number}行あります（{lines}）。点数を付けても何も変わりません。",
        "No lead falls on {number} of the lines with points ({lines}); they change nothing.",
    ),
    "remark.no_form": (
        "高意向フォーム（{forms}）から来たリードはありません。商談の条件として効くか、フォームの名前を確かめてください。",
        "No lead came through these high-intent forms: {forms}. Check their names, or they never make an opportunity.",
    ),
    "remark.join": ("、", ", "),
    "remark.more": ("ほか{count}行", "{count} more"),
    "add": ("項目を加える", "Add an item"),
    "add.help": (
        "点数の付いていない項目（取り込んだ独自の項目など）に点数を付けて、ほかの点数と一緒に試せます。",
        "Give points to an item that has none yet (an own column of your imports, say) and try them with the others.",
    ),
    "add.value": ("選ぶか、入力してください", "Choose or type one"),
    "add.do": ("表に加える", "Add to the table"),
    "added": (
        "「{item}」の「{value}」を{points}点で試しています。表のいちばん上にあります。",
        "Trying {points} points for “{value}” of “{item}”. It stands at the top of the table.",
    ),
}
