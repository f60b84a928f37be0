"""What one change saves: each lever in inquiries and yen, the one that pays best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi import capacity
from kpi.bucket_rate import STRENGTHS, strength_weights
from kpi.checked import ByScore, amount, floats
from kpi.errors import InvalidInput
from kpi.numbers import Numeric
from kpi.plan import Plan
from kpi.rates import rate

Float = NDArray[np.float64]

POINT: Final = 0.01
STEP: Final = 0.10  # deals so much bigger, inquiries so much cheaper
_TINY: Final = 1e-9


@dataclass(frozen=True)
class Need:
    """Where the levers start: inquiries needed now and yen an inquiry; None where undefined (`reason`)."""

    inquiries: float | None
    cpa_yen: float | None
    reason: str | None = None


@dataclass(frozen=True)
class Lever:
    """What a change saves of `Need`: below 0 where it costs more. `rate` is what the change leads to.

    None where undefined, with a `reason`; yen alone are None without a CPA (reason no_cpa).
    """

    code: str
    inquiries_saved: float | None
    saved_yen: float | None
    reason: str | None = None
    rate: float | None = None
    cost_yen: float | None = None

    @property
    def saved_per_yen(self) -> float | None:
        """Saved yen for each yen the lever costs; None without a cost above 0 or without saved yen."""
        return None if self.saved_yen is None or not self.cost_yen else self.saved_yen / self.cost_yen


def plus_point(need: Need, level: str, level_rate: float | None) -> Lever:
    """Raise a rate by one point (at most to 1): saves inquiries x (1 - p / (p + 0.01)).

    Undefined: rate_zero:<level>; at_limit:<level> where it is 1 already. Source: methods.md 5.
    """
    code = f"plus_point:{level}"
    if not level_rate or level_rate >= 1:
        return _undefined(code, f"at_limit:{level}" if level_rate else f"rate_zero:{level}")
    return _better_rate(need, code, level_rate, min(1.0, level_rate + POINT))


def best_quarter(need: Need, level: str, level_rate: float | None, shrunk: Float) -> Lever:
    """Bring a rate back to its best quarter, as good as that quarter really was: shrunk to the mean.

    In: `shrunk_rates` of the quarters. Undefined: rate_zero:<level>; few_quarters:<level> (fewer than two
    with trials); already_best:<level> where no quarter was better than the rate is now.
    """
    code = f"best_quarter:{level}"
    if not level_rate:
        return _undefined(code, f"rate_zero:{level}")
    if np.isfinite(shrunk).sum() < 2:
        return _undefined(code, f"few_quarters:{level}")
    best = float(np.nanmax(shrunk))
    if best <= level_rate:
        return replace(_undefined(code, f"already_best:{level}"), rate=best)
    return _better_rate(need, code, level_rate, best)


def shrunk_rates(success_count: ByScore, trial_count: ByScore) -> Float:
    """Return each quarter's rate pulled to the mean of all, as far as chance explains their differences.

    Empirical Bayes, beta-binomial around the overall rate with the pooling strength integrated out, as for
    `bucket_rate`: of 12 quarters of 60 trials at a true 20 % the best looks like 28.6 %, shrunk 21.4 %.
    NaN where a quarter has no trials. Raises InvalidInput(what="quarters"). Source: methods.md 1 and 5.
    """
    success, trials = floats("quarters", success_count), floats("quarters", trial_count)
    if success.shape != trials.shape or (success < 0).any() or (success > trials).any():
        raise InvalidInput(what="quarters", value=(success_count, trial_count))
    found = np.full(trials.shape, np.nan)
    seen = trials > 0
    if not seen.any():
        return found
    overall = np.clip(success.sum() / trials.sum(), _TINY, 1 - _TINY)
    centre = np.full(int(seen.sum()), overall)
    weight = strength_weights(centre, success[seen], trials[seen])
    pulled = (np.outer(STRENGTHS, centre) + success[seen]) / np.add.outer(STRENGTHS, trials[seen])
    found[seen] = weight @ pulled
    return found


def bigger_deals(need: Need, *, goal_in_yen: bool = True) -> Lever:
    """Make deals 10 % bigger. Undefined where the goal is in counts (goal_in_counts)."""
    code = "bigger_deals"
    return _more_value(need, code, 1 + STEP) if goal_in_yen else _undefined(code, "goal_in_counts")


def lower_cpa(need: Need) -> Lever:
    """Make inquiries 10 % cheaper: saves no inquiry, but a tenth of the budget."""
    if need.inquiries is None:
        return _undefined("lower_cpa", need.reason)
    if not need.cpa_yen:
        return Lever("lower_cpa", 0.0, None, "no_cpa")
    return Lever("lower_cpa", 0.0, need.inquiries * need.cpa_yen * STEP)


def rep_growth(leads: ByScore, value_yen: ByScore, plan: Plan, weeks: float) -> float | None:
    """Return how many times as much the same leads bring with one more salesperson (`kpi.capacity`); None
    where nothing is won today. In: leads, and yen a lead, by score 0..100 over `weeks`."""
    now = capacity.value_by_threshold(leads, value_yen, plan.field_leads(weeks)).best_value_yen
    added = capacity.one_more_rep(
        leads,
        value_yen,
        reps=plan.field_reps,
        leads_per_rep_week=plan.leads_per_rep_week,
        weeks=weeks,
        absence=plan.absence_rate,
    )
    return rate(now + added, now)


def one_more_rep(need: Need, growth: float | None) -> Lever:
    """Add one salesperson: the same leads bring `rep_growth` times as much, as far as leads were left lying.

    Undefined: no_value (no growth can be formed); capacity_suffices where one more adds nothing.
    """
    if growth is None or growth <= 1:
        return _undefined("one_more_rep", "no_value" if growth is None else "capacity_suffices")
    return _more_value(need, "one_more_rep", growth)


def other_thresholds(need: Need, needed: float | None) -> Lever:
    """Work with another pair of lines, at which the same goal needs `needed` inquiries.

    Undefined: no_best_pair where it cannot be said how many that are.
    """
    if needed is None:
        return _undefined("other_thresholds", need.reason or "no_best_pair")
    return _saved(need, "other_thresholds", None if need.inquiries is None else need.inquiries - needed)


def ranked(levers: Iterable[Lever], costs_yen: Mapping[str, Numeric] | None = None) -> tuple[Lever, ...]:
    """Return the levers with their costs, the one that pays best first.

    In: typed costs by code. First those that save more than they cost, by saved yen per yen, then those
    without a cost by saved yen, those without yen by saved inquiries, those that cost more than they save, at
    last what is undefined; equals in the order given.
    Raises InvalidInput(what="cost").
    """
    costs = {code: amount("cost", cost) for code, cost in (costs_yen or {}).items()}
    priced = [replace(lever, cost_yen=costs.get(lever.code)) for lever in levers]
    return tuple(sorted(priced, key=_place))


def _place(lever: Lever) -> tuple[int, float]:
    if lever.inquiries_saved is None:
        return (4, 0.0)
    if lever.saved_yen is None:
        return (2, -lever.inquiries_saved)
    if lever.cost_yen is None:
        return (1, -lever.saved_yen)
    pays = lever.saved_yen / max(lever.cost_yen, _TINY)
    return (0 if pays >= 1 else 3, -pays)


def _better_rate(need: Need, code: str, before: float, after: float) -> Lever:
    return replace(_more_value(need, code, after / before), rate=after)


def _more_value(need: Need, code: str, growth: float) -> Lever:
    """Every inquiry is worth `growth` times as much."""
    return _saved(need, code, None if need.inquiries is None else need.inquiries * (1 - 1 / growth))


def _saved(need: Need, code: str, inquiries: float | None) -> Lever:
    if inquiries is None:
        return _undefined(code, need.reason)
    if not need.cpa_yen:
        return Lever(code, inquiries, None, "no_cpa")
    return Lever(code, inquiries, inquiries * need.cpa_yen)


def _undefined(code: str, reason: str | None) -> Lever:
    return Lever(code, None, None, reason)
