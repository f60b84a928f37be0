"""What a person saves on the trial list is what that person changed, and nothing else."""

from __future__ import annotations

import pandas as pd

from pages.ui.trial_table import changes

LABELS = {"opportunity": "Opportunity", "no_opportunity": "No opportunity"}
IDS = pd.Series(["a", "b", "c"])


def test_an_untouched_row_is_not_saved_so_that_a_colleagues_outcome_stays() -> None:
    before = pd.Series([None, None, "Opportunity"], dtype=object)
    after = pd.Series(["No opportunity", None, "Opportunity"], dtype=object)
    assert changes(IDS, before, after, LABELS) == {"a": "no_opportunity"}


def test_an_emptied_cell_takes_the_outcome_back() -> None:
    before = pd.Series(["Opportunity", None, None], dtype=object)
    after = pd.Series([None, None, None], dtype=object)
    assert changes(IDS, before, after, LABELS) == {"a": None}


def test_nothing_touched_saves_nothing() -> None:
    same = pd.Series([None, "Opportunity", None], dtype=object)
    assert changes(IDS, same, same, LABELS) == {}
