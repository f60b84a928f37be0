"""One visitor: a page in a browser context of its own, and everything it asked for, sent or broke."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Browser, Dialog, Locator, Page, WebSocket, expect

from pages.ui.text import Language, say
from tests.browser.house import HOST, Server

LOCALES: dict[Language, str] = {"ja": "ja-JP", "en": "en-US"}
FIRST_SCREEN = {"width": 1280, "height": 720}
PATIENCE_MS = 30_000
IDLE = '.stApp[data-test-script-state="notRunning"]'
Query = Mapping[str, str | list[str]]


class Visit:
    """A page under watch: `asked` holds its requests, `sent` its WebSocket frames, `broken` its faults."""

    def __init__(self, browser: Browser, server: Server, language: Language, **context: Any) -> None:
        self.server, self.language = server, language
        self.asked: list[str] = []
        self.sent: list[str | bytes] = []
        self.broken: list[str] = []
        self.log_from = len(server.said())
        settings = {"viewport": FIRST_SCREEN, "locale": LOCALES[language], "accept_downloads": True}
        self.context = browser.new_context(**(settings | context))
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.on("request", lambda request: self.asked.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.on("websocket", self._listen)
        self.page.on("pageerror", lambda error: self.broken.append(str(error)))
        self.page.on("dialog", self._dialog)

    def _listen(self, socket: WebSocket) -> None:
        self.asked.append(socket.url)
        socket.on("framesent", lambda frame: self.sent.append(frame))

    def _dialog(self, dialog: Dialog) -> None:
        self.broken.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def say(self, key: str, **fields: object) -> str:
        return say(self.language, key, **fields)

    def open(self, path: str = "", query: Query | None = None, wait_for: str = "") -> Page:
        """Go to a page of the app and wait until it stands: the board, or what `wait_for` selects."""
        asked = f"?{urlencode(query, doseq=True)}" if query else ""
        self.page.goto(f"{self.server.address}/{path}{asked}")
        self.settle(wait_for or (".st-key-download_csv" if path == "leads" else ".board[data-ready]"))
        return self.page

    def settle(self, wait_for: str = ".board[data-ready]") -> None:
        """Wait for an element, and for the run that showed it to end."""
        expect(self.page.locator(wait_for).first).to_be_visible(timeout=PATIENCE_MS)
        expect(self.page.locator(IDLE)).to_be_attached(timeout=PATIENCE_MS)

    def key(self, name: str, inside: str = "") -> Locator:
        """Return the widget of a Streamlit key, or a part of it."""
        return self.page.locator(f".st-key-{name} {inside}".strip())

    def press(self, name: str) -> None:
        """Press the button of a key; one with a help text is in the page twice, once for small screens."""
        self.key(name, "button:visible").click()

    def narrow(self, dimension: str, label: str) -> None:
        """Open the filter and choose a value by typing its name: a list in a floating box may still move."""
        self.page.get_by_role("button", name=self.say("explore.filter")).first.click()
        box = self.key(f"widget_{dimension}").get_by_role("combobox")
        box.fill(label)
        expect(self.page.get_by_role("option", name=label, exact=True)).to_be_visible()
        box.press("Enter")
        self.page.keyboard.press("Escape")

    def alerts(self) -> Locator:
        return self.page.get_by_test_id("stAlert")

    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def wait_for_query(self, **wanted: str) -> None:
        """Wait until the address says so."""
        self._wait_for(lambda found: all(found.get(key) == [value] for key, value in wanted.items()))

    def _wait_for(self, holds: Callable[[dict[str, list[str]]], bool]) -> None:
        self.page.wait_for_url(lambda url: holds(parse_qs(urlsplit(url).query)), timeout=PATIENCE_MS)

    def close(self) -> list[str]:
        """End the visit; return what must never happen: a request elsewhere, a fault, a traceback."""
        self.context.close()
        elsewhere = [url for url in self.asked if not _is_ours(url)]
        log = self.server.said()[self.log_from :]
        tracebacks = re.findall(r"Traceback \(most recent call last\)(?s:.{0,2000})", log)
        return [*(f"asked {url}" for url in elsewhere), *self.broken, *tracebacks]


def _is_ours(url: str) -> bool:
    found = urlsplit(url)
    return found.scheme in ("data", "blob") or found.hostname == HOST
