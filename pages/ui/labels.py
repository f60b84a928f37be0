"""Labels of view values: periods, dimensions, notices about a link."""

from __future__ import annotations

import re

from kpi.filters import BLANK, DIMENSIONS
from pages.ui import format as fmt
from pages.ui.text import Words, known
from pages.ui.view import KEYS, Notice, View


def period_label(words: Words, code: str) -> str:
    """Name a period code: 2025年度 第3四半期, FY2025 Q3, last 12 weeks, 1 Apr 2025 – 30 Sep 2025."""
    if found := re.fullmatch(r"w(\d+)", code):
        return words("shell.period.weeks", count=int(found[1]))
    if found := re.fullmatch(r"fy(\d{4})(?:([hq])([1-4]))?", code):
        year, kind, part = found.groups()
        if kind == "h":
            return words(f"shell.period.half.{part}", year=year)
        return words("shell.period.quarter" if kind else "shell.period.fiscal_year", year=year, part=part)
    if ".." in code:
        first, last = code.split("..")
        return words("shell.period.dates", first=first.replace("-", "/"), last=last.replace("-", "/"))
    return words("shell.period.all")


def value_label(words: Words, dimension: str, value: str) -> str:
    """Name a value of a dimension; a company's own value names itself."""
    return words("codes.blank") if value == BLANK else words.code(dimension, value)


def what_label(words: Words, what: str) -> str:
    """Name what an invalid value was given for."""
    key = KEYS.get(what, what)
    return words(f"shell.name.{key}") if known(f"shell.name.{key}") else what


def notice_text(words: Words, notice: Notice) -> str:
    """Return the sentence of a notice; what a link or the data said is made inert."""
    fields = {name: fmt.markdown(value) for name, value in notice.fields.items()}
    if notice.name:
        fields["name"] = words(f"shell.name.{notice.name}")
    if field := notice.fields.get("field"):
        fields["showing"] = fmt.markdown(field_label(words, str(field), notice.fields["showing"]))
    return words(notice.key, **fields)


def field_label(words: Words, field: str, value: object) -> str:
    """Name the value of one field of the view."""
    if field == "period":
        return period_label(words, str(value))
    if field == "goal_period":
        return period_label(words, str(value)) if value else words("goal.period.now")
    if field in ("goal_unit", "sought"):
        return words(f"goal.unit.{value}") if field == "goal_unit" else sought_label(words, str(value))
    if field == "language":
        return words(f"shell.language.{value}")
    if field in ("question", "dating", "denominator"):
        return words(f"explore.{field}.{value}")
    if field == "rows":
        return words(f"leads.rows.{value}")
    if field == "section":
        return words(f"data.section.{value}")
    if field == "meeting_dating":
        return words(f"explore.dating.{value}")
    if field in ("compared", "meeting_section", "why", "why_by", "running", "presenter"):
        return words(f"meet.{field}.{value or 'none'}")
    if field == "agreement_section":
        return words(f"agree.section.{value}")
    if field == "checklist":
        return words(f"checklist.list.{value}")
    if field in ("side_one", "side_other", "middle"):
        return str(value) or words("compare.proposed")
    if field == "goal_section":
        return words(f"goal.section.{value}")
    if field == "scored":
        return words(f"definition.scored.{value}")
    if field == "score_section":
        return words(f"score.section.{value}")
    if field == "quality_section":
        return words(f"quality.section.{value}")
    if field == "quality_by":
        return words(f"quality.by.{value}")
    if field == "rounding":
        return words(f"goal_form.rounding.{value}")
    if field.endswith("_yen"):
        return fmt.yen(float(str(value)), words.language)
    return str(value) or fmt.UNDEFINED


def sought_label(words: Words, node: str) -> str:
    """Name what the goal page is to find; "" is what the goal needs."""
    return words("goal.sought.item", name=words(f"goal.node.{node}")) if node else words("goal.sought.")


def filter_labels(words: Words, view: View) -> list[str]:
    """Name what the view is narrowed to, one text a dimension or own column in use."""
    own = [
        f"{name}: {' / '.join(value_label(words, 'attributes', value) for value in values)}"
        for name, values in view.attributes
        if values
    ]
    dimensions = [
        f"{words(f'shell.name.{KEYS[dimension]}')}: "
        + " / ".join(value_label(words, dimension, value) for value in getattr(view, dimension))
        for dimension in DIMENSIONS
        if getattr(view, dimension)
    ]
    return dimensions + own
