"""Named plans for a goal: scenarios side by side, one of them adopted; appended with who and when."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

import duckdb
from pydantic import BaseModel, ConfigDict, Field

from kpi.clock import now
from kpi.errors import InvalidInput
from kpi.sql import statement
from kpi.store import Store

State = Literal["scenario", "adopted", "dropped"]
MOST_BESIDE: Final = 4  # what can be compared at a glance


class MadeOn(BaseModel):
    """The data that was open when a plan was kept: sample or own, up to which day, which version."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_set: str
    as_of: date
    data_version: int


class GoalPlan(BaseModel):
    """What a plan was made of, so that it can be opened again exactly.

    `given` maps a node of the tree to what was typed; `found` the node to the exact value it had then, as
    text ("334", "3/10"), and `shown` to the value as it was shown, counts and yen whole. `address` is the
    view that the rates were read under (period, filter, thresholds). `monthly` are the inquiries of each
    month of the period, beginning with its first, where months were planned by hand. `chance` is the
    chance of the goal at the pace of that day, None where it was unknown; `made_on` None of plans that were
    kept before it was noted.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    given: dict[str, str]
    found: dict[str, str]
    shown: dict[str, str] = {}
    address: dict[str, list[str]] = {}
    monthly: tuple[int, ...] = Field(default=(), max_length=12)
    chance: float | None = Field(default=None, ge=0, le=1)
    made_on: MadeOn | None = None


@dataclass(frozen=True)
class Kept:
    """The newest version of one plan as it stands in the store."""

    plan_id: str
    version: int
    name: str
    state: State
    period: str
    plan: GoalPlan
    data_version: int
    created_at: datetime
    created_by: str | None


def plans(store: Store, period: str | None = None) -> list[Kept]:
    """Return the plans (of one period) that were not dropped, the adopted one first, then the newest."""
    found = [_kept(row) for row in store.rows("goal_plan_list")]
    return [one for one in found if period in (None, one.period)]


def keep(store: Store, plan: GoalPlan, *, name: str, period: str, by: str | None) -> str:
    """Append a scenario and return its id. InvalidInput(what="plan_name") for a blank or a taken name."""
    name = name.strip()
    if not name or len(name) > 100 or _is_taken(store, name, period):
        raise InvalidInput(what="plan_name", value=name)
    plan_id = uuid.uuid4().hex
    with store.transaction() as cursor:
        _append(cursor, plan_id, name, "scenario", period, plan.model_dump_json(), by)
    return plan_id


def adopt(store: Store, plan_id: str, *, by: str | None) -> None:
    """Make a scenario the plan of its period; what was adopted before is a scenario again.

    InvalidInput(what="plan") for an unknown plan.
    """
    chosen = _one(store, plan_id)
    with store.transaction() as cursor:
        found = cursor.execute(statement("goal_plan_adopted"), {"period": chosen.period}).fetchall()
        for other_id, body, name in found:
            _append(cursor, other_id, name, "scenario", chosen.period, body, by)
        _append(cursor, plan_id, chosen.name, "adopted", chosen.period, chosen.plan.model_dump_json(), by)


def drop(store: Store, plan_id: str, *, by: str | None) -> None:
    """Take a plan from the list; its versions stay in the store. InvalidInput(what="plan") if unknown."""
    chosen = _one(store, plan_id)
    with store.transaction() as cursor:
        _append(cursor, plan_id, chosen.name, "dropped", chosen.period, chosen.plan.model_dump_json(), by)


def restore(store: Store, plan_id: str, *, by: str | None) -> None:
    """Bring a dropped plan back to the list; one that was adopted is so again, unless another is by now.

    InvalidInput: what = plan (none that is dropped), plan_name (another plan of the period has it now).
    """
    found = store.rows("goal_plan_dropped", {"plan_id": plan_id})
    if not found:
        raise InvalidInput(what="plan", value=plan_id)
    [(*row, was_adopted)] = found
    dropped = _kept(tuple(row))
    if _is_taken(store, dropped.name, dropped.period):
        raise InvalidInput(what="plan_name", value=dropped.name)
    body = dropped.plan.model_dump_json()
    with store.transaction() as cursor:
        other = cursor.execute(statement("goal_plan_adopted"), {"period": dropped.period}).fetchone()
        state: State = "adopted" if was_adopted and other is None else "scenario"
        _append(cursor, plan_id, dropped.name, state, dropped.period, body, by)


def _is_taken(store: Store, name: str, period: str) -> bool:
    return any(one.name == name for one in plans(store, period))


def _one(store: Store, plan_id: str) -> Kept:
    for one in plans(store):
        if one.plan_id == plan_id:
            return one
    raise InvalidInput(what="plan", value=plan_id)


def _append(
    cursor: duckdb.DuckDBPyConnection,
    plan_id: str,
    name: str,
    state: State,
    period: str,
    body: str,
    by: str | None,
) -> None:
    [(version,)] = cursor.execute(statement("goal_data_version")).fetchall()
    cursor.execute(
        statement("goal_plan_append"),
        {
            "plan_id": plan_id,
            "name": name,
            "state": state,
            "period": period,
            "body": body,
            "data_version": version,
            "created_at": now(),
            "created_by": by,
        },
    )


def _kept(row: tuple[Any, ...]) -> Kept:
    plan_id, version, name, state, period, body, data_version, created_at, created_by = row
    plan = GoalPlan.model_validate_json(body)
    return Kept(plan_id, version, name, state, period, plan, data_version, created_at, created_by)
