"""The plan split by channel: the cheapest split, budgets moved by hand, and what the goal costs then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

from kpi.errors import InvalidInput
from kpi.goal_channel import ZERO, Channel, Line, channel_line, spend
from kpi.goal_given import read_amount
from kpi.goal_tree import NODES


@dataclass(frozen=True)
class Split:
    """A plan by channel. `goal_cost_yen`: what `needed` costs when the budgets keep their proportions and a
    full channel leaves its part to the others; None when that cannot bring it."""

    target: str
    needed: Fraction
    lines: tuple[Line, ...]
    goal_cost_yen: Fraction | None

    @property
    def brought(self) -> Fraction:
        return sum((line.brought for line in self.lines), ZERO)

    @property
    def cost_yen(self) -> Fraction:
        return sum((line.cost_yen for line in self.lines), ZERO)

    @property
    def short(self) -> Fraction:
        """What is missing of the needed amount, at least 0."""
        return max(self.needed - self.brought, ZERO)


def cheapest_split(channels: Sequence[Channel], needed: object, target: str = "wins") -> Split:
    """Buy what is needed where one of it costs least, channel by channel up to its limit.

    In: `needed` of `target`, an amount of the tree between goal_yen and inquiries. Out: exact numbers, at
    most one channel with a part of an inquiry; `short` is above 0 when all channels together cannot bring it.
    The least cost there is: one linear demand, bounded amounts (fractional knapsack).
    Raises InvalidInput: what = needed, target, channel (two of one code).
    """
    goal, lines = _start(channels, needed, target)
    missing, bought = goal, dict[str, Line]()
    for line in sorted(lines, key=lambda line: line.price_yen or ZERO):
        if line.why is None and line.per_inquiry:
            wanted = missing / line.per_inquiry
            line = replace(line, inquiries=wanted if line.most is None else min(wanted, Fraction(line.most)))
        missing -= line.brought
        bought[line.code] = line
    return _split(target, goal, [bought[line.code] for line in lines])


def in_whole_inquiries(split: Split) -> Split:
    """Round each channel's inquiries up: brings at least as much, and no limit is passed (limits are whole).

    Of the cheapest split it costs less than one inquiry more than the least cost.
    """
    whole = [replace(line, inquiries=Fraction(ceil(line.inquiries))) for line in split.lines]
    return _split(split.target, split.needed, whole)


def budget_split(
    channels: Sequence[Channel], budgets_yen: Mapping[str, object], needed: object, target: str = "wins"
) -> Split:
    """Work out what budgets by channel bring, and what the goal costs with money in these proportions.

    In: channel code → yen (blank or absent: none). A channel whose inquiries cost nothing brings its limit,
    whatever it is given. Raises InvalidInput as `cheapest_split`, and what = channel (unknown code).
    """
    goal, lines = _start(channels, needed, target)
    unknown = set(budgets_yen) - {line.code for line in lines}
    if unknown:
        raise InvalidInput(what="channel", value=min(unknown))
    return _split(target, goal, [spend(line, budgets_yen.get(line.code)) for line in lines])


def move_budget(channels: Sequence[Channel], split: Split, source: str, to: str, yen: object) -> Split:
    """Move yen of a split from one channel to another, and work out what the goal costs then.

    Raises InvalidInput: what = channel (unknown code), move_yen (no amount, or more than there is:
    reason = too_much).
    """
    budgets = {line.code: line.cost_yen + line.unused_yen for line in split.lines}
    for code in (source, to):
        if code not in budgets:
            raise InvalidInput(what="channel", value=code)
    moved = read_amount("move_yen", yen)
    if moved > budgets[source]:
        raise InvalidInput(what="move_yen", value=yen, reason="too_much")
    budgets[source] -= moved
    budgets[to] += moved
    return budget_split(channels, budgets, split.needed, split.target)


def _start(channels: Sequence[Channel], needed: object, target: str) -> tuple[Fraction, list[Line]]:
    if target not in NODES or not NODES[target].is_amount:
        raise InvalidInput(what="target", value=target)
    codes = [channel.code for channel in channels]
    repeated = next((code for code in codes if codes.count(code) > 1), None)
    if repeated is not None:
        raise InvalidInput(what="channel", value=repeated)
    return read_amount("needed", needed), [channel_line(channel, target) for channel in channels]


def _split(target: str, needed: Fraction, lines: Sequence[Line]) -> Split:
    return Split(target, needed, tuple(lines), _cost_of(needed, lines))


def _cost_of(needed: Fraction, lines: Sequence[Line]) -> Fraction | None:
    """Scale the paid inquiries until they bring what is needed; a channel stops growing at its limit."""
    paid = [line for line in lines if line.cost_yen]
    missing = needed - sum((line.brought for line in lines if not line.cost_yen), ZERO)
    if missing <= 0:
        return ZERO
    full_at = {line.code: line.most / line.inquiries for line in paid if line.most is not None}
    before = ZERO
    for stop in [*sorted(set(full_at.values())), None]:
        growing = [line for line in paid if full_at.get(line.code, before + 1) > before]
        pace = sum((line.brought for line in growing), ZERO)
        full = sum((full_at[line.code] * line.brought for line in paid if line not in growing), ZERO)
        if pace and (stop is None or full + pace * stop >= missing):
            scale = (missing - full) / pace
            return sum((min(scale, full_at.get(line.code, scale)) * line.cost_yen for line in paid), ZERO)
        before = stop or before
    return None
