"""The block that lays apart what is known at the line and what is estimated."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import streamlit as st

from kpi.curves import Curves
from kpi.estimate import Parts
from kpi.histogram import KNOWN, OPPORTUNITY, SCORES
from pages.ui import cached, how, state
from pages.ui import format as fmt
from pages.ui.shell import Frame


def show(frame: Frame, found: Curves) -> None:
    """Lay apart what is observed, still to come, estimated and extrapolated at the line."""
    words = frame.words
    st.subheader(words("explore.evidence"), anchor=False)
    if frame.view.dating == "activity":
        st.info(words("explore.evidence.activity"))
    else:
        st.dataframe(_parts(frame, found), hide_index=True, width="stretch", key="evidence")
        low, high = (bound[frame.view.sql] for bound in found.estimate.opportunity_bounds)
        if low < high:
            st.caption(words("explore.evidence.bounds", low=fmt.count(low), high=fmt.count(high)))
        with st.container(horizontal=True):
            for code in ("known", "unknown", "no_score"):
                label = words(f"leads.rows.{code}")
                st.button(label, key=f"open_{code}", on_click=state.open_rows, args=(code,))
    count, amount = cached.won_elsewhere(frame.path, frame.record.data_version, frame.chosen)
    if count:
        amount_text = fmt.yen(amount, words.language)
        st.caption(words("explore.evidence.elsewhere", count=fmt.count(count), amount=amount_text))
    names = ("maturity_lead", "maturity_deal", "young_lead", "young_deal")
    how.computed(words, "evidence", words("explore.how.estimate"), names, lambda: _buckets(frame, found))


def _buckets(frame: Frame, found: Curves) -> pd.DataFrame:
    """What each bucket of ten points knows, and the rate that its unknown leads are given."""
    words, histogram, guess = frame.words, found.histogram, found.estimate
    known = histogram.leads(KNOWN[found.question])
    rows = {
        "leads": histogram.leads(),
        "known": known,
        "opportunity_leads": histogram.leads(OPPORTUNITY),
    }
    cuts = [(low, low + 10 if low < 90 else SCORES) for low in range(0, 100, 10)]
    table = {words("explore.count.bucket"): [f"{low}–{high - 1}" for low, high in cuts]}
    for name, by_score in rows.items():
        table[words(f"explore.count.{name}")] = [fmt.count(by_score[low:high].sum()) for low, high in cuts]
    rates = guess.opportunity_rate_by_score if guess.opportunity_rate_known else np.full(SCORES, np.nan)
    table[words("explore.count.rate")] = [fmt.percent(rates[low:high].mean()) for low, high in cuts]
    return pd.DataFrame(table)


def _parts(frame: Frame, found: Curves) -> pd.DataFrame:
    words, guess = frame.words, found.estimate
    wins_known = guess.opportunity_rate_known and guess.win_rate_known

    def yen(value: float) -> str:
        return fmt.yen(value, words.language)

    def count(value: float) -> str:
        """A small estimate keeps a decimal, so that the parts add up before the reader's eyes."""
        return fmt.decimal(value) if 0 < value < 9.95 and value != round(value) else fmt.count(value)

    return pd.DataFrame(
        [
            _row(frame, "opportunities", guess.deals, count, guess.opportunity_rate_known),
            _row(frame, "won", guess.won, count, wins_known),
            _row(frame, "amount", guess.amount_yen, yen, wins_known and guess.amount_known),
        ]
    )


def _row(
    frame: Frame, name: str, parts: Parts, shown: Callable[[float], str], is_known: bool
) -> dict[str, str]:
    """One KPI, its parts apart; what no history can estimate is undefined, not 0."""
    words, sql = frame.words, frame.view.sql
    unseen = {
        part: shown(getattr(parts, part)[sql]) if is_known else fmt.UNDEFINED
        for part in ("to_come", "estimated", "extrapolated")
    }
    ends = words("shell.span", low=shown(parts.observed[sql]), high=shown(parts.upper[sql]))
    row = {"observed": shown(parts.observed[sql])} | unseen | {"range": ends if is_known else fmt.UNDEFINED}
    return {words("explore.evidence.kpi"): words(f"board.card.{name}")} | {
        words(f"explore.evidence.{part}"): text for part, text in row.items()
    }
