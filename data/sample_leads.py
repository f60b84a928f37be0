"""Owns the inquiries of the sample: when they arrive, from where, and what the person filled in."""

import numpy as np
import pandas as pd
import sample_names as names
from sample_clock import DAY, days_of, visit_time
from sample_settings import (
    BLANK_SHARE,
    IDLE_SHARE,
    IDLE_SHARE_SURGE,
    LEADS_A_WEEK,
    START,
    SURGE_FACTOR,
    SURGE_FROM,
    WEEKS,
    rng_for,
)

FORMS = [
    "quotation",
    "demo",
    "sample",
    "factory_visit",
    "contact",
    "catalog",
    "whitepaper",
    "webinar",
    "newsletter",
]
FORM_SHARE = {
    "search_ad": [0.16, 0.10, 0.08, 0.02, 0.19, 0.22, 0.17, 0.04, 0.02],
    "display_ad": [0.03, 0.03, 0.03, 0.01, 0.07, 0.30, 0.33, 0.10, 0.10],
    "organic": [0.12, 0.08, 0.08, 0.03, 0.19, 0.20, 0.20, 0.05, 0.05],
    "exhibition": [0.10, 0.20, 0.16, 0.06, 0.18, 0.27, 0.03, 0.00, 0.00],
    "webinar": [0.02, 0.06, 0.03, 0.01, 0.04, 0.04, 0.08, 0.72, 0.00],
    "referral": [0.28, 0.14, 0.10, 0.12, 0.32, 0.04, 0.00, 0.00, 0.00],
    "mail": [0.08, 0.09, 0.06, 0.03, 0.08, 0.18, 0.24, 0.20, 0.04],
    "partner": [0.24, 0.12, 0.10, 0.06, 0.26, 0.16, 0.06, 0.00, 0.00],
}
IDLE_FORM_SHARE = [0, 0, 0, 0, 0.04, 0.24, 0.36, 0.22, 0.14]
ITEMS = ["timing", "budget", "authority", "need", "role_level", "industry", "company_size", "target_fit"]
FILLED = {  # share of leads that fill the item in, by form; the order is ITEMS
    "quotation": [0.86, 0.66, 0.58, 0.93, 0.80, 0.92, 0.85, 0.95],
    "demo": [0.80, 0.56, 0.54, 0.90, 0.82, 0.92, 0.85, 0.95],
    "sample": [0.66, 0.38, 0.36, 0.86, 0.66, 0.90, 0.75, 0.90],
    "factory_visit": [0.58, 0.38, 0.48, 0.70, 0.80, 0.90, 0.85, 0.92],
    "contact": [0.44, 0.28, 0.28, 0.66, 0.56, 0.80, 0.60, 0.85],
    "catalog": [0.34, 0.20, 0.22, 0.40, 0.56, 0.82, 0.70, 0.75],
    "whitepaper": [0.26, 0.14, 0.18, 0.30, 0.56, 0.82, 0.70, 0.70],
    "webinar": [0.30, 0.18, 0.26, 0.36, 0.66, 0.88, 0.80, 0.75],
    "newsletter": [0.06, 0.03, 0.04, 0.08, 0.36, 0.55, 0.30, 0.50],
}
IDLE_FILLED = [0, 0, 0, 0, 0.10, 0.22, 0.12, 0.15]
CHANNEL_FILLS = {"exhibition": 1.12, "referral": 1.15, "partner": 1.08, "display_ad": 0.78}
INTEREST_BY_FORM = {"quotation": 0.7, "demo": 0.5, "sample": 0.4, "factory_visit": 0.4, "contact": 0.2}
INTEREST_BY_CHANNEL = {"referral": 0.4, "exhibition": 0.2, "display_ad": -0.45}
CUTS = {  # value by how far interest plus noise reaches, best first; the last value takes the rest
    "timing": [
        (0.95, "within_3_months"),
        (0.2, "within_6_months"),
        (-0.5, "within_12_months"),
        (None, "undecided"),
    ],
    "budget": [(0.95, "allocated"), (0.0, "planned"), (None, "none")],
    "authority": [(0.9, "decides"), (-0.2, "recommends"), (None, "none")],
    "need": [(0.45, "concrete"), (-0.9, "exploring"), (None, "none")],
    "role_level": [(1.5, "executive"), (0.1, "manager"), (None, "staff")],
    "target_fit": [(-0.35, "yes"), (None, "no")],
}
FOLLOWS = {
    "timing": 0.95,
    "budget": 0.9,
    "authority": 0.55,
    "need": 0.9,
    "role_level": 0.25,
    "target_fit": 0.4,
}
LANDING = [
    "/products/laser-sensor", "/products/flow-meter", "/products/thickness-gauge", "/products/vision-system",
    "/solutions/inline-inspection", "/cases", "/download/catalog", "/seminar", "/contact", "/",
]  # fmt: skip
CAMPAIGNS = {
    "search_ad": ["search-brand", "search-laser-sensor", "search-inspection"],
    "display_ad": ["display-retarget", "display-broad"],
    "exhibition": ["fair-sensor-expo", "fair-factory-days", "fair-west"],
    "webinar": ["fy-spring-webinar", "webinar-calibration-basics", "webinar-inline-inspection"],
    "mail": ["mail-monthly", "mail-new-product"],
    "partner": ["partner-agents"],
}


