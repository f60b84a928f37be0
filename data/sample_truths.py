"""Owns how each planted truth is found again: one function a truth, from the finished tables alone."""

import numpy as np
import pandas as pd
from sample_settings import ANCHOR, BEHAVIOUR, HIGH_INTENT, SLOW_OWNER, START


def sizes(lead: pd.DataFrame, event: pd.DataFrame) -> dict[str, float]:
    won = event[(event["kind"] == "won") & event["lead_id"].notna()]
    given = ["industry", "timing", "budget", "authority", "need", "role_level", "form", "target_fit"]
    seen = event.loc[event["kind"].isin(BEHAVIOUR), "lead_id"]
    return {
        "lead_count": len(lead),
        "event_count": len(event),
        "behaviour_count": len(seen),
        "lead_with_opportunity_count": lead["opportunity"].sum(),
        "won_from_lead_count": len(won),
        "won_from_lead_yen": float(won["amount_yen"].sum()),
        "median_won_yen": float(won["amount_yen"].median()),
        "at_40_share": (lead["score"] >= 40).mean(),
        "at_60_share": (lead["score"] >= 60).mean(),
        "largest_score_share": lead["score"].value_counts(normalize=True).max(),
        "highest_score": lead["score"].max(),
        "blank_share": (lead[given].isna().all(axis=1) & ~lead["lead_id"].isin(seen)).mean(),
    }


def idle_readers(lead: pd.DataFrame) -> dict[str, float]:
    silent = lead[["need", "timing", "budget", "authority"]].isna().all(axis=1)
    idle = silent & (lead["view_count"] >= 15)
    return {
        "share": idle.mean(),
        "of_at_60_share": idle[lead["score"] >= 60].mean(),
        "opportunity_rate": lead.loc[idle, "opportunity"].mean(),
    }


def telling_items(lead: pd.DataFrame) -> dict[str, float]:
    """Opportunity rate of the best value over the worst, among worked leads that filled the item in."""
    sides = {
        "need": ("concrete", "none"),
        "timing": ("within_3_months", "undecided"),
        "budget": ("allocated", "none"),
        "authority": ("decides", "none"),
        "target_fit": ("yes", "no"),
        "role_level": ("executive", "staff"),
        "industry": ("automotive", "food"),
    }
    worked = lead[lead["worked"]]
    rate = {item: worked.groupby(item)["opportunity"].mean() for item in sides}
    return {item: rate[item][best] / rate[item][worst] for item, (best, worst) in sides.items()}


def random_tenth(lead: pd.DataFrame) -> dict[str, float]:
    ripe = lead[lead["created_at"] < pd.Timestamp(ANCHOR) - pd.Timedelta(days=60)]
    below, above = ripe[ripe["score"] < 40], ripe[ripe["score"] >= 40]
    points = below[~below["form"].isin(HIGH_INTENT)].groupby("worked")["information"].mean()
    return {
        "worked_below_40_share": below["worked"].mean(),
        "worked_from_40_share": above["worked"].mean(),
        "information_gap_points": points[True] - points[False],
    }


def display_ad_quarter(lead: pd.DataFrame) -> dict[str, float]:
    weeks_ago = (pd.Timestamp(ANCHOR) + pd.Timedelta(days=1) - lead["created_at"]) / pd.Timedelta(days=7)
    last, before = lead[weeks_ago <= 13], lead[(weeks_ago > 13) & (weeks_ago <= 26)]
    shown = [part["channel"] == "display_ad" for part in (before, last)]
    others = [(part.loc[~ads, "score"] >= 60).mean() for part, ads in zip((before, last), shown, strict=True)]
    return {
        "lead_growth": len(last) / len(before) - 1,
        "mql_growth": (last["score"] >= 40).sum() / (before["score"] >= 40).sum() - 1,
        "display_ad_ratio": shown[1].sum() / shown[0].sum(),
        "sql_rate_before": (before["score"] >= 60).mean(),
        "sql_rate_last": (last["score"] >= 60).mean(),
        "others_sql_rate_change": others[1] - others[0],
    }


