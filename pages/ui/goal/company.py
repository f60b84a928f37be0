"""The goal taken from the company's sales goal and the share of the web, with the yardstick of 10 %."""

from __future__ import annotations

import streamlit as st

from kpi.goal import WEB_SHARE_YARDSTICK, web_share
from kpi.goal_given import read_node
from pages.ui import format as fmt
from pages.ui.goal import fixed
from pages.ui.goal.setting import Setting, is_of_company
from pages.ui.shell import Frame


def show(frame: Frame, setting: Setting) -> None:
    """Show both fields, what they come to, and how far the yardstick is."""
    words = frame.words
    st.markdown(words("goal.company.say"))
    for column, node in zip(st.columns(2), fixed.COMPANY, strict=True):
        with column:
            fixed.field(frame, setting, node)
    if is_of_company(setting.given):
        _found(frame, setting)
    elif setting.given.keys() & {*fixed.COMPANY}:
        st.info(words("goal.company.half"), icon=":material/info:")
    st.caption(words("goal.company.source"))


def _found(frame: Frame, setting: Setting) -> None:
    words = frame.words
    company = read_node("company_goal_yen", setting.given["company_goal_yen"])
    found = web_share(company, company * read_node("web_share", setting.given["web_share"]))
    yen = {
        "goal": fmt.yen(float(found.per_quarter_yen * 4), words.language),
        "quarter": fmt.yen(float(found.per_quarter_yen), words.language),
    }
    share = None if found.share is None else float(found.share)
    st.markdown(words("goal.company.found", share=fmt.percent(share), **yen))
    yardstick = {
        "yardstick": fmt.percent(float(WEB_SHARE_YARDSTICK), 0),
        "yardstick_yen": fmt.yen(float(found.yardstick_yen), words.language),
    }
    gap = fmt.yen(float(found.gap_yen), words.language)
    key = "goal.company.gap" if found.gap_yen else "goal.company.reached"
    st.markdown(words(key, **yardstick, **({"gap": gap} if found.gap_yen else {})))
