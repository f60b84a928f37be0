"""Make the font of downloads again: `python data/make_font.py` (not run by any test).

Takes Noto Sans CJK JP (Debian: fonts-noto-cjk) and keeps what a Japanese office computer can write (code page
932: JIS X 0208, its extensions such as 﨑 and ①), Latin with accents, and a few arrows and dashes; no hints.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE: Final = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
OUT: Final = Path(__file__).resolve().parents[1] / "pages/ui/font/NotoSansJP-handout.otf"
_JAPANESE_FACE: Final = 0
_PRIVATE: Final = range(0xE000, 0xF900)
_BESIDE: Final = "–—‘’“”•…−€¥〜←↑→↓"
_UNUSED_TABLES: Final = ["vhea", "vmtx", "VORG", "BASE", "GSUB", "GPOS", "GDEF", "DSIG"]


def characters() -> set[int]:
    """Return the code points that the font is to hold."""
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x180)}
    return {*latin, *map(ord, _BESIDE), *(ord(one) for one in _code_page()), 0x3013}


def _code_page() -> Iterator[str]:
    for number in range(0x10000):
        raw = number.to_bytes(2 if number > 0xFF else 1, "big")
        try:
            text = raw.decode("cp932")
        except UnicodeDecodeError:
            continue
        if len(text) == 1 and text.isprintable() and ord(text) not in _PRIVATE:
            yield text


def make(source: Path, out: Path) -> None:
    font = TTFont(source, fontNumber=_JAPANESE_FACE, recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # the copyright and the licence among them
    options.drop_tables += _UNUSED_TABLES
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters())
    subsetter.subset(font)
    font.save(out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--source", type=Path, default=SOURCE)
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    make(chosen.source, chosen.out)
    print(chosen.out, chosen.out.stat().st_size)
