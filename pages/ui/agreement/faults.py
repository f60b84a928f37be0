"""What must be said of the points of a version that is to be agreed on."""

from __future__ import annotations

import streamlit as st

from kpi.definitions_list import Version
from kpi.filters import Filter
from kpi.period import ALL, parse
from pages.ui import cached_score, rule_words
from pages.ui import format as fmt
from pages.ui.labels import value_label
from pages.ui.shell import Frame


def show(frame: Frame, version: Version) -> None:
    """Warn of points that part no leads, end above 100, take away, or fall to nobody, and of high-intent
    forms that nobody came through; all leads on record count."""
    record, rules = frame.record, version.definition
    more = tuple(sorted(set(rules.attribute_points) - set(frame.agreed.attribute_points)))
    found = cached_score.remarks_of(
        frame.path,
        record.data_version,
        Filter(parse(ALL, record.calendar)),
        record.calendar.as_of,
        more,
        rules.model_dump_json(),
    )
    said = [rule_words.said(frame.words, remark) for remark in found]
    unknown = [form for form in rules.high_intent_forms if form not in record.values["form"]]
    if unknown and record.lead_count:
        named = frame.words("score_rules.remark.join").join(
            fmt.markdown(value_label(frame.words, "form", form)) for form in unknown
        )
        said.append(frame.words("score_rules.remark.no_form", forms=named))
    if said:
        st.warning("  \n".join(said), icon=":material/warning:")
