"""The closed lists of the tables: event kinds, information items, standings of a lead."""

from __future__ import annotations

from typing import Final

BEHAVIOUR_KINDS: Final = ("page_view", "download", "seminar", "mail_open", "mail_click")
HANDOVER_KINDS: Final = ("handed",)
SALES_KINDS: Final = ("contacted", "sql_accepted", "sql_rejected", "first_meeting")
DEAL_KINDS: Final = ("opportunity", "proposal", "won", "lost", "repeat_order")
EVENT_KINDS: Final = BEHAVIOUR_KINDS + HANDOVER_KINDS + SALES_KINDS + DEAL_KINDS

INFORMATION_ITEMS: Final = (
    "industry",
    "timing",
    "budget",
    "authority",
    "need",
    "role_level",
    "form",
    "target_fit",
)

# What became of a lead, the best news first; every lead has exactly one (lead_fact.standing).
STANDINGS: Final = ("won", "open", "lost", "in_progress", "rejected", "not_worked")
