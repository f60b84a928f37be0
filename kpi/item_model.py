"""What leads are expected to become by their items, whatever the score: fitted once a filter, for any rules.

History was selected by the old score. A curve on a new score would be biased by that choice; a chance that is
conditioned on the items is not (methods.md 1, "Weights moved").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kpi.histogram import KNOWN, OPEN, OPPORTUNITY, WORKED, Question
from kpi.item_logit import Logit, Trials, fit, one_thread
from kpi.profiles import Dealt, Holders, Leads, Profiles
from kpi.rates import rate
from kpi.rule_lines import Design

Float = NDArray[np.float64]
MOST_FITTED: Final = 30_000  # rows; of more, a random part is fitted
_MOST_DRAWN: Final = 20_000  # rows that carry the uncertainty of the weights to a threshold
_SEED: Final = 20260401


@dataclass(frozen=True, eq=False)
class Slopes:
    """A random part of the unknown leads: `pull` (rows, 1 + lines) is what a move of the (standardised)
    weights does to the sum of their chances, `scale` how many rows one stands for."""

    rows: NDArray[np.int64]
    pull: NDArray[np.float32]
    scale: float
    covariance: Float


@dataclass(frozen=True, eq=False)
class ItemModel:
    """Expected opportunities and wins, row by row of `Profiles.leads` and of `.dealt`; no rules in them.

    `known` counts leads whose outcome is known under the question, `came` those with an opportunity,
    `to_come` and `unknown` the expected opportunities of young known and of unknown leads; `chance` is that
    of one lead. `win` is P(won | opportunity), `dealt_to_come` the expected wins of open deals.
    Without a hit `is_defined` is False: nothing can be expected, and the expectations are 0.
    """

    question: Question
    is_defined: bool
    known: Float
    came: Float
    to_come: Float
    unknown: Float
    chance: Float
    win: Float
    dealt_to_come: Float
    deals_per_lead: float
    wins_per_winner: float
    mean_yen: float
    won_amount_spread: float  # of the mean amount, as a share of it
    slopes: Slopes


def item_model(found: Profiles, lines: Design, question: Question = "sales") -> ItemModel:
    """Fit P(opportunity | items) on known leads and P(won | opportunity, items), and apply them to all."""
    leads, dealt = found.leads, found.dealt
    is_known, came = leads.has(KNOWN[question]), leads.has(OPPORTUNITY)
    count = leads.lead_count.astype(np.float64)
    known, _, scale = _trials(leads, lines, is_known | came, MOST_FITTED)
    with one_thread():
        opens, wins = fit(known, scale=scale, covariance=True), _winning(dealt, lines)
    chance = opens.chance(lines.worth(leads, opens.weight))
    waiting = is_known & ~came
    late = chance * (1 - leads.ripe) / (1 - chance * leads.ripe)
    usable = bool((came & (count > 0)).any())
    unknown = np.where(~is_known & ~came, count * chance, 0.0) if usable else np.zeros(len(count))
    won = dealt.won_count > 0
    return ItemModel(
        question=question,
        is_defined=usable,
        known=np.where(is_known | came, count, 0.0),
        came=np.where(came, count, 0.0),
        to_come=np.where(waiting, count * late, 0.0) if usable else np.zeros(len(count)),
        unknown=unknown,
        chance=chance,
        win=wins.chance(lines.worth(leads, wins.weight)) if won.any() else np.zeros(len(count)),
        dealt_to_come=_open_wins(dealt, lines, wins) if won.any() else np.zeros(len(won)),
        deals_per_lead=max(1.0, rate(float(dealt.deal_count.sum()), len(won)) or 1.0),
        wins_per_winner=max(1.0, rate(float(dealt.won_count.sum()), float(won.sum())) or 1.0),
        mean_yen=rate(float(dealt.won_amount_yen.sum()), float(dealt.won_count.sum())) or 0.0,
        won_amount_spread=_spread(dealt.won_amount_yen[won]),
        slopes=_slopes(leads, lines, opens, unknown, chance),
    )


def worked_trials(
    found: Profiles, lines: Design, most: int = MOST_FITTED
) -> tuple[Trials, NDArray[np.int64], float]:
    """Return worked leads as trials of an opportunity, their rows, and how many rows one stands for."""
    return _trials(found.leads, lines, found.leads.has(WORKED) | found.leads.has(OPPORTUNITY), most)


def _trials(
    leads: Leads, lines: Design, is_known: NDArray[np.bool_], most: int
) -> tuple[Trials, NDArray[np.int64], float]:
    rows = np.flatnonzero(is_known)
    chosen = sampled(rows, most)
    hit = leads.has(OPPORTUNITY)[chosen]
    count = leads.lead_count[chosen].astype(np.float64)
    ripe = leads.ripe[chosen].astype(np.float64)
    trials = Trials(lines.amounts(leads, chosen), np.where(hit, count, 0), np.where(hit, 0, count), ripe)
    return trials, chosen, (len(rows) / len(chosen) if len(chosen) else 1.0)


def sampled(rows: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """Return the rows, or a random part of them (the same at every call), in their order."""
    if len(rows) <= most:
        return rows
    return np.sort(np.random.default_rng(_SEED).choice(rows, most, replace=False))


def _winning(dealt: Dealt, lines: Design) -> Logit:
    """Fit P(won | opportunity, items) over leads with a deal."""
    chosen = sampled(np.arange(len(dealt.mask)), MOST_FITTED)
    won = dealt.won_count[chosen] > 0
    trials = Trials(
        lines.amounts(dealt, chosen),
        won.astype(np.float64),
        (~won).astype(np.float64),
        dealt.ripe[chosen].astype(np.float64),
    )
    return fit(trials, scale=len(dealt.mask) / max(len(chosen), 1))


def _open_wins(dealt: Dealt, lines: Design, wins: Logit) -> Float:
    """Return the expected winners among leads whose deals are open and none of them won."""
    chance = wins.chance(lines.worth(dealt, wins.weight))
    late = chance * (1 - dealt.ripe) / (1 - chance * dealt.ripe)
    return np.where(dealt.has(OPEN) & (dealt.won_count == 0), late, 0.0)


def _spread(amounts_yen: Float) -> float:
    """Return the standard error of the mean amount as a share of it; 1 with fewer than two."""
    if len(amounts_yen) < 2 or not amounts_yen.sum():
        return 1.0
    return float(np.std(amounts_yen, ddof=1) / np.sqrt(len(amounts_yen)) / amounts_yen.mean())


def _slopes(rows: Holders, lines: Design, opens: Logit, unknown: Float, chance: Float) -> Slopes:
    open_rows = np.flatnonzero(unknown > 0)
    chosen = sampled(open_rows, _MOST_DRAWN)
    columns = (lines.amounts(rows, chosen) - opens.centre) / opens.spread
    full = np.column_stack([np.ones(len(chosen)), columns])
    pull = full * (unknown[chosen] * (1 - chance[chosen]))[:, None]
    scale = len(open_rows) / len(chosen) if len(chosen) else 1.0
    return Slopes(chosen, pull.astype(np.float32), scale, opens.covariance)
