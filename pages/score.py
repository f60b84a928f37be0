"""Do our points tell buyers from readers, and what would other points change?"""

from pages.ui import shell
from pages.ui.score import whole

frame = shell.enter("score")
shell.header(frame, "score.title")
shell.body(frame, whole.show)
