"""The pages of the app and the frame of the browser window."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.ui.text import Words

# a file of ours: a Material or emoji icon would be fetched from another host
ICON = str(Path(__file__).parent / "icon.svg")
_PAGES = {
    "explore": ":material/tune:",
    "meeting": ":material/diversity_3:",
    "agreement": ":material/handshake:",
    "goal": ":material/flag:",
    "score": ":material/scoreboard:",
    "quality": ":material/verified:",
    "leads": ":material/groups:",
    "data": ":material/database:",
}  # the first is the start page


def navigate(words: Words) -> StreamlitPage:
    """Set up the window and the pages in the reader's language; return the page that was asked for."""
    st.set_page_config(page_title=words("shell.app"), page_icon=ICON, layout="wide")
    pages = [
        st.Page(f"pages/{name}.py", title=words(f"shell.page.{name}"), default=name == "explore")
        for name in _PAGES
    ]
    return st.navigation(pages, position="hidden")


def menu(words: Words, page: StreamlitPage) -> None:
    """Link to every page. Streamlit would draw a menu of its own anew with every change of a page, and gives
    the link of the page that is open no mark that page.css could use to keep it in view on a phone."""
    place = list(_PAGES).index(page.url_path or next(iter(_PAGES))) + 1
    mark = "--menu-here: sticky; --menu-target: nearest;"
    st.html(f"<style>.st-key-menu > :nth-child({place}) {{ {mark} }}</style>")
    with st.container(horizontal=True, gap="xsmall", key="menu"):
        for name, icon in _PAGES.items():
            st.page_link(f"pages/{name}.py", label=words(f"shell.page.{name}"), icon=icon)
