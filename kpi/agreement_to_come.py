"""What young leads will still bring, lead by lead: at the rates and curves of the explore page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kpi.agreement_leads import ScorableLeads
from kpi.estimate_model import Model, fit
from kpi.evidence import evidence, maturity
from kpi.filters import Filter
from kpi.histogram import JUDGED, OPPORTUNITY, SCORES, histogram
from kpi.maturity import MaturityCurve
from kpi.store import Store

Float = NDArray[np.float64]


def with_to_come(store: Store, chosen: Filter, found: ScorableLeads, as_of: date) -> ScorableLeads:
    """Return the leads with what each may still be expected to bring, summed over any group of them.

    `outcome` gets the columns of agreement_leads.TO_COME. Leads that sales judged count with 1 - G(age) times
    the rate of their present score, their deals likewise (see `estimate`); leads that were never judged
    bring nothing here. Where the record shows no lead or no deal through to its end, nothing is to come.
    """
    of_leads = maturity(store, chosen, as_of, "maturity_lead")
    of_deals = maturity(store, chosen, as_of, "maturity_deal")
    model = fit(evidence(store, chosen, histogram(store, chosen), "sales", as_of), None)
    age = (as_of - date(1970, 1, 1)).days - found.outcome["created_day"]
    known = found.outcome["mask"] & JUDGED > 0
    missing = np.where(known, 1 - of_leads.share_at(age), 0.0)
    waiting = known & (found.outcome["mask"] & OPPORTUNITY == 0)
    young_deals = _young_deals(store, found, of_deals, as_of)
    outcome = dict(found.outcome) | _columns(model, found, missing, young_deals)
    outcome["young_count"] = (waiting & (missing > 0)).astype(np.int64)
    return replace(found, outcome=outcome)


def _columns(model: Model, found: ScorableLeads, missing: Float, young_deals: Float) -> dict[str, Float]:
    score = found.outcome["score"]
    chance = np.append(model.opportunity.rate_by_score, 0.0)[score]
    win = np.append(model.win.rate_by_score, 0.0)[score]
    opportunities = missing * chance
    deals = opportunities * model.deals_per_lead
    won = np.where(score < SCORES, (deals + young_deals) * win, 0.0)
    return {
        "opportunity_to_come": opportunities,
        "deal_to_come": deals,
        "won_to_come": won,
        "amount_to_come_yen": won * model.mean_yen,
    }


def _young_deals(store: Store, found: ScorableLeads, curve: MaturityCurve, as_of: date) -> Float:
    """Return, lead by lead, the sum of 1 - G(age) over its deals."""
    if curve.horizon_days is None:
        return np.zeros(len(found))
    young_after = as_of - timedelta(days=curve.horizon_days)
    deals = store.arrays("agreement_young_deal", {"as_of": as_of, "young_after": young_after})
    place = pc.index_in(pa.array(deals["lead_id"], pa.string()), value_set=found.lead_id)
    here = place.to_numpy(zero_copy_only=False).astype(np.float64)
    told = ~np.isnan(here)
    weight = deals["deal_count"] * (1 - curve.share_at(deals["age_days"]))
    summed = np.bincount(here[told].astype(np.int64), weights=weight[told], minlength=len(found))
    return np.asarray(summed, dtype=np.float64)
