"""The leads of a filter with all that any definition needs to score them: read once, scored often."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from kpi import facts, score
from kpi.definitions import Definition
from kpi.events import BEHAVIOUR_KINDS
from kpi.filters import Filter
from kpi.histogram import MASKS, standing_of
from kpi.leads import COLUMNS
from kpi.score import ANY_VALUE, ItemColumn
from kpi.sql import statement
from kpi.store import Store

NO_SCORE: Final = -1
TO_COME: Final = ("opportunity_to_come", "deal_to_come", "won_to_come", "amount_to_come_yen", "young_count")
_PARTS: Final = ("information_profile", "behaviour_profile", "attribute_profile")


@dataclass(frozen=True, eq=False)
class ScorableLeads:
    """Leads created in a period, a row each; the arrays are of one length.

    `profile` holds the combination of items of every lead by part (information, behaviour, own columns), the
    other fields the distinct combinations. `outcome` has mask, the present `score` (101: none), created_day
    (days since 1970), deal_count, won_count, lost_count, won_amount_yen, and the columns of TO_COME: 0 until
    agreement_to_come fills them in.
    """

    lead_id: pa.Array
    profile: Mapping[str, NDArray[np.int32]]
    outcome: Mapping[str, NDArray[Any]]
    information: Mapping[str, ItemColumn]
    behaviour: Mapping[str, NDArray[np.uint8]]
    own: Mapping[str, ItemColumn]
    own_count: int

    def __len__(self) -> int:
        return len(self.lead_id)

    def only(self, wanted: NDArray[np.bool_]) -> ScorableLeads:
        """Return some of the leads."""
        return replace(
            self,
            lead_id=self.lead_id.filter(pa.array(wanted)),
            profile={part: profile[wanted] for part, profile in self.profile.items()},
            outcome={name: values[wanted] for name, values in self.outcome.items()},
        )


def scorable(store: Store, chosen: Filter) -> ScorableLeads:
    """Read the leads of a filter by cohort: one pass over them, and the combinations; none gives length 0."""
    name = "agreement_leads"
    parameters = chosen.parameters(store, name)
    with store.cursor() as cursor:
        found: pa.Table = cursor.sql(statement(name), params=parameters).to_arrow_table()
        information = facts.information_profiles(cursor)
        counts = cursor.execute(statement("behaviour_profiles")).fetchnumpy()
        own, own_count = facts.attribute_profiles(cursor)
    columns = {name: found[name].to_numpy() for name in found.column_names if name != "lead_id"}
    return ScorableLeads(
        lead_id=_whole(found["lead_id"]),
        profile={part: columns.pop(part) for part in _PARTS},
        outcome={name: values.astype(np.int64) for name, values in columns.items()}
        | {name: np.zeros(found.num_rows) for name in TO_COME},
        information=information,
        behaviour={f"{kind}_count": np.asarray(counts[f"{kind}_count"]) for kind in BEHAVIOUR_KINDS},
        own=own,
        own_count=own_count,
    )


def scores(store: Store, found: ScorableLeads, definition: Definition) -> NDArray[np.int16]:
    """Return every lead's score 0..100 under a definition, NO_SCORE where it has none."""
    if definition.score_source == "imported":
        return _aligned(store, found, "agreement_imported", {}, NO_SCORE)
    by_part = {
        "information_profile": score.information_points(definition, found.information),
        "behaviour_profile": score.behaviour_points(definition, found.behaviour),
        "attribute_profile": score.attribute_points(definition, found.own, found.own_count),
    }
    missing = {name: rule for name, rule in definition.attribute_points.items() if name not in found.own}
    parts = [(found.profile[part], points) for part, points in by_part.items()]
    if not missing:
        return score.rescore(parts).astype(np.int16)
    # the combinations hold only the own columns that the agreed rules name
    extra = _aligned(store, found, "agreement_own", {"rules": _rules(missing), "any_value": ANY_VALUE}, 0)
    total = sum((points[profile] for profile, points in parts), start=extra)
    return np.clip(total, 0, 100).astype(np.int16)


def rows(store: Store, lead_ids: list[str]) -> pd.DataFrame:
    """Return these leads with the columns of `leads.rows`, in the order of the list, without unknown ones."""
    found = store.frame("agreement_rows", {"lead_ids": lead_ids})
    found["standing"] = found["mask"].map({mask: standing_of(mask) for mask in range(MASKS)})
    found["score"] = found["score"].astype("Int64")
    place = {lead_id: place for place, lead_id in enumerate(lead_ids)}
    return found.sort_values("lead_id", key=lambda ids: ids.map(place), ignore_index=True)[list(COLUMNS)]


def _rules(missing: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
    return [
        {"name": name, "value": value, "points": points}
        for name, rule in missing.items()
        for value, points in rule.items()
    ]


def _aligned(
    store: Store, found: ScorableLeads, name: str, parameters: Mapping[str, object], blank: int
) -> NDArray[np.int16]:
    """Return a statement's score for every lead, in their order; `blank` for a lead that it does not name."""
    with store.cursor() as cursor:
        table: pa.Table = cursor.sql(statement(name), params=dict(parameters)).to_arrow_table()
    place = pc.index_in(found.lead_id, value_set=_whole(table["lead_id"])).to_numpy(zero_copy_only=False)
    values = np.append(table["score"].to_numpy(), blank).astype(np.int16)
    return values[np.where(np.isnan(place), -1, place).astype(np.int64)]


def _whole(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
