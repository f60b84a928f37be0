"""Leads whose names try to be an image, a script or a formula, written while no server runs."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pyarrow as pa

from kpi import facts
from kpi.store import Store, set_meta
from tests.browser.house import TODAY

ELSEWHERE = "http://example.invalid"
HOSTILE_CHANNEL = f"![c]({ELSEWHERE}/channel.png)"
LEADS = {
    "H-image": f"![x]({ELSEWHERE}/p.png)",
    "H-command": "=cmd|' /C calc'!A0",
    "H-script": f"<img src={ELSEWHERE}/h.png onerror=alert(1)>",
    "H-link": f'＝HYPERLINK("{ELSEWHERE}/x")',
    "H-blank": "  +1+1",
}
FORMULAS = ("H-command", "H-link", "H-blank")
# everything a buyer could fill in, so that they score high enough to be SQLs
_FILLED = {
    "form": "quotation",
    "industry": "electronics",
    "company_size": "1000+",
    "role_level": "executive",
    "timing": "within_3_months",
    "budget": "allocated",
    "authority": "decides",
    "need": "concrete",
    "target_fit": "yes",
}


def add_hostile_leads(path: Path) -> Path:
    """Write LEADS into a copy of the sample; the file becomes a company's own data, so it stays as it is."""
    rows = [
        {
            "lead_id": lead_id,
            "company": company,
            "channel": HOSTILE_CHANNEL,
            "created_at": datetime(2026, 6, 1),
        }
        | _FILLED
        for lead_id, company in LEADS.items()
    ]
    with closing(Store.open(path)) as store:
        with store.transaction() as cursor:
            cursor.register("literal", pa.Table.from_pylist(rows))
            cursor.execute("insert into lead by name select * from literal")
            cursor.unregister("literal")
            set_meta(cursor, "data_set", "own")
        facts.rebuild(store, today=TODAY)
    return path
