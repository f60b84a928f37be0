"""Import, export, import again: the same data, and no cell that reads otherwise the second time."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kpi.imports.pipeline import prepare
from kpi.store import Store


@cache
def memory() -> Store:
    return Store.open(":memory:")


def test_an_amount_beyond_what_a_float_holds_is_read_exactly() -> None:
    assert read(["amount"], ["9007199254740993"]) == [(2**53 + 1,)]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" Kiev ", "Kiev"),  # a letter is no blank
        ("\u3000vevo\u200b", "vevo"),
        ("'=1+1", "=1+1"),
        (" '=1+1", "=1+1"),
        ("'\u2003=1", "\u2003=1"),
        ("'Tis", "'Tis"),
        (" \v\ufeff", None),
    ],
)
def test_blanks_and_the_mark_of_our_own_downloads_are_taken_off_a_cell(cell: str, text: str | None) -> None:
    assert read(["text"], [cell]) == [(text,)]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.text(alphabet="'=+- \t\u3000\u200b\u2003v￥¥1２,.万E円ーA@", max_size=6), min_size=20))
@example(["9007199254740993", "¥1,200,000", "1.2E+06", "△5万", "'-3", " '=1", "'\u3000=1"])
def test_a_cell_that_was_read_once_reads_the_same_again(cells: list[str]) -> None:
    names = ["text", "email", "amount"]
    once = read(names, cells)
    for place, name in enumerate(names):
        values = [None if row[place] is None else str(row[place]) for row in once]
        assert [None if value is None else str(value) for (value,) in read([name], values)] == values


def read(names: list[str], cells: list[str | None]) -> list[tuple[object, ...]]:
    """Return the cells as the rules import_<name> read them, text first."""
    rules = ", ".join(f"import_{name}({'cell' if name == 'text' else 'import_text(cell)'})" for name in names)
    with memory().cursor() as cursor:
        prepare(cursor)
        found = cursor.execute(f"select {rules} from (select unnest($cells) as cell)", {"cells": cells})
        return found.fetchall()
