"""Which leads are behind this number, and what happened to each of them?"""

from pages.ui import how, lead_card, lead_table, shell, trial_table

frame = shell.enter("leads")
shell.header(frame, "leads.title")
lead_table.chooser(frame)
shell.sentences(frame)

chosen = lead_table.selection(frame)
if chosen.trial:
    trial_table.show(frame)
else:
    lead_table.table(frame, chosen)
lead_card.show(frame)
how.computed(frame.words, "leads", frame.words("leads.how"), (chosen.count_statement, chosen.rows_statement))
shell.leave(frame)
