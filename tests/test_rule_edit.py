"""Rules as a table: what is changed and nothing else, what is refused, what is said of the rules."""

from __future__ import annotations

import numpy as np
import pytest

from kpi.definitions import BehaviourPoints, Definition
from kpi.errors import InvalidInput
from kpi.histogram import SCORES
from kpi.rule_edit import Given, by_weight, edited, given
from kpi.rule_lines import Line
from kpi.rule_remarks import Remark, remarks

RULES = Definition(
    name="rules",
    mql_threshold=40,
    sql_threshold=60,
    information_points={"need": {"now": 40, "*": 5}},
    attribute_points={"地域": {"東": 3}},
    behaviour_points={"page_view": BehaviourPoints(points=2, cap=10)},
    high_intent_forms=("demo",),
)
NOW, ANY = Line("information", "need", "now"), Line("information", "need", "*")
EAST, VIEW = Line("own", "地域", "東"), Line("behaviour", "page_view", most_pieces=5)
CLICK = Line("behaviour", "mail_click", most_pieces=20)
LINES = (NOW, ANY, EAST, VIEW, CLICK)


def test_rules_read_as_lines_and_written_back_are_the_same() -> None:
    points = given(RULES, LINES)
    assert points == [Given(40), Given(5), Given(3), Given(2, 10), Given(None)]
    assert edited(RULES, dict(zip(LINES, points, strict=True)), ["demo"]) == RULES


def test_only_what_is_named_changes() -> None:
    changes = {NOW: Given(-7), EAST: Given(None), VIEW: Given(None), CLICK: Given(4)}
    found = edited(RULES, changes, ["demo", "quotation"])
    assert found.information_points == {"need": {"now": -7, "*": 5}}
    assert found.attribute_points == {}
    assert found.behaviour_points == {"mail_click": BehaviourPoints(points=4, cap=4)}
    assert found.high_intent_forms == ("demo", "quotation")
    assert (found.name, found.mql_threshold) == ("rules", 40)
    assert edited(found, {NOW: Given(None), ANY: Given(None)}, []).information_points == {}


@pytest.mark.parametrize(
    ("line", "one", "what"),
    [
        (NOW, Given(101), "points"),
        (NOW, Given(-101), "points"),
        (VIEW, Given(1, 400), "points"),
        (VIEW, Given(1, -4), "cap"),
        (VIEW, Given(-1, 4), "cap"),
    ],
)
def test_points_out_of_bounds_are_refused(line: Line, one: Given, what: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        edited(RULES, {line: one}, [])
    assert raised.value.fields["what"] == what


def said(rules: Definition, after: dict[int, int], leads: dict[Line, int]) -> list[Remark]:
    count = np.zeros(SCORES)
    for score, number in after.items():
        count[score] = number
    return remarks(rules, count, {line: leads.get(line, 1) for line in LINES})


def test_rules_without_a_fault_need_no_word() -> None:
    assert said(RULES, {0: 5, 40: 5}, {}) == []


def test_one_score_for_all_is_said() -> None:
    assert said(RULES, {12: 10}, {}) == [Remark("all_same", 12)]
    assert said(RULES, {12: 1}, {}) == []


def test_nothing_is_said_of_who_gets_points_without_leads_nor_of_rules_that_do_not_count() -> None:
    nobody = dict.fromkeys(LINES, 0)
    assert said(RULES, {}, nobody) == []
    imported = RULES.model_copy(update={"score_source": "imported"})
    assert said(imported, {12: 10}, nobody) == []


def test_more_than_100_points_are_said_with_their_sum() -> None:
    # the best lead: need 40, 東 3, views 10, clicks 60
    most = edited(RULES, {CLICK: Given(20, 60)}, [])
    assert said(most, {0: 1, 1: 1}, {}) == [Remark("above", 113)]


def test_negative_points_and_points_that_no_lead_gets_name_their_lines() -> None:
    rules = edited(RULES, {ANY: Given(-5), VIEW: Given(-2, -10)}, [])
    found = said(rules, {0: 1, 1: 1}, {EAST: 0, ANY: 0, CLICK: 0})
    assert found == [Remark("negative", 2, (ANY, VIEW)), Remark("no_lead", 1, (EAST,))]


def test_the_item_that_can_bring_most_stands_first() -> None:
    assert [LINES[place] for place in by_weight(RULES, LINES)] == [NOW, ANY, VIEW, EAST, CLICK]
