"""The minutes of a frozen meeting as files, each built when it is asked for."""

from __future__ import annotations

from typing import Final

from kpi.snapshot import MeetingSnapshot
from pages.ui.meeting.minutes import Minutes, minutes
from pages.ui.text import Words

KINDS: Final = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "md": "text/markdown",
}


def build(words: Words, snapshot: MeetingSnapshot, kind: str) -> bytes:
    """Return the minutes as a file of one of KINDS. The libraries are loaded here, not with the page."""
    found = minutes(words, snapshot)
    if kind == "md":
        from pages.ui.meeting import minutes_md

        return minutes_md.text(found).encode()
    if kind == "pptx":
        from pages.ui.meeting import minutes_pptx

        return minutes_pptx.pptx_bytes(found, pictures(found))
    from pages.ui.meeting import minutes_pdf

    return minutes_pdf.pdf_bytes(found, pictures(found))


def pictures(found: Minutes) -> dict[str, bytes]:
    """Return the charts of the minutes as PNG, by code."""
    from pages.ui.meeting.pictures import png

    return {chart.code: png(chart.spec) for chart in found.charts}
