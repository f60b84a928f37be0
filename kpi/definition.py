"""What a definition says: lines, point rules, promises; made of what a person typed, and compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from kpi.errors import InvalidInput
from kpi.events import BEHAVIOUR_KINDS, INFORMATION_ITEMS

Denominator = Literal["inquiries", "mqls"]
ScoreSource = Literal["points", "imported"]
Known = Literal["authority", "need", "budget"]
ExpectedRate = Literal["mql_rate", "sql_rate", "opportunity_rate", "win_rate"]
Scalar: TypeAlias = str | int | float | bool | None
FORMAT: Final = 2
MOST_POINTS: Final = 100
MOST_ATTRIBUTES: Final = 100
MOST_REASONS: Final = 50
MOST_PROMISED_DAYS: Final = 60
REASONS: Final = ("no_budget", "timing", "competitor", "no_need", "other")
# strict: a file may hold "60" or true where a whole number belongs
Points = Annotated[int, Field(strict=True)]
OwnPoints = Annotated[int, Field(strict=True, ge=-MOST_POINTS, le=MOST_POINTS)]
Line = Annotated[int, Field(strict=True, ge=0, le=100)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
_Reasons = Annotated[tuple[_Word, ...], Field(min_length=1, max_length=MOST_REASONS)]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
_LISTS: Final = ("opportunity_items", "high_intent_forms", "rejection_reasons", "loss_reasons")


class BehaviourPoints(BaseModel):
    """Points for one piece of a behaviour, and the most that all its pieces can add."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: OwnPoints
    cap: OwnPoints


class Definition(BaseModel):
    """One version of what "qualified" means.

    `information_points` maps item → value → points, where the value `*` stands for any given
    value without a row of its own; an item that was not filled in gives 0 points. `attribute_points` maps
    own columns in the same way.
    A lead counts as an opportunity where all `opportunity_items` are known, or, with `opportunity_by_form`,
    where it came by one of `high_intent_forms`; without both nothing is agreed on. An SQL is contacted within
    `first_contact_days` business days (None: no promise). `expected_rates` are shares in 0..1: MQLs of
    inquiries, SQLs of `sql_rate_denominator`, leads with an opportunity of SQLs, won of closed deals.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[2] = FORMAT
    name: _Name
    mql_threshold: Line
    sql_threshold: Line
    sql_rate_denominator: Denominator = "inquiries"
    score_source: ScoreSource = "points"
    opportunity_items: tuple[Known, ...] = ("authority", "need", "budget")
    opportunity_by_form: Annotated[bool, Field(strict=True)] = True
    high_intent_forms: tuple[str, ...] = ()
    rejection_reasons: _Reasons = REASONS
    loss_reasons: _Reasons = REASONS
    first_contact_days: Annotated[int, Field(strict=True, ge=0, le=MOST_PROMISED_DAYS)] | None = None
    expected_rates: dict[ExpectedRate, Share] = {}
    information_points: dict[str, dict[str, Points]] = {}
    attribute_points: dict[str, dict[str, OwnPoints]] = Field(default={}, max_length=MOST_ATTRIBUTES)
    behaviour_points: dict[str, BehaviourPoints] = {}

    @model_validator(mode="before")
    @classmethod
    def _from_format_1(cls, given: Any) -> Any:
        """Format 1 said nothing about opportunities."""
        if isinstance(given, dict) and given.get("format") == 1:
            return {"opportunity_items": (), "opportunity_by_form": False, **given, "format": FORMAT}
        return given

    @model_validator(mode="after")
    def _closed_lists_and_order(self) -> Definition:
        if set(self.information_points) - set(INFORMATION_ITEMS):
            raise ValueError("information_points")
        if set(self.behaviour_points) - set(BEHAVIOUR_KINDS):
            raise ValueError("behaviour_points")
        if self.mql_threshold > self.sql_threshold:
            raise ValueError("lines")
        for name in _LISTS:
            values = [str(value).casefold() for value in getattr(self, name)]
            if len(set(values)) < len(values):
                raise ValueError(name)
        return self


@dataclass(frozen=True)
class Difference:
    """A place in which two definitions differ: the field, within it the item (of points and rates) and the
    value (of points, or the member of a list); None before or after: not there."""

    field: str
    item: str | None
    value: str | None
    before: Scalar
    after: Scalar


def define(**fields: Any) -> Definition:
    """Return the Definition of what a person typed; InvalidInput(what="definition_<field>") names the first
    field that cannot stand (definition_lines: the MQL line lies above the SQL line)."""
    try:
        return Definition(**fields)
    except ValidationError as error:
        field = _first_field(error)
        raise InvalidInput(what=f"definition_{field}", value=fields.get(field)) from error


def differences(old: Definition, new: Definition, *, named: bool = True) -> tuple[Difference, ...]:
    """Return where two definitions differ, in the order of the fields; not `named`: but for their names."""
    before, after = dict(_facts(old)), dict(_facts(new))
    fields = list(Definition.model_fields)
    places = sorted(before.keys() | after.keys(), key=lambda one: (fields.index(one[0]), *map(str, one[1:])))
    return tuple(
        Difference(*place, before.get(place), after.get(place))
        for place in places
        if before.get(place) != after.get(place) and (named or place[0] != "name")
    )


def rules(definition: Definition) -> tuple[object, ...]:
    """Return what decides whether a lead is selected: two definitions with the same rules select the same."""
    return (
        definition.score_source,
        (definition.mql_threshold, definition.sql_threshold),
        definition.information_points,
        definition.attribute_points,
        definition.behaviour_points,
    )


def _first_field(error: ValidationError) -> str:
    [first, *_] = error.errors()
    return str(first["loc"][0]) if first["loc"] else str(first.get("ctx", {}).get("error", "file"))


def _facts(definition: Definition) -> Iterator[tuple[tuple[str, str | None, str | None], Scalar]]:
    for field, found in definition.model_dump(mode="json", exclude={"format"}).items():
        if isinstance(found, list):
            yield from (((field, None, str(value)), True) for value in found)
        elif not isinstance(found, dict):
            yield (field, None, None), found
        else:
            for item, inner in found.items():
                values = inner if isinstance(inner, dict) else {None: inner}
                yield from (((field, item, value), given) for value, given in values.items())
