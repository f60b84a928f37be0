"""The view in an address: read, checked, and written back as stable codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kpi import period
from kpi.definitions import Definition
from kpi.errors import InvalidInput
from kpi.filters import DIMENSIONS, ChosenValues
from kpi.record import Record
from pages.ui import own_values, side_code, typed
from pages.ui.view import BOUNDS, CHOICES, KEYS, Notice, View, default

LONGEST = 60  # characters of a refused value that are repeated on screen


def read(
    query: Mapping[str, Sequence[str]], agreed: Definition, record: Record
) -> tuple[View, tuple[Notice, ...]]:
    """Read an address; whatever cannot be honoured becomes a notice and keeps its default."""
    base = default(agreed)
    found: dict[str, Any] = {}
    notices: list[Notice] = []
    for name, key in KEYS.items():
        asked = [value for value in query.get(key, ()) if value != ""]
        if not asked:
            continue
        if name in DIMENSIONS:
            found[name] = _known(name, asked, record, notices)
        elif name in typed.FIELDS:
            found[name], refused = typed.checked(name, asked, record)
            notices += [Notice(f"goal.link.{name}", fields={"asked": short(item)}) for item in refused]
        elif name == "attributes":
            found[name] = _own(asked, record, notices)
        elif len(asked) > 1:
            notices.append(_refused(base, name, " / ".join(asked)))
        else:
            try:
                found[name] = _readers(name, record)(asked[0])
            except (ValueError, InvalidInput):
                notices.append(_refused(base, name, asked[0]))
    view = replace(base, **found)
    view = replace(view, monthly=_still_open(view, record, notices))
    if view.mql > view.sql:
        fields_ = {"mql": view.mql, "sql": view.sql, "showing": f"{base.mql} / {base.sql}"}
        notices.append(Notice("shell.link.reversed", fields=fields_))
        view = replace(view, mql=base.mql, sql=base.sql)
    return view, tuple(notices)


def write(view: View, agreed: Definition) -> dict[str, str | list[str]]:
    """Return the address of a view: only what differs from the default, but the thresholds always."""
    base = default(agreed)
    return {
        key: _written(name, value)
        for name, key in KEYS.items()
        if (value := getattr(view, name)) != getattr(base, name) or name in ("mql", "sql")
    }


def _written(name: str, value: Any) -> str | list[str]:
    if name == "attributes":
        return [own_values.written(chosen) for chosen in value]
    return list(value) if isinstance(value, tuple) else str(value)


def _readers(name: str, record: Record) -> Callable[[str], Any]:
    if name in ("mql", "sql"):
        return lambda text: typed.whole(text, 0, 100)
    if name in BOUNDS:
        return lambda text: typed.whole(text, *BOUNDS[name])
    if name == "period":
        return lambda text: period.parse(text, record.calendar).code
    if name == "goal_period":
        return lambda text: period.goal_period(text, record.calendar).code
    if name in ("side_one", "side_other"):
        return lambda text: side_code.written(side_code.read(text))
    if name == "middle":
        return lambda text: str(typed.whole(text, 0, 100))
    if name in ("lead", "frozen", "definition"):
        return lambda text: text[:200]
    return lambda text: typed.one_of(text, CHOICES[name])


def _known(name: str, asked: list[str], record: Record, notices: list[Notice]) -> tuple[str, ...]:
    values = tuple(dict.fromkeys(value for value in asked if value in record.values[name]))
    missing = [value for value in asked if value not in record.values[name]]
    if missing:
        notices.append(_dropped(name, ", ".join(missing)))
    return values


def _still_open(view: View, record: Record, notices: list[Notice]) -> tuple[str, ...]:
    """Keep the planned months of the goal's period that are not over."""
    if not view.monthly:
        return ()
    chosen = period.goal_period(view.goal_period, record.calendar)
    left = {f"{first:%Y-%m}" for first in period.open_months(chosen, record.calendar.as_of)}
    for item in view.monthly:
        if item[:7] not in left:
            notices.append(Notice("goal.link.monthly", fields={"asked": item}))
    return tuple(item for item in view.monthly if item[:7] in left)


def _own(asked: list[str], record: Record, notices: list[Notice]) -> tuple[ChosenValues, ...]:
    """Read own columns; one that is named twice has the values of both."""
    found: dict[str, tuple[str, ...]] = {}
    for text in asked:
        try:
            name, values = own_values.read(text)
            offered = record.attributes[name]
        except (ValueError, KeyError):
            notices.append(_dropped("attributes", text))
            continue
        known = (value for value in values if value in offered)
        found[name] = tuple(dict.fromkeys((*found.get(name, ()), *known)))
        if missing := [value for value in values if value not in offered]:
            notices.append(_dropped("attributes", f"{name}: {', '.join(missing)}"))
    return tuple(found.items())


def _dropped(name: str, asked: str) -> Notice:
    return Notice("shell.link.dropped", KEYS[name], {"asked": short(asked)})


def _refused(base: View, name: str, asked: str) -> Notice:
    fields_ = {"asked": short(asked), "showing": getattr(base, name), "field": name}
    return Notice("shell.link.refused", KEYS[name], fields_)


def short(text: str) -> str:
    """Cut a refused value to what is repeated on screen."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
