"""What the board shows: the curves, what they are compared with, and how they are named."""

from __future__ import annotations

from dataclasses import dataclass

from kpi.curves import Curves, DealCurves
from kpi.definitions import Definition
from kpi.filters import Dating
from kpi.histogram import SCORES
from pages.ui.text import Words

THRESHOLDS = range(SCORES)


@dataclass(frozen=True)
class Scene:
    """One state of the explore page but for the place of the two lines."""

    curves: Curves
    agreed: Definition
    denominator: str  # "inq" or "mql"
    dating: Dating
    words: Words
    has_loss_gap: bool = False  # the period reaches back to before losses were recorded

    @property
    def counted(self) -> DealCurves:
        """The counted deals under the chosen dating."""
        return self.curves.cohort if self.dating == "cohort" else self.curves.activity
