"""What a person fills into the KPI tree: every field read by itself, so that a form shows all mistakes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kpi.errors import InvalidInput
from kpi.goal_tree import NODES
from kpi.numbers import counts_things, exact_number
from kpi.plan import LARGEST_GOAL_YEN

LARGEST_PERCENT: Final = 100


@dataclass(frozen=True)
class Given:
    """Exact values by node in the order of the tree, and what is wrong with the fields that have none."""

    values: dict[str, Fraction]
    errors: dict[str, InvalidInput]


def read_given(given: Mapping[str, object]) -> Given:
    """Read numbers or text by node, as in `kpi.numbers.exact_number`; None and blank text are not given.

    Out: `Given`; an error is InvalidInput with what = the node, value, and reason = not_a_number,
    below_zero, above_one (a rate), percent (anything but a rate), count ("80件" for yen or a rate) or
    too_large (more than 10^15).
    Raises InvalidInput(what="node") for a code that is no node.
    """
    unknown = next((code for code in given if code not in NODES), None)
    if unknown is not None:
        raise InvalidInput(what="node", value=unknown)
    values, errors = {}, {}
    for code in NODES:
        if is_blank(given.get(code)):
            continue
        try:
            values[code] = read_node(code, given[code])
        except InvalidInput as error:
            errors[code] = error
    return Given(values, errors)


def read_node(code: str, value: object) -> Fraction:
    """Read the value of one node; errors as in `read_given`.

    An average deal below 0 (cancelled deals) is no mistake: it is no deal size, which the solver says.
    """
    unit = NODES[code].unit
    is_rate = unit == "rate"
    number = read_amount(
        code, value, is_signed=code == "deal_yen", is_share=is_rate, is_count=unit not in ("yen", "rate")
    )
    if is_rate and number > 1:
        raise InvalidInput(what=code, value=value, reason="above_one")
    return number


def read_typed(code: str, value: object) -> Fraction:
    """Read what a person fixes: as `read_node`, but nobody plans with deals of less than nothing."""
    number = read_node(code, value)
    if number < 0:
        raise InvalidInput(what=code, value=value, reason="below_zero")
    return number


def as_meant(code: str, text: str) -> str:
    """Return the text of a field as it can only be meant: "40" for a rate is "40%".

    A plain number above 1 and up to 100 is no share, so it is read as per cent; 1 and less stay shares (1 is
    100 %, 0.4 is 40 %). All other text comes back as it is, without blanks around it.
    """
    text = text.strip()
    is_plain = (
        NODES[code].unit == "rate" and not text.endswith(("%", "％")) and "/" not in text.replace("／", "/")
    )
    try:
        number = exact_number(text) if is_plain else Fraction(0)
    except InvalidInput:
        return text
    return f"{text}%" if 1 < number <= LARGEST_PERCENT and is_readable(code, f"{text}%") else text


def is_readable(code: str, value: object) -> bool:
    """Say whether `read_typed` takes the value."""
    try:
        read_typed(code, value)
    except InvalidInput:
        return False
    return True


def read_amount(
    what: str, value: object, *, is_signed: bool = False, is_share: bool = False, is_count: bool = False
) -> Fraction:
    """Read a number of 0 to 10^15; errors carry `what`, value and reason. Only a share may be in per cent,
    and only a count be written as one ("80件")."""
    try:
        number = exact_number(value)
    except InvalidInput as error:
        reason = error.fields.get("reason", "not_a_number")
        raise InvalidInput(what=what, value=value, reason=reason) from None
    if not is_count and counts_things(value):
        raise InvalidInput(what=what, value=value, reason="count")
    if not is_share and isinstance(value, str) and value.strip().endswith(("%", "％")):
        raise InvalidInput(what=what, value=value, reason="percent")
    if number < 0 and not is_signed:
        raise InvalidInput(what=what, value=value, reason="below_zero")
    if number > LARGEST_GOAL_YEN:
        raise InvalidInput(what=what, value=value, reason="too_large")
    return number


def read_whole(what: str, value: object, most: int = LARGEST_GOAL_YEN, *, is_count: bool = False) -> int:
    """Read a whole number of 0 to `most`; errors as in `read_amount`, and reason = not_whole."""
    number = read_amount(what, value, is_count=is_count)
    if number > most:
        raise InvalidInput(what=what, value=value, reason="too_large")
    if number.denominator != 1:
        raise InvalidInput(what=what, value=value, reason="not_whole")
    return int(number)


def without_amounts(given: Mapping[str, object]) -> dict[str, object]:
    """Keep rates, prices and months only."""
    return {node: value for node, value in given.items() if node not in NODES or not NODES[node].is_amount}


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())
