"""What a session keeps beside its view: its files, what was answered about them, its import at work."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from pages.ui import inputs


def folder() -> Path:
    """A folder for the files of this session; it goes when the session does."""
    if "folder" not in st.session_state:
        st.session_state["folder"] = TemporaryDirectory(prefix="kpi_session_")
    return Path(st.session_state["folder"].name)


def answers(file: str) -> dict[str, str]:
    """What this session has answered about a file, by the question's key."""
    return dict(st.session_state.get("answers", {}).get(file, {}))


def answer(file: str, key: str, widget_key: str) -> None:
    """Keep what a widget of this session answers; nothing chosen takes the answer back."""
    given = st.session_state.setdefault("answers", {}).setdefault(file, {})
    value = st.session_state[widget_key]
    if value is None:
        given.pop(key, None)
    else:
        given[key] = str(value)


def asked(file: str) -> dict[str, Any]:
    """The questions about a file that this session has seen, by key."""
    return dict(st.session_state.get("asked", {}).get(file, {}))


def remember_asked(file: str, question: Any) -> None:
    st.session_state.setdefault("asked", {}).setdefault(file, {})[question.key] = question


def job() -> Any:
    """The import that this session has at work, None when there is none."""
    return st.session_state.get("job")


def set_job(started: Any) -> None:
    st.session_state["job"] = started


def value(key: str) -> Any:
    """What a widget of this session holds, in a callback of its own."""
    return st.session_state[key]


def who() -> str | None:
    """The name that a person of this session gave for what they change, None without one."""
    return st.session_state.get("import_who") or None


def keep_who() -> None:
    """Keep the name for the parts of a page that do not ask for it: Streamlit forgets a field not shown."""
    st.session_state["import_who"] = st.session_state.get("import_who", "")


def tell(place: str, said: Any) -> None:
    """Keep what a callback has to say, good or bad, for one place of the page in the run that follows it."""
    st.session_state[f"told_{place}"] = said


def told(place: str) -> Any:
    return st.session_state.pop(f"told_{place}", None)


def edition(name: str) -> int:
    """Number of times this session has finished with a widget, which then starts anew under another key."""
    return int(st.session_state.get(f"edition_{name}", 0))


def next_edition(name: str) -> None:
    st.session_state[f"edition_{name}"] = edition(name) + 1


def kept(name: str, shown: Any) -> Any:
    """What a person chose in a widget that is no field of the view, `shown` before that."""
    return st.session_state.get(f"kept_{name}", shown)


def keep(name: str) -> None:
    """Keep what a widget shows, through a switch of the language and of the part of the page."""
    st.session_state[f"kept_{name}"] = inputs.widget_value(name)


def holds(key: str) -> bool:
    """Whether a widget of this key is on the page, with what a person did to it."""
    return key in st.session_state


def put(name: str, value: Any) -> None:
    """Keep a value that no widget holds, to be read by `kept`."""
    st.session_state[f"kept_{name}"] = value


def forget(*names: str) -> None:
    """Let what was kept, and the widgets that showed it, start again."""
    for name in names:
        st.session_state.pop(f"kept_{name}", None)
    inputs.forget_widgets(*names)


def files(place: str) -> list[Path]:
    """The files that were dropped at one place of a page and not taken away since, in their order."""
    return list(st.session_state.get(f"files_{place}", ()))


def add_files(place: str, paths: Sequence[Path]) -> None:
    known = files(place)
    st.session_state[f"files_{place}"] = known + [path for path in paths if path not in known]


def take_away(place: str, path: Path) -> None:
    """Forget a file that was dropped at a place and remove its copy; another file is left alone."""
    if path in (known := files(place)):
        st.session_state[f"files_{place}"] = [one for one in known if one != path]
        shutil.rmtree(path.parent, ignore_errors=True)