def arrivals() -> pd.DataFrame:
    """Return one row a lead in order of arrival: created_at, channel; display_ad tripled at the end."""
    rng = rng_for(1)
    parts = []
    for channel, rate in LEADS_A_WEEK.items():
        for week in range(WEEKS):
            monday = np.datetime64(START) + 7 * week * DAY
            factor = SURGE_FACTOR if channel == "display_ad" and monday >= SURGE_FROM else 1.0
            count = rng.poisson(rate * factor)
            days = rng.choice(7, count, p=[0.19, 0.19, 0.19, 0.18, 0.17, 0.04, 0.04])
            at = visit_time(rng, monday + days.astype("timedelta64[D]"))
            parts.append(pd.DataFrame({"created_at": at, "channel": channel}))
    lead = pd.concat(parts, ignore_index=True).sort_values(["created_at", "channel"], kind="stable")
    lead = lead.reset_index(drop=True)
    lead.insert(0, "lead_id", [f"L-{number + 1:05d}" for number in lead.index])
    return lead


def reader_kinds(lead: pd.DataFrame) -> pd.DataFrame:
    """Add the hidden columns idle, surge (late display_ad) and blank, and the visible form."""
    rng = rng_for(2)
    lead["surge"] = (lead["channel"] == "display_ad") & (lead["created_at"] >= SURGE_FROM)
    idle_share = np.where(lead["surge"], IDLE_SHARE_SURGE, lead["channel"].map(IDLE_SHARE))
    lead["idle"] = rng.random(len(lead)) < idle_share
    lead["blank"] = ~lead["idle"] & (rng.random(len(lead)) < BLANK_SHARE)
    draw = rng.random(len(lead))
    form = np.empty(len(lead), dtype=object)
    for channel, share in FORM_SHARE.items():
        for idle, weights in ((False, share), (True, IDLE_FORM_SHARE)):
            rows = ((lead["channel"] == channel) & (lead["idle"] == idle)).to_numpy()
            edges = np.cumsum(weights) / np.sum(weights)
            form[rows] = np.array(FORMS, dtype=object)[np.searchsorted(edges, draw[rows])]
    lead["form"] = form
    return lead


def answers(lead: pd.DataFrame) -> pd.DataFrame:
    """Add what was filled in: values follow a hidden interest, gaps follow form and channel."""
    rng = rng_for(3)
    size = len(lead)
    interest = rng.normal(-0.23, 1, size)
    interest += lead["form"].map(INTEREST_BY_FORM).fillna(0).to_numpy()
    interest += lead["channel"].map(INTEREST_BY_CHANNEL).fillna(0).to_numpy()
    filled = np.array([FILLED[form] for form in lead["form"]])
    filled *= lead["channel"].map(CHANNEL_FILLS).fillna(1).to_numpy()[:, None]
    filled[lead["idle"].to_numpy()] = IDLE_FILLED
    given = rng.random((size, len(ITEMS))) < np.minimum(filled, 0.98)
    given[lead["blank"].to_numpy()] = False
    for column, item in enumerate(ITEMS):
        if item in CUTS:
            reach = FOLLOWS[item] * interest + rng.normal(0, 0.65, size)
            lead[item] = [_value(item, one) for one in reach]
        lead[item] = lead[item].where(given[:, column], None)
    lead.loc[lead["blank"], "form"] = None
    return lead


def _value(item: str, reach: float) -> str:
    return next(value for cut, value in CUTS[item] if cut is None or reach > cut)


def identities(lead: pd.DataFrame) -> pd.DataFrame:
    """Add company, company_id, email, campaign and landing page; industry and size are the company's."""
    rng = rng_for(4)
    table = names.companies(rng)
    pick = rng.choice(len(table), len(lead), p=table["weight"] / table["weight"].sum())
    chosen = table.iloc[pick].reset_index(drop=True)
    lead["industry"], lead["company_size"] = chosen["industry"], chosen["company_size"]
    private = (lead["idle"] & (rng.random(len(lead)) < 0.7)).to_numpy()
    lead["company"] = names.written_names(rng, chosen["stem"], chosen["industry"])
    lead["company"] = lead["company"].where(~private, None)
    lead["company_id"] = chosen["company_id"].where(~private & (rng.random(len(lead)) < 0.93), None)
    domains = np.where(private, "freemail.example", chosen["domain"]).tolist()
    lead["email"] = names.emails(rng, domains)
    no_card = lead["channel"].isin(["exhibition", "partner"]) & (rng.random(len(lead)) < 0.15)
    lead["email"] = lead["email"].where(~no_card, None)
    lead["campaign"] = [_campaign(rng, channel) for channel in lead["channel"]]
    landing = pd.Series(
        rng.choice(LANDING, len(lead), p=[0.2, 0.11, 0.1, 0.12, 0.1, 0.1, 0.1, 0.06, 0.04, 0.07])
    )
    lead["landing_page"] = landing.where(~lead["channel"].isin(["exhibition", "referral", "partner"]), None)
    names.add_oddities(rng, lead)
    return lead


def _campaign(rng: np.random.Generator, channel: str) -> str | None:
    codes = CAMPAIGNS.get(channel)
    return codes[rng.integers(len(codes))] if codes else None


def make_leads() -> pd.DataFrame:
    """Return all leads with the table's columns and the hidden ones (idle, surge, blank, created_day)."""
    lead = answers(identities(reader_kinds(arrivals())))
    lead["created_day"] = days_of(lead["created_at"].to_numpy("datetime64[s]"))
    lead["imported_score"] = None
    return lead
