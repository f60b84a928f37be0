"""Which leads are good ones, why are the others refused or lost, and what do our leads contribute?"""

from pages.ui import shell
from pages.ui.quality import controls, sections

frame = shell.enter("quality")
shell.header(frame, "quality.title")
controls.row(frame)
shell.sentences(frame)
sections.show(frame)
shell.leave(frame)
