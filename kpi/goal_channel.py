"""One channel of the plan: what an inquiry of it brings and costs, how many it can take, what money buys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor
from typing import Final

from kpi.errors import InvalidInput
from kpi.goal_given import is_blank, read_amount, without_amounts
from kpi.goal_solve import Found, solve

ZERO: Final = Fraction(0)


@dataclass(frozen=True)
class Channel:
    """One channel: its rates, cpa_yen and deal_yen in `given` as in `kpi.goal_solve.solve` (amounts are left
    out), and the most it can take in the period: inquiries, yen, both or neither. Numbers or text."""

    code: str
    given: Mapping[str, object]
    most_inquiries: object = None
    most_yen: object = None


@dataclass(frozen=True)
class Line:
    """What one channel does in a split. `per_inquiry`: of the target, from one inquiry; `most`: whole
    inquiries it can take, None without a limit; `unused_yen`: given to it beyond what it can take.

    A channel takes no part (all 0) when `why` says what is undefined, `errors` has each field that cannot be
    read: a node, most_inquiries, most_yen or budget_yen. Reason "contradiction": its rates do not agree.
    """

    code: str
    per_inquiry: Fraction | None = None
    cpa_yen: Fraction | None = None
    most: int | None = None
    inquiries: Fraction = ZERO
    unused_yen: Fraction = ZERO
    why: Found | None = None
    errors: Mapping[str, InvalidInput] = field(default_factory=dict)

    @property
    def brought(self) -> Fraction:
        return self.inquiries * (self.per_inquiry or 0)

    @property
    def cost_yen(self) -> Fraction:
        return self.inquiries * (self.cpa_yen or 0)

    @property
    def price_yen(self) -> Fraction | None:
        """Yen for one of the target; None when the channel brings none."""
        return self.cpa_yen / self.per_inquiry if self.per_inquiry and self.cpa_yen is not None else None

    @property
    def is_full(self) -> bool:
        return self.most is not None and self.inquiries >= self.most


def channel_line(channel: Channel, target: str) -> Line:
    """Read a channel and work out what one inquiry of it brings of `target`, and costs; none is bought yet.

    Raises InvalidInput(what="node") for a code in `given` that is no node.
    """
    solved = solve(without_amounts(channel.given) | {"inquiries": 1})
    per_inquiry, cpa = solved.nodes[target], solved.nodes["cpa_yen"]
    limits, wrong = _limits(channel)
    errors = {**solved.errors, **wrong}
    yen = limits.pop("most_yen", None)
    if yen is not None and cpa.value:
        limits["most_yen"] = yen / cpa.value
    most = min((floor(limit) for limit in limits.values()), default=None)
    line = Line(channel.code, per_inquiry.value, cpa.value, most, errors=errors)
    if errors:
        return replace(line, why=Found(reason="invalid", cause=next(iter(errors))))
    if solved.contradictions:
        return replace(line, why=Found(reason="contradiction", cause=solved.contradictions[0].node))
    return replace(line, why=next((one for one in (per_inquiry, cpa) if one.value is None), None))


def spend(line: Line, budget_yen: object) -> Line:
    """Return the line with what the budget buys, up to the limit.

    A channel whose inquiries cost nothing brings its limit, whatever it is given.
    """
    try:
        budget = ZERO if is_blank(budget_yen) else read_amount("budget_yen", budget_yen)
    except InvalidInput as error:
        why = Found(reason="invalid", cause="budget_yen")
        return replace(line, why=line.why or why, errors={**line.errors, "budget_yen": error})
    if line.why is not None or line.cpa_yen is None:
        return replace(line, unused_yen=budget)
    if not line.cpa_yen:
        return replace(line, inquiries=Fraction(line.most or 0), unused_yen=budget)
    wanted = budget / line.cpa_yen
    bought = wanted if line.most is None else min(wanted, Fraction(line.most))
    return replace(line, inquiries=bought, unused_yen=(wanted - bought) * line.cpa_yen)


def _limits(channel: Channel) -> tuple[dict[str, Fraction], dict[str, InvalidInput]]:
    found, errors = dict[str, Fraction](), dict[str, InvalidInput]()
    for what, typed in (("most_inquiries", channel.most_inquiries), ("most_yen", channel.most_yen)):
        try:
            if not is_blank(typed):
                found[what] = read_amount(what, typed)
        except InvalidInput as error:
            errors[what] = error
    return found, errors
