"""What does the goal need, at each level, and who answers for it?"""

import streamlit as st

from pages.ui import shell
from pages.ui.goal import form, levels, sections, setting

frame = shell.enter("goal")
shell.header(frame, "goal.title")
found = setting.read(frame)
form.show(frame, found)
shell.sentences(frame)
form.source(frame)

if not frame.record.lead_count:
    st.info(frame.words("shell.data.empty"), icon=":material/search_off:")
levels.show(frame, found)
sections.show(frame, found)
shell.leave(frame)
