"""The explore page: in both languages, on the sample, on no data, on hostile data, from any link."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pages.ui.text import say
from tests.hostile_worlds import CHANNELS, HOSTILE, IMAGE, World
from tests.pages.conftest import Page

Use = Callable[[object], object]
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])


@BOTH
def test_the_sample_shows_board_chart_evidence_and_trial_list(
    use: Use, visit: Visit, sample_path: object, lang: str
) -> None:
    use(sample_path)
    page = visit(lang=lang)
    page.assert_sound()
    assert page.all("title") == [say(lang, "explore.title")]
    assert page.all("subheader") == [say(lang, f"explore.{name}") for name in ("tradeoff", "evidence", "trial")]
    kinds = [node.type for node in page.nodes]
    assert (kinds.count("bidi_component"), kinds.count("vega_lite_chart")) == (1, 1)
    assert page.all("warning") == page.all("error") == []
    assert "5,952" in page.all("caption")[0]  # the leads of the sample


@BOTH
@pytest.mark.parametrize("world", HOSTILE)
def test_a_hostile_world_is_shown_without_a_leftover_of_python(
    use: Use, visit: Visit, world: str, lang: str
) -> None:
    use(HOSTILE[world])
    page = visit(lang=lang)
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
    counts = page.app.dataframe[0].value
    assert counts.iloc[:2, 1].tolist() == ["1", "1"]  # one lead, worked (contacted)


REFUSED = {
    "m": ["999", "-1", "abc", "40.5", "４０", "1e400", "NaN", "1" * 5_000, "<script>"],
    "s": ["101", "true", "٤٠"],
    "q": ["nobody", "SALES"],
    "d": ["inquiries"],
    "dt": ["created"],
    "p": ["fy", "w0", "2025-12-31..2025-10-01", "2025-02-30..2025-03-01", "fy1999", "1900-01-01..1900-12-31"],
    "ch": ["unheard of", IMAGE],
    "goal": ["0", "-5", "3億"],
    "reps": ["-1", "many"],
    "rows": ["everything"],
}


@pytest.mark.parametrize(("key", "asked"), [(key, value) for key, values in REFUSED.items() for value in values])
def test_a_link_value_that_cannot_be_honoured_is_named_and_the_rest_shown(
    use: Use, visit: Visit, key: str, asked: str
) -> None:
    use(CHANNELS)
    page = visit(lang="en", **{key: asked})
    page.assert_sound(quoted=asked)
    [sentence] = page.all("warning")
    assert say("en", f"shell.name.{key}") in sentence
    assert asked[:60] in sentence
    assert "x" * 100 not in sentence
    assert page.app.query_params["m"] in ("40", ["40"])
    assert page.app.query_params["s"] in ("60", ["60"])


@BOTH
def test_reversed_thresholds_are_named_with_what_is_shown_instead(use: Use, visit: Visit, lang: str) -> None:
    use(CHANNELS)
    page = visit(lang=lang, m="70", s="30")
    expected = say(lang, "shell.link.reversed", mql=70, sql=30, showing="40 / 60")
    assert page.all("warning") == [expected]


def test_a_threshold_given_twice_is_refused_not_chosen_at_will(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    [sentence] = visit(lang="en", m=["10", "20"]).all("warning")
    assert "10 / 20" in sentence


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
    page = visit(lang=lang, m="20", s="80", q="rule", d="mql", dt="activity", p="2025-10-01..2025-11-30", ch="paid")
    page.assert_sound()
    assert page.all("warning") == []
    assert page.app.query_params["p"] in ("2025-10-01..2025-11-30", ["2025-10-01..2025-11-30"])
    assert page.app.selectbox(key="widget_period").value == "2025-10-01..2025-11-30"


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
