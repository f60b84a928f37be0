"""Owns every constant of the sample data: calendar, codes, agreed definition, planted rates."""

from datetime import date, timedelta

import numpy as np

SEED = 86
ANCHOR = date(2026, 3, 29)  # last day of the sample, a Sunday; the loader shifts everything by whole weeks
WEEKS = 104
START = ANCHOR - timedelta(days=7 * WEEKS - 1)  # a Monday
END = np.datetime64(ANCHOR, "s") + np.timedelta64(1, "D")  # first moment that is not recorded any more
LOSSES_FROM = np.datetime64(START, "s") + np.timedelta64(52 * 7, "D")  # nobody recorded lost deals before
SURGE_FROM = np.datetime64(ANCHOR, "s") + np.timedelta64(1 - 13 * 7, "D")  # the last 13 weeks
WHALE_WEEKS = (57, 61)  # weeks after START in which the whale's lead arrives: about month 14
WHALE_YEN = 104_000_000

# leads a week by channel; display_ad is tripled in the last 13 weeks
LEADS_A_WEEK = {
    "search_ad": 11.3,
    "display_ad": 7.5,
    "organic": 13.4,
    "exhibition": 6.7,
    "webinar": 6.7,
    "referral": 2.8,
    "mail": 4.5,
    "partner": 3.4,
}
SURGE_FACTOR = 3.15
IDLE_SHARE = {
    "search_ad": 0.13,
    "display_ad": 0.14,
    "organic": 0.155,
    "exhibition": 0.03,
    "webinar": 0.145,
    "referral": 0.0,
    "mail": 0.11,
    "partner": 0.02,
}
IDLE_SHARE_SURGE = 0.46  # display_ad in the last 13 weeks
BLANK_SHARE = 0.011  # leads without any information and without behaviour
OWNERS = ["森川 真帆", "久保井 拓", "瀬名 悠介", "堀越 怜", "若槻 千夏", "有村 大地"]
SLOW_OWNER = "堀越 怜"
HIGH_INTENT = ["quotation", "demo", "sample", "factory_visit"]
LOSS_REASONS = ["no_budget", "timing", "competitor", "no_need", "other"]
TOUCHES = ["handed", "contacted", "sql_accepted", "sql_rejected", "opportunity"]
BEHAVIOUR = ["page_view", "download", "seminar", "mail_open", "mail_click"]

AGREED = {
    "format": 2,
    "name": "営業・マーケティング合意 第1版",
    "mql_threshold": 40,
    "sql_threshold": 60,
    "sql_rate_denominator": "inquiries",
    "score_source": "points",
    "information_points": {
        "industry": {"automotive": 4, "electronics": 4, "machinery": 3, "pharma": 3, "*": 1},
        "timing": {"within_3_months": 18, "within_6_months": 8, "within_12_months": 4, "undecided": 0},
        "budget": {"allocated": 15, "planned": 6, "none": 0},
        "authority": {"decides": 9, "recommends": 4, "none": 0},
        "need": {"concrete": 18, "exploring": 5, "none": 0},
        "role_level": {"executive": 6, "manager": 4, "staff": 1},
        "form": {
            "quotation": 14,
            "demo": 11,
            "sample": 10,
            "factory_visit": 10,
            "contact": 6,
            "catalog": 2,
            "webinar": 2,
            "whitepaper": 2,
            "newsletter": 1,
        },
        "target_fit": {"yes": 8, "no": 0},
    },
    "behaviour_points": {
        "page_view": {"points": 1, "cap": 20},
        "download": {"points": 4, "cap": 20},
        "seminar": {"points": 10, "cap": 20},
        "mail_open": {"points": 1, "cap": 5},
        "mail_click": {"points": 3, "cap": 15},
    },
    "opportunity_items": ["authority", "need", "budget"],
    "opportunity_by_form": True,
    "high_intent_forms": HIGH_INTENT,
    "first_contact_days": 3,
    "expected_rates": {"mql_rate": 0.4, "sql_rate": 0.18, "opportunity_rate": 0.35, "win_rate": 0.45},
}

# who agreed to it
SIGNED = {"marketing": "三宅 里奈", "sales": OWNERS[4]}

# what truly decides whether a worked lead becomes an opportunity (log-odds); page views are not in it
TRUE_WEIGHT = {
    "need": {"concrete": 1.0, "exploring": -0.1, "none": -1.0},
    "timing": {"within_3_months": 0.9, "within_6_months": 0.4, "within_12_months": -0.3, "undecided": -1.1},
    "budget": {"allocated": 1.1, "planned": 0.2, "none": -1.3},
    "authority": {"decides": 0.4, "recommends": 0.1, "none": -0.4},
    "target_fit": {"yes": 0.3, "no": -0.6},
    "role_level": {"executive": 0.1, "manager": 0.0, "staff": -0.1},
    "channel": {"referral": 0.8, "exhibition": 0.6, "partner": 0.1, "display_ad": -0.4},
}


def rng_for(stage: int) -> np.random.Generator:
    """Return the stage's own random stream, so that a change in one stage leaves the others alone."""
    return np.random.default_rng([SEED, stage])
