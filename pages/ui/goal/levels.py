"""The levels of the tree in words, what clashes in it, and how each number came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import streamlit as st

from kpi.goal_solve import Found
from kpi.goal_tree import NODES, REFERENCES, SHARED_SQL_RATE
from pages.ui import format as fmt
from pages.ui import inputs, state
from pages.ui.goal import clashes, reasons, standing, tree
from pages.ui.goal.setting import LEVELS, Setting, given_of, is_of_company, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.view import ROUNDINGS, View

_BESIDE = ("inquiry_opportunity_rate", "opportunity_value_yen", "monthly_budget_yen")
_FEW = 30  # known cases below which a rate is called a rough guide


def show(frame: Frame, setting: Setting, drawn: Mapping[str, tree.Card]) -> None:
    """Draw the tree of `cards`; say what cannot hold, and the rates beside the chain."""
    words = frame.words
    clashes.show(frame, setting)
    tree.draw(
        words("goal.tree"),
        reasons.once(words, setting.filled.solved.nodes, drawn),
        words("goal.beside"),
        list(_beside(frame, setting)),
        filter(None, (words("goal.reference.source"), reading(words, setting, frame.view.sought))),
    )


def cards(frame: Frame, setting: Setting) -> dict[str, tree.Card]:
    """Return the levels in words, from the goal to the budget."""
    return {
        node: _marked(frame, setting, node, step, _card(frame, setting, node, step))
        for node, step in LEVELS.items()
    }


def _marked(frame: Frame, setting: Setting, node: str, step: str | None, card: tree.Card) -> tree.Card:
    """Mark a level that hangs on a contradiction, and say of a missing one what would make it known."""
    solved = setting.filled.solved
    if any(solved.nodes[one].is_disputed for one in (node, step) if one):
        card = replace(card, tone="disputed")
    if solved.nodes[node].reason == "missing":
        told = clashes.missing_text(frame.words, solved, node, frame.view.sought)
        card = replace(card, why=told or card.why)
    return card


def steps(frame: Frame, setting: Setting) -> None:
    """Tell how each number came about, one line a step."""
    words, solved = frame.words, setting.filled.solved
    st.segmented_control(
        words("goal_form.rounding"),
        ROUNDINGS,
        format_func=lambda code: words(f"goal_form.rounding.{code}"),
        key=inputs.widget("rounding", frame.view.rounding),
        on_change=lambda: state.change(rounding=inputs.widget_value("rounding")),
        required=True,
    )
    values = {node: found.value for node, found in solved.nodes.items() if found.value is not None}
    lines = []
    for step in solved.steps:
        # of numbers that contradict each other the steps hold what they believed, not what was typed
        values[step.node] = step.result(values)
        fields = {
            "node": words(f"goal.node.{step.node}"),
            "result": _exact(words, step.node, values[step.node]),
            "first": words(f"goal.node.{step.first}"),
            "a": _exact(words, step.first, values[step.first]),
            "second": words(f"goal.node.{step.second}"),
            "b": _exact(words, step.second, values[step.second]),
        }
        lines.append(f"1. {fmt.markdown(words(f'goal.steps.{step.operation}', **fields))}")
    st.markdown("\n".join(lines))
    st.caption(words(f"goal_form.say.{frame.view.rounding}"))


def _exact(words: Words, node: str, value: Fraction) -> str:
    """Write a value with so many digits that a step can be followed on a pocket calculator."""
    unit = NODES[node].unit
    if unit == "yen":
        return words("shell.yen", number=fmt.count(float(value)))
    if unit == "rate":
        return f"{_trimmed(fmt.decimal(100 * float(value), 4))}%"
    return shown(words, node, value) if unit == "months" else _trimmed(fmt.decimal(float(value), 2))


def _trimmed(number: str) -> str:
    """Drop the zeros after which a decimal says nothing more."""
    return number.rstrip("0").rstrip(".")


def _card(frame: Frame, setting: Setting, node: str, step: str | None) -> tree.Card:
    words, found = frame.words, setting.filled.solved.nodes[node]
    owner = NODES[node].owner
    gap, tone = standing.gap(frame, setting, node)
    return tree.Card(
        owner=owner,
        owner_label=words(f"goal.owner.{owner}"),
        label=words(f"goal.node.{node}"),
        needed=shown(words, node, setting.plan[node]),
        note=_note(words, frame.view, node, found),
        pace=standing.pace(words, setting, node),
        gap=gap,
        tone=tone,
        rate="" if step is None else _rate(words, setting, step),
        lines=() if step is None else tuple(_evidence(frame, setting, step)),
        why=reasons.why(words, found),
    )


def _note(words: Words, view: View, node: str, found: Found) -> str:
    given = given_of(view)
    disputed = words("goal_form.note.disputed") if found.is_disputed else ""
    if node in given and node != view.goal_unit and node != view.sought:
        return f"{words('goal.note.given')} {disputed}".strip()
    if node == "goal_yen" and found.is_given and is_of_company(given):
        return f"{words('goal_form.note.company')} {disputed}".strip()
    return f"{words('goal.note.sought') if node == view.sought else ''} {disputed}".strip()


def _rate(words: Words, setting: Setting, step: str) -> str:
    value = shown(words, step, setting.plan[step])
    disputed = words("goal_form.note.disputed") if setting.filled.solved.nodes[step].is_disputed else ""
    return words("goal.rate", name=words(f"goal.node.{step}"), value=value) + f" {disputed}".rstrip()


def _evidence(frame: Frame, setting: Setting, step: str) -> Iterator[str]:
    """Say where a rate comes from: typed, worked out, or the data with its counts and range."""
    words, found = frame.words, setting.filled.solved.nodes[step]
    if step in setting.filled.from_data:
        yield from _counted(words, setting, step)
    elif found.value is None:
        yield reasons.why(words, found)
    else:
        origin = words("goal.note.given") if found.is_given else words("goal.rate.found")
        data = words("goal.rate.data", value=shown(words, step, setting.data[step]))
        yield f"{origin} {data}".strip()
    yield words("goal.rate.owner", owner=words(f"goal.owner.{NODES[step].owner}"))
    for reference in REFERENCES:
        if reference.node == step and reference.holds_for == "ads":
            ends = {name: shown(words, step, getattr(reference, name)) for name in ("low", "high")}
            yield words("goal.reference", **ends)


def _counted(words: Words, setting: Setting, step: str) -> Iterator[str]:
    basis = setting.basis
    if step == "deal_yen":
        count = len(basis.won_amounts_yen)
        yield words("goal.rate.deals", count=fmt.count(count))
        if count < _FEW:
            yield words("goal.rate.few")
        return
    if step == "cpa_yen":
        cost, count = fmt.yen(basis.sums.cost_yen, words.language), fmt.count(basis.sums.cost_inquiries)
        yield words("goal.rate.cost", cost=cost, count=count)
        return
    known = basis.steps[step]
    counts = words("goal.rate.counts", hits=fmt.count(known.hits), known=fmt.count(known.known_count))
    low, high = known.interval()
    yield f"{counts} {words('goal.rate.range', low=fmt.percent(low), high=fmt.percent(high))}"
    if known.known_count < _FEW:
        yield words("goal.rate.few")


def _beside(frame: Frame, setting: Setting) -> Iterator[tree.Beside]:
    """The shared SQL rate and what else follows, with published yardsticks where there are any."""
    words = frame.words
    for node in dict.fromkeys((SHARED_SQL_RATE[frame.view.denominator], *_BESIDE)):
        ends = [
            {name: shown(words, node, getattr(reference, name)) for name in ("low", "high")}
            for reference in REFERENCES
            if reference.node == node
        ]
        yardstick = " ".join(words("goal.reference", **one) for one in ends)
        yield tree.Beside(words(f"goal.node.{node}"), shown(words, node, setting.plan[node]), yardstick)


def reading(words: Words, setting: Setting, sought: str) -> str:
    """Say what the levels count, and why their gaps differ (not of a period of which nothing came yet), and
    what a won amount that was asked for leaves out."""
    said = [] if setting.stand == "ahead" else [words("goal.reading")]
    if sought == "goal_yen":
        said.append(words("goal.reading.sought"))
    return " ".join(said)
