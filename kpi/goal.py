"""Goal arithmetic in exact numbers: from the goal back to inquiries and budget, and forward again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final, TypeAlias

from kpi.errors import InvalidInput
from kpi.numbers import Numeric, exact_number, exact_rate

Rates: TypeAlias = Sequence[tuple[str, Numeric | None]]
Amount: TypeAlias = int | Fraction
Counts: TypeAlias = dict[str, Amount | None]

WEB_SHARE_YARDSTICK: Final = Fraction(10, 100)
QUARTERS: Final = 4

# style → (how a shown figure is rounded, whether the next level starts from the shown figure)
STYLES: Final[dict[str, tuple[Callable[[Fraction], Amount], bool]]] = {
    "plan": (ceil, False),
    "document": (floor, True),
    "doc": (floor, True),
    "exact": (Fraction, False),
    "chain_ceil": (ceil, True),
}
_FORWARD_STYLES: Final = ("document", "doc", "exact")


def back_calculate(
    goal_yen: Numeric,
    average_deal_yen: Numeric | None,
    rates: Rates,
    *,
    cpa_yen: Numeric | None = None,
    style: str = "plan",
) -> Counts:
    """Work out how many wins, opportunities … inquiries a goal needs, and what they cost.

    In: yen; `rates` = (level, share of that level that goes on), from the deal upwards, e.g.
    [("opportunities", 0.3), ("leads", 0.2)]. Numbers as in `kpi.numbers.exact_number`.
    Out: {"wins": …, each level: …, "budget": … (yen, only with `cpa_yen`)}, in that order.
    Styles: "plan" = smallest whole number that reaches the goal, at each level by itself; "document" ("doc")
    = whole units, rounded down at each step and handed on; "chain_ceil" = rounded up and handed on; "exact"
    = Fractions. The budget is the shown top level times `cpa_yen`, in whole yen unless the style is "exact".
    Undefined is None: all levels without an average deal above 0, and from a rate of 0 or None upwards
    (`why_undefined` says which). Blank text counts as None. A goal of 0 needs 0 of everything.
    Raises InvalidInput: what = goal, average_deal, rate, level, cpa, style.
    Source: kpis.md 5; the document's examples round down at each step.
    """
    if style not in STYLES:
        raise InvalidInput(what="style", value=style)
    shown, is_chained = STYLES[style]
    goal = _amount("goal", goal_yen)
    cpa = None if _is_blank(cpa_yen) else _amount("cpa", cpa_yen)
    counts: Counts = {}
    needed: Fraction | None = goal
    for level, share in [("wins", _average(average_deal_yen)), *_checked(rates)]:
        needed = needed / share if needed is not None and share else None
        counts[level] = None if needed is None else shown(needed)
        if is_chained and needed is not None:
            needed = Fraction(shown(needed))
    if cpa is not None:
        top = counts[next(reversed(counts))]
        counts["budget"] = None if top is None else shown(top * cpa)
    return counts


def why_undefined(average_deal_yen: Numeric | None, rates: Rates) -> str | None:
    """Name the first reason why `back_calculate` returns None; None when everything is defined.

    Out: "no_average_deal", or "rate_zero:<level>" for the lowest level it stops at; "rate_zero" covers a rate
    of 0 and a rate that is not known. Raises InvalidInput: what = average_deal, rate, level.
    """
    checked = _checked(rates)
    if _average(average_deal_yen) is None:
        return "no_average_deal"
    return next((f"rate_zero:{level}" for level, rate in checked if not rate), None)


@dataclass(frozen=True)
class Forward:
    """What a monthly budget brings: {"leads": …, each level: …} for one month and for all months together."""

    per_month: Counts
    per_year: Counts


def forward_calculate(
    monthly_budget_yen: Numeric,
    cpa_yen: Numeric | None,
    rates: Rates,
    *,
    months: int = 12,
    style: str = "document",
) -> Forward:
    """Work out what a monthly budget brings: leads, then each level from the lead downwards.

    In: yen; `rates` = (level, share of the level above that reaches it), e.g.
    [("opportunities", 0.15), ("wins", 0.25)].
    Out: counts a month and over all months. Style "document" ("doc"): each month's level is a whole number,
    rounded down; the months add up; only the last level (wins) is taken from the months' sum, because a month
    has too few of them (2.25 a month would become 2, and 24 a year instead of 27). Style "exact": Fractions.
    Undefined is None: everything without a CPA above 0, and from a rate of None downwards; 0 stays 0.
    Raises InvalidInput: what = budget, cpa, rate, level, months, style. Source: methods.md 5, example iii.
    """
    if style not in _FORWARD_STYLES:
        raise InvalidInput(what="style", value=style)
    if isinstance(months, bool) or not isinstance(months, int) or months < 1:
        raise InvalidInput(what="months", value=months)
    shown, _ = STYLES[style]
    budget = _amount("budget", monthly_budget_yen)
    cpa = Fraction(0) if _is_blank(cpa_yen) else _amount("cpa", cpa_yen)
    steps = _checked(rates, taken=("leads",))
    monthly: Amount | None = shown(budget / cpa) if cpa else None
    yearly = _times(monthly, months)
    forward = Forward(per_month={"leads": monthly}, per_year={"leads": yearly})
    for place, (level, rate) in enumerate(steps, start=1):
        last = place == len(steps)
        monthly = _shown_step(monthly, rate, shown)
        yearly = _shown_step(yearly, rate, shown) if last else _times(monthly, months)
        forward.per_month[level], forward.per_year[level] = monthly, yearly
    return forward


@dataclass(frozen=True)
class WebShare:
    """How much of the company's goal the web is to bring; `share` is None when the company's goal is 0."""

    share: Fraction | None
    per_quarter_yen: Fraction
    yardstick_yen: Fraction
    gap_yen: Fraction


def web_share(company_goal_yen: Numeric, web_goal_yen: Numeric) -> WebShare:
    """Set the yearly web goal against the company's: share, yen a quarter, and the gap to the 10 % yardstick.

    In: yen a year. Out: exact numbers; `gap_yen` is 0 once the yardstick is reached.
    Raises InvalidInput: what = company_goal, web_goal (also when it is more than the company's).
    Source: kpis.md 3 (contribution: 10 % of sales through the web counts as success).
    """
    company, web = _amount("company_goal", company_goal_yen), _amount("web_goal", web_goal_yen)
    if web > company:
        raise InvalidInput(what="web_goal", value=web_goal_yen)
    yardstick = company * WEB_SHARE_YARDSTICK
    return WebShare(
        share=web / company if company else None,
        per_quarter_yen=web / QUARTERS,
        yardstick_yen=yardstick,
        gap_yen=max(yardstick - web, Fraction(0)),
    )


def value_per_opportunity(goal_yen: Numeric, opportunity_count: Numeric) -> Fraction | None:
    """Return the yen each opportunity stands for; None when there is no opportunity.

    Raises InvalidInput: what = goal, opportunity_count.
    """
    goal, count = _amount("goal", goal_yen), _amount("opportunity_count", opportunity_count)
    return goal / count if count else None


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _number(what: str, value: object) -> Fraction:
    try:
        return exact_number(value)
    except InvalidInput:
        raise InvalidInput(what=what, value=value) from None


def _amount(what: str, value: object) -> Fraction:
    """Read a number that must be there and not below 0; errors carry `what`."""
    number = _number(what, value)
    if number < 0:
        raise InvalidInput(what=what, value=value)
    return number


def _average(average_deal_yen: object) -> Fraction | None:
    """Read the average deal; None when there is none above 0."""
    number = Fraction(0) if _is_blank(average_deal_yen) else _number("average_deal", average_deal_yen)
    return number if number > 0 else None


def _checked(rates: Rates, taken: tuple[str, ...] = ("wins", "budget")) -> list[tuple[str, Fraction | None]]:
    """Return (level, exact rate or None); refuse empty, repeated or `taken` levels and rates beyond 0..1."""
    checked: list[tuple[str, Fraction | None]] = []
    names = set(taken)
    for step in rates:
        if not isinstance(step, tuple | list) or len(step) != 2:
            raise InvalidInput(what="level", value=step)
        level, rate = step
        if not isinstance(level, str) or not level.strip() or level in names:
            raise InvalidInput(what="level", value=level)
        names.add(level)
        try:
            checked.append((level, None if _is_blank(rate) else exact_rate(rate)))
        except InvalidInput:
            raise InvalidInput(what="rate", value=rate) from None
    return checked


def _times(count: Amount | None, factor: int) -> Amount | None:
    return None if count is None else count * factor


def _shown_step(
    count: Amount | None, rate: Fraction | None, shown: Callable[[Fraction], Amount]
) -> Amount | None:
    return None if count is None or rate is None else shown(count * rate)
