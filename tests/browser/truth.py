"""What the screen must show: the same sample opened in the test process, computed by kpi itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from kpi import definitions, leads
from kpi.curves import Curves, curves
from kpi.definitions import Definition
from kpi.histogram import histogram
from kpi.leads import RowCount
from kpi.record import Record
from kpi.record import record as query_record
from kpi.store import Store
from pages.ui.board.payload import payload
from pages.ui.board.scene import Scene
from pages.ui.text import Language, Words
from pages.ui.view import View, default
from tests.browser.board import Reading
from tests.browser.house import TODAY


class Truth:
    """The numbers of one database file, for any view."""

    def __init__(self, path: Path) -> None:
        self.store = Store.open(path)
        self.record: Record = query_record(self.store, today=TODAY)
        self.agreed: Definition = definitions.agreed(self.store)
        self.curves = lru_cache(self._curves)
        self._payload = lru_cache(self._build_payload)

    def view(self, **changed: Any) -> View:
        """The view of a bare address but for what is named."""
        return replace(default(self.agreed), **changed)

    def _curves(self, view: View) -> Curves:
        chosen = view.filter(self.record.calendar)
        return curves(
            self.store,
            chosen,
            histogram(self.store, chosen),
            question=view.question,
            plan=view.plan(),
            as_of=self.record.calendar.as_of,
            trial=None,
        )

    def _build_payload(self, view: View, language: Language) -> dict[str, Any]:
        since, start = self.record.losses_from, view.filter(self.record.calendar).period.start
        has_loss_gap = since is not None and start < since
        scene = Scene(
            self.curves(view), self.agreed, view.denominator, view.dating, Words(language), has_loss_gap
        )
        return payload(scene)

    def count(self, view: View) -> RowCount:
        """Count the leads behind a number of the view."""
        agreed, chosen = self.agreed, view.filter(self.record.calendar)
        selection = leads.selection(
            view.rows,
            mql=view.mql,
            sql=view.sql,
            agreed_mql=agreed.mql_threshold,
            agreed_sql=agreed.sql_threshold,
            question=view.question,
            dating=chosen.dating,
        )
        return leads.count(self.store, chosen, selection)

    def figures(self, view: View, language: Language) -> Reading:
        """Return what the board must say at the view's thresholds, in the form of board.figures."""
        data = self._payload(replace(view, mql=40, sql=60, rows="sql", lead=""), language)

        def at(slot: Mapping[str, Any] | None) -> str:
            if slot is None:
                return ""
            row = data["pairRows"][view.mql] + view.sql - view.mql
            place = {"m": view.mql, "s": view.sql, "c": 0}.get(slot["a"])
            return str(slot["v"][slot["i"][row] if place is None else place])

        def tone(part: Mapping[str, Any]) -> str | None:
            return at(part["tone"]) if part.get("tone") else None

        return {
            "mql": view.mql,
            "sql": view.sql,
            "points": [at(data[name]["points"]) for name in ("mql", "sql")],
            "spoken": [at(data[name]["spoken"]) for name in ("mql", "sql")],
            "cards": {
                card["id"]: {
                    "label": card["label"],
                    "value": at(card["value"]),
                    "diff": at(card["diff"]),
                    "sub": [at(slot) for slot in (*card["sub"], None, None, None)][:3],
                    "tone": tone(card),
                    "bar": [float(at(width).rstrip("%")) for width in card.get("bar", {}).values()],
                }
                for card in data["cards"]
            },
            "chain": {
                node["id"]: {
                    "rate": at(node.get("rate")),
                    "label": node["label"],
                    "need": at(node["need"]),
                    "pace": at(node["pace"]),
                    "tone": tone(node),
                }
                for node in data["chain"]
            },
            "legend": [at(entry["count"]) for entry in data["legend"]],
            "sentences": [at(slot) for slot in data["sentences"]],
        }
