"""What changed since last time, why, what was decided, and did it work?"""

import streamlit as st

from pages.ui import shell
from pages.ui.meeting import controls, first, live, reopened, sections

frame = shell.enter("meeting")
if frame.view.frozen:
    reopened.show(frame)
else:
    controls.presenter(frame)
    if not frame.view.presenter:
        shell.header(frame, "meet.title")
    found = live.read(frame)
    if not frame.record.lead_count:
        st.info(frame.words(live.nothing(found)), icon=":material/search_off:")
    controls.show(frame, found)
    shell.sentences(frame)
    first.show(frame, found.snapshot)
    sections.show(frame, found)
shell.leave(frame)
