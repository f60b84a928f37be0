"""Rule and judgement on leads that have had their time: the young ones are left out, or counted and named."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.agreement import Agreement, agreement
from kpi.evidence import maturity
from kpi.filters import Filter
from kpi.histogram import ACCEPTED, JUDGED, Deals, Histogram, histogram
from kpi.maturity import MaturityCurve, in_sequence
from kpi.store import Store

Float = NDArray[np.float64]
_FEWEST_JUDGED: Final = 30  # leads: of fewer the young ones are kept


@dataclass(frozen=True)
class Young:
    """Leads created within the last `days`, the time by which 90 % of what becomes an opportunity has;
    `unjudged_count` of them sales has not judged. Without `is_left_out` they count with all others."""

    days: int
    lead_count: int
    unjudged_count: int
    is_left_out: bool


@dataclass(frozen=True, eq=False)
class RipeAgreement:
    """Rule and judgement, and the deals of the same leads. `accepted_exposure` is how many accepted leads
    have had the time to be won, the young ones counted in part; `young` is None where no lead is."""

    found: Agreement
    deals: Deals
    accepted_exposure: float
    young: Young | None


def ripe_agreement(store: Store, chosen: Filter, as_of: date) -> RipeAgreement:
    """Return rule and judgement on the leads of a filter created long enough before `as_of`; on all of them
    where fewer than 30 judged ones would be left, or the record cannot say how long it takes."""
    of_leads = maturity(store, chosen, as_of, "maturity_lead")
    to_win = in_sequence(of_leads, maturity(store, chosen, as_of, "maturity_deal"))
    counts, young = histogram(store, chosen), None
    used, kept = chosen, counts
    if of_leads.horizon_days is not None:
        ripe, rest = _without_young(store, chosen, as_of, of_leads.horizon_days)
        is_left_out = rest.leads(JUDGED).sum() >= _FEWEST_JUDGED
        young = _young(of_leads.horizon_days, counts, rest, is_left_out=bool(is_left_out))
        if young and is_left_out:
            used, kept = ripe, rest
    accepted = kept.leads(ACCEPTED)
    return RipeAgreement(
        found=agreement(kept.leads(), kept.leads(JUDGED), accepted),
        deals=kept.cohort,
        accepted_exposure=float(accepted.sum()) - _missing(store, used, as_of, to_win),
        young=young,
    )


def _without_young(store: Store, chosen: Filter, as_of: date, days: int) -> tuple[Filter, Histogram]:
    stop = min(chosen.period.stop, as_of - timedelta(days=days - 1))
    ripe = replace(chosen, period=replace(chosen.period, stop=max(chosen.period.start, stop)))
    return ripe, histogram(store, ripe)


def _young(days: int, counts: Histogram, rest: Histogram, *, is_left_out: bool) -> Young | None:
    young = counts.leads() - rest.leads()
    judged = counts.leads(JUDGED) - rest.leads(JUDGED)
    if not young.sum():
        return None
    return Young(days, int(young.sum()), int((young - judged).sum()), is_left_out)


def _missing(store: Store, chosen: Filter, as_of: date, curve: MaturityCurve) -> float:
    """Return the sum of 1 - G(age) over the accepted leads."""
    if curve.horizon_days is None:
        return 0.0
    young_after = as_of - timedelta(days=curve.horizon_days)
    asked = chosen.parameters(store, "young_lead", as_of=as_of, young_after=young_after, known=ACCEPTED)
    found = store.arrays("young_lead", asked)
    return float(((1 - curve.share_at(found["age_days"])) * found["subject_count"]).sum())
