"""Deciding on the meeting page: made, read, carried on, closed, by one person and by two; the rhythm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from kpi import decisions as kept
from kpi import rhythm, store_connect
from kpi.decision import Basis, Outcome, Version, decide
from kpi.rhythm import Rhythm
from kpi.store import Store
from pages.ui import cached
from pages.ui import format as fmt
from pages.ui.text import LANGUAGES, Language, say
from tests.conftest import TODAY
from tests.hostile_worlds import CHANNELS, FORMULA, HOSTILE, IMAGE, SCRIPT
from tests.pages.conftest import Page
from tests.pages.test_goal_page import press, type_into

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
FIELDS: dict[str, object] = {
    "measure": "call at once",
    "owner": "Sato",
    "decided_on": TODAY - timedelta(days=30),
    "due_on": TODAY - timedelta(days=20),
    "review_on": TODAY - timedelta(days=1),
    "kpi": "wins",
    "segment": None,
    "from_value": 0,
    "to_value": 1,
}
BASIS = Basis(
    numbers={"leads": 5},
    mql_threshold=40,
    sql_threshold=60,
    dating="activity",
    start=date(2025, 11, 1),
    stop=date(2025, 12, 1),
)


def choose(page: Page, field: str, value: str) -> Page:
    return Page(page.app.selectbox(key=f"widget_{field}").set_value(value).run())


def set_day(page: Page, field: str, day: date) -> Page:
    return Page(page.app.date_input(key=f"widget_{field}").set_value(day).run())


def stands(path: Path) -> list[Version]:
    opened = Store.open(path)
    try:
        return kept.decisions(opened)
    finally:
        opened.close()


def keep(path: Path, **changes: object) -> Version:
    opened = Store.open(path)
    try:
        return kept.keep(opened, decide(**FIELDS | changes), BASIS, by="Abe")
    finally:
        opened.close()


def errors(page: Page) -> list[str]:
    return page.all("error")


@BOTH
def test_a_decision_is_made_read_when_it_is_due_carried_on_and_closed(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = visit("meeting", lang=lang, part="decide", vs="month")
    page.assert_sound()
    assert say(lang, "meet_decide.hits.none") in page.all("caption")
    page = type_into(type_into(page, "decide_measure", "call at once"), "decide_owner", "Sato")
    page = choose(page, "decide_kpi", "opportunities")
    assert page.app.metric[0].value == "1"  # of November
    page = choose(choose(page, "decide_dimension", "channel"), "decide_segment", "paid")
    assert page.app.metric[0].value == "1"
    page = choose(page, "decide_segment", "expo")
    assert page.app.metric[0].value == "0"
    page = set_day(page, "decide_due", TODAY)
    assert page.app.date_input(key="widget_decide_review").value == TODAY + timedelta(weeks=4)
    page = set_day(page, "decide_review", TODAY)
    page = press(type_into(page, "decide_target", "１"), "decide_save")
    page.assert_sound()
    assert page.all("success") == [say(lang, "meet_decide.done.keep", measure="call at once")]
    [made] = stands(path)
    decision, basis = made.decision, made.basis
    assert (decision.kpi, decision.segment, decision.from_value, decision.to_value) == (
        *("opportunities", ("channel", "expo")),
        *(0, 1),
    )
    assert (decision.decided_on, decision.due_on, decision.review_on) == (TODAY, TODAY, TODAY)
    assert (basis.start, basis.stop, basis.mql_threshold) == (date(2025, 11, 1), date(2025, 12, 1), 40)
    assert basis.address["vs"] == ["month"]
    assert {"leads", "sql_rate", "amount_yen"} <= set(basis.numbers)
    # the form is empty again, and the decision is due: 0 of 30 days to the last day of the data
    assert page.app.text_input(key="widget_decide_measure").value == ""
    assert f"**{say(lang, 'meet_decide.due', count=1)}**" in page.all("markdown")
    assert f"**{reading(lang, 'cannot_tell', '0 (80 % range 0–1)', '0（80%範囲 0〜1）')}**" in page.all(
        "markdown"
    )
    # carried on
    name = made.decision_id
    page = press(page, f"decision_carry_{name}")
    later = TODAY + timedelta(weeks=4)
    assert page.app.date_input(key="widget_act_review").value == later
    page = press(set_day(page, "act_review", TODAY), "act_save")
    assert len(errors(page)) == 1
    page = press(type_into(set_day(page, "act_review", later), "act_note", "too early"), "act_save")
    page.assert_sound()
    [carried] = stands(path)
    assert (carried.state, carried.decision.review_on) == ("carried", later)
    assert carried.outcome is not None
    assert carried.outcome.reading is not None
    assert (carried.outcome.note, carried.outcome.reading.value) == ("too early", 0)
    assert f"**{say(lang, 'meet_decide.running', count=1)}**" in page.all("markdown")
    # closed: only with a verdict
    page = press(press(page, f"decision_close_{name}"), "act_save")
    assert errors(page) == [say(lang, "errors.invalid_input.decision_verdict")]
    page = press(Page(groups(page, "widget_act_verdict").set_value("worked").run()), "act_save")
    page.assert_sound()
    [closed] = stands(path)
    assert (closed.state, closed.version) == ("closed", 3)
    captions = "\n".join(page.all("caption"))
    assert "100%" in captions
    assert page.app.dataframe[-1].value.iloc[0, 0] == "call at once"


def reading(lang: Language, verdict: str, english: str, japanese: str) -> str:
    value = japanese if lang == "ja" else english
    return fmt.capital(say(lang, f"meeting.decision.reading.{verdict}", value=value))


@BOTH
def test_a_due_decision_is_read_over_as_many_days_on_its_own_lines(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    keep(path)
    page = visit("meeting", lang=lang, part="decide", m="10", s="20")
    page.assert_sound()
    period = say(lang, "shell.period.dates", first="2025/11/02", last="2025/12/01")
    said = say(lang, "meet_decide.actual.say", period=period, mql=40, sql=60)
    assert any(said in caption for caption in page.all("caption"))
    # one deal was won: at the aim, but one is not enough to be sure
    read = reading(lang, "cannot_tell", "1 (80 % range 0–3)", "1（80%範囲 0〜3）")
    assert f"**{read}**" in page.all("markdown")


@BOTH
def test_what_cannot_be_used_is_named_beside_its_field_and_nothing_typed_is_lost(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    page = type_into(visit("meeting", lang=lang, part="decide", vs="month"), "decide_owner", IMAGE)
    yesterday = TODAY - timedelta(days=1)
    page = set_day(page, "decide_due", yesterday)
    page = press(type_into(page, "decide_target", SCRIPT), "decide_save")
    page.assert_sound()
    assert errors(page) == [
        say(lang, "errors.invalid_input.decision_measure"),
        say(lang, "errors.invalid_input.decision_due_on", value=f"{yesterday}"),
        say(lang, "errors.invalid_input.decision_to_value", value=SCRIPT),
    ]
    assert stands(path) == []
    assert page.app.text_input(key="widget_decide_owner").value == IMAGE
    # another part, another language and back: all of it is still there
    page = visit_part(page, "why")
    page = visit_part(page, "decide")
    assert page.app.text_input(key="widget_decide_owner").value == IMAGE
    assert page.app.text_input(key="widget_decide_target").value == SCRIPT
    other: Language = "en" if lang == "ja" else "ja"
    switched = Page(groups(page, "widget_language").set_value(other).run())
    switched.assert_sound()
    assert switched.app.text_input(key="widget_decide_target_1").value == SCRIPT
    assert switched.app.date_input(key="widget_decide_due_1").value == yesterday
    assert errors(switched)[0] == say(other, "errors.invalid_input.decision_measure")
    # a session of its own
    page = visit("meeting", lang=lang, part="decide", vs="month")
    page = type_into(page, "decide_owner", IMAGE)
    page = type_into(set_day(page, "decide_due", TODAY), "decide_measure", FORMULA)
    page = press(type_into(page, "decide_target", "20"), "decide_save")
    page.assert_sound()
    assert errors(page) == []
    [made] = stands(path)
    assert (made.decision.owner, made.decision.measure, made.decision.to_value) == (IMAGE, FORMULA, 0.2)


def groups(page: Page, key: str) -> Any:
    """The choice of this key, in whatever language it stands."""
    return next(one for one in page.app.get("button_group") if one.key.startswith(key))


def visit_part(page: Page, part: str) -> Page:
    return Page(groups(page, "widget_meeting_section").set_value(part).run())


def test_a_decision_about_a_landing_page_names_the_meeting_that_is_frozen_that_day(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path
) -> None:
    path = use(Path(shutil.copy(sample_path, tmp_path / "kpi.duckdb")))
    with closing(Store.open(path)) as store:
        today = rhythm.hold(store, TODAY, every="weekly", by=None).meeting_id
    page = visit("meeting", lang="en", part="decide", vs="quarter")
    offered = {"Landing page", "Owner"} & set(page.app.selectbox(key="widget_decide_dimension").options)
    assert offered == {"Landing page"}  # a lead without a deal has no owner, so owners have no SQL rate
    page = choose(choose(page, "decide_kpi", "leads"), "decide_dimension", "landing_page")
    page.assert_sound()
    value = page.app.selectbox(key="widget_decide_segment").value
    page = type_into(type_into(page, "decide_measure", "new headline"), "decide_owner", "Sato")
    page = press(type_into(page, "decide_target", "999"), "decide_save")
    page.assert_sound()
    [made] = stands(path)
    assert (made.decision.segment, made.decision.meeting_id) == (("landing_page", value), today)
    assert made.decision.from_value
    assert value in page.text


@BOTH
def test_a_page_narrowed_to_one_value_decides_for_it_and_to_more_says_that_it_does_not_count(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(CHANNELS)
    said = say(lang, "meet_decide.from.filter")
    page = choose(
        visit("meeting", lang=lang, part="decide", vs="month", ch="expo"), "decide_kpi", "opportunities"
    )
    assert page.app.selectbox(key="widget_decide_segment").value == "expo"
    assert page.app.metric[0].value == "0"
    assert not any(said in text for text in page.all("caption"))
    page = choose(page, "decide_dimension", "")
    assert page.app.metric[0].value == "1"
    assert any(said in text for text in page.all("caption"))
    page = visit("meeting", lang=lang, part="decide", vs="month", ch=["expo", "paid"])
    page.assert_sound()
    assert page.app.selectbox(key="widget_decide_dimension").value == ""
    assert any(said in text for text in page.all("caption"))


def test_decisions_are_marked_on_the_charts_of_their_kpi_and_dropped_ones_nowhere(
    use: Use, visit: Visit
) -> None:
    path = use(CHANNELS)
    keep(path, kpi="opportunities", measure=SCRIPT)
    keep(path, kpi="mqls")
    dropped = keep(path, kpi="leads", to_value=9)
    opened = Store.open(path)
    kept.close(opened, dropped.decision_id, outcome=Outcome(verdict="dropped"), seen_version=1, by=None)
    opened.close()
    page = visit("meeting", part="agenda", vs="month")
    page.assert_sound()
    found = [marks(node.proto) for node in page.nodes if node.type == "vega_lite_chart"]
    day = str(FIELDS["decided_on"])
    assert {"start": day, "side": "sales", "measure": SCRIPT} in found[-1]
    assert [rows for rows in found[:-1] if rows] == [[{"start": day}]] * 2  # MQLs and opportunities
    assert [row["side"] for row in found[-1]] == ["marketing", "sales"]


def marks(chart: Any) -> list[dict[str, str]]:
    """The decisions that a chart marks."""
    frames = [
        pa.ipc.open_stream(one.data.data).read_pandas() for one in chart.datasets if one.name == "marks"
    ]
    return [row for frame in frames for row in frame.to_dict("records")]


@BOTH
@pytest.mark.parametrize("is_mine", [True, False])
def test_of_two_people_the_second_sees_both_versions_and_chooses(
    use: Use, visit: Visit, lang: Language, *, is_mine: bool
) -> None:
    path = use(CHANNELS)
    first = keep(path, measure=SCRIPT)
    page = press(visit("meeting", lang=lang, part="decide"), f"decision_change_{first.decision_id}")
    opened = Store.open(path)
    other = decide(**FIELDS | {"measure": SCRIPT, "owner": IMAGE, "to_value": 5})
    kept.change(opened, first.decision_id, other, seen_version=1, by="B")
    opened.close()
    page = type_into(page, "act_owner", "Kato")
    page = press(type_into(page, "act_target", "7"), "act_save")
    page.assert_sound()
    assert page.all("success") == []
    table = page.app.dataframe[0].value
    assert table.to_numpy().tolist() == [
        [say(lang, "meet_decide.field.owner"), IMAGE, "Kato"],
        [say(lang, "meet_decide.field.to_value"), "5", "7"],
    ]
    page = press(page, "conflict_mine" if is_mine else "conflict_theirs")
    page.assert_sound()
    [now] = stands(path)
    assert (now.version, now.decision.owner, now.decision.to_value) == (
        (3, "Kato", 7) if is_mine else (2, IMAGE, 5)
    )
    assert "conflict_mine" not in {button.key for button in page.app.button}


@BOTH
def test_two_people_who_make_one_decision_anew_are_told_too(use: Use, visit: Visit, lang: Language) -> None:
    path = use(CHANNELS)
    page = visit("meeting", lang=lang, part="decide", vs="month")
    page = choose(type_into(page, "decide_measure", "CALL at once"), "decide_kpi", "wins")
    page = type_into(type_into(page, "decide_owner", "Kato"), "decide_target", "9")
    first = keep(path)
    page = press(page, "decide_save")
    page.assert_sound()
    assert "Kato" in page.app.dataframe[0].value.to_numpy()
    page = press(page, "conflict_mine")
    page.assert_sound()
    [now] = stands(path)
    assert (now.decision_id, now.decision.owner, now.decision.to_value) == (first.decision_id, "Kato", 9)
    assert page.app.text_input(key="widget_decide_owner").value == ""


@BOTH
def test_a_decision_for_a_segment_that_is_gone_says_so_and_is_not_read_as_nothing(
    use: Use, visit: Visit, lang: Language
) -> None:
    path = use(CHANNELS)
    made = keep(path, segment=("channel", IMAGE))
    page = visit("meeting", lang=lang, part="decide")
    page.assert_sound()
    assert say(lang, "meeting.agenda.gone") in page.all("warning")
    assert not any("2025/11/02" in text for text in page.all("caption"))  # the days of a reading
    page = press(page, f"decision_close_{made.decision_id}")
    page.assert_sound()


@BOTH
def test_a_closed_decision_can_be_carried_on_again(use: Use, visit: Visit, lang: Language) -> None:
    path = use(CHANNELS)
    made = keep(path)
    page = press(visit("meeting", lang=lang, part="decide"), f"decision_carry_{made.decision_id}")
    opened = Store.open(path)
    kept.close(opened, made.decision_id, outcome=Outcome(verdict="dropped"), seen_version=1, by="B")
    opened.close()
    # another person has dropped it while this one was about to carry it on
    page = press(page, "act_save")
    page.assert_sound()
    shown = page.app.dataframe[-1].value.to_numpy().tolist()
    assert [say(lang, "meet_decide.field.verdict"), *both(lang, "dropped")] in shown
    page = press(page, "conflict_mine")
    page.assert_sound()
    assert [one.state for one in stands(path)] == ["carried"]
    # closed by this person, and taken up again from the list
    page = press(page, f"decision_close_{made.decision_id}")
    page = press(Page(groups(page, "widget_act_verdict").set_value("did_not").run()), "act_save")
    assert page.app.button(key="decision_again").disabled
    listed = next(box for box in page.app.selectbox if box.key.startswith("decided_closed"))
    page = press(Page(listed.set_value(0).run()), "decision_again")
    page = press(page, "act_save")
    page.assert_sound()
    assert [(one.state, one.version) for one in stands(path)] == [("carried", 5)]


def both(lang: Language, verdict: str) -> list[str]:
    return [say(lang, f"meeting.decision.verdict.{verdict}"), fmt.UNDEFINED]


@pytest.mark.parametrize("world", sorted(HOSTILE))
def test_in_a_hostile_world_decisions_are_shown_without_a_leftover_of_python(
    use: Use, visit: Visit, world: str
) -> None:
    path = use(HOSTILE[world])
    for kpi, values in {"amount_yen": (0, 10), "win_rate": (None, 0.5), "sql_rate": (None, 0.5)}.items():
        keep(path, measure=f"{IMAGE} {kpi}", kpi=kpi, from_value=values[0], to_value=values[1])
    if world == "names":
        keep(path, segment=("channel", SCRIPT))
    page = visit("meeting", lang="ja", part="decide", vs="month")
    page.assert_sound()
    page = press(choose(page, "decide_kpi", "deal_yen"), "decide_save")
    page.assert_sound()
    if world == "names":
        page = choose(choose(page, "decide_dimension", "channel"), "decide_segment", FORMULA)
        page.assert_sound()


@BOTH
def test_a_database_that_cannot_be_written_shows_decisions_and_rhythm_and_changes_nothing(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch, lang: Language
) -> None:
    made = keep(use(CHANNELS))
    monkeypatch.setattr(store_connect.os, "access", lambda path, mode: False)
    cached.store.clear()
    page = visit("meeting", lang=lang, part="decide")
    page.assert_sound()
    assert say(lang, "shell.data.read_only") in page.all("info")
    closed = {button.key for button in page.app.button if button.disabled}
    acts = {f"decision_{what}_{made.decision_id}" for what in ("change", "carry", "close")}
    assert acts | {"decide_save"} == closed
    page = visit_part(page, "rhythm")
    page.assert_sound()
    assert page.app.button(key="rhythm_agree").disabled


@BOTH
def test_the_rhythm_is_agreed_on_and_names_the_next_meeting(use: Use, visit: Visit, lang: Language) -> None:
    path = use(CHANNELS)
    page = visit("meeting", lang=lang, part="rhythm")
    page.assert_sound()
    monday = fmt.day(TODAY + timedelta(days=2), lang)
    assert any(monday in text for text in page.all("markdown"))
    page = choose(page, "rhythm_weekday", 2)  # type: ignore[arg-type]
    wednesday = fmt.day(TODAY + timedelta(days=4), lang)
    assert any(wednesday in text for text in page.all("markdown"))
    assert say(lang, "meet_decide.rhythm.unsaved") in page.all("caption")
    page = choose(page, "rhythm_last_time", "month")
    promised = page.app.number_input(key="widget_rhythm_first_contact_days")
    assert not promised.disabled
    page = Page(promised.set_value(1).run())
    page = Page(page.app.text_input(key="import_who").set_value("Sato").run())
    page = press(page, "rhythm_agree")
    page.assert_sound()
    assert page.all("success") == [say(lang, "meet_decide.rhythm.agreed")]
    assert say(lang, "meet_decide.rhythm.unsaved") not in page.all("caption")
    opened = Store.open(path)
    assert rhythm.rhythm(opened) == Rhythm(weekday=2, last_time="month", first_contact_days=1)
    opened.close()


def test_a_promise_that_the_agreed_definition_makes_is_not_typed_into_the_rhythm(
    use: Use, visit: Visit
) -> None:
    use(replace(CHANNELS, definition=CHANNELS.definition.model_copy(update={"first_contact_days": 2})))
    page = visit("meeting", lang="ja", part="rhythm")
    page.assert_sound()
    promised = page.app.number_input(key="widget_rhythm_first_contact_days")
    assert (promised.value, promised.disabled) == (2, True)
    said = say("ja", "meet_decide.rhythm.first_contact_days.agreed", name=CHANNELS.definition.name, days=2)
    assert said in page.all("caption")
