"""What is still to come from the deals, SQLs and MQLs of today, each lead once: wins, or opportunities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.chance_inputs import Counted
from kpi.checked import ByScore, floats
from kpi.errors import InvalidInput
from kpi.maturity import MaturityCurve

Float = NDArray[np.float64]

_ROUNDING: Final = 1e-9


@dataclass(frozen=True, eq=False)
class Stage:
    """What waits today for its next event, by age in days (index 0, 1, 2 …).

    `waiting_count[a]` of age a have not had the event. `event_count` events came so far out of an exposure
    (sum of G(age)) of `exposure`: their quotient is the Cape Cod rate, the level of `curve`. Read the curve
    with `horizon_share` 1: a tenth of all events is a quarter of those still to come.
    `gone_share[a]` is the share of all subjects that is known to be out of the race by age a (deals lost),
    as `maturity.ladder` reads it off; the last value holds on. With it `waiting_count` is what is open;
    without it nobody is known to be out, and what was lost waits like all others.
    """

    waiting_count: ByScore
    event_count: float
    exposure: float
    curve: MaturityCurve
    gone_share: ByScore = ()

    @property
    def rate(self) -> Counted:
        """The evidence for the level of the curve, at least one trial for each event."""
        return Counted("waiting", self.event_count, max(self.exposure, self.event_count))

    @property
    def why_silent(self) -> str | None:
        """Why nothing can be said of what is still to come; None when something can."""
        if self.curve.horizon_days is None:
            return "no_curve"
        return None if self.exposure > 0 else "no_exposure"


@dataclass(frozen=True, eq=False)
class Group:
    """One part of what is in flight: subjects, and expected events by each day asked for.

    `expected` is None where `reason` says why nothing can be said: no_curve, no_exposure.
    """

    subject_count: int
    expected: Float | None
    reason: str | None


@dataclass(frozen=True, eq=False)
class InFlight:
    """Expected events by each day asked for, all groups with a value together: wins, or opportunities.

    `variance` is that of the events: luck and the uncertain rates.
    """

    groups: dict[str, Group]
    expected: Float
    variance: Float


def remaining_rate(stage: Stage, within_days: int) -> Float | None:
    """Return for each age the chance that the event comes later, but within so many days from today.

    P = (F(a + days) - F(a)) / (1 - F(a) - gone(a)) with F = Cape Cod rate x G, so beyond the horizon nothing
    is expected. None where `why_silent` speaks. Source: kpis.md 6, methods.md 4.
    """
    if stage.why_silent:
        return None
    return _of_those_left(stage, _coming(stage, within_days))


def in_flight(
    *,
    deals: Stage | None,
    sqls: Stage,
    mqls: Stage,
    days: Sequence[int],
    deals_per_lead: float = 1.0,
) -> InFlight:
    """Work out the wins to expect, by each of `days` from today, from what has already come in; without
    `deals` the opportunities to expect of the leads.

    In: `deals` not won yet by age since opening (statement goal_deals; event: won). `sqls` and `mqls`:
    leads **without any deal**, by age since creation (event: first opportunity), at or above the SQL line
    and at or above the MQL line. So every SQL is in `mqls` too and is taken out of it here, events and
    exposure as well; a lead with a deal is in `deals` only: nothing counts twice.
    `deals_per_lead` = deals of a lead with at least one.
    Variance: the luck of each subject, the rates as in `chance.chances` (one win rate for all groups).
    Empty: no subjects give 0. Raises InvalidInput: what = days, deals, sqls, mqls (also where the MQLs do
    not hold the SQLs), deals_per_lead.
    """
    if not days or min(days) < 0:
        raise InvalidInput(what="days", value=days)
    if not (np.isfinite(deals_per_lead) and deals_per_lead >= 1):
        raise InvalidInput(what="deals_per_lead", value=deals_per_lead)
    last = None if deals is None else _checked("deals", deals)
    stages = {} if last is None else {"deals": last}
    stages["sqls"] = _checked("sqls", sqls)
    stages["mqls"] = _without(_checked("mqls", mqls), stages["sqls"])
    groups: dict[str, Group] = {}
    expected, variance = np.zeros(len(days)), np.zeros(len(days))
    for name, stage in stages.items():
        count = np.asarray(stage.waiting_count)
        reason = (None if last is None else last.why_silent) or stage.why_silent
        if reason:
            groups[name] = Group(round(count.sum()), None, reason)
            continue
        chance = np.array([_event_rate(stage, last, within, deals_per_lead) for within in days])
        found = chance @ count
        groups[name] = Group(round(count.sum()), found, None)
        expected += found
        variance += (chance * np.maximum(0, 1 - chance)) @ count
        if stage is not last:
            variance += found**2 * stage.rate.log_variance
    if last is not None and last.why_silent is None:
        variance += expected**2 * last.rate.log_variance
    return InFlight(groups, expected, variance)


def _event_rate(stage: Stage, deals: Stage | None, within_days: int, deals_per_lead: float) -> Float:
    """Return for each age the events to expect of one subject: a deal's win, a lead's opportunities, or a
    lead's wins through a later deal.

    A lead's opportunity may come on any later day; its deal is then won in what is left of the days.
    """
    if stage is deals:
        return _of_those_left(stage, _coming(stage, within_days))
    if deals is None:
        return _of_those_left(stage, _coming(stage, within_days)) * deals_per_lead
    horizon = stage.curve.share.size + deals.curve.share.size
    reach = min(within_days, horizon)
    if reach == 0:
        return np.zeros(len(stage.waiting_count))
    coming = np.zeros(len(stage.waiting_count) + reach)
    opened = stage.curve.by_day[1 : coming.size + 1]
    coming[: opened.size] = opened
    won = deals.curve.share_at(reach - 1 - np.arange(reach))
    found = np.correlate(coming, won, mode="valid")[: len(stage.waiting_count)]
    wins = deals.rate.point * deals_per_lead
    return _of_those_left(stage, stage.rate.point * found) * wins


def _coming(stage: Stage, within_days: int) -> Float:
    """Return for each age the share of all subjects of that age whose event comes in these days."""
    age = np.arange(len(stage.waiting_count))
    return stage.rate.point * (stage.curve.share_at(age + within_days) - stage.curve.share_at(age))


def _of_those_left(stage: Stage, coming: Float) -> Float:
    """Divide what comes later by who is left of all subjects of that age; never above 1."""
    age = np.arange(coming.size)
    gone = np.asarray(stage.gone_share, dtype=np.float64)
    out = gone[np.minimum(age, gone.size - 1)] if gone.size else np.zeros(age.size)
    left = 1 - stage.rate.point * stage.curve.share_at(age) - out
    share = np.divide(coming, left, out=np.ones(age.size), where=left > 0)
    return np.where(coming > 0, np.clip(share, 0.0, 1.0), 0.0)


def _checked(what: str, stage: Stage) -> Stage:
    waiting, gone = floats(what, stage.waiting_count), floats(what, stage.gone_share)
    numbers = np.concatenate([waiting, gone, [stage.event_count, stage.exposure]])
    if not np.isfinite(numbers).all() or numbers.min() < 0 or gone.max(initial=0) > 1:
        raise InvalidInput(what=what, value=stage)
    return replace(stage, waiting_count=waiting, gone_share=gone)


def _without(mqls: Stage, sqls: Stage) -> Stage:
    """Take the SQLs out of the MQLs that hold them."""
    length = max(len(mqls.waiting_count), len(sqls.waiting_count))
    waiting = np.zeros(length)
    waiting[: len(mqls.waiting_count)] += mqls.waiting_count
    waiting[: len(sqls.waiting_count)] -= sqls.waiting_count
    events, exposure = mqls.event_count - sqls.event_count, mqls.exposure - sqls.exposure
    if min(waiting.min(initial=0), events, exposure + _ROUNDING) < 0:
        raise InvalidInput(what="mqls", value=mqls)
    return replace(mqls, waiting_count=waiting, event_count=events, exposure=max(0.0, exposure))
