"""What the parts of the versions share: which version is meant, and how a click is answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from kpi.definitions_list import Version
from kpi.errors import DefinitionChanged
from pages.ui import format as fmt
from pages.ui import session, shell, state
from pages.ui.shell import Frame
from pages.ui.view import Notice

PLACE: Final = "definition"  # over the version, where a new draft begins
ACTED: Final = "definition_act"  # beside the buttons under it: a long page is scrolled down to them
CONFLICT: Final = "definition_conflict"


def key_of(version: Version) -> str:
    """Return what a link names a version by: of what is not agreed the newest is meant."""
    if version.state != "agreed":
        return version.definition_id
    return f"{version.definition_id}:{version.version}"


def labels(frame: Frame, found: Sequence[Version]) -> list[str]:
    """Name versions by name, state and date, none like another: Streamlit knows a choice by its label."""
    said = [_label(frame, one) for one in found]
    twice = {text for text, count in Counter(said).items() if count > 1}
    marks = (f"#{one.definition_id[:4]}-{one.version}" for one in found)
    return [f"{text} {mark}" if text in twice else text for text, mark in zip(said, marks, strict=True)]


def _label(frame: Frame, version: Version) -> str:
    words = frame.words
    return words(
        "definition.label",
        name=version.definition.name,
        standing=words(f"definition.standing.{version.standing(frame.today)}"),
        day=fmt.day(version.effective_from, words.language),
    )


def attempt(
    kind: str, save: Callable[[], Version], *, place: str = ACTED, has_choice: bool = False
) -> Version | None:
    """Save, show what was saved and say so at a place; where another was first, keep both to choose from."""
    with shell.keeping(place):
        try:
            saved = save()
        except DefinitionChanged as error:
            if not has_choice:
                raise
            session.put(CONFLICT, (error.fields["mine"], error.fields["theirs"]))
            return None
        session.put(CONFLICT, None)
        state.change(definition=key_of(saved))
        session.tell(place, Notice(f"definition.done.{kind}", fields={"title": saved.definition.name}))
        return saved
    return None
