"""Owns what people look at before sales calls: how often by kind of reader, and when."""

import numpy as np
import pandas as pd
from sample_clock import off_weekend, visit_time
from sample_settings import BEHAVIOUR, END, rng_for

PAGES = [
    "/products/laser-sensor", "/products/flow-meter", "/products/thickness-gauge", "/products/vision-system",
    "/solutions/inline-inspection", "/cases", "/price", "/company", "/recruit", "/support",
]  # fmt: skip
DETAIL = {
    "page_view": PAGES,
    "download": ["catalog-2d-sensor", "catalog-flow", "spec-sheet-laser", "guide-calibration", "case-book"],
    "seminar": ["seminar-calibration-basics", "seminar-inline-inspection", "seminar-thickness"],
    "mail_open": ["mail-monthly", "mail-new-product", "mail-seminar-invitation"],
    "mail_click": ["mail-monthly", "mail-new-product", "mail-seminar-invitation"],
}
ORDINARY_MEAN = {"page_view": 2.7, "download": 0.5, "seminar": 0.08, "mail_open": 0.75, "mail_click": 0.24}
IDLE_MEAN = {"page_view": 10.0, "download": 3.7, "seminar": 1.15, "mail_open": 6.0, "mail_click": 4.2}
IDLE_MIN_VIEWS = 16
SURGE_IDLE_MEAN = {"page_view": 8.0, "download": 2.6, "seminar": 0.15, "mail_open": 3.2, "mail_click": 2.6}
LATE_SHARE = 0.3  # leads that still open mail or read a page between day 22 and day 45


def mean_counts(lead: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the expected pieces of each kind for each lead; an eighth of ordinary leads are keen readers."""
    size = len(lead)
    keen = np.where(rng.random(size) < 0.12, 2.6, 0.8)
    activity = rng.gamma(1.6, 1 / 1.6, size) * keen
    idle_activity = rng.gamma(9, 1 / 9, size)
    means = pd.DataFrame(index=lead.index)
    for kind in BEHAVIOUR:
        idle = np.where(lead["surge"], SURGE_IDLE_MEAN[kind], IDLE_MEAN[kind]) * idle_activity
        means[kind] = np.where(lead["idle"], idle, ORDINARY_MEAN[kind] * activity)
    means["seminar"] += np.where((lead["form"] == "webinar") & ~lead["idle"], 0.75, 0)
    means[lead["blank"].to_numpy()] = 0
    return means


def _moments(rng: np.random.Generator, lead: pd.DataFrame, rows: np.ndarray) -> np.ndarray:
    """Return when each piece happens: a third in the first hour, the rest within 20 days, mostly early."""
    created = lead["created_at"].to_numpy("datetime64[s]")[rows]
    created_day = lead["created_day"].to_numpy("datetime64[D]")[rows]
    offset = np.ceil(rng.gamma(1.3, 4.5, len(rows))).astype(int)
    offset = np.where(offset > 20, rng.integers(1, 21, len(rows)), offset)
    days = off_weekend(rng, created_day + offset.astype("timedelta64[D]"), created_day)
    soon = created + rng.integers(40, 3600, len(rows)).astype("timedelta64[s]")
    return np.where(rng.random(len(rows)) < 0.33, soon, visit_time(rng, days))


def _details(rng: np.random.Generator, kinds: np.ndarray) -> np.ndarray:
    detail = np.empty(len(kinds), dtype=object)
    for kind, values in DETAIL.items():
        rows = kinds == kind
        weights = 1 / np.arange(1, len(values) + 1) ** 0.6
        detail[rows] = rng.choice(values, rows.sum(), p=weights / weights.sum())
    return detail


def piece_table(
    rng: np.random.Generator, lead: pd.DataFrame, rows: np.ndarray, kinds: np.ndarray, at: np.ndarray
):
    """Return behaviour events: row (of the lead), lead_id, at, kind, detail; none after the last day."""
    table = pd.DataFrame(
        {
            "row": rows,
            "lead_id": lead["lead_id"].to_numpy()[rows],
            "at": at,
            "kind": kinds,
            "detail": _details(rng, kinds),
        }
    )
    return table[table["at"] < END].reset_index(drop=True)


def make_behaviour(lead: pd.DataFrame) -> pd.DataFrame:
    """Return the behaviour of the first 45 days, whatever sales does meanwhile."""
    rng = rng_for(5)
    means = mean_counts(lead, rng)
    counts = rng.poisson(means.to_numpy())
    counts[:, BEHAVIOUR.index("page_view")] += np.where(lead["idle"], IDLE_MIN_VIEWS, 0)
    everyone = np.repeat(np.arange(len(lead)), len(BEHAVIOUR))
    rows = np.repeat(everyone, counts.ravel())
    kinds = np.repeat(np.tile(np.array(BEHAVIOUR, dtype=object), len(lead)), counts.ravel())
    first = piece_table(rng, lead, rows, kinds, _moments(rng, lead, rows))
    return pd.concat([first, _late_pieces(rng, lead)], ignore_index=True)


def _late_pieces(rng: np.random.Generator, lead: pd.DataFrame) -> pd.DataFrame:
    chosen = np.flatnonzero((rng.random(len(lead)) < LATE_SHARE) & ~lead["blank"])
    rows = np.repeat(chosen, rng.poisson(2.2, len(chosen)))
    kinds = rng.choice(
        np.array(["mail_open", "page_view", "mail_click"], dtype=object), len(rows), p=[0.5, 0.4, 0.1]
    )
    offset = rng.integers(22, 46, len(rows)).astype("timedelta64[D]")
    at = visit_time(rng, lead["created_day"].to_numpy("datetime64[D]")[rows] + offset)
    return piece_table(rng, lead, rows, kinds, at)


def buyer_pieces(lead: pd.DataFrame, rows: np.ndarray, accepted_at: np.ndarray) -> pd.DataFrame:
    """Return what accepted leads read after sales called; it must never count for the score."""
    rng = rng_for(7)
    count = rng.poisson(4, len(rows))
    kinds = rng.choice(np.array(BEHAVIOUR, dtype=object), count.sum(), p=[0.68, 0.14, 0.03, 0.1, 0.05])
    offset = np.ceil(rng.gamma(1.5, 15, count.sum())).astype(int).astype("timedelta64[D]")
    day = np.repeat(accepted_at.astype("datetime64[D]"), count)
    at = visit_time(rng, off_weekend(rng, day + offset, day))
    return piece_table(rng, lead, np.repeat(rows, count), kinds, at)
