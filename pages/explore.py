"""If we move the line, what happens to the SQL rate, the deals, the won amount and the goal?"""

import streamlit as st

from pages.ui import blocks, controls, evidence_block, live, shell, trial_block

frame = shell.enter("explore")
shell.header(frame, "explore.title")
controls.row(frame)
shell.sentences(frame)

found = blocks.curves(frame)
if not (found.inquiries or found.has_activity):
    empty = "shell.data.empty" if not frame.record.lead_count else "explore.empty"
    st.info(frame.words(empty), icon=":material/search_off:")
    shell.leave(frame)
    st.stop()

live.board(frame)
blocks.show_board_how(frame, found)
blocks.show_tradeoff(frame, found)
evidence_block.show(frame, found)
trial_block.show(frame, found)
