"""Owns the generator's own scoring: points by the agreed definition, counted up to a cutoff of each lead."""

import numpy as np
import pandas as pd
from sample_settings import AGREED, TOUCHES


def information_points(lead: pd.DataFrame) -> np.ndarray:
    """Return the points of what each lead filled in; an empty item gives none."""
    total = np.zeros(len(lead), dtype=int)
    for item, points in AGREED["information_points"].items():
        given = lead[item].notna().to_numpy()
        value = lead[item].map(points).fillna(points.get("*", 0)).to_numpy()
        total += np.where(given, value, 0).astype(int)
    return total


def behaviour_points(rows: np.ndarray, kinds: np.ndarray, lead_count: int) -> np.ndarray:
    """Return the capped points of the pieces; `rows` says which lead each belongs to."""
    total = np.zeros(lead_count, dtype=int)
    for kind, rule in AGREED["behaviour_points"].items():
        pieces = np.bincount(rows[kinds == kind], minlength=lead_count)
        total += np.minimum(pieces * rule["points"], rule["cap"])
    return total


def score_at(lead: pd.DataFrame, pieces: pd.DataFrame, cutoff: np.ndarray) -> np.ndarray:
    """Return each lead's score from behaviour strictly before its cutoff; NaT means no cutoff."""
    row = pieces["row"].to_numpy()
    limit = cutoff.astype("datetime64[s]")[row]
    counts = np.isnat(limit) | (pieces["at"].to_numpy("datetime64[s]") < limit)
    kinds = pieces["kind"].to_numpy(dtype=object)
    behaviour = behaviour_points(row[counts], kinds[counts], len(lead))
    return np.clip(information_points(lead) + behaviour, 0, 100)


def scored(lead: pd.DataFrame, event: pd.DataFrame) -> pd.DataFrame:
    """Return one row a lead from the finished tables: score, touched_at, information, view_count."""
    row = pd.Series(np.arange(len(lead)), index=lead["lead_id"])
    touch = event[event["kind"].isin(TOUCHES)].groupby("lead_id")["at"].min()
    pieces = event[event["kind"].isin(AGREED["behaviour_points"])]
    pieces = pieces.assign(row=pieces["lead_id"].map(row).to_numpy(dtype=int))
    touched_at = lead["lead_id"].map(touch).to_numpy("datetime64[s]")
    table = lead.copy()
    table["touched_at"] = touched_at
    table["score"] = score_at(lead, pieces, touched_at)
    table["information"] = information_points(lead)
    limit = touched_at[pieces["row"]]
    before = pieces[np.isnat(limit) | (pieces["at"].to_numpy("datetime64[s]") < limit)]
    views = before[before["kind"] == "page_view"]
    table["view_count"] = np.bincount(views["row"], minlength=len(lead))
    return table
