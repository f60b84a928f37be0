"""What is a good lead, what does the other side mean by it, and were the promises kept?"""

import streamlit as st

from pages.ui import shell
from pages.ui.agreement import sections

frame = shell.enter("agreement")
shell.header(frame, "agree.title")
shell.sentences(frame)
if not frame.record.lead_count:
    st.info(frame.words("shell.data.empty"), icon=":material/search_off:")
sections.show(frame)
shell.leave(frame)
