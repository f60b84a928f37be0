"""Which leads are behind this number, and what happened to each of them?"""

import streamlit as st

from pages.ui import shell

frame = shell.enter("leads")
shell.header(frame, "leads.title")
shell.sentences(frame)
shell.leave(frame)
