"""Every colour that the app chooses itself; the style sheets use these, too, and the theme names the grounds.

A mark (line, bar, point, border) is one colour that stands out on both grounds; text has one for each.
"""

from __future__ import annotations

from typing import Final

Pair = tuple[str, str]  # on the light ground, on the dark one

GROUND: Final[Pair] = ("#ffffff", "#12181f")  # of .streamlit/config.toml

BLUE: Final = "#3f7fd0"  # what is new, up, marketing's
RUST: Final = "#c9703a"  # what is down, lost, sales's
GREY: Final = "#8a919c"  # what is old, or beside the point
ORANGE: Final = "#c87f1f"  # the day from which another definition holds
GREEN: Final = "#2f8f5b"  # what is won, or done
SKY: Final = "#4c8dd6"  # what is open, or planned
SLATE: Final = "#7a828c"
OCHRE: Final = "#a88c22"
MAUVE: Final = "#9a76b8"
VIOLET: Final = "#8a63c4"
TEAL: Final = "#1f8f8f"
LEAF: Final = "#3f9a5a"
ROSE: Final = "#c2527a"
# reasons side by side: told apart in grey, too, for neighbours differ in lightness
REASONS: Final = (BLUE, RUST, "#5a9e6f", "#b5628f", OCHRE, "#6f6fc4", "#3b949d", "#a05a4a", "#7a9a3a")
MARKS: Final = (BLUE, RUST, GREY, ORANGE, GREEN, SKY, SLATE, OCHRE, MAUVE, VIOLET, TEAL, LEAF, ROSE, *REASONS)
BAR_OPACITY: Final = 0.85  # of bars that lie over one another

TEXT: Final[dict[str, Pair]] = {
    "worse": ("#b3401b", "#f0a27f"),
    "better": ("#1f7a48", "#7fd0a0"),
    "chart": ("#4f5866", "#d3dae2"),
}
ON_PRIMARY: Final[Pair] = ("#ffffff", "#0e1117")
DISPUTED: Final[Pair] = ("#fdf0e4", "#3a2a1c")  # a ground, under the theme's own text

# pictures are printed on white
PAPER, INK, INK_QUIET, INK_GRID = GROUND[0], "#20242c", "#5f6673", "#e3e6eb"