def _first(event: pd.DataFrame, kind: str, key: str) -> pd.Series:
    return event[event["kind"] == kind].groupby(key)["at"].min()


def young_cohorts(lead: pd.DataFrame, event: pd.DataFrame) -> dict[str, float]:
    """Days between stages where there was time: leads 200 days old, opportunities 365 days old."""
    ours = event[event["lead_id"].notna()]
    end = pd.Timestamp(ANCHOR)
    created = lead.set_index("lead_id")["created_at"]
    to_opportunity = (
        _first(ours, "opportunity", "lead_id") - created[created < end - pd.Timedelta(days=200)]
    ).dropna()
    opened = _first(ours, "opportunity", "deal_id")
    to_won = (_first(ours, "won", "deal_id") - opened[opened < end - pd.Timedelta(days=365)]).dropna()
    return {
        "lead_to_opportunity_median_days": to_opportunity.dt.days.median(),
        "opportunity_to_won_median_days": to_won.dt.days.median(),
        "opportunity_to_won_p90_days": to_won.dt.days.quantile(0.9),
        "last_event_after_anchor_days": (event["at"].max().normalize() - end).days,
    }


def whale(lead: pd.DataFrame, event: pd.DataFrame) -> dict[str, float]:
    won = event[(event["kind"] == "won") & event["lead_id"].notna()]
    largest = won.sort_values("amount_yen").iloc[-1]
    created = lead.set_index("lead_id")["created_at"][largest["lead_id"]]
    month = (created - pd.Timestamp(START)) / pd.Timedelta(days=365.25 / 12)
    return {
        "share_of_won_yen": largest["amount_yen"] / won["amount_yen"].sum(),
        "lead_month": np.floor(month) + 1,
    }


def deals_without_lead(event: pd.DataFrame) -> dict[str, float]:
    won = event[event["kind"] == "won"]
    alone = won["lead_id"].isna()
    return {
        "deal_count": event.loc[event["lead_id"].isna(), "deal_id"].nunique(),
        "won_yen_ratio": won.loc[alone, "amount_yen"].sum() / won.loc[~alone, "amount_yen"].sum(),
    }


def several_deals(event: pd.DataFrame) -> dict[str, float]:
    deals = event[event["kind"] == "opportunity"].groupby("lead_id")["deal_id"].nunique()
    return {"share": (deals > 1).mean(), "most": deals.max()}


def no_losses(event: pd.DataFrame) -> dict[str, float]:
    lost = event.loc[event["kind"] == "lost", "at"]
    early = lost < pd.Timestamp(START) + pd.Timedelta(weeks=52)
    return {"lost_first_year": early.sum(), "lost_second_year": (~early).sum()}


def channel_quality(lead: pd.DataFrame, spend: pd.DataFrame) -> dict[str, float]:
    lift = lead.groupby("channel")["opportunity"].mean() / lead["opportunity"].mean()
    yen = spend.groupby("channel")["cost_yen"].sum() / lead.groupby("channel")["opportunity"].sum()
    return (
        {f"{name}_lift": lift[name] for name in ("referral", "exhibition", "webinar", "display_ad")}
        | {f"{name}_yen_each": yen[name] for name in ("exhibition", "webinar", "display_ad")}
        | {"exhibition_over_webinar_yen": yen["exhibition"] / yen["webinar"]}
    )


def slow_contact(event: pd.DataFrame) -> dict[str, float]:
    handed = event[event["kind"] == "handed"].set_index("lead_id")
    days = (_first(event, "contacted", "lead_id") - handed["at"]).dropna().dt.total_seconds() / 86_400
    slow = handed["owner"].reindex(days.index) == SLOW_OWNER
    return {"slow_median_days": days[slow].median(), "others_median_days": days[~slow].median()}
