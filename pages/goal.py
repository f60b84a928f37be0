"""What does the goal need, at each level, and who answers for it?"""

from pages.ui import shell
from pages.ui.goal import answer

frame = shell.enter("goal")
shell.header(frame, "goal.title")
shell.body(frame, answer.show)
