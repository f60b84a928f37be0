"""What the agreed definition promises; one from before promises could be written down promises none."""

from __future__ import annotations

from collections.abc import Mapping

from kpi import rhythm
from pages.ui.shell import Frame


def expected_rates(frame: Frame) -> Mapping[str, float]:
    """Return the promised rates by code."""
    return getattr(frame.agreed, "expected_rates", {})


def contact_days(frame: Frame) -> int:
    """Return within how many business days an SQL is contacted, as the definition says, else the meetings."""
    days = getattr(frame.agreed, "first_contact_days", None)
    return rhythm.rhythm(frame.store).first_contact_days if days is None else int(days)


def is_contact_promised(frame: Frame) -> bool:
    """Say whether the definition itself promises a first contact."""
    return getattr(frame.agreed, "first_contact_days", None) is not None
