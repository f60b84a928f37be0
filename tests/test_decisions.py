"""Decisions: kept with what they were made on, carried, closed, never overwritten; predicted against read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from kpi import decisions as kept
from kpi import rhythm, sample
from kpi.decision import (
    Basis,
    Decision,
    Difference,
    Outcome,
    Reading,
    Version,
    decide,
    differences,
    due,
    marks,
    segment_is_gone,
)
from kpi.definitions import append
from kpi.effect import Amounts, Count, Evidence, Rate, hit_rate, judge
from kpi.errors import DecisionChanged, InvalidInput
from kpi.imports import import_files
from kpi.imports.history import undo
from kpi.store import Store
from tests.small_world import IMPORTED

FIELDS: dict[str, object] = {
    "measure": "展示会の翌日に電話する",
    "owner": "田中",
    "decided_on": date(2026, 1, 12),
    "due_on": date(2026, 1, 30),
    "review_on": date(2026, 3, 2),
    "kpi": "sql_rate",
    "segment": ("channel", "expo"),
    "from_value": 0.081,
    "to_value": 0.1,
}
CALL = Decision.model_validate(FIELDS)
BASIS = Basis(
    numbers={"leads": 334, "sql_rate": 0.081, "win_rate": None},
    mql_threshold=40,
    sql_threshold=60,
    dating="cohort",
    address={"m": ["40"], "ch": ["expo"]},
)
READ = Reading(read_on=date(2026, 3, 2), value=0.09, lower=0.07, upper=0.11, verdict="cannot_tell")
WORKED = Outcome(verdict="worked", reading=READ, note="3社が商談へ")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "kpi.duckdb")
    agree(opened)
    yield opened
    opened.close()


def agree(store: Store) -> None:
    """Append the next version of the definition; the data version rises with it."""
    append(store, IMPORTED, definition_id="d", state="agreed", effective_from=date(2026, 1, 1), by=None)


def keep(store: Store, **changes: object) -> Version:
    return kept.keep(store, decide(**FIELDS | changes), BASIS, by="佐藤")


def test_a_decision_keeps_the_numbers_the_definition_and_the_data_it_was_made_on(store: Store) -> None:
    made = keep(store)
    agree(store)
    [found] = kept.decisions(store)
    assert found == made
    assert (found.decision, found.state, found.version, found.created_by) == (CALL, "open", 1, "佐藤")
    stamps = {"data_version": made.data_version, "definition_id": "d", "definition_version": 1}
    assert found.basis == BASIS.model_copy(update=stamps)
    assert made.data_version < store.data_version()
    assert keep(store, measure="second").basis.definition_version == 2


def test_without_an_agreed_definition_a_decision_names_none(tmp_path: Path) -> None:
    made = keep(Store.open(tmp_path / "empty.duckdb"))
    assert (made.basis.definition_id, made.basis.definition_version, made.data_version) == (None, None, 0)


def test_a_decision_is_carried_on_then_closed_and_every_version_stays(store: Store) -> None:
    first = keep(store)
    second = kept.carry(
        store,
        first.decision_id,
        review_on=date(2026, 4, 6),
        outcome=Outcome(verdict="worked", reading=READ, note="まだ早い"),
        seen_version=1,
        by="鈴木",
    )
    third = kept.close(store, first.decision_id, outcome=WORKED, seen_version=2, by="高橋")
    assert kept.decisions(store) == [third]
    assert kept.history(store, first.decision_id) == [first, second, third]
    states = [(one.version, one.state, one.created_by) for one in (first, second, third)]
    assert states == [(1, "open", "佐藤"), (2, "carried", "鈴木"), (3, "closed", "高橋")]
    # what is carried on has no verdict yet, but keeps what was read
    assert second.outcome == Outcome(verdict=None, reading=READ, note="まだ早い")
    assert (third.decision.review_on, third.outcome) == (date(2026, 4, 6), WORKED)


def test_the_newest_decision_is_listed_first_also_when_an_older_one_was_changed_since(store: Store) -> None:
    first, second = keep(store, measure="first"), keep(store, measure="second")
    outcome = Outcome(note="x")
    later = date(2026, 5, 1)
    kept.carry(store, first.decision_id, review_on=later, outcome=outcome, seen_version=1, by=None)
    assert [one.decision_id for one in kept.decisions(store)] == [second.decision_id, first.decision_id]


def test_of_two_people_who_save_one_decision_the_second_sees_both_and_can_choose(store: Store) -> None:
    one = keep(store)
    other = decide(**FIELDS | {"owner": "伊藤", "to_value": 0.12})
    theirs = kept.close(store, one.decision_id, outcome=WORKED, seen_version=1, by="A")
    with pytest.raises(DecisionChanged) as caught:
        kept.change(store, one.decision_id, other, seen_version=1, by="B")
    fields = caught.value.fields
    assert (fields["measure"], fields["theirs"]) == (CALL.measure, theirs)
    mine = fields["mine"]
    assert isinstance(mine, Version)
    assert differences(mine, theirs) == (
        Difference("owner", "伊藤", "田中"),
        Difference("to_value", 0.12, 0.1),
    )
    assert kept.history(store, one.decision_id)[1:] == [theirs]
    # having seen it, B keeps B's own words
    again = kept.carry(
        store,
        one.decision_id,
        review_on=date(2026, 5, 1),
        outcome=Outcome(),
        seen_version=theirs.version,
        by="B",
    )
    mended = kept.change(store, one.decision_id, other, seen_version=again.version, by="B")
    assert (mended.version, mended.state, mended.decision.owner) == (4, "carried", "伊藤")


def test_a_decision_made_before_its_meeting_was_put_on_record_is_of_that_meeting(store: Store) -> None:
    made = keep(store)
    assert (made.decision.meeting_id, kept.decisions(store)) == (None, [made])
    meeting = rhythm.hold(store, made.decision.decided_on, every="weekly", by=None)
    [found] = kept.decisions(store)
    assert found.decision.meeting_id == meeting.meeting_id
    assert kept.keep(store, made.decision, BASIS, by="B") == found  # the same all the same
    kept.close(store, made.decision_id, outcome=WORKED, seen_version=1, by=None)
    names = [one.decision.meeting_id for one in kept.history(store, made.decision_id)]
    assert names == [meeting.meeting_id] * 2


def test_the_same_saved_twice_is_one(store: Store) -> None:
    first = keep(store)
    assert keep(store, measure=" 展示会の翌日に電話する\u3000") == first
    closed = kept.close(store, first.decision_id, outcome=WORKED, seen_version=1, by="A")
    assert kept.close(store, first.decision_id, outcome=WORKED, seen_version=1, by="B") == closed
    assert kept.change(store, first.decision_id, CALL, seen_version=1, by="B") == closed
    assert kept.history(store, first.decision_id) == [first, closed]


def test_one_measure_for_one_segment_is_decided_once_until_it_is_closed(store: Store) -> None:
    first = keep(store, measure="Call")
    with pytest.raises(DecisionChanged) as caught:
        keep(store, measure="CALL", owner="伊藤")
    assert caught.value.fields["theirs"] == first
    keep(store, measure="Call", segment=None)
    kept.close(store, first.decision_id, outcome=WORKED, seen_version=1, by=None)
    keep(store, measure="Call", owner="伊藤")
    assert len(kept.decisions(store)) == 3


def test_of_eight_who_save_at_once_one_is_kept_and_seven_are_told(store: Store) -> None:
    one = keep(store)

    def close(person: int) -> str:
        outcome = Outcome(verdict="did_not", note=f"{person}")
        try:
            kept.close(store, one.decision_id, outcome=outcome, seen_version=1, by=f"{person}")
        except DecisionChanged:
            return "told"
        return "kept"

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(close, range(8))) == ["kept"] + ["told"] * 7
    assert [found.version for found in kept.history(store, one.decision_id)] == [1, 2]


def refused(call: Callable[[], object]) -> object:
    with pytest.raises(InvalidInput) as caught:
        call()
    return caught.value.fields["what"]


def test_what_cannot_follow_is_refused_and_changes_nothing(store: Store) -> None:
    one = keep(store)
    name, same_day = one.decision_id, CALL.review_on
    told = {"seen_version": 1, "by": None}
    assert refused(lambda: kept.close(store, "nobody", outcome=WORKED, **told)) == "decision"  # type: ignore[arg-type]
    assert refused(lambda: kept.close(store, name, outcome=Outcome(), **told)) == "decision_verdict"  # type: ignore[arg-type]
    carrying = {"review_on": same_day, "outcome": Outcome(note="x"), **told}
    assert refused(lambda: kept.carry(store, name, **carrying)) == "decision_review_on"  # type: ignore[arg-type]
    assert kept.history(store, name) == [one]
    kept.close(store, name, outcome=WORKED, seen_version=1, by=None)
    other = decide(**FIELDS | {"owner": "伊藤"})
    assert refused(lambda: kept.change(store, name, other, seen_version=2, by=None)) == "decision_closed"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("measure", "\u3000 "),
        ("measure", "x" * 501),
        ("owner", ""),
        ("due_on", date(2026, 1, 11)),
        ("due_on", "someday"),
        ("review_on", date(2026, 1, 11)),
        ("kpi", "happiness"),
        ("to_value", 1.01),
        ("to_value", -0.01),
        ("to_value", 0.081),
        ("to_value", float("nan")),
        ("from_value", float("inf")),
    ],
)
def test_a_field_that_cannot_stand_is_named(field: str, value: object) -> None:
    assert refused(lambda: decide(**FIELDS | {field: value})) == f"decision_{field}"


def test_markup_and_formulas_stay_the_text_they_are(store: Store) -> None:
    hostile = "=1+1 <script>![x](http://e) \"'\n👩‍👩‍👧"
    made = keep(store, measure=hostile, segment=("channel", hostile))
    [found] = kept.decisions(store)
    assert (found, found.decision.measure, found.decision.segment) == (made, hostile, ("channel", hostile))


def test_a_decision_for_a_segment_that_is_gone_is_readable_and_flagged(store: Store) -> None:
    found = keep(store)
    assert not segment_is_gone(found.decision, {"channel": ("web", "expo")})
    assert segment_is_gone(found.decision, {"channel": ("web",)})
    assert segment_is_gone(found.decision, {})
    assert not segment_is_gone(decide(**FIELDS | {"segment": None}), {})


def test_what_was_decided_on_the_sample_is_never_shown_beside_own_data(store: Store, tmp_path: Path) -> None:
    sample.load(store, today=date(2026, 1, 31))
    on_sample = keep(store)
    sample.load(store, today=date(2026, 2, 28))  # it moves to another week
    assert kept.decisions(store) == [on_sample]
    (tmp_path / "leads.csv").write_text("lead_id,created_at\na,2025-01-05\n", encoding="utf-8")
    [report] = import_files(store.path, [tmp_path / "leads.csv"])
    assert kept.decisions(store) == []
    name = on_sample.decision_id
    assert refused(lambda: kept.close(store, name, outcome=WORKED, seen_version=1, by=None)) == "decision"
    own = keep(store)
    assert kept.decisions(store) == [own]
    undo(store, str(report.import_id), by=None)
    assert kept.decisions(store) == [on_sample]


def test_what_is_due_is_listed_by_how_long_it_waits(store: Store) -> None:
    late = keep(store, measure="late", review_on=date(2026, 2, 1))
    today = keep(store, measure="today", review_on=date(2026, 2, 9))
    keep(store, measure="tomorrow", review_on=date(2026, 2, 10))
    done = keep(store, measure="done", review_on=date(2026, 2, 1))
    kept.close(store, done.decision_id, outcome=WORKED, seen_version=1, by=None)
    assert due(kept.decisions(store), date(2026, 2, 9)) == [late, today]
    assert due(kept.decisions(store), date(2026, 1, 12)) == []


def test_a_decision_is_marked_on_the_charts_of_its_kpi_and_segment(store: Store) -> None:
    expo = keep(store)
    everywhere = keep(store, segment=None, decided_on=date(2026, 1, 5))
    dropped = keep(store, measure="x")
    outcome = Outcome(verdict="dropped")
    kept.close(store, dropped.decision_id, outcome=outcome, seen_version=1, by=None)
    keep(store, kpi="win_rate")
    found = kept.decisions(store)
    assert marks(found, "sql_rate") == [everywhere]
    assert marks(found, "sql_rate", ("channel", "expo")) == [everywhere, expo]
    assert marks(found, "sql_rate", ("channel", "web")) == [everywhere]


def test_the_hit_rate_counts_what_could_be_told(store: Store) -> None:
    assert hit_rate([keep(store)]) is None
    for number, verdict in enumerate(["worked"] * 3 + ["did_not", "cannot_tell", "dropped"]):
        made = keep(store, measure=f"{number}")
        outcome = Outcome.model_validate({"verdict": verdict})
        kept.close(store, made.decision_id, outcome=outcome, seen_version=1, by=None)
    found = hit_rate(kept.decisions(store))
    assert found is not None
    counts = (found.worked_count, found.did_not_count, found.cannot_tell_count, found.dropped_count)
    assert (found.rate, counts) == (0.75, (3, 1, 1, 1))
    # z = 1.28155, n = 4: centre (0.75 + z²/8) / (1 + z²/4) = 0.67723, half width 0.24469
    assert (found.lower, found.upper) == (pytest.approx(0.4325, abs=1e-4), pytest.approx(0.9219, abs=1e-4))


def test_the_hit_rate_of_no_decision_is_none() -> None:
    assert hit_rate([]) is None


@pytest.mark.parametrize(
    ("predicted", "baseline", "actual", "verdict", "reason"),
    [
        (0.10, 0.08, Rate(60, 400), "reached", None),
        (0.10, 0.08, Rate(42, 400), "cannot_tell", None),
        (0.10, 0.08, Rate(20, 400), "not_reached", None),
        (0.10, 0.12, Rate(20, 400), "reached", None),  # less was wanted
        (0.10, None, Rate(60, 400), "reached", None),
        (0.10, 0.08, Rate(9, 9), "cannot_tell", "too_few"),
        (0.10, 0.08, Rate(0, 0), "cannot_tell", "undefined"),
        (0.10, 0.08, Rate(12.0, 10.4), "reached", None),  # more than the exposure of young leads
        (1.0, 0.9, Rate(40, 40), "reached", None),
        (1.0, 0.9, Rate(39, 40), "not_reached", None),
        (120, 100, Count(140), "reached", None),
        (120, 100, Count(121), "cannot_tell", None),
        (120, 100, Count(0), "not_reached", None),
        (0, 30, Count(0), "reached", None),
        (10e6, 5e6, Amounts([4e6] * 6), "reached", None),
        (10e6, 5e6, Amounts([9e6, 1e6, 1e6, 1e6, 1e6]), "cannot_tell", None),  # one deal is most of it
        (10e6, 5e6, Amounts([50e6] * 4), "cannot_tell", "too_few"),
        (10e6, 5e6, Amounts([]), "cannot_tell", "too_few"),
        (3e6, 2e6, Amounts([4e6, 5e6] * 5, average=True), "reached", None),
        (3e6, 2e6, Amounts([], average=True), "cannot_tell", "undefined"),
    ],
)
def test_a_prediction_is_judged_only_where_the_numbers_can(
    predicted: float, baseline: float | None, actual: Evidence, verdict: str, reason: str | None
) -> None:
    found = judge(predicted, baseline, actual)
    assert (found.verdict, found.reason) == (verdict, reason)


@pytest.mark.parametrize(
    ("actual", "value", "lower", "upper"),
    [
        # quantiles of Beta(27.5, 81.5), of Gamma(100.5), of a gamma with mean 20M and variance 5 · 16e12
        (Rate(27, 108), 0.25, 0.20013, 0.30636),
        (Count(100), 100, 87.89, 113.53),
        (Amounts([4e6] * 5), 20e6, 9.73e6, 31.98e6),
        # mean 4.5M, standard error sqrt(0.2778e12 / 10) = 0.1667M, times 1.2816 on either side
        (Amounts([4e6, 5e6] * 5, average=True), 4.5e6, 4.288e6, 4.715e6),
        (Amounts([4e6] * 6, average=True), 4e6, 4e6, 4e6),
    ],
)
def test_the_interval_holds_eighty_per_cent(
    actual: Evidence, value: float, lower: float, upper: float
) -> None:
    found = judge(0.5, 0.1, actual)
    assert found.value == value
    assert (found.lower, found.upper) == (pytest.approx(lower, rel=1e-3), pytest.approx(upper, rel=1e-3))


def test_more_wins_than_the_exposure_of_young_leads_is_a_rate_of_one() -> None:
    assert judge(0.5, 0.1, Rate(12.0, 10.4)).value == 1


def test_young_numbers_are_too_early_whatever_they_say() -> None:
    for early in ({"mature_rate": 0.49}, {"review_has_come": False}):
        found = judge(0.10, 0.08, Rate(60, 400), before=Rate(32, 400), **early)  # type: ignore[arg-type]
        assert (found.verdict, found.moved, found.reason) == ("too_early", "cannot_tell", "young")
        assert found.value == 0.15
    assert judge(0.10, 0.08, Rate(60, 400), mature_rate=0.5).verdict == "reached"


def test_what_missed_its_target_may_be_better_than_before_all_the_same() -> None:
    found = judge(0.20, 0.08, Rate(60, 400), before=Rate(32, 400))
    assert (found.verdict, found.moved) == ("not_reached", "better")
    less = judge(0.01, 0.08, Rate(60, 400), before=Rate(32, 400))
    assert (less.verdict, less.moved) == ("not_reached", "worse")
    assert judge(0.20, 0.08, Rate(34, 400), before=Rate(32, 400)).moved == "cannot_tell"
    assert judge(0.20, 0.08, Rate(60, 400)).moved is None


def test_counts_below_nothing_are_refused() -> None:
    for wrong in (Rate(-1, 3), Rate(1, float("nan")), Count(-1), Amounts([-1.0] * 9)):
        assert refused(lambda wrong=wrong: judge(1, 0, wrong)) == "evidence"  # type: ignore[misc]


@pytest.mark.parametrize(("trials", "at_most"), [(15, 0.18), (60, 0.14), (200, 0.12)])
@pytest.mark.parametrize("share", [0.05, 0.5])
def test_a_level_a_hair_below_its_target_is_called_reached_about_one_time_in_ten(
    trials: int, at_most: float, share: float
) -> None:
    called = [k for k in range(trials + 1) if judge(share, 0.0, Rate(k, trials)).verdict == "reached"]
    assert called == list(range(called[0], trials + 1))
    assert 0.02 < float(binom.pmf(called, trials, share).sum()) < at_most


@settings(deadline=None)  # the first one imports scipy
@given(st.integers(0, 200), st.integers(10, 200), st.floats(0.01, 0.99))
def test_the_interval_and_the_verdict_say_the_same(count: int, extra: int, predicted: float) -> None:
    found = judge(predicted, 0.0, Rate(count, count + extra))
    assert found.lower is not None
    assert found.upper is not None
    verdict = (
        "reached"
        if found.lower >= predicted
        else "not_reached"
        if found.upper <= predicted
        else "cannot_tell"
    )
    assert found.verdict == verdict


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_two_sides_swapped_give_the_other_chance(k: int, missed: int, k0: int, missed0: int) -> None:
    one, other = Rate(k, k + missed + 1), Rate(k0, k0 + missed0 + 1)
    there = judge(0.5, 0.1, one, before=other).better_chance
    back = judge(0.5, 0.1, other, before=one).better_chance
    assert there is not None
    assert back is not None
    assert there + back == pytest.approx(1, abs=2e-3)
