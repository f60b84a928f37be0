"""What a person typed into the form of a decision: every field is read, so that all mistakes are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from kpi.decision import UNITS, Decision, Number, Unit, decide
from kpi.errors import InvalidInput
from kpi.goal_given import as_meant, read_node

# a KPI's target is read as the field of the goal page that counts the same
_NODES: Final[dict[Unit, str]] = {"rate": "win_rate", "count": "wins", "yen": "goal_yen"}


@dataclass(frozen=True)
class Given:
    """The decision, None while a field cannot stand, and what is wrong with each of those."""

    decision: Decision | None
    errors: dict[str, InvalidInput]


def read_decision(typed: Mapping[str, Any]) -> Given:
    """Read the fields of a Decision, of which `to_value` is text as people type numbers: 20%, ２０, 3億.

    Errors by field: InvalidInput(what="decision_<field>", value).
    """
    fields, errors = dict(typed), {}
    harmless = {
        **{"measure": "-", "owner": "-", "due_on": fields["decided_on"], "review_on": fields["decided_on"]},
        "to_value": 1 if fields["from_value"] == 0 else 0,
    }
    try:
        fields["to_value"] = read_target(fields["kpi"], fields["to_value"])
    except InvalidInput as error:
        errors["to_value"], fields["to_value"] = error, harmless["to_value"]
    while True:
        try:
            decision = decide(**fields)
        except InvalidInput as error:
            field = str(error.fields["what"]).removeprefix("decision_")
            if field in errors or field not in harmless:
                raise
            errors[field], fields[field] = error, harmless[field]
        else:
            return Given(None if errors else decision, errors)


def read_target(kpi: str, text: str) -> Number:
    """Return the value that a KPI should reach: a share of 0..1, a whole count, whole yen.

    A rate of "20" is 20%. InvalidInput(what="decision_to_value") for what is none.
    """
    unit, text = UNITS[kpi], text.strip()
    node = _NODES[unit]
    refused = InvalidInput(what="decision_to_value", value=text or None)
    try:
        number = read_node(node, as_meant(node, text))
    except InvalidInput as error:
        raise refused from error
    if unit != "rate" and number.denominator != 1:
        raise refused
    return int(number) if number.denominator == 1 else float(number)
