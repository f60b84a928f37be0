"""What the agreed definition promises; one from before promises could be written down promises none."""

from __future__ import annotations

from collections.abc import Mapping

from kpi import rhythm
from kpi.disputed import REASONS
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


def reasons(frame: Frame) -> tuple[str, ...]:
    """Return the agreed reasons of rejection and loss, each once."""
    named = (getattr(frame.agreed, field, REASONS) for field in ("rejection_reasons", "loss_reasons"))
    return tuple(dict.fromkeys(reason for one in named for reason in one))
