"""What have marketing and sales agreed a good lead is, since when, and what did they agree before?"""

from pages.ui import shell
from pages.ui.agreement import sections

frame = shell.enter("agreement")
shell.header(frame, "agree.title")
shell.body(frame, sections.show)
