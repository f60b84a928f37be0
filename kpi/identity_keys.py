"""When two e-mail addresses or two company names are written differently and mean the same."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ADDRESS: Final = re.compile(r".@.")
_BLANK: Final = re.compile(r"\s+")
_NOT_LETTER: Final = re.compile(r"[\W_]+")
_LEGAL_FORM: Final = (
    r"(?:株式会社|有限会社|合同会社|合資会社|合名会社|相互会社"
    r"|(?:一般|公益)?(?:社団|財団)法人|特定非営利活動法人|\((?:株|有|同|資|名|社|財)\))"
)
_JAPANESE_FORM: Final = re.compile(rf"^\s*{_LEGAL_FORM}\s*|\s*{_LEGAL_FORM}\s*$")
_ENGLISH_FORM: Final = re.compile(
    r"[\s,.&]+(?:co|inc|incorporated|ltd|limited|corp|corporation|company|llc|llp|plc|gmbh|kk|k\.\s?k)[\s,.]*$"
)


def email_key(text: str | None) -> str | None:
    """Return what an address is compared by; None when it holds no address, which joins nobody.

    Folded: case, full width, spaces, invisible characters, a leading `mailto:`. Kept: everything after a
    plus sign, for that is another mailbox.
    """
    # without a space before it an accent may join the letter before
    folded = unicodedata.normalize("NFKC", _BLANK.sub("", _folded(text))).removeprefix("mailto:")
    return folded if _ADDRESS.search(folded) else None


def company_key(text: str | None) -> str | None:
    """Return what a company is compared by; None when no name is given.

    Folded: NFKC, case, spaces and punctuation, legal forms at either end (㈱, 株式会社, Co., Ltd., Inc.).
    A name that is nothing but a legal form stays as it is.
    """
    folded = _folded(text)
    name = folded
    while (shorter := _ENGLISH_FORM.sub("", _JAPANESE_FORM.sub("", name))) != name:
        name = shorter
    return _NOT_LETTER.sub("", name) or _NOT_LETTER.sub("", folded) or None


def _folded(text: str | None) -> str:
    """Fold width and case, and drop the characters that nobody sees."""
    wide = unicodedata.normalize("NFKC", text or "")
    seen = wide if wide.isascii() else "".join(c for c in wide if unicodedata.category(c) != "Cf")
    # casefold can leave what NFKC folds further, such as some accents
    return unicodedata.normalize("NFKC", seen.casefold())
