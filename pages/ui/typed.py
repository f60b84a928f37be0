"""Numbers typed for some codes, as a view and its address hold them: one item "code:text" for each code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from kpi.errors import InvalidInput
from kpi.goal_assumed import ASSUMED
from kpi.goal_given import read_amount, read_typed
from kpi.monthly_plan import MOST_INQUIRIES
from kpi.plan import LARGEST_GOAL_YEN
from kpi.record import Record

# what the goal page lets a person fix
FIXABLE: Final = (
    *ASSUMED,
    *("wins", "opportunities", "sqls", "mqls", "inquiries", "visits", "budget_yen", "monthly_budget_yen"),
    *("company_goal_yen", "web_share"),
)
RATES: Final = ("win_rate", "opportunity_rate", "sql_share", "mql_share")
LEVERS: Final = (
    *(f"plus_point.{rate}" for rate in RATES),
    *(f"best_quarter.{rate}" for rate in RATES),
    *("bigger_deals", "lower_cpa", "one_more_rep", "other_thresholds"),
)
_MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def texts(items: Sequence[str]) -> dict[str, str]:
    """Return code → text of the items of a field (of `channel_plan`: see `amounts`)."""
    return dict(item.split(":", 1) for item in items)


def items(found: Mapping[str, str]) -> tuple[str, ...]:
    """Return the items of code → text, by code."""
    return tuple(f"{code}:{found[code]}" for code in sorted(found))


class Amounts(NamedTuple):
    """Budget and limit of a channel in yen, None for none."""

    budget: int | None
    most: int | None


def amounts(channel_plan: Sequence[str]) -> dict[str, Amounts]:
    """Return channel → its amounts; a channel may be called anything, also with colons."""
    parts = (item.rsplit(":", 2) for item in channel_plan)
    return {code: Amounts(*(int(yen) if yen else None for yen in both)) for code, *both in parts}


def amounts_items(found: Mapping[str, Amounts]) -> tuple[str, ...]:
    texts = {code: ["" if yen is None else str(yen) for yen in both] for code, both in found.items()}
    return tuple(":".join([code, *texts[code]]) for code in sorted(texts))


def checked(name: str, asked: Sequence[str], record: Record) -> tuple[tuple[str, ...], list[str]]:
    """Return the items of a field that can be used, each code once (the first), and those that cannot."""
    code_of, found, refused = _CODE_OF[name], dict[str, str](), list[str]()
    for item in asked:
        try:
            fits = found.setdefault(code_of(item, record), item) == item
        except (ValueError, InvalidInput):
            fits = False
        if not fits:
            refused.append(item)
    return tuple(found[code] for code in sorted(found)), refused


def whole(text: str, lowest: int, highest: int) -> int:
    """Read a whole number in ASCII digits within its bounds; "40.5", "４０" and "1e2" are refused."""
    if not (text.isascii() and text.isdigit() and len(text) <= 16 and lowest <= int(text) <= highest):
        raise ValueError(text)
    return int(text)


def one_of(text: str, choices: Sequence[str]) -> str:
    if text not in choices:
        raise ValueError(text)
    return text


def _given(item: str, record: Record) -> str:
    node, _, text = item.partition(":")
    read_typed(one_of(node, FIXABLE), text)
    return node


def _month(item: str, record: Record) -> str:
    month, _, count = item.partition(":")
    if not _MONTH.fullmatch(month):
        raise ValueError(item)
    whole(count, 0, MOST_INQUIRIES)
    return month


def _channel(item: str, record: Record) -> str:
    code, *yen = item.rsplit(":", 2)
    if len(yen) != 2:
        raise ValueError(item)
    for amount in filter(None, yen):
        whole(amount, 0, LARGEST_GOAL_YEN)
    return one_of(code, record.values["channel"])


def _lever(item: str, record: Record) -> str:
    code, _, text = item.partition(":")
    read_amount("cost", text)
    return one_of(code, LEVERS)


# field of the view → reader of one item: its code, or ValueError / InvalidInput
_CODE_OF: Final[Mapping[str, Callable[[str, Record], str]]] = {
    "given": _given,
    "monthly": _month,
    "channel_plan": _channel,
    "lever_costs": _lever,
}
FIELDS: Final = tuple(_CODE_OF)
