"""The block that lays apart what is known at the line and what is estimated."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from kpi.curves import Curves
from kpi.histogram import KNOWN, OPPORTUNITY, SCORES
from pages.ui import blocks, cached, follower, how, state
from pages.ui import format as fmt
from pages.ui.shell import Frame


def show(frame: Frame, found: Curves) -> None:
    """Lay apart what is observed, still to come, estimated and extrapolated at the line, while it moves."""
    words = frame.words
    st.subheader(words("explore.evidence"), anchor=False)
    if frame.view.dating == "activity":
        st.info(words("explore.evidence.activity"))
    else:
        follower.mount("evidence", cached.evidence(blocks.key(frame), words.language))
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
