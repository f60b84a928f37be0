"""What the estimator may know under one question: known leads and deals by score, and how mature they are."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from kpi.estimate import Evidence
from kpi.filters import Filter
from kpi.histogram import KNOWN, OPPORTUNITY, SCORES, Histogram, Question
from kpi.maturity import MaturityCurve, maturity_curve
from kpi.store import Store

Float = NDArray[np.float64]
# Below this many events a filter's own curve is too rough; the whole record lends its shape.
MIN_EVENTS = 30


def maturity(store: Store, chosen: Filter, as_of: date, name: str) -> MaturityCurve:
    """Return G(age) of statement `maturity_lead` (created → opportunity) or `maturity_deal`
    (opened → won), from the filter's whole history; from the whole record when the filter holds
    fewer than 30 events."""
    own = _curve(store, chosen, as_of, name)
    if own.event_count >= MIN_EVENTS:
        return own
    return _curve(store, Filter(chosen.period), as_of, name)


def evidence(store: Store, chosen: Filter, counts: Histogram, question: Question, as_of: date) -> Evidence:
    """Return the evidence by score (0..100) for a question; leads without a score are left out.

    Deals belong to known leads under both questions: opening one implies that sales worked and
    accepted the lead.
    """
    leads = maturity(store, chosen, as_of, "maturity_lead")
    deals = maturity(store, chosen, as_of, "maturity_deal")
    known = counts.leads(KNOWN[question])[:SCORES]
    missing_lead = _missing(store, chosen, as_of, "young_lead", leads, known=KNOWN[question])
    missing_deal = _missing(store, chosen, as_of, "young_deal", deals)
    scored = counts.cohort.won_scores < SCORES
    return Evidence(
        selected_count=counts.leads()[:SCORES],
        known_count=known,
        opportunity_exposure=known - missing_lead,
        opportunity_lead_count=counts.leads(OPPORTUNITY)[:SCORES],
        deal_count=counts.cohort.deal_count[:SCORES],
        win_exposure=counts.cohort.deal_count[:SCORES] - missing_deal,
        won_count=counts.cohort.won_count[:SCORES],
        won_amount_yen=counts.cohort.won_amount_yen[:SCORES],
        won_amounts_yen=counts.cohort.won_amounts_yen[scored],
    )


def _curve(store: Store, chosen: Filter, as_of: date, name: str) -> MaturityCurve:
    found = store.arrays(name, chosen.parameters(store, name, as_of=as_of))
    ages = np.maximum(0, np.asarray(found["age_days"], dtype=np.int64))
    counts = np.asarray(found["subject_count"], dtype=np.float64)
    lags = np.asarray(found["lag_days"], dtype=np.float64)
    happened = ~np.isnan(lags)
    days = lags[happened].astype(np.int64)
    length = int(max(ages.max(initial=0), days.max(initial=0))) + 1
    return maturity_curve(
        waiting_count=_added_up(ages[~happened], counts[~happened], length),
        event_count=_added_up(days, counts[happened], length),
    )


def _missing(
    store: Store, chosen: Filter, as_of: date, name: str, curve: MaturityCurve, **known: int
) -> Float:
    """Sum 1 − G(age) over the young subjects of each score."""
    if curve.horizon_days is None:
        return np.zeros(SCORES)
    young_after = as_of - timedelta(days=curve.horizon_days)
    found = store.arrays(name, chosen.parameters(store, name, as_of=as_of, young_after=young_after, **known))
    share = curve.share_at(np.asarray(found["age_days"], dtype=np.int64))
    weights = (1 - share) * np.asarray(found["subject_count"], dtype=np.float64)
    return _added_up(np.asarray(found["score"], dtype=np.int64), weights, SCORES)


def _added_up(places: NDArray[np.int64], weights: Float, length: int) -> Float:
    return np.asarray(np.bincount(places, weights=weights, minlength=length), dtype=np.float64)
