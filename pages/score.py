"""Do our points tell buyers from readers, and what would other points change?"""

import streamlit as st

from pages.ui import shell
from pages.ui.score import answer, controls, effect, live, sections, table

frame = shell.enter("score")
shell.header(frame, "score.title")
controls.row(frame)
shell.sentences(frame)

found = live.read(frame)
if not found.profiles.lead_count:
    empty = "explore.empty" if frame.record.lead_count else "shell.data.empty"
    st.info(frame.words(empty), icon=":material/search_off:")
    shell.leave(frame)
    st.stop()

answer.show(frame, found)
left, right = st.columns([3, 2])
with left:
    rules = table.show(frame, found)
with right:
    effect.show(frame, found, rules)
sections.show(frame, found, rules)
shell.leave(frame)
