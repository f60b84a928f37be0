"""What does the goal need, at each level, and who answers for it?"""

import streamlit as st

from pages.ui import shell
from pages.ui.goal import chances, channels, form, handout, levels, levers, scenarios, setting, time

frame = shell.enter("goal")
shell.header(frame, "goal.title")
form.show(frame)
shell.sentences(frame)
form.source(frame)

if not frame.record.lead_count:
    st.info(frame.words("shell.data.empty"), icon=":material/search_off:")
found = setting.read(frame)
levels.show(frame, found)
levels.steps(frame, found)
time.show(frame, found)
chances.show(frame, found)
levers.show(frame, found)
channels.show(frame, found)
scenarios.show(frame, found)
handout.show(frame, found)
shell.leave(frame)
