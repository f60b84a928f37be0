"""From an empty folder to the explore page, in the language of the browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages.ui import format as fmt
from pages.ui.navigation import _PAGES
from pages.ui.text import Language
from tests.browser.board import figures, read
from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.truth import Truth
from tests.browser.visit import Visit


def data_sentence(visit: Visit, truth: Truth) -> str:
    calendar = truth.record.calendar
    first, last = (fmt.day(day, visit.language) for day in (calendar.first_day, calendar.as_of))
    count = fmt.count(truth.record.lead_count)
    return visit.say("shell.data.sample", first=first, last=last, count=count)


# a fast machine builds the sample while a busy one has no time to ask what stands on the page
PROGRESS_SEEN = """
window.progressSeen = [];
new MutationObserver(() => {
  const text = document.querySelector('[data-testid=stProgress]')?.textContent;
  if (text && window.progressSeen.at(-1) !== text) window.progressSeen.push(text);
}).observe(document, {subtree: true, childList: true, characterData: true});
"""


def test_the_first_visitor_of_an_empty_folder_sees_progress_and_then_the_sample(
    serve: Callable[..., Server], guest: Guest, truth: Truth
) -> None:
    server = serve()
    assert not server.database.exists()
    visit = guest("ja", server)
    visit.page.add_init_script(PROGRESS_SEEN)
    visit.page.goto(server.address, wait_until="commit")
    visit.settle()
    seen = visit.page.evaluate("() => window.progressSeen")
    assert any(visit.say("shell.build.title") in text for text in seen), seen
    expect(visit.page.get_by_test_id("stProgress")).to_have_count(0)
    expect(visit.page.get_by_text(data_sentence(visit, truth))).to_be_visible()
    assert 5_900 < truth.record.lead_count < 6_000
    assert figures(read(visit.page)) == truth.figures(truth.view(), "ja")
    assert server.database.exists()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_speaks_the_language_of_the_browser(guest: Guest, truth: Truth, language: Language) -> None:
    visit = guest(language)
    page = visit.open()
    expect(page.get_by_role("heading", name=visit.say("explore.title"))).to_be_visible()
    expect(page.get_by_text(data_sentence(visit, truth))).to_be_visible()
    expect(page.locator(".board")).to_have_attribute("lang", language)
    assert figures(read(page)) == truth.figures(truth.view(), language)


def test_a_link_to_the_leads_works_as_the_first_thing_a_new_server_is_asked_for(
    serve: Callable[..., Server], guest: Guest, sample_path: Path
) -> None:
    visit = guest("ja", serve(sample_path))
    page = visit.open("leads", {"rows": "won"})
    expect(page.get_by_role("heading", name=visit.say("leads.title"))).to_be_visible()
    # without st.navigation Streamlit lists the files of pages/ in a side bar, and nothing guards the page
    expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)
    expect(page.locator(".st-key-menu a")).to_have_count(len(_PAGES))
    expect(page).to_have_title(visit.say("shell.app"))
