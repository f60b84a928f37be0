"""The two definitions that are laid side by side: point rules and lines of either, as the view holds them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

import streamlit as st

from kpi.agreement import Agreement
from kpi.definitions import Definition
from kpi.definitions_list import Version, versions
from pages.ui import cached_agreement, inputs, side_code, state
from pages.ui.agreement.doing import labels
from pages.ui.shell import Frame
from pages.ui.side_code import SideCode

SideName = Literal["side_one", "side_other"]
SIDES: Final[tuple[SideName, ...]] = ("side_one", "side_other")
Known = dict[tuple[str, int], Version]
_AGREED: Final = ("", 0)  # the rules agreed today: a choice of its own, else Streamlit speaks English


@dataclass(frozen=True)
class Both:
    """The definitions of both sides; `is_proposed` says that the page proposes the other one's lines, where
    the rule comes nearest to sales's judgement."""

    one: Definition
    other: Definition
    is_proposed: bool


def choose(frame: Frame) -> Both:
    """Let a person choose both sides, and return them."""
    found: Known = {(one.definition_id, one.version): one for one in versions(frame.store)}
    codes = {side: code(frame, side) for side in SIDES}
    definitions = []
    for column, side in zip(st.columns(2), SIDES, strict=True):
        with column, st.container(border=True, key=f"box_{side}"):
            _show(frame, side, codes[side], found)
        definitions.append(_definition(frame, codes[side], found))
    is_proposed = not frame.view.side_other and codes["side_one"].version is None and _is_agreed(frame)
    return Both(*definitions, is_proposed=is_proposed)


def code(frame: Frame, side: SideName) -> SideCode:
    """Return what the view says of a side; without a word marketing has the agreed lines, and sales those of
    the explore page, or while they are the agreed ones those nearest to its own judgement."""
    if asked := getattr(frame.view, side):
        return side_code.read(asked)
    agreed, view = frame.agreed, frame.view
    if side == "side_one":
        return SideCode(agreed.mql_threshold, agreed.sql_threshold)
    if not _is_agreed(frame):
        return SideCode(view.mql, view.sql)
    key = (frame.path, frame.record.data_version, replace(frame.chosen, scored="today"))
    line = _nearest(cached_agreement.judged(*key), agreed.sql_threshold)
    return SideCode(min(agreed.mql_threshold, line), line)


def _is_agreed(frame: Frame) -> bool:
    agreed = frame.agreed
    return frame.lines == (agreed.mql_threshold, agreed.sql_threshold)


def _nearest(found: Agreement, agreed: int) -> int:
    """Return the line where rule and judgement agree best beyond chance; the agreed one where none does."""
    kappas = {line: found.at(line).kappa or 0.0 for line in range(101)}
    best = max(kappas, key=lambda line: kappas[line])
    return best if kappas[best] > 0 else agreed


def _definition(frame: Frame, code: SideCode, found: Known) -> Definition:
    base = found[code.version].definition if code.version in found else frame.agreed
    return base.model_copy(update={"mql_threshold": code.mql, "sql_threshold": code.sql})


def _show(frame: Frame, side: SideName, code: SideCode, found: Known) -> None:
    words, names = frame.words, _names(frame, found)
    st.markdown(f"**{words(f'compare.{side}')}**")
    rules, mql, sql = st.columns([3, 1, 1], vertical_alignment="bottom")
    with rules:
        st.selectbox(
            words("compare.rules"),
            list(names),
            format_func=names.__getitem__,
            key=inputs.widget(
                f"{side}_rules", code.version if code.version in found else _AGREED, always=True
            ),
            on_change=_take_rules,
            args=(side, {_AGREED: frame.agreed} | {key: one.definition for key, one in found.items()}),
        )
    for column, line, shown in ((mql, "mql", code.mql), (sql, "sql", code.sql)):
        with column:
            st.number_input(
                words(f"compare.{line}"),
                min_value=0,
                max_value=100,
                step=1,
                key=inputs.widget(f"{side}_{line}", shown, always=True),
                on_change=_take_line,
                args=(side, code, line),
            )
    if code.version is not None and code.version not in found:
        st.warning(words("compare.gone"), icon=":material/link_off:")


def _names(frame: Frame, found: Known) -> dict[tuple[str, int], str]:
    agreed = frame.words("compare.agreed", name=frame.agreed.name)
    return {_AGREED: agreed} | dict(zip(found, labels(frame, list(found.values())), strict=True))


def _take_rules(side: SideName, known: dict[tuple[str, int], Definition]) -> None:
    """Take other point rules, with the lines that belong to them."""
    version = inputs.widget_value(f"{side}_rules")
    chosen = known[version]
    kept = None if version == _AGREED else version
    _change(side, SideCode(chosen.mql_threshold, chosen.sql_threshold, kept))


def _take_line(side: SideName, code: SideCode, line: str) -> None:
    """Take one line; the other gives way where they would cross. A cleared field changes nothing."""
    value = inputs.widget_value(f"{side}_{line}")
    if value is None:
        return
    moved = code._replace(**{line: int(value)})
    if moved.mql > moved.sql:
        moved = moved._replace(mql=int(value), sql=int(value))
    _change(side, moved)


def _change(side: SideName, code: SideCode) -> None:
    state.change(**{side: side_code.written(code), "middle": ""})
