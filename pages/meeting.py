"""What changed since last time, why, what was decided, and did it work?"""

from pages.ui import shell
from pages.ui.meeting import answer, reopened

frame = shell.enter("meeting")
if frame.view.frozen:
    reopened.show(frame)
    shell.leave(frame)
else:
    if not frame.view.presenter:
        shell.header(frame, "meet.title")
    shell.body(frame, answer.show)
