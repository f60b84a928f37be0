"""Entry point: page config, language and navigation; no numbers."""

from pathlib import Path

import streamlit as st

from pages.ui import shell, state
from pages.ui.text import Words

# a file of ours: a Material or emoji icon would be fetched from another host
ICON = str(Path(__file__).parent / "pages" / "ui" / "icon.svg")

words = Words(state.language())
st.set_page_config(page_title=words("shell.app"), page_icon=ICON, layout="wide")
page = st.navigation(
    [
        st.Page(
            "pages/explore.py",
            title=words("shell.page.explore"),
            icon=":material/tune:",
            help=words("shell.page.explore.help"),
            default=True,
        ),
        st.Page(
            "pages/leads.py",
            title=words("shell.page.leads"),
            icon=":material/groups:",
            help=words("shell.page.leads.help"),
        ),
    ],
    position="top",
)
with shell.guarded(words):
    page.run()
