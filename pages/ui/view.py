"""The view that a link carries: read from the address, checked, and written back as stable codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from kpi import compare, leads, meeting_kpis, meeting_why, period, quality
from kpi.checklist import CHECKLISTS
from kpi.definitions import Definition
from kpi.errors import InvalidInput
from kpi.filters import DIMENSIONS, ChosenValues, Filter
from kpi.goal_assumed import ASSUMED
from kpi.plan import LARGEST_GOAL_YEN, Plan
from kpi.record import Record
from pages.ui import own_values, side_code, typed

LONGEST = 60  # characters of a refused value that are repeated on screen


@dataclass(frozen=True)
class View:
    """Everything a colleague should see from a link. Field → address key: see KEYS.

    `attributes` are the chosen own columns; one without values is chosen, but narrows nothing yet.
    `monthly` holds planned inquiries ("2026-12:400"), `channel_plan` budget and limit in yen of channels that
    do not stand at today's pace ("display:500000:800000", nothing for none), `lever_costs` what was typed
    ("lower_cpa:20万"). `side_one` and `side_other` are the definitions laid side by side ("40-60", see
    side_code; "" what the page proposes), `middle` how many per cent of the way lie between ("" the best).
    """

    mql: int
    sql: int
    question: str = "sales"
    denominator: str = "inq"
    dating: str = "cohort"
    period: str = period.ALL
    channel: tuple[str, ...] = ()
    industry: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    company_size: tuple[str, ...] = ()
    goal_yen: int = Plan.goal_yen
    goal_unit: str = "goal_yen"
    goal_count: int = 100
    goal_period: str = ""
    given: tuple[str, ...] = ()
    sought: str = ""
    field_reps: int = Plan.field_reps
    leads_per_rep_week: int = Plan.leads_per_rep_week
    inside_reps: int = Plan.inside_reps
    inside_leads_per_rep_week: int = Plan.inside_leads_per_rep_week
    handling_cost_yen: int = Plan.handling_cost_yen
    rows: str = "sql"
    lead: str = ""
    section: str = "import"
    attributes: tuple[ChosenValues, ...] = ()
    goal_section: str = "time"
    monthly: tuple[str, ...] = ()
    channel_plan: tuple[str, ...] = ()
    lever_costs: tuple[str, ...] = ()
    rounding: str = "plan"
    compared: str = ""
    running: str = ""
    meeting_dating: str = "activity"
    meeting_section: str = "why"
    why: str = "amount_yen"
    why_by: str = "chain"
    presenter: str = ""
    frozen: str = ""
    scored: str = "today"
    agreement_section: str = "versions"
    definition: str = ""
    side_one: str = ""
    side_other: str = ""
    middle: str = ""
    checklist: str = "design"
    score_section: str = "curves"
    quality_section: str = "segments"
    quality_by: str = "channel"

    def plan(self) -> Plan:
        names = {item.name for item in fields(Plan)}
        return Plan(**{name: value for name, value in vars(self).items() if name in names})

    def filter(self, calendar: period.Calendar) -> Filter:
        """Return the filter; the period of a checked view always parses."""
        return Filter(
            period=period.parse(self.period, calendar),
            dating="activity" if self.dating == "activity" else "cohort",
            **{dimension: getattr(self, dimension) for dimension in DIMENSIONS},
            attributes=tuple(chosen for chosen in self.attributes if chosen[1]),
            scored="then" if self.scored == "then" else "today",
        )


@dataclass(frozen=True)
class Notice:
    """A sentence about a link: `key` in ui/text, and the address key whose value was refused."""

    key: str
    name: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


KEYS = {
    "mql": "m",
    "sql": "s",
    "question": "q",
    "denominator": "d",
    "dating": "dt",
    "period": "p",
    "channel": "ch",
    "industry": "ind",
    "form": "form",
    "company_size": "size",
    "goal_yen": "goal",
    "goal_unit": "gu",
    "goal_count": "gn",
    "goal_period": "gp",
    "given": "g",
    "sought": "u",
    "field_reps": "reps",
    "leads_per_rep_week": "cap",
    "inside_reps": "irep",
    "inside_leads_per_rep_week": "icap",
    "handling_cost_yen": "cost",
    "rows": "rows",
    "lead": "lead",
    "section": "tab",
    "goal_section": "sec",
    "attributes": "own",
    "monthly": "mo",
    "channel_plan": "cb",
    "lever_costs": "lc",
    "rounding": "rd",
    "compared": "vs",
    "running": "run",
    "meeting_dating": "md",
    "meeting_section": "part",
    "why": "why",
    "why_by": "by",
    "presenter": "pm",
    "frozen": "mt",
    "scored": "as",
    "agreement_section": "ag",
    "definition": "def",
    "side_one": "d1",
    "side_other": "d2",
    "middle": "mid",
    "checklist": "cl",
    "score_section": "sp",
    "quality_section": "qs",
    "quality_by": "qb",
}
SECTIONS = ("import", "log", "own", "people", "reconcile", "health", "backup")  # of the data page
GOAL_SECTIONS = ("time", "chance", "levers", "channels", "plans", "steps", "handout")
ROUNDINGS = ("plan", "document", "exact")  # styles of kpi.goal
MEETING_SECTIONS = ("why", "stuck", "agenda", "decide", "record", "rhythm")
AGREEMENT_SECTIONS = ("versions", "compare", "judgement", "promises", "checklists", "dictionary")
SCORE_SECTIONS = ("curves", "moves", "worth", "draft")
QUALITY_SECTIONS = ("segments", "reasons", "traits", "reading", "before", "traffic", "contribution")
QUALITY_BY = (*quality.DIMENSIONS, "owner", "month")
GOAL_UNITS = ("goal_yen", "wins", "opportunities")
# what the goal page can be asked for, "" being what the goal needs
SOUGHT = ("", "goal_yen", *ASSUMED)
_CHOICES = {
    "question": ("sales", "rule"),
    "denominator": ("inq", "mql"),
    "dating": ("cohort", "activity"),
    "rows": leads.ROWS,
    "section": SECTIONS,
    "goal_section": GOAL_SECTIONS,
    # "" is what the team's rhythm says
    "compared": ("", *compare.KINDS),
    "running": ("", "1"),
    "meeting_dating": ("activity", "cohort"),
    "meeting_section": MEETING_SECTIONS,
    "score_section": SCORE_SECTIONS,
    "why": meeting_kpis.ALL,
    "why_by": meeting_why.WAYS,
    "presenter": ("", "1"),
    "scored": ("today", "then"),
    "rounding": ROUNDINGS,
    "goal_unit": GOAL_UNITS,
    "sought": SOUGHT,
    "agreement_section": AGREEMENT_SECTIONS,
    "checklist": tuple(CHECKLISTS),
    "quality_section": QUALITY_SECTIONS,
    "quality_by": QUALITY_BY,
}
BOUNDS = {
    "goal_yen": (1, LARGEST_GOAL_YEN),
    "goal_count": (1, 10**9),
    "field_reps": (0, 10_000),
    "leads_per_rep_week": (0, 10_000),
    "inside_reps": (0, 10_000),
    "inside_leads_per_rep_week": (0, 10_000),
    "handling_cost_yen": (0, 10**9),
}


def default(agreed: Definition) -> View:
    """The view of a bare address: the agreed definition on all data."""
    denominator = "mql" if agreed.sql_rate_denominator == "mqls" else "inq"
    return View(mql=agreed.mql_threshold, sql=agreed.sql_threshold, denominator=denominator)


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
    return lambda text: typed.one_of(text, _CHOICES[name])


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
