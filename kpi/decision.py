"""What a decision is: the measure, the KPI it should move, the numbers it was made on, what came of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    FiniteFloat,
    StringConstraints,
    ValidationError,
    model_validator,
)

from kpi.errors import InvalidInput

State = Literal["open", "carried", "closed"]
Verdict = Literal["worked", "did_not", "cannot_tell", "dropped"]
Unit = Literal["count", "rate", "yen"]
Segment = tuple[str, str]
Number = int | FiniteFloat
UNITS: Final[dict[str, Unit]] = {
    **dict.fromkeys(("leads", "mqls", "sqls", "opportunities", "wins"), "count"),
    **dict.fromkeys(("mql_rate", "sql_share", "sql_rate", "opportunity_rate", "win_rate"), "rate"),
    "first_contact_rate": "rate",
    **dict.fromkeys(("deal_yen", "amount_yen"), "yen"),
}
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Decision(_Frozen):
    """What was decided on `decided_on`: `measure`, done by `owner` until `due_on`, should move `kpi` (of
    UNITS) from `from_value` to `to_value`, which is read on `review_on`.

    `segment` is a dimension or own column and its value, as they were then; None: all leads. `from_value`
    is None where the KPI was undefined. Rates are shares in 0..1.
    """

    format: Literal[1] = 1
    measure: _Text
    owner: _Name
    decided_on: date
    due_on: date
    review_on: date
    kpi: str
    segment: Segment | None = None
    from_value: Number | None
    to_value: Number
    meeting_id: str | None = None

    @model_validator(mode="after")
    def _can_be_read(self) -> Decision:
        if self.kpi not in UNITS:
            raise ValueError("kpi")
        for field, day in (("due_on", self.due_on), ("review_on", self.review_on)):
            if day < self.decided_on:
                raise ValueError(field)
        for field, value in (("from_value", self.from_value), ("to_value", self.to_value)):
            if value is not None and (value < 0 or (self.unit == "rate" and value > 1)):
                raise ValueError(field)
        if self.to_value == self.from_value:
            raise ValueError("to_value")
        return self

    @property
    def unit(self) -> Unit:
        """What `from_value` and `to_value` count."""
        return UNITS[self.kpi]


class Basis(_Frozen):
    """What a decision was made on: the numbers shown (code → value, None: undefined), the lines, the dating,
    the address of the view, and the period whose numbers these are (from `start` to the day before `stop`;
    None: not kept). What the store knows (versions of data and agreed definition, None without one) is filled
    in when the decision is kept.
    """

    format: Literal[1] = 1
    numbers: dict[str, Number | None]
    mql_threshold: int = Field(ge=0, le=101)
    sql_threshold: int = Field(ge=0, le=101)
    dating: Literal["cohort", "activity"]
    address: dict[str, list[str]] = {}
    start: date | None = None
    stop: date | None = None
    data_version: int = 0
    definition_id: str | None = None
    definition_version: int | None = None


class Reading(_Frozen):
    """The KPI as a review read it, with its 80 % interval; `mature_rate` of what will come had come."""

    read_on: date
    value: Number | None
    lower: Number | None = None
    upper: Number | None = None
    verdict: Literal["too_early", "reached", "not_reached", "cannot_tell"]
    mature_rate: float = Field(default=1.0, ge=0, le=1)


class Outcome(_Frozen):
    """What a review came to; `verdict` is None where the decision is carried on."""

    format: Literal[1] = 1
    verdict: Verdict | None = None
    reading: Reading | None = None
    note: _Note = ""


@dataclass(frozen=True)
class Version:
    """One version of one decision; `data_version` is that of the data when this version was made."""

    decision_id: str
    version: int
    state: State
    decision: Decision
    basis: Basis
    outcome: Outcome | None
    data_version: int
    created_at: datetime
    created_by: str | None


@dataclass(frozen=True)
class Difference:
    """A field in which two versions differ."""

    field: str
    mine: object
    theirs: object


def decide(**fields: Any) -> Decision:
    """Return the Decision of what a person typed; InvalidInput(what="decision_<field>") names the first field
    that cannot stand."""
    try:
        return Decision(**fields)
    except ValidationError as error:
        [first, *_] = error.errors()
        field = str(first["loc"][0]) if first["loc"] else str(first["ctx"]["error"])
        raise InvalidInput(what=f"decision_{field}", value=fields.get(field)) from error


def differences(mine: Version, theirs: Version) -> tuple[Difference, ...]:
    """Return where two versions differ in what people wrote; numbers that were read, and the meeting that was
    put on record since, do not count."""
    ours, others = _written(mine), _written(theirs)
    return tuple(
        Difference(field, ours[field], others[field]) for field in ours if ours[field] != others[field]
    )


def subject(decision: Decision) -> tuple[str, str, Segment | None]:
    """Return what tells two decisions apart: the measure, whatever its case, the KPI and the segment."""
    return decision.measure.casefold(), decision.kpi, decision.segment


def segment_is_gone(decision: Decision, known: Mapping[str, Collection[str]]) -> bool:
    """Say whether no lead has the decision's segment any more; `known` maps dimensions and own columns to
    their values of today."""
    return decision.segment is not None and decision.segment[1] not in known.get(decision.segment[0], ())


def due(versions: Iterable[Version], day: date) -> list[Version]:
    """Return the decisions that wait to be read on `day`, the longest overdue first."""
    waiting = [one for one in versions if one.state != "closed" and one.decision.review_on <= day]
    return sorted(waiting, key=lambda one: (one.decision.review_on, one.created_at, one.decision_id))


def marks(versions: Iterable[Version], kpi: str, segment: Segment | None = None) -> list[Version]:
    """Return the decisions to mark on a chart of `kpi`, by day: those for all leads, and on the chart of a
    segment those for it too; dropped ones never."""
    shown = [
        one
        for one in versions
        if one.decision.kpi == kpi
        and one.decision.segment in (None, segment)
        and not (one.outcome and one.outcome.verdict == "dropped")
    ]
    return sorted(shown, key=lambda one: (one.decision.decided_on, one.decision_id))


def _written(version: Version) -> dict[str, object]:
    outcome = version.outcome or Outcome()
    return {
        "state": version.state,
        **version.decision.model_dump(exclude={"format", "meeting_id"}),
        "verdict": outcome.verdict,
        "note": outcome.note,
    }
