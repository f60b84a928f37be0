"""Owns visits of the web site by day, channel and page, and what each channel costs a week."""

import numpy as np
import pandas as pd
from sample_clock import DAY, weekday
from sample_settings import START, SURGE_FACTOR, SURGE_FROM, WEEKS, rng_for

SESSIONS_A_DAY = {"search_ad": 95, "display_ad": 70, "organic": 190, "mail": 28, "referral": 14, "partner": 9}
PAGE_SHARE = {
    "/": 0.24,
    "/products/laser-sensor": 0.16,
    "/products/flow-meter": 0.11,
    "/products/thickness-gauge": 0.09,
    "/products/vision-system": 0.09,
    "/solutions/inline-inspection": 0.08,
    "/cases": 0.08,
    "/download/catalog": 0.07,
    "/seminar": 0.04,
    "/contact": 0.04,
}
BOUNCE_SHARE = {
    "search_ad": 0.46,
    "display_ad": 0.71,
    "organic": 0.5,
    "mail": 0.38,
    "referral": 0.4,
    "partner": 0.36,
}
YEN_A_WEEK = {  # referral costs nothing and has no row; exhibition buys good leads at a high price
    "search_ad": 420_000,
    "display_ad": 170_000,
    "organic": 110_000,
    "exhibition": 760_000,
    "webinar": 120_000,
    "mail": 35_000,
    "partner": 90_000,
}


def make_traffic() -> pd.DataFrame:
    """Return date, channel, page, sessions, users, page_views, bounces; a day without a visit has no row."""
    rng = rng_for(10)
    days = np.datetime64(START) + np.arange(7 * WEEKS) * DAY
    busy = np.where(weekday(days) >= 5, 0.35, 1.0)
    parts = []
    for channel, sessions_a_day in SESSIONS_A_DAY.items():
        surge = np.where((channel == "display_ad") & (days >= SURGE_FROM), SURGE_FACTOR, 1.0)
        for page, share in PAGE_SHARE.items():
            sessions = rng.poisson(sessions_a_day * share * busy * surge)
            bounces = rng.binomial(sessions, BOUNCE_SHARE[channel])
            parts.append(
                pd.DataFrame(
                    {
                        "date": days,
                        "channel": channel,
                        "page": page,
                        "sessions": sessions,
                        "users": sessions - rng.binomial(np.maximum(sessions - 1, 0), 0.12),
                        "page_views": sessions + rng.poisson((sessions - bounces) * 1.8),
                        "bounces": bounces,
                    }
                )
            )
    table = pd.concat(parts, ignore_index=True)
    return table[table["sessions"] > 0].sort_values(["date", "channel", "page"]).reset_index(drop=True)


def make_spend() -> pd.DataFrame:
    """Return week_start (a Monday), channel, cost_yen; display_ad costs 2.6 times as much at the end."""
    rng = rng_for(11)
    weeks = np.datetime64(START) + np.arange(WEEKS) * 7 * DAY
    parts = []
    for channel, yen in YEN_A_WEEK.items():
        more = np.where((channel == "display_ad") & (weeks >= SURGE_FROM), 2.6, 1.0)
        cost = np.round(yen * more * rng.normal(1, 0.1, WEEKS).clip(0.6, 1.4) / 1000).astype(np.int64) * 1000
        parts.append(pd.DataFrame({"week_start": weeks, "channel": channel, "cost_yen": cost}))
    return pd.concat(parts, ignore_index=True).sort_values(["week_start", "channel"]).reset_index(drop=True)
