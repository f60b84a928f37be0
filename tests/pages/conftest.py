"""Pages run headless on a real database: every text they send; nothing is cached between tests."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest, app_test

from kpi.store import Store
from pages.ui import cached, cached_data, cached_goal
from tests.conftest import TODAY
from tests.hostile_worlds import World

APP = Path(__file__).resolve().parents[2] / "app.py"
# what Python says where a person expects a number or a sentence
BROKEN = re.compile(
    r"\b(nan|NaN|NaT|inf|Infinity|None|Traceback|KeyError|Error:)\b|<NA>|(?<![{\w\"]){[a-z_]+}"
)
CELL = re.compile("<t[dh][^>]*>(.*?)</t[dh]>")
NO_TABLE = pd.DataFrame()
MARKDOWN = {"markdown", "caption", "title", "subheader", "error", "warning", "info", "success", "button"}
FRAMES = ("arrow_data_frame", "dataframe", "table", "arrow_table")
UNSEEN = {"js_content", "css_content", "html_content", "js_source_path", "css_source_path", "id", "icon"}


class Page:
    """One run of a page: its elements and all the text in them."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.nodes = list(_walk(app._tree))  # platform.md: AppTest has no public walk over unknown elements

    def all(self, kind: str) -> list[str]:
        """Texts of the elements of one kind, paragraph by paragraph, as a person reads them."""
        return [_read(text) for element in self.app.get(kind) for text in element.value.split("\n\n")]

    def table(self, heading: str) -> pd.DataFrame:
        """The table drawn to be read (plain_table.py) whose names stand under `heading`; a note stands under
        its name, after a line break."""
        [found] = [table for table in map(_plain, self.app.get("html")) if heading in table.columns[:1]]
        return found

    def below_tables(self) -> list[str]:
        """The sentences under the tables drawn to be read."""
        return [
            html.unescape(said)
            for element in self.app.get("html")
            for said in re.findall("<p>(.*?)</p>", element.proto.body)
        ]

    @property
    def text(self) -> str:
        """Everything that is said anywhere on the page, labels, tables and the board included."""
        return "\n".join(text for node in self.nodes for text in _node_texts(node))

    def assert_sound(self, *, quoted: str = "\0") -> None:
        """No exception, no leftover of Python in any text (but a quoted link value), no undefined cell
        without its dash, no live markup."""
        assert not self.app.exception
        found = BROKEN.search(self.text.replace(quoted, ""))
        assert found is None, self.text[max(0, found.start() - 150) : found.end() + 40]
        for node in self.nodes:
            if node.type in MARKDOWN or node.type in ("expander", "popover"):
                said = "\n".join(_proto_texts(node.proto))
                assert "![x](" not in said, said
                assert not re.search(r"(?<!\\)<script", said), said
            if node.type in FRAMES and node.value.isna().to_numpy().any():
                assert node.proto.placeholder == "–"
            if node.type == "vega_lite_chart":
                assert all(np.isfinite(column).all() for column in _chart_numbers(node.proto))


def _plain(element: Any) -> pd.DataFrame:
    """Read the cells of a table drawn by plain_table.py; an empty frame for other HTML."""
    if "<div class='plain'" not in element.proto.body:
        return NO_TABLE
    rows = [
        [html.unescape(cell.replace("<small>", "\n").replace("</small>", "")) for cell in CELL.findall(row)]
        for row in re.findall("<tr>(.*?)</tr>", element.proto.body)
    ]
    return pd.DataFrame(rows[1:], columns=rows[0])


def _walk(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _walk(child)


def _read(text: str) -> str:
    """Take the escapes, and the invisible space in an address, out of Markdown that was made inert."""
    return re.sub(r"\\([^\w\s])", r"\1", text).replace("\u200b", "")


def _node_texts(node: Any) -> Iterator[str]:
    if node.type in FRAMES:
        yield "\n".join([*map(str, node.value.columns), *_cells(node.value)])
    if node.type == "bidi_component":
        yield from texts_within(json.loads(node.proto.json))
    elif node.type == "html":
        yield html.unescape(re.sub(r"(?s)<style>.*?</style>|<[^>]+>", "\n", node.proto.body))
    elif getattr(node, "proto", None) is not None:
        yield from map(_read, _proto_texts(node.proto))


def _cells(frame: Any) -> list[str]:
    return [_read(str(value)) for column in frame.columns for value in frame[column].dropna()]


def _proto_texts(proto: Any) -> Iterator[str]:
    """Every string of a protobuf message, wherever it is nested, but code and identifiers."""
    for field, value in proto.ListFields() if hasattr(proto, "ListFields") else ():
        if field.name in UNSEEN:
            continue
        for item in [value] if isinstance(value, str) or hasattr(value, "ListFields") else _items(value):
            if isinstance(item, str):
                yield item
            else:
                yield from _proto_texts(item)


def texts_within(data: Any) -> Iterator[str]:
    """Every string of nested lists and mappings, and every number and None as Python writes it."""
    if isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from texts_within(value)
    else:
        yield str(data)


def _items(value: Any) -> list[Any]:
    try:
        return [item for item in value if not isinstance(item, int | float | bytes)]
    except TypeError:
        return []


def _chart_numbers(proto: Any) -> Iterator[np.ndarray]:
    """The numbers of a chart's datasets that are defined."""
    for dataset in proto.datasets:
        frame = pa.ipc.open_stream(dataset.data.data).read_pandas()
        for column in frame.select_dtypes("number"):
            yield frame[column].dropna().to_numpy()


@pytest.fixture(autouse=True)
def _nothing_cached(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test starts on the same day with nothing cached but the chart's shape, which knows no data."""
    monkeypatch.setenv("KPI_TODAY", TODAY.isoformat())
    # AppTest searches all installed packages for components at every run: two thirds of its time
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    # a server that has run app.py before: AppTest else forgets at every run that the app has st.navigation
    monkeypatch.setattr(app_test, "PagesManager", type("Warm", (PagesManager,), {}))
    monkeypatch.setattr(PagesManager, "uses_pages_directory", False)
    _clear()
    yield
    _clear()


def _clear() -> None:
    """Forget every cached value; the store is closed when it is forgotten."""
    functions = {**vars(cached), **vars(cached_goal), **vars(cached_data)}
    for name, function in functions.items():
        if hasattr(function, "cache_clear") and name != "tradeoff_spec":
            function.cache_clear()
    cached.store.clear()


# what stands in these boxes is drawn while they are open
BOXES = {
    "kept_goal_boxes": ["company", "fixed", "source"],
    "kept_goal_lever_costs": True,
    "score_add_box": True,
}


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[World | Path], Path]:
    """Return a function that makes a world, or a file, the database of the app."""

    def used(data: World | Path) -> Path:
        path = data if isinstance(data, Path) else tmp_path / "kpi.duckdb"
        if isinstance(data, World):
            data.fill(opened := Store.open(path))
            opened.close()
        monkeypatch.setenv("KPI_DB", str(path))
        return path

    return used


@pytest.fixture
def visit() -> Callable[..., Page]:
    """Return a function that opens a page with an address: visit("leads", lang="en", m="40").

    Boxes stand open but for those that are to be `shut`.
    """

    def visited(page: str = "explore", shut: Sequence[str] = (), **query: str | list[str]) -> Page:
        app = AppTest.from_file(APP, default_timeout=30)
        for box, opened in BOXES.items():
            if box not in shut:
                app.session_state[box] = opened
        for key, value in query.items():
            app.query_params[key] = value
        return Page((app if page == "explore" else app.switch_page(f"pages/{page}.py")).run())

    return visited
