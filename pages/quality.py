"""Which leads are good ones, why are the others refused or lost, and what do our leads contribute?"""

from pages.ui import shell
from pages.ui.quality import answer

frame = shell.enter("quality")
shell.header(frame, "quality.title")
shell.body(frame, answer.show)
