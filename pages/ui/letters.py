"""The Japanese font that downloads carry with them, and which letters it can draw.

Loads fontTools: import it when a download is built, not before.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FONT: Final = Path(__file__).parent / "font" / "NotoSansJP-handout.otf"
FAMILY: Final = "Noto Sans CJK JP"
MISSING: Final = "〓"  # the mark that Japanese printers set for a letter they lack


@lru_cache(maxsize=1)
def letters() -> frozenset[int]:
    """Return the code points that the font can draw."""
    with TTFont(FONT, lazy=True) as font:
        return frozenset(font.getBestCmap())


def visible(text: str) -> str:
    """Return a text on one line with nothing invisible in it."""
    composed = unicodedata.normalize("NFC", re.sub(r"\s+", " ", text))
    seen = (one for one in composed if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Mn"))
    return "".join(seen).strip()


def printable(text: str) -> str:
    """Return a text as it can be drawn: `visible`, and 〓 for what the font lacks."""
    return "".join(one if ord(one) in letters() else MISSING for one in visible(text))
