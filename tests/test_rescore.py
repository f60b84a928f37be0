"""Other rules on the same leads: by profiles as lead by lead, every count with its leads, old against new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.definitions import BehaviourPoints, Definition, agreed
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.filters import Filter
from kpi.histogram import OPPORTUNITY, histogram, suffix_sum
from kpi.item_model import ItemModel, item_model
from kpi.period import Period, parse
from kpi.profiles import Profiles, profiles
from kpi.record import record
from kpi.rescore import curves_of_rules, curves_of_today, same_load
from kpi.rescore_moves import moves
from kpi.rescore_rows import idle_leads, moved_leads
from kpi.rule_lines import design
from kpi.score import score_parts
from kpi.scoring_idle import OFTEN, idle
from kpi.store import Store
from tests.conftest import TODAY
from tests.small_world import IMPORTED, POINTS, event, lead, small_world

EVERYTHING = "select score, i.*, b.* from lead_fact join information_profile i using (information_profile)" \
    " join behaviour_profile b using (behaviour_profile) order by lead_id"  # fmt: skip
WHOLE = Filter(Period("2025-10-01..2025-10-31", date(2025, 10, 1), date(2025, 11, 1)))
POINT = st.integers(-100, 100)
VALUES = st.sampled_from(
    ["concrete", "exploring", "decides", "quotation", "allocated", "nobody says so", "*"]
)
RULES = st.builds(
    lambda information, behaviour: Definition(
        name="any",
        mql_threshold=40,
        sql_threshold=60,
        information_points=information,
        behaviour_points=behaviour,
    ),
    st.dictionaries(st.sampled_from(INFORMATION_ITEMS), st.dictionaries(VALUES, POINT, max_size=4)),
    st.dictionaries(
        st.sampled_from(BEHAVIOUR_KINDS),
        st.tuples(POINT, POINT).map(lambda pair: BehaviourPoints(points=pair[0], cap=pair[1])),
    ),
)


@pytest.fixture(scope="module")
def chosen(sample_store: Store) -> Filter:
    return Filter(parse("all", record(sample_store, today=TODAY).calendar))


@pytest.fixture(scope="module")
def found(sample_store: Store, chosen: Filter) -> Profiles:
    return profiles(sample_store, chosen, record(sample_store, today=TODAY).calendar.as_of)


@pytest.fixture(scope="module")
def model(sample_store: Store, found: Profiles) -> ItemModel:
    return item_model(found, design(found.combinations, agreed(sample_store)))


@pytest.fixture(scope="module")
def one_by_one(sample_store: Store) -> list[dict[str, object]]:
    with sample_store.cursor() as cursor:
        rows = cursor.execute(EVERYTHING)
        names = [column[0] for column in rows.description]
        return [dict(zip(names, row, strict=True)) for row in rows.fetchall()][::11]


@settings(max_examples=12, deadline=None)
@given(RULES)
def test_rescoring_profiles_is_rescoring_leads_one_by_one(
    found: Profiles, one_by_one: list[dict[str, object]], rules: Definition
) -> None:
    information, behaviour, _ = found.combinations.points(rules)
    score = {
        (row["information_profile"], row["behaviour_profile"]): int(
            np.clip(information[row["information_profile"]] + behaviour[row["behaviour_profile"]], 0, 100)
        )
        for row in one_by_one
    }
    for row in one_by_one:
        alone = min(100, max(0, sum(part.points for part in score_parts(rules, row))))
        assert score[row["information_profile"], row["behaviour_profile"]] == alone
    groups = zip(
        found.leads.information.tolist(),
        found.leads.behaviour.tolist(),
        found.leads.rescored(found.combinations.points(rules)).tolist(),
        strict=True,
    )
    assert all(score.get((i, b), new) == new for i, b, new in groups)


@settings(max_examples=12, deadline=None)
@given(RULES, st.integers(0, 100))
def test_no_lead_is_lost_and_crossings_are_the_change_of_the_selection(
    found: Profiles, model: ItemModel, rules: Definition, line: int
) -> None:
    moved = moves(found.leads, found.leads.rescored(found.combinations.points(rules)))
    old, new = curves_of_today(found, model), curves_of_rules(found, model, rules)
    assert moved.lead_count.sum() == found.lead_count == new.selected[0]
    assert moved.risen_count + moved.fallen_count + np.trace(moved.lead_count) == found.lead_count
    comes, goes = moved.crossing(line)
    assert comes - goes == new.selected[line] - old.selected[line]
    # whatever the rules, all leads together become the same
    assert new.opportunities.total[0] == pytest.approx(old.opportunities.total[0])
    assert new.amount_yen.observed[0] == pytest.approx(old.amount_yen.observed[0])
    for part in (new.opportunities, new.won, new.amount_yen):
        assert np.isfinite([part.observed, part.total, part.upper]).all()
        assert (part.observed <= part.total + 1e-6).all()
        assert (part.total <= part.upper + 1e-6).all()
        assert (np.diff(part.total) <= 1e-6 * part.total[0]).all()


def test_the_rules_that_stand_move_nobody_and_count_as_the_explore_page_does(
    sample_store: Store, chosen: Filter, found: Profiles, model: ItemModel
) -> None:
    rules = agreed(sample_store)
    moved = moves(found.leads, found.leads.rescored(found.combinations.points(rules)))
    assert (moved.risen_count, moved.fallen_count, moved.crossing(60)) == (0, 0, (0, 0))
    counts, same = histogram(sample_store, chosen), curves_of_rules(found, model, rules)
    assert same.selected.tolist() == suffix_sum(counts.leads()).tolist()
    assert same.opportunities.observed.tolist() == suffix_sum(counts.leads(OPPORTUNITY)).tolist()
    assert same.won.observed.tolist() == suffix_sum(counts.cohort.won_count).tolist()
    assert same.amount_yen.observed.tolist() == suffix_sum(counts.cohort.won_amount_yen).tolist()
    assert same_load(same, same, 60) == 60


def test_every_crossing_opens_its_leads(sample_store: Store, chosen: Filter, found: Profiles) -> None:
    rules = agreed(sample_store).model_copy(update={"behaviour_points": {}})
    moved = moves(found.leads, found.leads.rescored(found.combinations.points(rules)))
    for line, comes, goes in ((60, *moved.crossing(60)), (None, moved.risen_count, moved.fallen_count)):
        for direction, count in (("rises", comes), ("falls", goes)):
            rows = moved_leads(
                sample_store, chosen, found.combinations, rules, direction, line=line, limit=10**6
            )
            assert len(rows) == count
            rise = rows["new_score"] - rows["old_score"]
            assert (rise > 0).all() if direction == "rises" else (rise < 0).all()
            if line:
                assert ((rows["new_score"] >= line) == (direction == "rises")).all()
    assert goes > 4_000  # without behaviour most leads fall


def test_the_disease_of_the_sample_is_found_and_its_leads_open(
    sample_store: Store, chosen: Filter, found: Profiles
) -> None:
    today = idle(found, found.leads.score)
    assert (today.top_count, today.opportunity_count) == (100, 0)
    assert today.idle_count > 20  # readers above buyers: data/README.md, idle_readers
    assert today.worked_count > 30
    assert today.other_opportunity_count > today.other_worked_count / 2
    rows = idle_leads(sample_store, chosen, 60, limit=10**6)
    at_60 = found.leads.lead_count[found.leads.score >= 60].sum()
    assert 0.3 < len(rows) / at_60 < 0.5  # 40 % of all leads from 60 points
    assert (rows["piece_count"] >= OFTEN).all()
    bare = agreed(sample_store).model_copy(update={"behaviour_points": {}})
    assert idle(found, found.leads.rescored(found.combinations.points(bare))).idle_count == 0


# --- a world by hand --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """l1 40 + 10 points, l2 40, l3 and l4 nothing; scores are imported: 90, 10, none and 40."""
    store = Store.open(tmp_path_factory.mktemp("rescore") / "kpi.duckdb")
    leads = [lead("l1", 90, need="now"), lead("l2", 10, need="now"), lead("l3"), lead("l4", 40)]
    events = [event("l1", "page_view", day) for day in ("2025-10-02", "2025-10-03")]
    rules = POINTS.model_copy(update={"score_source": "imported"})
    yield small_world(store, leads, events, rules)
    store.close()


def read(store: Store) -> Profiles:
    return profiles(store, WHOLE, date(2025, 10, 31))


def test_imported_scores_are_the_old_ones_and_a_lead_without_one_rises(by_hand: Store) -> None:
    found = read(by_hand)
    moved = moves(found.leads, found.leads.rescored(found.combinations.points(POINTS)))
    # 90 → 50, 10 → 40, none → 0, 40 → 0
    assert (moved.risen_count, moved.fallen_count) == (2, 2)
    assert moved.crossing(40) == (1, 1)
    assert moved.crossing(0) == (1, 0)  # the one without a score
    assert Counter(dict(enumerate(moved.after.astype(int)))).most_common(1) == [(0, 2)]
    rises = moved_leads(by_hand, WHOLE, found.combinations, POINTS, "rises")
    assert rises["lead_id"].tolist() == ["l2", "l3"]
    assert rises["old_score"].isna().tolist() == [False, True]


def test_no_lead_gives_empty_columns_and_no_number() -> None:
    store = small_world(Store.open(":memory:"), definition=IMPORTED)
    found = read(store)
    model = item_model(found, design(found.combinations, IMPORTED))
    curves = curves_of_rules(found, model, POINTS)
    assert found.lead_count == 0
    assert curves.auc is None
    assert np.isnan(curves.sql_rate).all()
    assert idle(found, found.leads.score).top_count == 0
    store.close()
