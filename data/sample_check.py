"""Owns the bounds of the planted truths: fails when a figure recomputed from the tables leaves them."""

import pandas as pd
import sample_truths as truths
from sample_score import scored
from sample_settings import ANCHOR, START

BOUNDS = {  # truth -> figure -> lowest and highest value at which it still counts as planted
    "sizes": {
        "lead_count": (5_800, 6_200),
        "event_count": (70_000, 82_000),
        "behaviour_count": (57_000, 68_000),
        "lead_with_opportunity_count": (650, 800),
        "won_from_lead_count": (150, 190),
        "won_from_lead_yen": (390e6, 460e6),
        "median_won_yen": (1.1e6, 1.5e6),
        "at_40_share": (0.35, 0.40),
        "at_60_share": (0.15, 0.18),
        "largest_score_share": (0.0, 0.06),
        "highest_score": (95, 100),
        "blank_share": (0.007, 0.014),
    },
    "idle_readers": {"share": (0.10, 0.14), "of_at_60_share": (0.25, 0.5), "opportunity_rate": (0, 0.01)},
    "telling_items": {
        "need": (3.0, 99),
        "timing": (3.0, 99),
        "budget": (3.0, 99),
        "authority": (1.4, 4),
        "target_fit": (1.5, 4),
        "role_level": (1.05, 2.5),
        "industry": (0.8, 1.25),
    },
    "random_tenth": {
        "worked_below_40_share": (0.08, 0.125),
        "worked_from_40_share": (0.92, 0.98),
        "information_gap_points": (-2.0, 2.0),
    },
    "display_ad_quarter": {
        "lead_growth": (0.25, 0.35),
        "mql_growth": (0.25, 0.35),
        "display_ad_ratio": (2.5, 3.5),
        "sql_rate_before": (0.16, 0.19),
        "sql_rate_last": (0.11, 0.14),
        "others_sql_rate_change": (-0.015, 0.015),
    },
    "young_cohorts": {
        "lead_to_opportunity_median_days": (35, 45),
        "opportunity_to_won_median_days": (68, 82),
        "opportunity_to_won_p90_days": (160, 200),
        "last_event_after_anchor_days": (-1, 0),
    },
    "whale": {"share_of_won_yen": (0.22, 0.28), "lead_month": (13, 15)},
    "deals_without_lead": {"deal_count": (55, 65), "won_yen_ratio": (1.4, 1.6)},
    "several_deals": {"share": (0.05, 0.075), "most": (3, 3)},
    "no_losses_first_year": {"lost_first_year": (0, 0), "lost_second_year": (100, 999)},
    "channel_quality": {
        "referral_lift": (1.4, 9),
        "exhibition_lift": (1.3, 9),
        "display_ad_lift": (0, 0.6),
        "exhibition_over_webinar_yen": (1.5, 99),
    },
    "slow_contact": {"slow_median_days": (7, 14), "others_median_days": (0, 3)},
}


def headline(tables: dict[str, pd.DataFrame]) -> dict[str, dict[str, float]]:
    """Return every truth's figures, recomputed from the tables alone."""
    lead, event = scored(tables["lead"], tables["event"]), tables["event"]
    lead["opportunity"] = lead["lead_id"].isin(event.loc[event["kind"] == "opportunity", "lead_id"])
    lead["worked"] = lead["lead_id"].isin(event.loc[event["kind"] == "handed", "lead_id"])
    return {
        "sizes": truths.sizes(lead, event),
        "idle_readers": truths.idle_readers(lead),
        "telling_items": truths.telling_items(lead),
        "random_tenth": truths.random_tenth(lead),
        "display_ad_quarter": truths.display_ad_quarter(lead),
        "young_cohorts": truths.young_cohorts(lead, event),
        "whale": truths.whale(lead, event),
        "deals_without_lead": truths.deals_without_lead(event),
        "several_deals": truths.several_deals(event),
        "no_losses_first_year": truths.no_losses(event),
        "channel_quality": truths.channel_quality(lead, tables["spend"]),
        "slow_contact": truths.slow_contact(event),
    }


def check(tables: dict[str, pd.DataFrame]) -> None:
    """Raise AssertionError naming every planted truth whose figures left their bounds."""
    found = headline(tables)
    wrong = [
        f"{truth}.{figure} = {found[truth][figure]:.4g}, wanted {low:g} to {high:g}"
        for truth, figures in BOUNDS.items()
        for figure, (low, high) in figures.items()
        if not low <= found[truth][figure] <= high
    ]
    if wrong:
        raise AssertionError("planted truths that do not hold:\n" + "\n".join(wrong))


def summary(tables: dict[str, pd.DataFrame]) -> str:
    """Return the figures of every truth as text, one truth a line."""
    lines = [f"{START} to {ANCHOR}"]
    for truth, figures in headline(tables).items():
        lines.append(f"{truth}: " + ", ".join(f"{name} {value:,.4g}" for name, value in figures.items()))
    return "\n".join(lines)
