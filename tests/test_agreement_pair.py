"""Two definitions on the same leads: by hand, against single leads taken apart, and what always holds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi import leads
from kpi.agreement_beside import beside
from kpi.agreement_leads import NO_SCORE, TO_COME, rows, scorable, scores
from kpi.agreement_middle import Step, best, between, shares, step
from kpi.agreement_pair import CELLS, Cell, Judged, cells, judged, mcnemar, side
from kpi.agreement_to_come import with_to_come
from kpi.curves import curves
from kpi.definitions import BehaviourPoints, Definition, agreed
from kpi.filters import Filter
from kpi.histogram import ACCEPTED, JUDGED, OPPORTUNITY, WORKED, histogram, suffix_sum
from kpi.period import Period
from kpi.plan import Plan
from kpi.record import record
from kpi.score import score_parts
from kpi.store import Store
from tests.conftest import TODAY
from tests.small_world import IMPORTED, POINTS, event, lead, small_world

EVERYBODY = Filter(Period("x", date(2025, 1, 1), date(2026, 2, 1)))
OWN = POINTS.model_copy(update={"attribute_points": {"region": {"east": 15, "*": -5}}, "name": "own"})
SALES = Definition(
    name="sales",
    mql_threshold=20,
    sql_threshold=50,
    sql_rate_denominator="mqls",
    information_points={"need": {"now": 50}, "budget": {"big": 30}},
)
LEADS = [
    lead("hot", 90, need="now", budget="big", company="<b>A</b>"),
    lead("warm", 30, need="now"),
    lead("idle", None, need="later"),
    lead("cold", 10),
]
EVENTS = [
    event("idle", "page_view", "2025-10-02"),
    event("hot", "sql_accepted", "2025-10-05"),
    event("hot", "opportunity", "2025-10-08", deal_id="d1"),
    event("hot", "won", "2025-10-20", deal_id="d1", amount_yen=3_000_000),
    event("warm", "sql_accepted", "2025-10-06"),
    event("warm", "opportunity", "2025-10-09", deal_id="d2"),
    event("warm", "lost", "2025-10-19", deal_id="d2"),
    event("cold", "sql_rejected", "2025-10-06", detail="no_need"),
]


@pytest.fixture(scope="module")
def world() -> Iterator[Store]:
    store = Store.open(":memory:")
    with store.transaction() as cursor:
        for lead_id, region in (("hot", "east"), ("cold", "west")):
            cursor.execute(
                "insert into attribute values ('lead', $lead, 'region', $region, 'i')",
                {"lead": lead_id, "region": region},
            )
    small_world(store, LEADS, EVENTS, POINTS)
    yield store
    store.close()


def by_lead(store: Store, definition: Definition) -> dict[str, int]:
    found = scorable(store, EVERYBODY)
    return dict(zip(found.lead_id.to_pylist(), scores(store, found, definition).tolist(), strict=True))


@pytest.mark.parametrize("definition", [POINTS, SALES, OWN], ids=lambda one: one.name)
def test_a_score_under_any_rules_is_the_one_of_the_lead_taken_apart(
    world: Store, definition: Definition
) -> None:
    for lead_id, found in by_lead(world, definition).items():
        told = leads.history(world, lead_id)
        assert told is not None
        counts = {f"{kind}_count": count for kind, count in told.behaviour_count.items()}
        parts = score_parts(definition, {**told.record, **counts}, told.attributes)
        assert found == min(100, max(0, sum(part.points for part in parts)))


def test_imported_scores_are_read_where_the_facts_hold_points(world: Store) -> None:
    assert by_lead(world, IMPORTED) == {"hot": 90, "warm": 30, "idle": NO_SCORE, "cold": 10}


def test_the_agreed_rules_give_every_lead_of_the_sample_the_score_of_its_facts(sample_store: Store) -> None:
    chosen, rules = Filter(Period("x", date(2020, 1, 1), date(2030, 1, 1))), agreed(sample_store)
    found = scorable(sample_store, chosen)
    by_score = np.bincount(scores(sample_store, found, rules), minlength=101)
    counts = histogram(sample_store, chosen)
    assert by_score.tolist() == counts.leads()[:101].tolist()
    told = side(scores(sample_store, found, rules), rules, found.outcome)
    assert told.opportunity_count == suffix_sum(counts.leads(OPPORTUNITY))[rules.sql_threshold]
    assert told.won_amount_yen == suffix_sum(counts.cohort.won_amount_yen)[rules.sql_threshold]


def test_what_is_still_to_come_is_that_of_the_explore_page_at_every_line(sample_store: Store) -> None:
    as_of = record(sample_store, today=TODAY).calendar.as_of
    chosen, rules = Filter(Period("x", date(2025, 6, 1), date(2030, 1, 1))), agreed(sample_store)
    found = with_to_come(sample_store, chosen, scorable(sample_store, chosen), as_of)
    points = scores(sample_store, found, rules)
    counts = histogram(sample_store, chosen)
    shown = curves(sample_store, chosen, counts, question="sales", plan=Plan(), as_of=as_of).estimate
    for line in (30, 60, 80):
        told = side(points, rules.model_copy(update={"sql_threshold": line}), found.outcome).to_come
        assert told.young_count > 0
        assert told.opportunities == pytest.approx(shown.opportunities.to_come[line])
        assert told.won == pytest.approx(shown.won.to_come[line])
        assert told.amount_yen == pytest.approx(shown.amount_yen.to_come[line])
    crossed = cells(points >= 60, points >= 40, found.outcome)
    total = sum(cell.to_come.opportunities for cell in crossed.values())
    assert total == pytest.approx(shown.opportunities.to_come[0], rel=0.01)


def test_what_two_definitions_make_of_the_same_leads(world: Store) -> None:
    found = scorable(world, EVERYBODY)
    one, other = scores(world, found, POINTS), scores(world, found, SALES)
    told = side(other, SALES, found.outcome)
    # 80, 50, 0, 0 points under sales's rules: two from 50 up, both with a deal
    assert (told.mql_count, told.sql_count, told.opportunity_count, told.won_count) == (2, 2, 2, 1)
    assert (told.sql_rate, told.win_rate, told.won_amount_yen) == (1.0, 0.5, 3_000_000)
    # 6,000,000 / 3,000,000 = 2 wins, of 2 deals one is won: 4; one deal an SQL: 4; 4 MQLs of 8 inquiries
    assert list(told.needed(6_000_000).values()) == [2, 4, 4, 4, 8]
    crossed = cells(one >= 60, other >= 50, found.outcome)
    assert crossed == {
        "both": Cell(1, 1, 1, 3_000_000),
        "only_one": Cell(0, 0, 0, 0),
        "only_other": Cell(1, 1, 0, 0),
        "neither": Cell(2, 0, 0, 0),
    }
    # sales accepted the lead that only its own rules let in
    assert judged(one >= 60, other >= 50, found.outcome) == Judged(0, 1, 1.0)
    named = rows(world, ["warm", "nobody", "hot"])
    assert named["lead_id"].tolist() == ["warm", "hot"]
    assert named["standing"].tolist() == ["lost", "won"]


def test_all_of_a_comparison_agrees_with_its_parts_and_opens_the_leads_in_dispute(world: Store) -> None:
    found = beside(world, scorable(world, EVERYBODY), POINTS, SALES)
    assert {name: cell.lead_count for name, cell in found.cells.items()} == {
        "both": 1, "only_one": 0, "only_other": 1, "neither": 2,
    }  # fmt: skip
    disputed = found.listed(("only_one", "only_other"), 200)
    assert (disputed.lead_ids, disputed.one_scores, disputed.other_scores) == (["warm"], [40], [50])
    assert found.listed(CELLS, 2).lead_ids == ["hot", "warm"]
    # one lead in dispute, and it has an opportunity: nothing to spare, so no middle is better than another
    assert [one.kept_count + one.lost_count for one in found.steps] == [1] * len(shares())
    assert (found.steps[0].kept_count, found.steps[-1].kept_count, found.best) == (0, 1, None)
    same = beside(world, scorable(world, EVERYBODY), SALES, SALES)
    assert (same.one, same.judged, same.best) == (same.other, Judged(0, 0, None), None)
    assert same.listed(("only_one", "only_other"), 200).lead_ids == []
    assert beside(world, scorable(world, EVERYBODY), POINTS, IMPORTED).steps == ()


def test_a_side_without_an_sql_says_nothing_and_a_goal_takes_nothing_that_is_known(world: Store) -> None:
    found = scorable(world, EVERYBODY)
    strict = SALES.model_copy(update={"sql_threshold": 100})
    told = side(scores(world, found, strict), strict, found.outcome)
    assert (told.sql_count, told.opportunity_rate, told.win_rate) == (0, None, None)
    assert set(told.needed(1_000_000).values()) == {None}


def test_no_lead_gives_cells_of_zero(world: Store) -> None:
    found = scorable(world, Filter(Period("x", date(2020, 1, 1), date(2020, 2, 1))))
    none = scores(world, found, SALES) >= 50
    assert set(cells(none, none, found.outcome).values()) == {Cell(0, 0, 0, 0)}
    assert judged(none, none, found.outcome) == Judged(0, 0, None)


def test_the_middle_has_lines_and_points_between_both() -> None:
    half = between(POINTS, SALES, 0.5)
    assert half is not None
    assert (half.mql_threshold, half.sql_threshold) == (30, 55)
    # any budget 20 here, there a big one 30 and no other: 25 and 10
    assert half.information_points == {"need": {"now": 45}, "budget": {"*": 10, "big": 25}}
    assert half.behaviour_points["page_view"] == BehaviourPoints(points=2, cap=8)
    assert between(POINTS, SALES, 0.0) == POINTS.model_copy(
        update={"information_points": {"need": {"now": 40}, "budget": {"*": 20, "big": 20}}}
    )
    assert between(POINTS, IMPORTED, 0.5) is None


def test_the_best_middle_keeps_opportunities_and_spares_the_rest() -> None:
    # four disputed leads: opportunities at 58 and 55, worked without one at 52 and 51; the line moves 60 → 50
    score = np.array([58, 55, 52, 51])
    outcome = {
        "mask": np.array([WORKED | OPPORTUNITY] * 2 + [WORKED] * 2),
        "won_amount_yen": np.array([0, 7, 0, 0]),
        "young_count": np.zeros(4),
    }
    steps = [step(share, score >= 60 - 10 * share, outcome) for share in shares()]
    found = best(steps)
    assert found == Step(0.5, kept_count=2, lost_count=0, idle_count=0, spared_count=2, lost_yen=0)
    assert steps[0].lost_yen == 7
    # the lead at 52 has not had its time: it speaks for no place
    young = outcome | {"young_count": np.array([0, 0, 1, 0])}
    assert step(0.5, score >= 55, young) == Step(0.5, 2, 0, 0, spared_count=1, lost_yen=0, young_count=1)
    assert best([steps[0], steps[-1]]) is None  # none is better than luck
    assert best([step(0.5, np.array([], bool), {name: v[:0] for name, v in outcome.items()})]) is None


@pytest.mark.parametrize(
    ("one", "other", "chance"),
    [(0, 0, None), (1, 0, 1.0), (0, 6, 2 / 64), (6, 0, 2 / 64), (1, 5, 14 / 64), (5, 5, 1.0)],
)
def test_mcnemar_is_the_exact_chance_of_so_uneven_a_split(one: int, other: int, chance: float | None) -> None:
    assert mcnemar(one, other) == (None if chance is None else pytest.approx(chance))


LEAD = st.tuples(
    st.booleans(), st.booleans(), st.sampled_from([0, 1, 3, 7, 15]), st.integers(0, 3), st.integers(0, 10**15)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LEAD, max_size=30))
def test_cells_sum_to_all_leads_and_swapping_the_definitions_mirrors_them(
    drawn: list[tuple[bool, bool, int, int, int]],
) -> None:
    one, other, mask, won, yen = (
        np.array(column, kind)
        for column, kind in zip(
            list(zip(*drawn, strict=True)) or [()] * 5, (bool, bool, int, int, int), strict=True
        )
    )
    outcome = {"mask": mask, "won_count": won, "deal_count": won + 1, "won_amount_yen": yen}
    outcome |= dict.fromkeys(TO_COME, (mask + 1) / 7)
    here, there = cells(one, other, outcome), cells(other, one, outcome)
    assert tuple(here) == CELLS
    assert sum(cell.lead_count for cell in here.values()) == len(drawn)
    assert sum(cell.won_count for cell in here.values()) == sum(row[3] for row in drawn)
    assert (here["only_one"], here["only_other"]) == (there["only_other"], there["only_one"])
    assert (here["both"], here["neither"]) == (there["both"], there["neither"])
    for cell in here.values():  # what is still to come never outgrows those who wait
        assert 0 <= cell.to_come.opportunities <= cell.lead_count - cell.opportunity_count + 1e-9
    said, mirrored = judged(one, other, outcome), judged(other, one, outcome)
    assert (said.only_one_count, said.only_other_count) == (
        mirrored.only_other_count,
        mirrored.only_one_count,
    )
    assert said.chance == mirrored.chance
    assert said.only_one_count + said.only_other_count == sum(
        a != b and bool(m & JUDGED) for a, b, m, _, _ in drawn
    )
    assert said.only_other_count == sum(
        a != b and bool(m & JUDGED) and b == bool(m & ACCEPTED) for a, b, m, _, _ in drawn
    )
