"""The agenda: the largest real changes first, then what is due, what was promised, what is disputed."""

from __future__ import annotations

import random
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from kpi.agenda import Change, Disagreement, Item, Promise, Verdict, build
from kpi.decision import Basis, Decision, Outcome, State, Version
from kpi.snapshot import Said

TODAY = date(2026, 3, 9)
BASIS = Basis(numbers={}, mql_threshold=40, sql_threshold=60, dating="cohort")


def change(kpi: str, before: float | None, now: float | None, verdict: Verdict, **more: object) -> Change:
    return Change(kpi, None, before, now, verdict, **more)  # type: ignore[arg-type]


def decision(measure: str, review_on: date, state: State = "open") -> Version:
    made = Decision(
        measure=measure,
        owner="田中",
        decided_on=date(2026, 1, 12),
        due_on=date(2026, 1, 30),
        review_on=review_on,
        kpi="sql_rate",
        segment=("channel", "expo"),
        from_value=0.081,
        to_value=0.1,
    )
    outcome = Outcome(verdict="worked") if state == "closed" else None
    return Version(measure, 1, state, made, BASIS, outcome, 1, datetime(2026, 1, 12), None)


def codes(items: list[Item]) -> list[str]:
    return [item.code for item in items]


def test_a_meeting_is_walked_from_changes_over_decisions_and_promises_to_disagreements() -> None:
    items = build(
        TODAY,
        disagreements=[Disagreement("accepted_below", 2)],
        promises=[Promise("first_contact", 3, 20, 1)],
        decisions=[decision("call", TODAY)],
        changes=[change("win_rate", 0.3, None, "cannot_tell"), change("leads", 80, 40, "lower")],
    )
    assert codes(items) == [
        "kpi_lower",
        "became_undefined",
        "decision_due",
        "promise_first_contact",
        "accepted_below",
    ]


def test_the_three_largest_real_changes_are_named_and_the_rest_counted() -> None:
    items = build(
        TODAY,
        changes=[
            change("leads", 100, 1, "inside", effect_yen=-9e9),
            change("mqls", 100, 90, "lower"),  # no yen: after those with yen, by how far it moved
            change("sqls", 10, 30, "higher"),
            change("wins", 5, 9, "higher", effect_yen=4e6),
            change("sql_rate", 0.2, 0.1, "lower", effect_yen=-7e6, is_young=True),
        ],
    )
    assert codes(items) == ["kpi_lower", "kpi_higher", "kpi_higher", "more_changes"]
    assert [item.fields.get("kpi") for item in items[:3]] == ["sql_rate", "wins", "sqls"]
    assert [item.weight for item in items[:3]] == [7e6, 4e6, 0.0]
    assert (items[0].fields["is_young"], items[3].fields) == (True, {"count": 1})


def test_when_all_change_is_noise_the_agenda_says_so() -> None:
    items = build(
        TODAY,
        changes=[
            change("leads", 80, 79, "inside"),
            change("sqls", 3, 4, "too_few"),
            change("win_rate", 0.2, 0.4, "cannot_tell"),
            change("deal_yen", None, 1e6, "cannot_tell"),
        ],
    )
    assert items == [Item("no_real_change", {"inside_count": 1, "unknown_count": 2}, 0.0)]


def test_a_first_meeting_has_nothing_to_compare() -> None:
    for changes in (
        [],
        [change("leads", None, 80, "cannot_tell"), change("win_rate", None, None, "too_few")],
    ):
        assert codes(build(TODAY, changes=changes)) == ["nothing_to_compare"]


def test_an_empty_week_is_a_change_of_counts_and_an_undefined_rate() -> None:
    items = build(
        TODAY,
        changes=[change("leads", 80, 0, "lower"), change("sql_rate", 0.1, None, "cannot_tell")],
    )
    assert codes(items) == ["kpi_lower", "became_undefined"]
    assert items[1].fields == {"kpi": "sql_rate", "dimension": None, "value": None, "before": 0.1}


def test_every_due_decision_is_walked_the_longest_overdue_first() -> None:
    items = build(
        TODAY,
        decisions=[
            decision("today", TODAY),
            decision("late", date(2026, 2, 1), "carried"),
            decision("later", date(2026, 3, 10)),
            decision("done", date(2026, 2, 1), "closed"),
        ],
        known={"channel": ["web"]},
    )[1:]
    assert [(item.fields["measure"], item.weight) for item in items] == [("late", 36.0), ("today", 0.0)]
    assert items[0].fields == {
        "kpi": "sql_rate",
        "dimension": "channel",
        "value": "expo",
        "decision_id": "late",
        "measure": "late",
        "owner": "田中",
        "from_value": 0.081,
        "to_value": 0.1,
        "review_on": "2026-02-01",
        "overdue_days": 36,
        "segment_is_gone": True,
    }


def test_whether_a_segment_is_gone_is_not_said_where_nobody_looked() -> None:
    [_, item] = build(TODAY, decisions=[decision("call", TODAY)])
    assert item.fields["segment_is_gone"] is False


def test_kept_promises_and_settled_disagreements_are_no_item() -> None:
    items = build(
        TODAY,
        promises=[Promise("first_contact", 0, 20, 1), Promise("stage_idle", 2, 9, 30, 5e6)],
        disagreements=[Disagreement("rejected_above", 0), Disagreement("lost_above", 1, 3e6)],
    )[1:]
    assert codes(items) == ["promise_stage_idle", "lost_above"]
    fields = {"missed_count": 2, "of_count": 9, "agreed_days": 30, "amount_yen": 5e6}
    assert (items[0].fields, items[0].weight) == (fields, 5e6)


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.integers(1, 3)), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_the_agenda_does_not_depend_on_the_order_of_what_it_is_given(
    sizes: list[tuple[int, int]], order: random.Random
) -> None:
    changes = [
        change(f"k{number}", 1.0, 1.0 + moved, "higher", effect_yen=float(yen))
        for number, (yen, moved) in enumerate(sizes)
    ]
    shown = build(TODAY, changes=changes)
    assert shown == build(TODAY, changes=order.sample(changes, len(changes)))
    weights = [item.weight for item in shown if item.code == "kpi_higher"]
    assert weights == sorted((abs(float(yen)) for yen, _ in sizes), reverse=True)[:3]


def test_an_item_can_be_frozen_as_it_is() -> None:
    items = build(TODAY, decisions=[decision("call", TODAY)], changes=[change("leads", 80, 40, "lower")])
    for item in items:
        assert Said(code=item.code, fields=dict(item.fields)).fields == item.fields
