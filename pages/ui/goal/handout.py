"""The goal as one page for a meeting: PDF, picture, a workbook with living formulas, and the link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import streamlit as st

from kpi.goal_basis import STEPS
from kpi.goal_tree import NODES
from pages.ui import format as fmt
from pages.ui import shell, state
from pages.ui.goal import chances, clashes, form, levels, levers, outlook, reasons, time
from pages.ui.goal.handout_page import Line, Page
from pages.ui.goal.setting import LEVELS, Setting, shown
from pages.ui.labels import period_label
from pages.ui.shell import Frame
from pages.ui.text import Words

if TYPE_CHECKING:
    from kpi.goal_workbook import Row

_KINDS: Final = {
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show(frame: Frame, setting: Setting) -> None:
    """Offer the page in the reader's language, built when asked for, and the link to this view."""
    words = frame.words
    address = f"{st.context.url or 'goal'}?{state.link(frame.agreed)}"

    def as_pdf() -> bytes:
        from pages.ui.goal import handout_pdf  # only a download needs it

        return handout_pdf.pdf_bytes(page(frame, setting, address))

    def as_png() -> bytes:
        from pages.ui import sheet

        return sheet.png_bytes(as_pdf())

    def as_xlsx() -> bytes:
        return xlsx_bytes(frame, setting)

    st.caption(words("handout.say"))
    with st.container(horizontal=True):
        for kind, build in (("pdf", as_pdf), ("png", as_png), ("xlsx", as_xlsx)):
            st.download_button(
                words(f"handout.download.{kind}"),
                build,
                file_name=f"goal_{setting.period.code}.{kind}",
                mime=_KINDS[kind],
                on_click="ignore",
                icon=":material/download:",
                key=f"handout_{kind}",
            )
    st.caption(words("handout.link"))
    st.code(address, language=None, wrap_lines=True)


def page(frame: Frame, setting: Setting, address: str) -> Page:
    """Return all that stands on the page, in words."""
    words, found = frame.words, chances.read(frame, setting)
    likely = {} if found is None else chances.needed(words, found)
    none = (fmt.UNDEFINED,) * len(_chance_headings(words))
    warnings = (clashes.text(words, clash) for clash in setting.filled.solved.contradictions)
    said = [sentence.replace("**", "") for sentence in outlook.sentences(frame, setting)]
    if found is None:
        said.append(outlook.open_text(words, setting))
    else:
        said += [time.needed_text(frame, setting), levers.best_text(frame, setting)]
        said += [chances.uncertain_text(words, found), *chances.reasons(words, found)]
    said += [levels.reading(words, setting, frame.view.sought), words(f"goal_form.say.{frame.view.rounding}")]
    return Page(
        language=words.language,
        title=words("goal.title"),
        goal=_goal(frame, setting),
        source=form.source_text(frame),
        headings=(
            *(words(f"handout.column.{name}") for name in ("level", "needed", "today", "rate")),
            *_chance_headings(words),
        ),
        lines=tuple(
            Line(card, tuple(likely.get(node, none))) for node, card in levels.cards(frame, setting).items()
        ),
        warnings=tuple(warnings),
        notes=tuple(filter(None, said)),
        footer=(words("handout.made", day=fmt.day(frame.today, words.language)), shell.data_label(frame)),
        link=address,
        link_label=words("handout.link.open"),
        made_on=frame.today,
    )


def _chance_headings(words: Words) -> list[str]:
    from kpi.chance import CHANCES

    return [words("handout.column.chance", chance=fmt.percent(chance, 0)) for chance in CHANCES]


def _goal(frame: Frame, setting: Setting) -> str:
    words, node = frame.words, frame.view.goal_unit
    fields = {
        "period": period_label(words, setting.period.code),
        "unit": words(f"goal.unit.{node}"),
    }
    if setting.plan[node] is None:
        return words("handout.goal.open", **fields)
    note = words("goal.note.sought") if node == frame.view.sought else ""
    return words("handout.goal", goal=shown(words, node, setting.plan[node]), **fields) + note


def xlsx_bytes(frame: Frame, setting: Setting) -> bytes:
    """Return the chain as a workbook that calculates, and beside it what else is known."""
    from kpi import goal_workbook

    words = frame.words
    warnings = (clashes.text(words, clash) for clash in setting.filled.solved.contradictions)
    notes = [
        _goal(frame, setting),
        form.source_text(frame),
        f"{shell.data_label(frame)} {words('handout.made', day=fmt.day(frame.today, words.language))}",
        words("handout.xlsx.say"),
        *warnings,
    ]
    return goal_workbook.workbook(
        setting.filled.solved,
        list(_rows(words, setting)),
        notes=notes,
        headings={name: words(f"handout.xlsx.{name}") for name in goal_workbook.COLUMNS},
        sheet=words("handout.sheet"),
    )


def _rows(words: Words, setting: Setting) -> Iterator[Row]:
    """Yield the chain from the goal to the budget, then whatever else has a number."""
    from kpi.goal_workbook import Row

    chain = [node for level, step in LEVELS.items() for node in (step, level) if node]
    beside = [node for node in NODES if node not in chain and setting.value(node) is not None]
    for node in (*chain, *beside):
        yield Row(
            node=node,
            label=words(f"goal.node.{node}"),
            owner=words(f"goal.owner.{NODES[node].owner}"),
            origin=_origin(words, setting, node),
            today=_today(setting, node),
            **_evidence(setting, node),
        )


def _origin(words: Words, setting: Setting, node: str) -> str:
    found = setting.filled.solved.nodes[node]
    if found.value is None:
        return reasons.why(words, found)
    if node in setting.filled.from_data:
        return words("handout.origin.data")
    return words("handout.origin.given" if found.is_given else "handout.origin.found")


def _evidence(setting: Setting, node: str) -> dict[str, float]:
    """Return the counts and the range behind a rate that was taken from the data."""
    if node not in STEPS or node not in setting.filled.from_data:
        return {}
    step = setting.basis.steps[node]
    low, high = step.interval()
    return {"hits": step.hits, "known": step.known_count, "low": low, "high": high}


def _today(setting: Setting, node: str) -> float | None:
    if node in LEVELS:
        return setting.landings[node].total
    value = setting.data.get(node)
    return None if value is None else float(value)
