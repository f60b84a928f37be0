"""The view that a link carries: its fields, their keys in the address, and what each of them may be."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any

from kpi import compare, leads, period, quality
from kpi.checklist import CHECKLISTS
from kpi.codes import SHARED_KPIS, WAYS
from kpi.definitions import Definition
from kpi.filters import DIMENSIONS, ChosenValues, Filter
from kpi.goal_assumed import ASSUMED
from kpi.plan import LARGEST_GOAL_YEN, Plan


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
CHOICES = {
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
    "why": SHARED_KPIS,
    "why_by": WAYS,
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
    "goal_count": (1, 10**6),
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
