"""Point rules: by hand, one lead taken apart, and the same for every lead of the sample two ways."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from kpi.definitions import BehaviourPoints, Definition, agreed
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS
from kpi.facts import information_profiles
from kpi.score import (
    ScorePart,
    behaviour_part,
    behaviour_points,
    encoded,
    information_part,
    information_points,
    rescore,
    score_parts,
)
from kpi.store import Store

RULES = Definition(
    name="rules",
    mql_threshold=40,
    sql_threshold=60,
    information_points={"need": {"now": 40, "*": 10}, "budget": {"none": -20}, "form": {"demo": 90}},
    behaviour_points={
        "page_view": BehaviourPoints(points=5, cap=15),
        "mail_open": BehaviourPoints(points=-2, cap=-6),
    },
)
BLANK = dict.fromkeys(INFORMATION_ITEMS) | {f"{kind}_count": 0 for kind in BEHAVIOUR_KINDS}


def total(lead: Mapping[str, object], definition: Definition = RULES) -> int:
    return sum(part.points for part in score_parts(definition, BLANK | lead))


@pytest.mark.parametrize(
    ("item", "value", "points"),
    [
        ("need", "now", 40),
        ("need", "later", 10),  # any value without a row of its own
        ("need", "", 10),
        ("need", None, 0),  # not filled in
        ("budget", "none", -20),
        ("budget", "big", 0),  # no row and no "any value"
        ("industry", "food", 0),  # no rule at all
    ],
)
def test_an_item_brings_the_points_of_its_value(item: str, value: str | None, points: int) -> None:
    assert information_part(RULES, item, value) == ScorePart(item, value, points)


@pytest.mark.parametrize(
    ("kind", "count", "points", "capped"),
    [
        ("page_view", 0, 0, False),
        ("page_view", 3, 15, False),  # exactly at the cap
        ("page_view", 4, 15, True),
        ("mail_open", 3, -6, False),
        ("mail_open", 200, -6, True),  # a malus ends too
        ("seminar", 7, 0, False),
    ],
)
def test_a_behaviour_brings_points_a_piece_up_to_its_cap(
    kind: str, count: int, points: int, capped: bool
) -> None:
    assert behaviour_part(RULES, kind, count) == ScorePart(kind, count, points, capped)


def test_a_score_taken_apart_names_every_item_and_behaviour_once() -> None:
    parts = score_parts(RULES, BLANK | {"need": "now", "page_view_count": 2})
    assert [part.item for part in parts] == [*INFORMATION_ITEMS, *BEHAVIOUR_KINDS]
    assert total({"need": "now", "page_view_count": 2, "budget": "none"}) == 40 + 10 - 20
    assert total({}) == 0


def test_a_score_ends_at_0_and_at_100() -> None:
    information = np.array([-20, 0, 40, 130], dtype=np.int16)
    behaviour = np.array([-6, 15], dtype=np.int16)
    profiles = np.arange(4, dtype=np.int32)
    found = [
        rescore([(profiles, information), (np.full(4, number, dtype=np.int32), behaviour)]).tolist()
        for number in (0, 1)
    ]
    # −26 → 0, −6 → 0, 34, 124 → 100; −5 → 0, 15, 55, 145 → 100
    assert found == [[0, 0, 34, 100], [0, 15, 55, 100]]


def test_profiles_get_the_sum_of_the_points_of_their_values() -> None:
    blank = encoded(pa.array([None] * 4, pa.string()))
    filled = dict.fromkeys(INFORMATION_ITEMS, blank) | {
        "need": encoded(pa.array(["now", "later", None, "now"])),
        "budget": encoded(pa.array(["big", None, "none", "none"])),
    }
    assert (filled["need"].values, filled["need"].codes.tolist()) == (("now", "later", None), [0, 1, 2, 0])
    # 40 + 0, any value 10 + not filled in, 0 − 20, 40 − 20
    assert information_points(RULES, filled).tolist() == [40, 10, -20, 20]


def test_no_profile_in_no_points_out() -> None:
    nothing = dict.fromkeys(INFORMATION_ITEMS, encoded(pa.array([], pa.string())))
    assert information_points(RULES, nothing).tolist() == []


def test_no_lead_in_no_score_out() -> None:
    empty = np.array([], dtype=np.int32)
    assert rescore([(empty, np.array([1], np.int16)), (empty, np.array([1], np.int16))]).tolist() == []


def test_the_largest_rules_do_not_overflow() -> None:
    most = Definition(
        name="most",
        mql_threshold=0,
        sql_threshold=0,
        information_points={item: {"*": 100} for item in INFORMATION_ITEMS},
        behaviour_points={kind: BehaviourPoints(points=100, cap=100) for kind in BEHAVIOUR_KINDS},
    )
    information = information_points(
        most, {item: encoded(pa.array(["x", None])) for item in INFORMATION_ITEMS}
    )
    counts = {f"{kind}_count": np.array([255, 0], dtype=np.uint8) for kind in BEHAVIOUR_KINDS}
    behaviour = behaviour_points(most, counts)
    assert (information.tolist(), behaviour.tolist()) == ([800, 0], [500, 0])
    both = np.array([0, 1], dtype=np.int32)
    assert rescore([(both, information), (both, behaviour)]).tolist() == [100, 0]


def facts(store: Store) -> list[dict[str, object]]:
    """Every lead of the sample with its score, its items and its counts of behaviour."""
    with store.cursor() as cursor:
        found = cursor.execute(
            "select score, information_profile, behaviour_profile, i.* exclude (information_profile),"
            " b.* exclude (behaviour_profile) from lead_fact"
            " join information_profile i using (information_profile)"
            " join behaviour_profile b using (behaviour_profile) order by lead_id"
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def test_the_parts_of_every_sample_lead_sum_to_its_score(sample_store: Store) -> None:
    definition, leads = agreed(sample_store), facts(sample_store)
    assert len(leads) > 5_000
    wrong = [lead for lead in leads if min(100, max(0, total(lead, definition))) != lead["score"]]
    assert wrong == []


def test_scoring_by_profiles_gives_every_sample_lead_the_score_of_the_facts(sample_store: Store) -> None:
    definition, leads = agreed(sample_store), facts(sample_store)
    counts = sample_store.arrays("behaviour_profiles")
    with sample_store.cursor() as cursor:
        filled = information_profiles(cursor)
    places = {
        name: np.array([lead[name] for lead in leads], dtype=np.int32)
        for name in ("information_profile", "behaviour_profile")
    }
    of_kinds = {f"{kind}_count": counts[f"{kind}_count"] for kind in BEHAVIOUR_KINDS}
    found = rescore(
        [
            (places["information_profile"], information_points(definition, filled)),
            (places["behaviour_profile"], behaviour_points(definition, of_kinds)),
        ]
    )
    assert found.tolist() == [lead["score"] for lead in leads]
