"""Trial lists: who is drawn, what came of them, what the estimate is told. A real DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from kpi import facts
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.leads import Selection, count
from kpi.period import Period
from kpi.store import Store
from kpi.trial import TrialState, draw, frame, record, result, state
from tests.small_world import event, lead, small_world

EVERYTHING = Filter(Period("all", date(2020, 1, 1), date(2030, 1, 1)))
DRAWN_AT = datetime(2026, 1, 10, 9)


@pytest.fixture
def store() -> Iterator[Store]:
    """Leads u0 … u39 with a score of 40 … 79 that nobody worked, w50 that sales contacted, n unscored."""
    opened = Store.open(":memory:")
    channels = ["expo", "paid"]
    leads = [lead(f"u{number}", 40 + number, channel=channels[number % 2]) for number in range(40)]
    small_world(opened, [*leads, lead("w50", 50), lead("n")], [event("w50", "contacted", "2025-10-02")])
    yield opened
    opened.close()


def drawn(store: Store, **changed: object) -> list[str]:
    said: dict[str, object] = {
        "score_from": 40, "score_below": 60, "size": 5, "sql_threshold": 60, "seed": "s", "at": DRAWN_AT,
    } | changed  # fmt: skip
    chosen = said.pop("chosen", EVERYTHING)
    return frame(store, draw(store, chosen, **said))["lead_id"].tolist()  # type: ignore[arg-type]


def add(store: Store, *events: dict[str, object]) -> None:
    small_world(store, events=events)


def outcomes(store: Store) -> dict[str, object]:
    found = frame(store)
    column = found["outcome"].astype(object)
    return dict(zip(found["lead_id"], column.where(column.notna(), None), strict=True))


def test_a_draw_holds_unworked_leads_of_the_filter_below_the_line_only(store: Store) -> None:
    expo = Filter(EVERYTHING.period, channel=("expo",))
    found = drawn(store, chosen=expo, size=500, score_from=45, score_below=60)
    assert found == ["u18", "u16", "u14", "u12", "u10", "u8", "u6"]  # 58 … 46, highest first
    assert count(store, EVERYTHING, Selection("trial", trial=True)).lead_count == 7


def test_the_same_seed_draws_the_same_leads_and_another_one_others(store: Store) -> None:
    first = drawn(store)
    with store.transaction() as cursor:
        cursor.execute("delete from trial")
    assert drawn(store) == first
    with store.transaction() as cursor:
        cursor.execute("delete from trial")
    assert drawn(store, seed="t") != first
    assert len(first) == 5


def test_without_a_seed_two_draws_differ() -> None:
    found = []
    for _ in range(2):
        opened = small_world(Store.open(":memory:"), [lead(f"u{number}", 50) for number in range(200)])
        found.append(drawn(opened, seed=None, size=30))
        opened.close()
    assert found[0] != found[1]


def test_no_lead_is_drawn_twice_and_the_last_draw_takes_what_there_is(store: Store) -> None:
    first, second, third = (drawn(store, size=8) for _ in range(3))
    assert [len(first), len(second), len(third)] == [8, 8, 4]
    assert len({*first, *second, *third}) == 20
    assert sorted(frame(store)["trial_id"].unique()) == ["2026-01-10-1", "2026-01-10-2", "2026-01-10-3"]
    with pytest.raises(InvalidInput) as refused:
        drawn(store)
    assert refused.value.fields == {"what": "trial_empty"}


@pytest.mark.parametrize("size", [0, -1, 501])
def test_a_size_outside_1_to_500_is_refused(store: Store, size: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        drawn(store, size=size)
    assert refused.value.fields == {"what": "trial_size", "value": size}


def test_a_refused_draw_saves_nothing_and_a_draw_raises_the_data_version(store: Store) -> None:
    before = store.data_version()
    with pytest.raises(InvalidInput):
        drawn(store, score_from=60, score_below=60)
    assert (store.data_version(), state(store)) == (before, TrialState(0, 0, 0))
    drawn(store)
    assert (store.data_version(), state(store)) == (before + 1, TrialState(5, 0, 0))


def test_outcomes_come_from_the_events_after_the_draw(store: Store) -> None:
    a, b, c, d, e = drawn(store)
    add(
        store,
        event(a, "opportunity", "2026-01-12"),
        event(a, "sql_rejected", "2026-01-20"),  # an opportunity stays one
        event(b, "sql_rejected", "2026-01-12"),
        event(c, "opportunity", "2026-01-09"),  # before the draw
        event(d, "contacted", "2026-01-12"),  # no decision yet
        event(e, "opportunity", "2026-02-12"),  # after the as-of day
    )
    assert outcomes(store) == {a: "opportunity", b: "no_opportunity", c: None, d: None, e: None}
    assert set(frame(store)["outcome_source"].dropna()) == {"events"}
    assert state(store) == TrialState(5, 2, 1)


def test_what_is_recorded_here_outranks_the_events_until_it_is_taken_back(store: Store) -> None:
    a, b, *_ = drawn(store)
    add(store, event(a, "sql_rejected", "2026-01-12"))
    assert record(store, {a: "opportunity", b: "no_opportunity"}, "sato", at=datetime(2026, 1, 13)) == 2
    assert (outcomes(store)[a], outcomes(store)[b]) == ("opportunity", "no_opportunity")
    assert record(store, {a: None, b: None}, None, at=datetime(2026, 1, 14)) == 2
    assert (outcomes(store)[a], outcomes(store)[b]) == ("no_opportunity", None)
    assert record(store, {b: "opportunity"}, "ito", at=datetime(2026, 1, 15)) == 1
    row = frame(store).set_index("lead_id").loc[b]
    assert (row["outcome"], row["outcome_source"], row["recorded_by"]) == ("opportunity", "recorded", "ito")


def test_only_a_change_is_recorded(store: Store) -> None:
    a, b, c, *_ = drawn(store)
    add(store, event(c, "opportunity", "2026-01-12"))
    assert record(store, {a: "opportunity", b: None, c: "opportunity"}, None) == 1
    version = store.data_version()
    assert record(store, {a: "opportunity", b: None, c: None}, None) == 0
    assert store.data_version() == version


def test_the_newest_record_counts_even_when_the_clock_was_set_back(store: Store) -> None:
    a, *_ = drawn(store)
    record(store, {a: "opportunity"}, None, at=datetime(2026, 1, 20))
    record(store, {a: "no_opportunity"}, None, at=datetime(2026, 1, 1))
    assert outcomes(store)[a] == "no_opportunity"


def test_a_lead_of_no_trial_and_an_unknown_outcome_are_refused_and_nothing_is_saved(store: Store) -> None:
    a, *_ = drawn(store)
    for bad, fields in (
        ({a: "opportunity", "w50": "opportunity"}, {"what": "trial_lead", "value": "w50"}),
        ({a: "won"}, {"what": "trial_outcome", "value": "won"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            record(store, bad, None)  # type: ignore[arg-type]
        assert refused.value.fields == fields
    assert state(store).known_count == 0


def test_the_result_counts_known_trial_leads_of_the_filter_by_score(store: Store) -> None:
    found = drawn(store, size=20)  # u0 … u19, scores 40 … 59
    assert len(found) == 20
    assert result(store, EVERYTHING) is None
    record(store, {"u0": "opportunity", "u2": "no_opportunity", "u3": "opportunity"}, None)
    everything, expo = result(store, EVERYTHING), result(store, Filter(EVERYTHING.period, channel=("expo",)))
    assert everything is not None
    assert expo is not None
    assert (everything.success_count, expo.success_count) == (2, 1)
    assert everything.known_by_score.nonzero()[0].tolist() == [40, 42, 43]
    assert expo.known_by_score.nonzero()[0].tolist() == [40, 42]
    assert everything.known_by_score.shape == (101,)
    assert result(store, Filter(Period("x", date(2026, 1, 1), date(2026, 2, 1)))) is None


def test_a_trial_lead_that_the_data_lost_stays_in_the_list_but_not_in_the_result(store: Store) -> None:
    a, b, *_ = drawn(store)
    record(store, {a: "opportunity", b: "opportunity"}, None)
    with store.transaction() as cursor:
        cursor.execute("delete from lead where lead_id = $gone", {"gone": a})
    facts.rebuild(store, today=date(2026, 1, 31))
    assert state(store) == TrialState(5, 2, 2)
    left = result(store, EVERYTHING)
    assert left is not None
    assert left.success_count == 1


def test_an_unknown_trial_has_no_rows(store: Store) -> None:
    drawn(store)
    assert frame(store, "2020-01-01-1").empty
    assert len(frame(store)) == 5
