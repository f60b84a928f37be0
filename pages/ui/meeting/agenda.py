"""The points of an agenda (kpi.agenda) as sentences in the reader's language: plain text, not yet inert."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from pages.ui import format as fmt
from pages.ui.meeting import said
from pages.ui.text import Words


def sentence(words: Words, code: str, fields: Mapping[str, Any]) -> str:
    """Return the sentence of one point; KeyError, TypeError or ValueError for one of another version."""
    shown: dict[str, Any] = {"usual": _usual(words, fields)}
    shown |= {name: _plain(value) for name, value in fields.items()}
    if kpi := fields.get("kpi"):
        shown |= _place(words, str(kpi), fields)
    notes: dict[str, Callable[[], str]] = {
        "effect_yen": lambda: _yen(words, "meeting.agenda.effect", fields["effect_yen"]),
        "amount_yen": lambda: _yen(words, "meeting.agenda.amount", fields["amount_yen"]),
        "is_young": lambda: words("meeting.agenda.young") if fields["is_young"] else "",
        "overdue_days": lambda: _overdue(words, fields["overdue_days"]),
        "segment_is_gone": lambda: words("meeting.agenda.gone") if fields["segment_is_gone"] else "",
        "review_on": lambda: fmt.day(date.fromisoformat(fields["review_on"]), words.language),
    }
    shown |= {name: notes[name]() for name in notes if name in fields}
    return words(f"meeting.agenda.item.{code}", **shown)


def _usual(words: Words, fields: Mapping[str, Any]) -> str:
    """Return the usual range that a KPI left; "" where none was noted."""
    if "usual_low" not in fields:
        return ""
    unit = said.unit_of(str(fields["kpi"]))
    ends = said.ends(words, unit, fields["usual_low"], fields["usual_high"])
    return words("meeting.agenda.usual", usual=words("meeting.judged.range", **ends))


def _place(words: Words, kpi: str, fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the KPI with its segment, and every value of it."""
    segment = None if fields["dimension"] is None else (fields["dimension"], fields["value"])
    values = (name for name in ("before", "now", "from_value", "to_value") if name in fields)
    unit = said.unit_of(kpi)
    shown = {name: said.value(words, unit, fields[name]) for name in values}
    return shown | {"place": said.place_label(words, kpi, segment)}


def _yen(words: Words, key: str, number: float | None) -> str:
    if number is None:
        return ""
    text = fmt.yen(number, words.language)
    return words(key, yen=fmt.change(text, number) if key.endswith("effect") else text)


def _overdue(words: Words, days: int) -> str:
    return words("meeting.agenda.overdue", days=days) if days else words("meeting.agenda.today")


def _plain(value: Any) -> str:
    return fmt.count(value) if isinstance(value, int | float) else str(value)
