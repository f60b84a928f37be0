"""Entry point: page config, language and navigation; no numbers."""

import streamlit as st

from pages.ui import shell, state
from pages.ui.text import Words

words = Words(state.language())
st.set_page_config(page_title=words("shell.app"), page_icon=":material/monitoring:", layout="wide")
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
