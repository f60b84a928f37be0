"""Which data is this, how did every row come in, and whose number is right?"""

from pages.ui import shell
from pages.ui.data import sections

frame = shell.enter("data")
shell.header(frame, "data.title")
sections.chooser(frame)
shell.sentences(frame)
sections.show(frame)
shell.leave(frame)
