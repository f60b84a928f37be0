"""The board of a literal world, and looking its texts up as the browser does."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

from kpi import definitions
from kpi.curves import Curves, curves
from kpi.filters import Filter
from kpi.histogram import histogram
from kpi.period import parse
from kpi.plan import Plan
from kpi.record import record
from kpi.store import Store
from pages.ui.board.payload import payload
from pages.ui.board.scene import Scene
from pages.ui.board.slots import PAIR_ROWS
from pages.ui.text import Words
from tests.hostile_worlds import SCORED, World, outcome
from tests.small_world import event

# Leads at 10, 20 … 80 from 1 October; up to the last record on 29 December these are 90 days.
# 10, 20, 30, 40 and 60 were rejected, 50 was lost, 70 won 2 million yen, 80 won 4 million.
REJECTED = [event(f"l{n}", "sql_rejected", "2025-12-29") for n in (0, 1, 2, 3, 5)]
KNOWN = World(
    SCORED,
    [*REJECTED, *outcome("l4", "lost"), *outcome("l6", "won", 2_000_000), *outcome("l7", "won", 4_000_000)],
)


@cache
def seen(
    world: World, plan: Plan | None = None, question: str = "sales"
) -> tuple[Curves, definitions.Definition]:
    store = world.fill(Store.open(":memory:"))
    calendar = record(store, today=date(2026, 11, 21)).calendar
    everything = Filter(parse("all", calendar), dating="activity")  # counts both datings
    found = curves(
        store,
        everything,
        histogram(store, everything),
        question=question,  # type: ignore[arg-type]
        plan=plan or Plan(),
        as_of=calendar.as_of,
    )
    agreed = definitions.agreed(store)
    store.close()
    return found, agreed


def board(
    world: World = KNOWN, language: Any = "en", denominator: str = "inq", dating: Any = "cohort", **more: Any
) -> dict[str, Any]:
    return payload(Scene(*seen(world, **more), denominator, dating, Words(language)))


def at(slot: dict[str, Any], mql: int, sql: int) -> str:
    """Look a text up as the browser does."""
    place = {"c": 0, "m": mql, "s": sql}.get(slot["a"])
    if place is not None:
        return str(slot["v"][place])
    return str(slot["v"][slot["i"][PAIR_ROWS[mql] + sql - mql]])


def slots(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and {"a", "v"} <= set(data):
        yield data
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from slots(value)


def card(shown: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in shown["cards"] if one["id"] == name)


def node(shown: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in shown["chain"] if one["id"] == name)
