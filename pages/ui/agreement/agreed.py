"""What the agreed definition promises."""

from __future__ import annotations

from collections.abc import Mapping

from kpi import rhythm
from pages.ui.shell import Frame


def expected_rates(frame: Frame) -> Mapping[str, float]:
    """Return the promised rates by code."""
    return frame.agreed.expected_rates


def contact_days(frame: Frame) -> int:
    """Return within how many business days an SQL is contacted, as the definition says, else the meetings."""
    days = frame.agreed.first_contact_days
    return rhythm.rhythm(frame.store).first_contact_days if days is None else days


def is_contact_promised(frame: Frame) -> bool:
    """Say whether the definition itself promises a first contact."""
    return frame.agreed.first_contact_days is not None


def reasons(frame: Frame) -> tuple[str, ...]:
    """Return the agreed reasons of rejection and loss, each once."""
    return tuple(dict.fromkeys((*frame.agreed.rejection_reasons, *frame.agreed.loss_reasons)))
