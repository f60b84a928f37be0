"""The explore page: in both languages, on the sample, on no data, on hostile data, from any link."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pages.ui.text import say
from tests.hostile_worlds import CHANNELS, HOSTILE, IMAGE, World
from tests.pages.conftest import Page

Use = Callable[[object], object]  # the fixtures of conftest.py
Visit = Callable[..., Page]
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]")
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])


@BOTH
def test_the_sample_shows_board_chart_evidence_and_trial_list(
    use: Use, visit: Visit, sample_path: object, lang: str
) -> None:
    use(sample_path)
    page = visit(lang=lang)
    page.assert_sound()
    assert page.all("title") == [say(lang, "explore.title")]
    assert page.all("subheader") == [
        say(lang, f"explore.{name}") for name in ("tradeoff", "evidence", "trial")
    ]
    kinds = [node.type for node in page.nodes]
    assert (kinds.count("bidi_component"), kinds.count("vega_lite_chart")) == (
        4,
        1,
    )  # board, marks, evidence, trial
    assert page.all("warning") == page.all("error") == []
    assert "5,952" in page.all("caption")[0]  # the leads of the sample


@pytest.mark.parametrize("world", HOSTILE)
def test_a_hostile_world_is_shown_without_a_leftover_of_python(use: Use, visit: Visit, world: str) -> None:
    use(HOSTILE[world])
    for query in ({"lang": "ja"}, {"lang": "en", "dt": "activity", "q": "rule", "d": "mql"}):
        page = visit(**query)
        page.assert_sound()
        assert page.all("error") == []


@BOTH
def test_an_empty_store_says_that_there_are_no_leads_yet(use: Use, visit: Visit, lang: str) -> None:
    use(World())
    page = visit(lang=lang)
    page.assert_sound()
    assert page.all("info") == [say(lang, "shell.data.empty")]
    assert page.all("subheader") == []


@BOTH
def test_a_filter_that_leaves_nobody_says_so_and_keeps_its_controls(
    use: Use, visit: Visit, lang: str
) -> None:
    use(CHANNELS)
    page = visit(lang=lang, ch="expo", ind="maker")
    page.assert_sound()
    assert page.all("info") == [say(lang, "explore.empty")]
    assert page.app.multiselect(key="widget_channel").value == ["expo"]
    assert say(lang, "explore.filter.active", count=2) in page.text


@BOTH
@pytest.mark.parametrize("dating", ["cohort", "activity"])
def test_a_filter_that_leaves_one_lead_shows_it(use: Use, visit: Visit, lang: str, dating: str) -> None:
    use(CHANNELS)
    page = visit(lang=lang, ch="expo", dt=dating)
    page.assert_sound()
    said = say(lang, "board.card.inquiries.sub", rate="100.0%", inquiries="1")
    assert said in page.text


# every kind of refusal is in tests/test_view.py; here: does it reach the screen, inert and short?
@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("m", "999"),
        ("m", "-1"),
        ("m", "abc"),
        ("s", "NaN"),
        ("s", "9" * 5_000),
        ("p", "1900-01-01..1900-12-31"),
        ("ch", IMAGE),
        ("dt", "<script>"),
    ],
)
def test_a_link_value_that_cannot_be_honoured_is_named_and_the_rest_shown(
    use: Use, visit: Visit, key: str, asked: str
) -> None:
    use(CHANNELS)
    page = visit(lang="en", **{key: asked})
    page.assert_sound(quoted=asked)
    [sentence] = page.all("warning")
    assert say("en", f"shell.name.{key}") in sentence
    assert asked[:60] in sentence
    assert len(sentence) < 300
    assert [page.app.query_params[name] for name in "ms"] == ["40", "60"]


@BOTH
def test_reversed_thresholds_are_named_with_what_is_shown_instead(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    page = visit(lang=lang, m="70", s="30")
    expected = say(lang, "shell.link.reversed", mql=70, sql=30, showing="40 / 60")
    assert page.all("warning") == [expected]


def test_a_threshold_given_twice_is_refused_not_chosen_at_will(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    [sentence] = visit(lang="en", m=["10", "20"]).all("warning")
    assert "“10 / 20”" in sentence


def test_every_refused_value_of_a_link_gets_a_sentence_of_its_own(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    page = visit(lang="ja", m="abc", s="999", p="never", ch=["expo", "ghost"])
    assert len(page.all("warning")) == 4
    assert page.app.multiselect(key="widget_channel").value == ["expo"]


def test_a_language_that_does_not_exist_is_named_too(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    page = visit(lang="fr")
    assert any("fr" in sentence for sentence in page.all("warning"))


@BOTH
def test_a_good_link_is_followed_in_either_language_without_a_word(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    days = "2025-10-01..2025-11-30"
    page = visit(lang=lang, m="20", s="80", q="rule", d="mql", dt="activity", p=days, ch="paid")
    page.assert_sound()
    assert page.all("warning") == []
    assert page.app.query_params["p"] == days
    assert page.app.selectbox(key="widget_period").value == days


@BOTH
def test_activity_counts_what_happened_and_estimates_nothing(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    page = visit(lang=lang, dt="activity")
    page.assert_sound()
    assert say(lang, "explore.evidence.activity") in page.all("info")
    assert say(lang, "board.coverage.activity") in page.text
    assert say(lang, "explore.dating.activity") in page.text


@BOTH
def test_the_rule_question_warns_that_it_may_come_out_too_high(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    warning = say(lang, "explore.question.rule.warning")
    assert warning in visit(lang=lang, q="rule").text
    assert warning not in visit(lang=lang).text


@BOTH
def test_the_sql_rate_always_names_its_denominator(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    of_mqls, of_inquiries = (say(lang, f"board.card.sql_rate.{name}") for name in ("mqls", "inquiries"))
    page = visit(lang=lang, d="mql")
    page.assert_sound()
    assert of_mqls in page.text
    assert of_inquiries not in page.text
    assert of_inquiries in visit(lang=lang).text


def test_the_browser_language_decides_where_the_link_does_not(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    assert visit().all("title") == [say("ja", "explore.title")]


def test_odd_records_are_counted_on_screen(use: Use, visit: Visit) -> None:
    use(HOSTILE["negative_amounts"])
    assert visit(lang="en").all("warning") == [say("en", "shell.data.odd_amounts", count="8")]


def test_a_definition_with_a_program_for_a_name_stays_text_in_its_tooltip(use: Use, visit: Visit) -> None:
    use(HOSTILE["names"])
    help_text = visit(lang="en").app.button(key="reset").help
    assert "\\!\\[x\\]" in help_text


@BOTH
def test_a_narrowed_english_page_holds_no_japanese_and_a_japanese_one_does(
    use: Use, visit: Visit, lang: str
) -> None:
    use(CHANNELS)
    text = visit(lang=lang, ch="paid", ind="maker").text
    for allowed in ("日本語", "3億"):  # the switch, and an example of what the goal field reads
        text = text.replace(allowed, "")
    assert bool(JAPANESE.search(text)) == (lang == "ja")
