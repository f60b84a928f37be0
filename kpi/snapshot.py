"""A meeting as it was, in one text: numbers, sentences as codes, decisions; nothing is worked out again."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, FiniteFloat, StringConstraints

from kpi.decision import Segment, Unit, Version
from kpi.definition import Difference
from kpi.errors import InvalidInput, SnapshotTooNew

FORMAT: Final = 3
Number = int | FiniteFloat
Scalar = str | bool | int | FiniteFloat | None
_Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(_Frozen):
    """Days `[start, stop)` under the code that a link carries."""

    code: str
    start: date
    stop: date


class Made(_Frozen):
    """What the numbers were counted on: data up to `as_of`, a definition (None: none agreed) under its name
    and first day, two lines. What format 2 did not know is None."""

    data_set: Literal["sample", "own"]
    data_version: int
    as_of: date
    definition_id: str | None
    definition_version: int | None
    mql_threshold: int
    sql_threshold: int
    denominator: Literal["inquiries", "mqls"]
    dating: Literal["cohort", "activity"]
    definition_name: str | None = None
    definition_from: date | None = None


class Redefined(_Frozen):
    """A day on which another definition began to hold, and what it changed."""

    day: date
    differences: tuple[Difference, ...]


class Band(_Frozen):
    """Where a value lies by chance alone; `method` as kpi/trend names it."""

    center: Number
    lower: Number
    upper: Number
    method: str


class Line(_Frozen):
    """One KPI of the first block. `count` of `trials` is what a rate was formed of, `before_count` of
    `before_trials` what the earlier one; `reason` says why `value` is None, `verdict` what the change is
    worth (codes of the page), judged `against` its band or the counts of the period before. `goal_by`: from
    the months of the plan, or the plan's share of so many days. What format 1 did not know is None."""

    code: str
    unit: Unit
    value: Number | None
    before: Number | None
    count: Number | None = None
    trials: Number | None = None
    verdict: str | None = None
    reason: str | None = None
    is_young: bool = False
    band: Band | None = None
    goal: Number | None = None
    pace: Number | None = None
    before_count: Number | None = None
    before_trials: Number | None = None
    against: Literal["band", "counts"] | None = None
    goal_by: Literal["months", "days"] | None = None


class Point(_Frozen):
    """One bucket of a series, beginning on `start`."""

    start: date
    value: Number | None
    lower: Number | None = None
    upper: Number | None = None
    is_young: bool = False
    is_signal: bool = False


class Series(_Frozen):
    """A KPI over time."""

    code: str
    grain: Literal["week", "month", "quarter"]
    points: tuple[Point, ...]


class Step(_Frozen):
    """One bar of a bridge; `segment` names what it stands for beside the code."""

    code: str
    effect: Number
    segment: Segment | None = None
    low: Number | None = None
    high: Number | None = None
    verdict: str | None = None


class Bridge(_Frozen):
    """How a KPI came from `start` to `end`: over the chain, or by a dimension."""

    code: str
    by: str
    start: Number
    end: Number
    steps: tuple[Step, ...]


class Said(_Frozen):
    """A sentence as its code and fields, to be written in the language of whoever reads it."""

    code: str
    fields: dict[str, Scalar | tuple[Scalar, ...]] = {}


class MeetingSnapshot(_Frozen):
    """Everything that a meeting showed; `before` is None at a first one, `address` opens the live view.
    `changes` are the days of another definition up to the as-of day; format 2 did not keep them."""

    format: Literal[1, 2, 3] = 3
    title: _Title
    held_on: date
    every: Literal["weekly", "monthly", "quarterly"]
    kind: Literal["meeting", "week", "month", "quarter", "year_before"]
    now: Span
    before: Span | None
    made: Made
    address: dict[str, list[str]]
    kpis: tuple[Line, ...] = ()
    series: tuple[Series, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    claims: tuple[Said, ...] = ()
    agenda: tuple[Said, ...] = ()
    decisions: tuple[Version, ...] = ()
    changes: tuple[Redefined, ...] = ()
    notes: str = ""


def text(snapshot: MeetingSnapshot) -> str:
    """Return the snapshot as JSON that `read` gives back exactly."""
    return snapshot.model_dump_json(indent=1)


def read(content: str | bytes) -> MeetingSnapshot:
    """Return the snapshot of a JSON text of any format up to today's.

    SnapshotTooNew for a later format, InvalidInput(what="snapshot") for what is no snapshot.
    """
    try:
        found = json.loads(content)
        number = found["format"]
        if isinstance(number, int) and number > FORMAT:
            raise SnapshotTooNew(found=number, supported=FORMAT)
        return MeetingSnapshot.model_validate_json(content)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidInput(what="snapshot", value=None) from error
