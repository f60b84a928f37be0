"""Results that are kept: asked for once, copied where they may be changed, waited for, forgotten in time."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.period import Period
from kpi.store import Store, bump_data_version
from pages.ui.caching import cache_data, cache_resource


def chosen(year: int) -> Filter:
    return Filter(Period(str(year), date(year, 1, 1), date(year + 1, 1, 1)), channel=("web",))


def test_a_result_is_worked_out_once_for_equal_keys_and_again_for_others() -> None:
    asked: list[tuple[object, ...]] = []

    @cache_resource(max_entries=8)
    def found(*key: object) -> object:
        asked.append(key)
        return object()

    mine = found(Path("a"), 1, chosen(2025))
    assert found(Path("a"), 1, chosen(2025)) is mine
    assert found(Path("a"), 2, chosen(2025)) is not mine
    assert found(Path("a"), 1, chosen(2024)) is not mine
    assert found(Path("a"), 1.0, chosen(2025)) is not mine  # equal, and yet another type
    assert len(asked) == 4


def test_the_oldest_result_is_forgotten() -> None:
    asked: list[int] = []

    @cache_resource(max_entries=2)
    def found(key: int) -> int:
        asked.append(key)
        return key

    assert [found(key) for key in (1, 2, 1, 3, 1, 2)] == [1, 2, 1, 3, 1, 2]
    assert asked == [1, 2, 3, 2]


def test_every_caller_of_data_may_change_his_copy() -> None:
    @cache_data(max_entries=8)
    def found() -> list[int]:
        return [1]

    found().append(2)
    assert found() == [1]


def test_an_argument_with_an_underscore_does_not_count() -> None:
    @cache_resource(max_entries=8)
    def found(key: int, _rows: list[int]) -> int:
        return sum(_rows)

    assert [found(1, [2, 3]), found(1, _rows=[9]), found(2, [9])] == [5, 5, 9]


def test_two_who_ask_at_once_wait_for_one_answer() -> None:
    began, may_end, asked = threading.Event(), threading.Event(), list[int]()

    @cache_resource(max_entries=8)
    def found() -> int:
        asked.append(1)
        began.set()
        may_end.wait(10)
        return 7

    answers: list[int] = []
    people = [threading.Thread(target=lambda: answers.append(found())) for _ in range(2)]
    people[0].start()
    assert began.wait(10)
    people[1].start()
    may_end.set()
    for one in people:
        one.join(10)
    assert (answers, asked) == ([7, 7], [1])


def test_a_failure_is_not_kept() -> None:
    answers: list[int | Exception] = [ValueError("not yet"), 3]

    @cache_resource(max_entries=8)
    def found() -> int:
        if isinstance(answer := answers.pop(0), Exception):
            raise answer
        return answer

    with pytest.raises(ValueError, match="not yet"):
        found()
    assert found() == 3


def _fail(store: Store) -> None:
    with store.transaction() as cursor:
        bump_data_version(cursor)
        raise InvalidInput(what="number", value=1)


def test_a_store_has_another_revision_after_each_transaction_of_any_store_of_its_file(tmp_path: Path) -> None:
    mine, colleagues = Store.open(tmp_path / "a.duckdb"), Store.open(tmp_path / "a.duckdb")
    before, version = mine.revision, mine.data_version()
    assert (mine.revision, mine.data_version()) == (before, version)
    with colleagues.transaction() as cursor:
        bump_data_version(cursor)
    assert mine.revision != before
    assert mine.data_version() == version + 1
    with pytest.raises(InvalidInput):
        _fail(mine)
    assert mine.data_version() == version + 1
    mine.close()
    colleagues.close()
