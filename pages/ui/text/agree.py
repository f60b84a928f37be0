"""The frame of the agreement page."""

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("合意：「良いリード」を同じ言葉で", "Agreement: one meaning of a good lead"),
    "section": ("合意ページの項目", "Parts of the page"),
    "section.versions": ("定義の版", "Versions"),
    "section.compare": ("2つの定義を比べる", "Compare two definitions"),
    "section.judgement": ("ルールと営業の判断", "Rule and judgement"),
    "section.promises": ("約束", "Promises"),
    "section.checklists": ("チェックリスト", "Checklists"),
    "section.dictionary": ("用語", "Dictionary"),
}
