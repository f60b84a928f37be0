"""Owns how sales works leads: the review at three weeks, contact, decision, meeting and opportunity."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from sample_clock import DAY, office_after, office_time
from sample_deals import Deal, deal_events
from sample_score import score_at
from sample_settings import (
    END,
    HIGH_INTENT,
    LOSS_REASONS,
    OWNERS,
    SLOW_OWNER,
    START,
    TRUE_WEIGHT,
    WHALE_WEEKS,
    rng_for,
)

Row = tuple[str | None, str | None, np.datetime64, str, int | None, str | None, str | None]
COLUMNS = ["lead_id", "deal_id", "at", "kind", "amount_yen", "detail", "owner"]
IDLE_QUALITY = -6.0  # log-odds of an idle reader: nothing to sell
SEVERAL_SHARE = 0.065  # opportunities that lead to more deals; some of those lie after the last day


def review_times(rng: np.random.Generator, lead: pd.DataFrame) -> list[np.ndarray]:
    """Return when a lead's score is looked at: at once for high-intent forms, day 21, day 49."""
    created = lead["created_day"].to_numpy("datetime64[D]")
    soon = np.busday_offset(created, rng.integers(1, 4, len(lead)), roll="forward")
    early = office_time(rng, soon, latest_hour=11)
    early[~lead["form"].isin(HIGH_INTENT).to_numpy()] = np.datetime64("NaT")
    later = [office_time(rng, created + days * DAY, latest_hour=11) for days in (21, 49)]
    return [early, *later]


def handed_times(lead: pd.DataFrame, pieces: pd.DataFrame) -> np.ndarray:
    """Return when marketing hands each lead over: at 40 points (95 %), below it a random tenth, else NaT."""
    rng = rng_for(6)
    handed = np.full(len(lead), np.datetime64("NaT", "s"))
    forgotten = rng.random(len(lead)) < 0.05
    tenth = rng.random(len(lead)) < 0.1
    first_review = np.ones(len(lead), dtype=bool)
    for moment in review_times(rng, lead):
        due = ~np.isnat(moment) & (moment < END) & np.isnat(handed)
        score = score_at(lead, pieces, moment)
        passed = due & np.where(score >= 40, ~forgotten, tenth & first_review)
        handed[passed] = moment[passed]
        first_review &= ~due
    return handed


def true_quality(lead: pd.DataFrame) -> np.ndarray:
    """Return the log-odds part that items and channel give; an item left empty is neutral."""
    total = np.zeros(len(lead))
    for item, weights in TRUE_WEIGHT.items():
        total += lead[item].map(weights).fillna(0).to_numpy(dtype=float)
    return np.where(lead["idle"], IDLE_QUALITY, total)


def chance(log_odds: float) -> float:
    """Return the probability of a log-odds value."""
    return float(1 / (1 + np.exp(-log_odds)))


def whale_row(lead: pd.DataFrame, handed: np.ndarray, quality: np.ndarray) -> int:
    """Return the row of the lead of month 14 that will win the one very large deal: the best one handed."""
    day = lead["created_day"].to_numpy("datetime64[D]")
    first, last = (np.datetime64(START) + 7 * week * DAY for week in WHALE_WEEKS)
    fits = (day >= first) & (day < last) & ~np.isnat(handed) & lead["target_fit"].eq("yes").to_numpy()
    return int(np.argmax(np.where(fits, quality, -np.inf)))


def contact_days(rng: np.random.Generator, owner: str) -> int:
    """Return business days from hand-over to first contact; one owner takes a week or two."""
    if owner == SLOW_OWNER:
        return int(rng.integers(4, 12))
    return int(min(rng.geometric(0.38) - 1, 9))


def judge(
    rng: np.random.Generator, lead_id: str, handed: np.datetime64, owner: str, quality: float, sure: bool
):
    """Return the rows up to the decision of sales and the moment of acceptance (None: not accepted)."""
    rows: list[Row] = [(lead_id, None, handed, "handed", None, None, owner)]
    contacted = office_after(rng, handed, contact_days(rng, owner))
    if not sure and rng.random() < 0.03:
        return rows, None
    rows.append((lead_id, None, contacted, "contacted", None, None, owner))
    decided = office_after(rng, contacted, int(min(rng.geometric(0.25), 15)))
    if not sure and rng.random() < 0.04:
        return rows, None
    accepted_chance = 0.3 if quality <= IDLE_QUALITY else chance(quality + 0.5)
    if sure or rng.random() < accepted_chance:
        rows.append((lead_id, None, decided, "sql_accepted", None, None, owner))
        return rows, decided
    share = [0.2, 0.24, 0.1, 0.36, 0.1] if quality > IDLE_QUALITY else [0.06, 0.05, 0.14, 0.6, 0.15]
    reason = LOSS_REASONS[rng.choice(5, p=share)]
    rows.append((lead_id, None, decided, "sql_rejected", None, reason, owner))
    return rows, None


def meet(
    rng: np.random.Generator, accepted: np.datetime64, quality: float, sure: bool
) -> Iterator[np.datetime64]:
    """Yield the moment of the first meeting and of the opportunity, as far as they come."""
    if not sure and rng.random() < (0.65 if quality <= IDLE_QUALITY else 0.1):
        return
    meeting = office_after(rng, accepted, int(rng.integers(3, 10)))
    yield meeting
    if sure or rng.random() < chance(0.8 * quality - 0.5):
        yield office_after(rng, meeting, int(min(rng.geometric(0.12), 30)))


def work(lead: pd.DataFrame, handed: np.ndarray) -> pd.DataFrame:
    """Return all sales and deal events of our leads (columns COLUMNS), none after the last day."""
    rng = rng_for(8)
    quality = true_quality(lead)
    whale = whale_row(lead, handed, quality)
    rows: list[Row] = []
    deal_count = 0
    for row in np.flatnonzero(~np.isnat(handed)):
        lead_id, owner = str(lead.at[row, "lead_id"]), OWNERS[rng.integers(len(OWNERS))]
        steps, accepted = judge(rng, lead_id, handed[row], owner, quality[row], row == whale)
        rows += steps
        if accepted is None:
            continue
        moments = list(meet(rng, accepted, quality[row], row == whale))
        if moments:
            rows.append((lead_id, None, moments[0], "first_meeting", None, None, owner))
        if len(moments) < 2:
            continue
        more = 0 if row == whale or rng.random() >= SEVERAL_SHARE else int(rng.integers(1, 3))
        opened = [moments[1]]
        opened += [office_after(rng, moments[1], int(rng.integers(15, 90))) for _ in range(more)]
        for at in opened:
            deal_count += 1
            deal = Deal(lead_id, f"D-{deal_count:04d}", at, owner, quality[row], row == whale)
            rows += deal_events(rng, deal)
    table = pd.DataFrame(rows, columns=COLUMNS)
    return table[table["at"] < END].reset_index(drop=True)
