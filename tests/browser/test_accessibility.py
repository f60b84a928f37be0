"""axe finds nothing serious, in both languages, light and dark."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages.ui.text import Language
from tests.browser.conftest import Guest
from tests.browser.visit import PATIENCE_MS

# the whole page in view: axe does not judge the contrast of what is scrolled away
TALL = {"width": 1280, "height": 3600}
PAGES: dict[str, dict[str, str]] = {
    "": {"s": "52"},
    "leads": {"rows": "won", "lead": "L-00121"},
    "score": {},
    "quality": {"qs": "reasons"},
}
READY = {"score": ".st-key-score_take", "quality": ".st-key-quality_csv"}
LEFT_OUT = (
    # the colours of Streamlit's SQL highlighter are in no theme setting
    '[data-testid="stCode"] .token',
)


def findings(page: Page) -> list[str]:
    """Return the serious and critical findings, each with the element it is about."""
    context: dict[str, Any] = {"exclude": [[selector] for selector in LEFT_OUT]}
    found = Axe().run(page, context=context, options={"resultTypes": ["violations"]})
    return [
        f"{rule['id']}: {node['html'][:160]} {[part['message'] for part in node['any'][:1]]}"
        for rule in found.response["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize(
    ("path", "language"),
    [("", "ja"), ("", "en"), ("leads", "ja"), ("leads", "en"), ("score", "ja"), ("quality", "ja")],
)
def test_axe_finds_nothing_serious_in_light_and_dark(guest: Guest, path: str, language: Language) -> None:
    visit = guest(language, viewport=TALL)
    page = visit.open(path, PAGES[path], READY.get(path, ""))
    boxes = page.get_by_test_id("stExpander").locator("summary")
    boxes.filter(has_text=visit.say("shell.how")).first.click()
    if path == "score":
        boxes.filter(has_text=visit.say("score_rules.add")).click()
        expect(visit.key("score_add_do")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("stCode").first).to_be_visible(timeout=PATIENCE_MS)
    found: dict[str, list[str]] = {}
    backgrounds = set()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".stApp")).to_have_css("color-scheme", scheme)
        page.wait_for_timeout(500)  # colours fade over
        backgrounds.add(page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor"))
        found[scheme] = findings(page)
    assert len(backgrounds) == 2
    assert found == {"light": [], "dark": []}
