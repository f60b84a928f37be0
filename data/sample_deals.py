"""Owns what becomes of a deal: proposal, end, amount and repeat orders; also the deals without a lead."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sample_clock import DAY, office_after, office_time
from sample_settings import END, LOSS_REASONS, LOSSES_FROM, OWNERS, START, WEEKS, WHALE_YEN, rng_for

WIN_MEDIAN_DAYS, WIN_SIGMA = 72, 0.7  # opportunity to won: median about 75 days, 90 % within about 180
WIN_LOG_ODDS = -1.77
AMOUNT_MEDIAN_YEN, AMOUNT_SIGMA = 1_220_000, 0.85
OTHER_DEAL_COUNT = 60
OTHER_AMOUNT_MEDIAN_YEN, OTHER_AMOUNT_SIGMA = 15_000_000, 0.45


@dataclass(frozen=True)
class Deal:
    """One deal at the moment it is opened; lead_id None means no lead of ours led to it."""

    lead_id: str | None
    deal_id: str
    opened_at: np.datetime64
    owner: str
    quality: float
    is_whale: bool = False


def amount_yen(rng: np.random.Generator, deal: Deal) -> int:
    """Return the amount of a won deal in whole yen, rounded to 10,000."""
    if deal.is_whale:
        return WHALE_YEN
    median, sigma = AMOUNT_MEDIAN_YEN, AMOUNT_SIGMA
    if deal.lead_id is None:
        median, sigma = OTHER_AMOUNT_MEDIAN_YEN, OTHER_AMOUNT_SIGMA
    return int(max(round(float(rng.lognormal(np.log(median), sigma)) / 10_000), 15) * 10_000)


def outcome(rng: np.random.Generator, deal: Deal) -> tuple[str, int]:
    """Return won, lost or open, and the calendar days from opening to the end."""
    if deal.is_whale:
        return "won", 118
    bonus = 2.7 if deal.lead_id is None else 0.35 * float(np.clip(deal.quality, -2, 3))
    win_chance = 1 / (1 + np.exp(-WIN_LOG_ODDS - bonus))
    days = int(rng.lognormal(np.log(WIN_MEDIAN_DAYS), WIN_SIGMA)) + 3
    if rng.random() < win_chance:
        return "won", days
    return ("lost" if rng.random() < 0.85 else "open"), int(days * 0.9) + 2


def deal_events(rng: np.random.Generator, deal: Deal) -> list[tuple]:
    """Return the rows of one deal; a loss before losses were recorded leaves no trace."""
    plan = (
        "custom"
        if deal.is_whale
        else str(rng.choice(["standard", "custom", "maintenance"], p=[0.62, 0.26, 0.12]))
    )
    end, days = outcome(rng, deal)
    opened_day = deal.opened_at.astype("datetime64[D]")
    ended = office_time(rng, np.array([opened_day + days * DAY]))[0]
    rows = [_row(deal, deal.opened_at, "opportunity", None, plan)]
    if end == "won" or rng.random() < 0.65:
        proposed = int(max(days * rng.uniform(0.2, 0.55), 1))
        rows.append(
            _row(
                deal,
                _between(rng, opened_day + proposed * DAY, deal.opened_at, ended),
                "proposal",
                None,
                plan,
            )
        )
    if end == "won":
        yen = amount_yen(rng, deal)
        rows.append(_row(deal, ended, "won", yen, plan))
        if not deal.is_whale and rng.random() < 0.3:
            rows += _repeat_orders(rng, deal, ended, yen)
    elif end == "lost" and ended >= LOSSES_FROM:
        rows.append(
            _row(deal, ended, "lost", None, LOSS_REASONS[rng.choice(5, p=[0.2, 0.22, 0.33, 0.15, 0.1])])
        )
    return rows


def _row(deal: Deal, at: np.datetime64, kind: str, yen: int | None, detail: str | None) -> tuple:
    return (deal.lead_id, deal.deal_id, at, kind, yen, detail, deal.owner)


def _between(
    rng: np.random.Generator, day: np.datetime64, first: np.datetime64, last: np.datetime64
) -> np.datetime64:
    """Return an office moment on `day`, or the middle when that is not between first and last."""
    moment = office_time(rng, np.array([day]))[0]
    return moment if first < moment < last else first + (last - first) // 2


def _repeat_orders(rng: np.random.Generator, deal: Deal, won: np.datetime64, yen: int) -> list[tuple]:
    rows, at = [], won
    for _ in range(int(rng.integers(1, 4))):
        at = office_after(rng, at, int(rng.integers(40, 160)))
        again = int(max(round(yen * rng.uniform(0.15, 0.6) / 10_000), 3) * 10_000)
        rows.append(_row(deal, at, "repeat_order", again, None))
    return rows


def deals_without_lead(first_number: int) -> list[tuple]:
    """Return the events of the deals of existing customers and agents: lead_id is null."""
    rng = rng_for(9)
    rows = []
    for number in range(OTHER_DEAL_COUNT):
        day = np.datetime64(START) + int(rng.integers(0, 7 * WEEKS - 3)) * DAY
        opened = office_time(rng, np.array([day]))[0]
        deal = Deal(None, f"D-{first_number + number:04d}", opened, OWNERS[rng.integers(len(OWNERS))], 0.0)
        rows += [row for row in deal_events(rng, deal) if row[2] < END]
    return rows


def deal_number(event: pd.DataFrame) -> int:
    """Return the first deal number that is still free."""
    return int(event["deal_id"].dropna().str[2:].astype(int).max()) + 1
