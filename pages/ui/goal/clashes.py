"""What cannot hold together in the tree, and one press for each way out; how far fixed limits reach."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from math import ceil
from typing import Any, Final, TypeAlias

import streamlit as st

from kpi.goal_conflict import Contradiction
from kpi.goal_missing import missing_inputs
from kpi.goal_reach import Reach, best_reachable
from kpi.goal_solve import Solved
from kpi.goal_tree import NODES
from pages.ui import format as fmt
from pages.ui import inputs, state
from pages.ui.goal import fixed
from pages.ui.goal.setting import Setting, is_of_company, shown
from pages.ui.shell import Frame
from pages.ui.text import Words
from pages.ui.typed import FIXABLE
from pages.ui.view import BOUNDS, GOAL_UNITS, View

_LIMITS: Final = ("sqls", "mqls", "inquiries", "visits", "budget_yen", "monthly_budget_yen")
_DIGITS: Final = (0, 1, 2, 4)
Mends: TypeAlias = Mapping[str, tuple[str, dict[str, Any]]]  # code → label, what it changes in the view


def show(frame: Frame, setting: Setting) -> None:
    """Name each contradiction with a button a way out, and the most that fixed limits can bring."""
    words = frame.words
    for place, clash in enumerate(setting.filled.solved.contradictions):
        st.warning(fmt.markdown(text(words, clash)), icon=":material/compare_arrows:")
        mends = _mends(words, frame.view, setting, clash)
        others = {code for code in mends if code.startswith("set_")}
        with st.container(horizontal=True, gap="xsmall"):
            _buttons(place, mends, mends.keys() - others)
            if others:
                with st.popover(words("goal_form.mend.others")):
                    _buttons(place, mends, others)
    if (found := reach(frame.view, setting)) is not None:
        st.info(fmt.markdown(_reach_text(words, setting, found)), icon=":material/flag:")


def _buttons(place: int, mends: Mends, codes: Collection[str]) -> None:
    for code, (label, change) in mends.items():
        if code in codes:
            st.button(label, key=f"mend_{place}_{code}", on_click=_apply, kwargs=change)


def text(words: Words, clash: Contradiction) -> str:
    """Say which numbers cannot all hold, and what would mend it."""
    name = {node: words(f"goal.node.{node}") for node in {*clash.nodes, *clash.agrees, clash.node}}
    mends = words("goal.clash.join").join(
        words("goal.clash.mend", node=name[node], value=_told(words, node, value, clash.values.get(node)))
        for node, value in clash.agrees.items()
        if node != "months"
    )
    value = _told(words, clash.node, clash.value, clash.expected)
    fields = {"node": name[clash.node], "value": value, "mends": mends}
    if clash.kind == "disagree":
        nodes = words("goal.clash.join").join(name[node] for node in clash.nodes)
        expected = _told(words, clash.node, clash.expected, clash.value)
        fields |= {"nodes": nodes, "expected": expected}
    return words(f"goal.clash.{clash.kind}", **fields)


def missing_text(words: Words, solved: Solved, node: str, sought: str) -> str:
    """Say which fewest further numbers make a node known; "" where nothing that can be typed does.

    What is sought is not asked for: its own missing numbers are.
    """
    if any(sought in way for way in missing_inputs(solved, node)):
        node = sought
    typed = (*FIXABLE, *GOAL_UNITS)
    ways = [way for way in missing_inputs(solved, node) if all(code in typed for code in way)]
    if not ways:
        return ""
    told = (words("goal_form.and").join(words(f"goal.node.{code}") for code in way) for way in ways[:2])
    return words("goal_form.missing", inputs=words("goal_form.or").join(told))


def reach(view: View, setting: Setting) -> Reach | None:
    """Return how far the fixed limits reach at the rates typed or of the data; None without a shortage."""
    goal = setting.value(view.goal_unit)
    limits = {node: value for node, value in setting.given.items() if node in _LIMITS}
    if view.sought or not limits or not goal:
        return None
    rates: dict[str, Any] = {
        node: value
        for node, value in setting.data.items()
        if value is not None and (value <= 1 or NODES[node].unit != "rate")
    }
    rates |= {node: value for node, value in setting.given.items() if node not in fixed.COMPANY}
    found = best_reachable({**rates, "months": setting.months}, limits, view.goal_unit, goal)
    return found if found.short else None


def _reach_text(words: Words, setting: Setting, found: Reach) -> str:
    best = found.best or Fraction(0)
    fields = {
        "limits": words("goal.clash.join").join(
            words(
                "goal.clash.limit",
                node=words(f"goal.node.{node}"),
                value=shown(words, node, setting.plan[node]),
            )
            for node in found.limited_by
        ),
        "node": words(f"goal.node.{found.target}"),
        "best": shown(words, found.target, best // 1),
    }
    if found.periods is None:
        return words("goal_form.reach.never", **fields)
    return words("goal_form.reach", periods=fmt.decimal(ceil(found.periods * 10) / 10), **fields)


def _mends(words: Words, view: View, setting: Setting, clash: Contradiction) -> Mends:
    """Return the ways out; first to drop the goal, then what was typed, then what could be typed."""
    found: dict[str, tuple[str, dict[str, Any]]] = {}
    goal = "goal_yen" if is_of_company(setting.given) else view.goal_unit
    if goal in clash.nodes and goal not in setting.given and view.sought != "goal_yen":
        found["seek"] = (words("goal_form.mend.seek"), {"sought": "goal_yen"})
    for node in clash.nodes:
        name = words(f"goal.node.{node}")
        if node in setting.given:
            label = words("goal_form.mend.clear", node=name)
            found[f"clear_{node}"] = (label, {"clear": node})
        if change := _typed(view, node, goal, clash.mended_by(node)):
            value = _told(words, node, clash.mended_by(node), clash.values[node])
            found[f"set_{node}"] = (words("goal_form.mend.set", node=name, value=value), change)
    return found


def _typed(view: View, node: str, goal: str, value: Fraction | None) -> dict[str, Any]:
    """Return the change that types the value of a node; {} where it cannot be typed."""
    if value is None or node in fixed.COMPANY:
        return {}
    if node == view.goal_unit == goal:
        name = "goal_yen" if node == "goal_yen" else "goal_count"
        low, high = BOUNDS[name]
        return {name: int(value)} if low <= value <= high else {}
    if node not in FIXABLE:
        return {}
    return {"node": node, "text": f"{float(value):.2%}" if NODES[node].unit == "rate" else f"{int(value):,}"}


def _apply(clear: str = "", node: str = "", text: str = "", **values: Any) -> None:
    """Change the view by one way out of a contradiction."""
    if clear or node:
        kept = fixed.without(state.view(), clear or node)
        values["given"] = tuple(sorted((*kept, f"{node}:{text}"))) if node else kept
    for name in values:
        inputs.refuse(f"goal_{name}", None)
    state.change(**values)
    inputs.forget_widgets("sought")


def _told(words: Words, node: str, value: Fraction | None, beside: Fraction | None) -> str:
    """Write a value with as many digits as it takes to tell it from another that is told beside it."""
    told = shown(words, node, value)
    if value is None or beside is None or value == beside or told != shown(words, node, beside):
        return told
    pairs = ((_precise(words, node, value, more), _precise(words, node, beside, more)) for more in _DIGITS)
    return next((one for one, other in pairs if one != other), told)


def _precise(words: Words, node: str, value: Fraction, digits: int) -> str:
    unit = NODES[node].unit
    if unit == "rate":
        return fmt.percent(float(value), digits)
    number = fmt.decimal(float(value), digits)
    if unit == "yen":
        return words("shell.yen", number=number)
    return words("goal.visits" if node == "visits" else "goal.count", count=number)
