"""The frame of the agreement page."""

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("合意：「良いリード」を同じ言葉で", "Agreement: one meaning of a good lead"),
    "section": ("合意ページの項目", "Parts of the page"),
    "section.versions": ("定義の版", "Versions"),
}
