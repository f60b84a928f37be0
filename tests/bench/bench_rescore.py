"""New point rules: points of the profiles, score of every lead, counts by score: ≤ 150 ms at 1 M, ≤ 1.5 s at 10 M."""

from __future__ import annotations

import sys
import time

import numpy as np
import report
import world

from kpi.definitions import BehaviourPoints, Definition, agreed
from kpi.events import BEHAVIOUR_KINDS
from kpi.facts import attribute_profiles, information_profiles
from kpi.score import ItemColumn, attribute_points, behaviour_points, information_points, rescore
from kpi.sql import statement
from kpi.store import Store

PROFILES = "select information_profile, behaviour_profile, attribute_profile from lead_fact"
BARS_MS = {"10k": 150.0, "1M": 150.0, "10M": 1500.0}


def new_rules(old: Definition) -> Definition:
    """The agreed rules with another need, another budget and dearer page views."""
    items = old.information_points | {
        "need": {"concrete": 25, "exploring": 2, "none": -5},
        "budget": {"allocated": 20, "planned": 5},
    }
    kinds = old.behaviour_points | {"page_view": BehaviourPoints(points=2, cap=16)}
    return old.model_copy(update={"information_points": items, "behaviour_points": kinds})


def profiles(store: Store) -> tuple[dict[str, ItemColumn], dict[str, np.ndarray]]:
    """The combinations of items, as kpi.facts reads them: once a data version."""
    with store.cursor() as cursor:
        items = information_profiles(cursor)
        counts = cursor.execute(statement("behaviour_profiles")).fetchnumpy()
    return items, {f"{kind}_count": np.asarray(counts[f"{kind}_count"]) for kind in BEHAVIOUR_KINDS}


def profiles_of_leads(store: Store) -> tuple[np.ndarray, ...]:
    """Three numbers a lead, read once a session."""
    with store.cursor() as cursor:
        found = cursor.execute(PROFILES).fetchnumpy()
    return tuple(np.asarray(column) for column in found.values())


def measure(size: str) -> None:
    store = world.opened(size)
    rules = new_rules(agreed(store))
    start = time.perf_counter()
    information, behaviour = profiles(store)
    between = time.perf_counter()
    of_leads = profiles_of_leads(store)
    loaded = time.perf_counter()
    report.line(f"{size} profiles read and encoded once ({len(information['need'].codes):,} and {len(behaviour['seminar_count']):,})",
                f"{1000 * (between - start):8.1f} ms")  # fmt: skip
    report.line(
        f"{size} three profile numbers of every lead, read once", f"{1000 * (loaded - between):8.1f} ms"
    )
    with store.cursor() as cursor:
        own, own_count = attribute_profiles(cursor)

    def points() -> list[np.ndarray]:
        return [
            information_points(rules, information),
            behaviour_points(rules, behaviour),
            attribute_points(rules, own, own_count),
        ]

    first = list(zip(of_leads, points(), strict=True))
    scores = rescore(first)

    def everything() -> np.ndarray:
        return np.bincount(rescore(list(zip(of_leads, points(), strict=True))), minlength=101)

    steps = {
        "points of the information profiles": lambda: information_points(rules, information),
        "points of the behaviour profiles": lambda: behaviour_points(rules, behaviour),
        "rescore": lambda: rescore(first),
        "bincount": lambda: np.bincount(scores, minlength=101),
    }
    for name, work in steps.items():
        report.line(f"{size}   {name}", report.summary(report.milliseconds(work, 5)))
    taken = report.milliseconds(everything, 11)
    report.line(f"{size} new point rules, all steps", report.summary(taken))
    report.bar(f"{size} new point rules, all steps: fastest", min(taken), BARS_MS[size])
    store.close()


if __name__ == "__main__":
    report.heading("new point rules")
    for size in [size for size in world.SIZES if size in sys.argv[1:]] or list(world.SIZES):
        measure(size)
    report.finish()
