"""A link value that cannot be honoured is named on screen in a sentence, and stays plain text."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from pages.ui.labels import field_label
from pages.ui.text import Words
from pages.ui.view import KEYS
from pages.ui.view_link import LONGEST
from tests.browser.board import figures, read
from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.truth import Truth
from tests.browser.visit import Query, Visit

FIELDS = {key: name for name, key in KEYS.items()}
SCRIPT = "<img src=x onerror=alert(1)>"
IMAGE = "![x](http://example.invalid/p.png)"
LONG = "9" * 5_000

REFUSED: dict[str, Query] = {
    "out of bounds": {"m": "999", "s": "-1", "p": "xyz", "goal": "1e400", "reps": "NaN"},
    "words, fractions, unknown codes": {"m": "abc", "s": "40.5", "q": IMAGE, "d": "x", "dt": "cohorts"},
    "full-width digits, HTML, reversed dates": {"m": "４０", "s": SCRIPT, "p": "2026-03-01..2026-01-01"},
    "five thousand characters, a script": {"m": LONG, "rows": "javascript:alert(1)"},
}


def refusal(visit: Visit, truth: Truth, key: str, asked: str) -> str:
    """The sentence that must be on screen, as a person reads it."""
    shown = asked if len(asked) <= LONGEST else f"{asked[:LONGEST]}…"
    default = field_label(Words(visit.language), FIELDS[key], getattr(truth.view(), FIELDS[key]))
    return visit.say("shell.link.refused", name=visit.say(f"shell.name.{key}"), asked=shown, showing=default)


def expect_notices(visit: Visit, *sentences: str) -> None:
    """Wait for one notice a refused value, and for the board below them."""
    for sentence in sentences:
        expect(visit.alerts().filter(has_text=sentence)).to_have_count(1)
    expect_nothing_broken(visit.page)


def expect_nothing_broken(page: Page) -> None:
    expect(page.get_by_test_id("stException")).to_have_count(0)
    hostile = 'img[src="x"], [src*="example.invalid"], a[href*="example.invalid"], a[href^="javascript"]'
    expect(page.locator(hostile)).to_have_count(0)


@pytest.mark.parametrize("case", REFUSED)
def test_a_value_that_cannot_be_used_is_named_and_the_agreed_one_shown(
    visit: Visit, truth: Truth, case: str
) -> None:
    query = REFUSED[case]
    page = visit.open(query=query)
    expect_notices(visit, *(refusal(visit, truth, key, str(asked)) for key, asked in query.items()))
    assert figures(read(page)) == truth.figures(truth.view(), "ja")


def test_reversed_thresholds_are_named_and_the_agreed_pair_shown(visit: Visit, truth: Truth) -> None:
    page = visit.open(query={"m": "80", "s": "20"})
    expect_notices(visit, visit.say("shell.link.reversed", mql=80, sql=20, showing="40 / 60"))
    assert figures(read(page)) == truth.figures(truth.view(), "ja")


def test_a_threshold_given_twice_is_named(visit: Visit, truth: Truth) -> None:
    page = visit.open(query={"m": ["20", "30"], "s": "61"})
    expect_notices(visit, refusal(visit, truth, "m", "20 / 30"))
    assert figures(read(page)) == truth.figures(truth.view(sql=61), "ja")


def test_unknown_channels_are_named_and_the_known_one_kept(guest: Guest, truth: Truth) -> None:
    visit = guest("en")
    page = visit.open(query={"ch": ["nowhere", "webinar", SCRIPT], "ind": IMAGE, "s": "61"})
    dropped = {"ch": f"nowhere, {SCRIPT}", "ind": IMAGE}
    expect_notices(
        visit,
        *(
            visit.say("shell.link.dropped", name=visit.say(f"shell.name.{key}"), asked=asked)
            for key, asked in dropped.items()
        ),
    )
    assert figures(read(page)) == truth.figures(truth.view(sql=61, channel=("webinar",)), "en")


def test_an_unknown_language_is_named(visit: Visit) -> None:
    visit.open(query={"lang": "xx"})
    expect(visit.alerts().filter(has_text=visit.say("shell.name.lang")).filter(has_text="xx")).to_have_count(
        1
    )


def test_an_unknown_lead_is_named_as_plain_text(visit: Visit) -> None:
    lead = f"{SCRIPT} {IMAGE}"
    visit.open("leads", {"lead": lead})
    expect_notices(visit, visit.say("leads.unknown_lead", lead=lead))


def test_an_honest_link_brings_no_notice(visit: Visit, truth: Truth) -> None:
    channels = ("webinar", "mail")
    query: Query = {"m": "30", "s": "55", "p": "w26", "ch": list(channels), "q": "rule", "d": "mql"}
    page = visit.open(query=query)
    expect(visit.alerts()).to_have_count(0)
    view = truth.view(mql=30, sql=55, period="w26", channel=channels, question="rule", denominator="mql")
    assert figures(read(page)) == truth.figures(view, "ja")


def test_no_page_that_embeds_the_app_may_stop_or_rerun_it(server: Server) -> None:
    with urllib.request.urlopen(f"{server.address}/_stcore/host-config", timeout=10) as answer:
        assert json.load(answer)["allowedOrigins"] == []
