"""Codes of KPIs and of the ways they are taken apart: links and files hold them. Every page loads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kpi.filters import DIMENSIONS

SEGMENTS: Final = (*DIMENSIONS, "landing_page", "campaign", "owner")  # by which changes are explained
CHAIN: Final = "chain"
WAYS: Final = (CHAIN, *SEGMENTS)
# rate → the level above, the level below
RATES: Final[Mapping[str, tuple[str, str]]] = {"sql_rate": ("sqls", "leads"), "sql_share": ("sqls", "mqls")}
SHARED_KPIS: Final = ("leads", "mqls", *RATES, "opportunities", "amount_yen")
