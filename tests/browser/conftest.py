"""A real Chromium over a real server. Without one these tests are skipped, under CI=true they fail."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from pages.ui.text import Language
from tests.browser.hostile import add_hostile_leads
from tests.browser.house import Server
from tests.browser.truth import Truth
from tests.browser.visit import Visit

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # whatever a page might ask for elsewhere is recorded, and reaches nobody
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

Guest = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; every visit has a context of its own."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        reason = "no Chromium found (Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def serve(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start servers, each over a new folder: an empty one, or one with a copy of a database file."""
    running: list[Server] = []

    def start(copied: Path | None = None) -> Server:
        folder = tmp_path_factory.mktemp("server")
        database = folder / "data" / "kpi.duckdb"
        if copied:
            database.parent.mkdir()
            shutil.copy(copied, database)
        running.append(Server.start(folder, database))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def server(serve: Callable[..., Server], sample_path: Path) -> Server:
    """The app over the sample; shared, so no test writes to it."""
    return serve(sample_path)


@pytest.fixture(scope="session")
def truth(sample_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Truth]:
    """The numbers of the sample, from a copy of the file that the server has."""
    copy = shutil.copy(sample_path, tmp_path_factory.mktemp("truth") / "truth.duckdb")
    found = Truth(Path(copy))
    with closing(found.store):
        yield found


@pytest.fixture(scope="session")
def rough_server(
    serve: Callable[..., Server], sample_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> Server:
    """The app over the sample and the leads of hostile.LEADS; tests may write to it."""
    copy = shutil.copy(sample_path, tmp_path_factory.mktemp("rough") / "rough.duckdb")
    return serve(add_hostile_leads(Path(copy)))


@pytest.fixture
def guest(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Guest]:
    """Let visitors in: guest("en"), guest("ja", server=…, color_scheme="dark").

    After the test none of them asked another host for anything, no script failed, no window popped
    up, and the server's log holds no traceback.
    """
    visits: list[Visit] = []

    def enter(language: Language = "ja", server: Server | None = None, **context: Any) -> Visit:
        house = server or request.getfixturevalue("server")
        visits.append(Visit(browser, house, language, **context))
        return visits[-1]

    yield enter
    faults = [fault for visit in visits for fault in visit.close()]
    assert not faults


@pytest.fixture
def visit(guest: Guest) -> Visit:
    """A Japanese visitor of the shared server."""
    return guest("ja")


@pytest.fixture
def page(visit: Visit) -> Page:
    """The explore page as a Japanese visitor finds it."""
    return visit.open()
