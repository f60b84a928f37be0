"""The data page: files in, what is asked, what is left out, the commit, taking it back, the backup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from kpi.store import Store
from pages.ui.text import say
from tests.hostile_worlds import CHANNELS, IMAGE, World
from tests.pages.conftest import Page

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
LEADS = (
    "lead_id,created_at,company,email,score\n"
    "a,2025-10-01,Alpha,a@example.com,80\n"
    "b,2025-10-02,Beta,b@example.com,50\n"
    "c,2025-13-99,Gamma,c@example.com,20\n"
)
EVENTS = "lead_id,at,kind,amount\na,2025-10-10,opportunity,\na,2025-10-20,won,1200000\n"


def upload(app: AppTest, *files: tuple[str, str | bytes]) -> Page:
    found = [(name, body.encode() if isinstance(body, str) else body, "text/csv") for name, body in files]
    return Page(app.file_uploader[0].set_value(found).run())


def commit(app: AppTest) -> Page:
    """Press the button, wait for the import at work, and see what the page says of it."""
    app.button(key="import_commit").click().run()
    job = app.session_state["job"]
    assert job.ended.wait(60)
    return Page(app.run())


def counts(path: Path) -> tuple[int, int, str | None]:
    store = Store.open(path)
    with store.cursor() as cursor:
        [(leads,)] = cursor.execute("select count(*) from lead").fetchall()
        [(events,)] = cursor.execute("select count(*) from event").fetchall()
    found = (leads, events, store.meta("data_set"))
    store.close()
    return found


@BOTH
@pytest.mark.parametrize("tab", ["import", "log", "people", "reconcile", "health", "backup"])
@pytest.mark.parametrize("world", [World(), CHANNELS])
def test_every_part_of_the_page_stands_on_no_data_and_on_some(
    use: Use, visit: Visit, lang: str, tab: str, world: World
) -> None:
    use(world)
    page = visit("data", lang=lang, tab=tab)
    page.assert_sound()
    assert page.all("title") == [say(lang, "data.title")]  # type: ignore[arg-type]
    assert page.all("error") == []


@BOTH
def test_two_files_come_in_together_and_what_is_left_out_is_named(use: Use, visit: Visit, lang: str) -> None:
    path = use(World())
    page = upload(visit("data", lang=lang).app, ("leads.csv", LEADS), ("events.csv", EVENTS))
    page.assert_sound()
    said = say(lang, "importing.counts", read=3, accepted=2, rejected=1).replace("**", "")  # type: ignore[arg-type]
    assert said in page.text.replace("**", "")
    assert "2025-13-99" in page.text
    done = commit(page.app)
    done.assert_sound()
    expected = say(lang, "importing.done", files=2, rows=4, rejected=1)  # type: ignore[arg-type]
    assert done.all("success") == [expected]
    assert "2" in done.all("caption")[0]
    assert counts(path) == (2, 2, "own")


def test_the_sample_gives_way_to_own_data_with_its_scores_and_comes_back_with_the_undo(
    use: Use, visit: Visit, sample_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "copy.duckdb"
    path.write_bytes(sample_path.read_bytes())
    use(path)
    app = visit("data", lang="en").app
    done = commit(upload(app, ("leads.csv", LEADS)).app)
    assert done.all("success") == [say("en", "importing.done.scores", files=1, rows=2, rejected=1)]
    assert done.app.segmented_control[-1].value == "imported"
    app = visit("data", lang="en", tab="log").app
    app.session_state["imports_0"] = {"selection": {"rows": [0], "columns": [], "cells": []}}
    app.run().button(key="undo_import").click().run()
    assert not app.exception
    assert [_.value for _ in app.success] == [say("en", "log.undo.done", file="leads\\.csv")]
    assert "5,952" in Page(app).all("caption")[0]
    assert counts(path)[2] == "sample"


def test_a_question_holds_the_import_back_until_it_is_answered(use: Use, visit: Visit) -> None:
    use(World())
    body = "lead_id,created_at\na,01/02/2025\nb,03/04/2025\n"
    page = upload(visit("data", lang="en").app, ("leads.csv", body))
    assert page.all("warning") == [say("en", "importing.open", count=1)]
    assert page.app.button(key="import_commit").disabled
    question = next(box for box in page.app.selectbox if "01/02/2025" in box.label.replace("\\", ""))
    answered = Page(question.set_value("dmy").run())
    answered.assert_sound()
    assert not answered.app.button(key="import_commit").disabled
    assert re.search(r"2025-02-01", answered.text)


@BOTH
def test_a_web_page_is_refused_in_a_sentence_and_nothing_is_touched(
    use: Use, visit: Visit, lang: str
) -> None:
    path = use(CHANNELS)
    before = counts(path)
    page = upload(visit("data", lang=lang).app, ("x.csv", "<!DOCTYPE html><html><body>Login</body></html>"))
    page.assert_sound()
    assert len(page.all("error")) == 1
    assert page.app.button(key="import_commit").disabled
    assert counts(path) == before


def test_hostile_names_and_values_stay_text(use: Use, visit: Visit) -> None:
    use(World())
    body = f'lead_id,created_at,"{IMAGE}",status\na,nope,x,"{IMAGE}"\nb,2025-01-05,y,"{IMAGE}"\n'
    page = upload(visit("data", lang="en").app, ("../../<img src=x>.csv", body))
    page.assert_sound()


def test_a_second_click_while_an_import_is_at_work_starts_nothing(
    use: Use, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(World())
    app = upload(visit("data", lang="en").app, ("leads.csv", LEADS)).app
    app.button(key="import_commit").click().run()
    first = app.session_state["job"]
    app.run()
    assert "job" not in app.session_state or app.session_state["job"] in (first, None)
    assert first.ended.wait(60)


def test_a_cancelled_import_leaves_nothing_and_says_so(use: Use, visit: Visit) -> None:
    path = use(World())
    app = upload(visit("data", lang="en").app, ("leads.csv", LEADS)).app
    from pages.ui.data import job

    started = job.Job.start
    try:
        job.Job.start = lambda self: (self.cancel.set(), started(self))[1]  # type: ignore[method-assign,assignment]
        page = commit(app)
    finally:
        job.Job.start = started  # type: ignore[method-assign]
    assert page.all("error") == [say("en", "errors.import_cancelled")]
    assert counts(path)[:2] == (0, 0)


def test_a_file_in_the_inbox_is_offered_until_it_is_in(use: Use, visit: Visit) -> None:
    path = use(World())
    (path.parent / "inbox").mkdir()
    (path.parent / "inbox" / "leads.csv").write_text(LEADS, encoding="utf-8")
    app = visit("data", lang="en").app
    [box] = app.multiselect
    page = Page(box.set_value(["leads.csv"]).run())
    commit(page.app).assert_sound()
    assert not visit("data", lang="en").app.multiselect
    assert counts(path)[0] == 2


def test_a_restored_backup_brings_back_what_it_held(use: Use, visit: Visit, tmp_path: Path) -> None:
    from kpi import backup

    path = use(CHANNELS)
    store = Store.open(path)
    backup.write(store, tmp_path / "saved.duckdb")
    store.close()
    before = counts(path)
    commit(upload(visit("data", lang="en").app, ("leads.csv", LEADS)).app)
    assert counts(path) != before
    app = visit("data", lang="en", tab="backup").app
    body = (tmp_path / "saved.duckdb").read_bytes()
    page = upload(app, ("saved.duckdb", body))
    page.app.button(key="restore").click().run()
    assert [_.value for _ in page.app.success] == [say("en", "backup.restored")]
    assert counts(path)[:2] == before[:2]


def test_a_file_that_is_no_backup_is_refused_in_a_sentence(use: Use, visit: Visit) -> None:
    use(CHANNELS)
    page = upload(visit("data", lang="en", tab="backup").app, ("x.duckdb", b"not a database"))
    page.assert_sound()
    assert len(page.all("error")) == 1


@BOTH
def test_a_file_that_is_in_already_says_so_and_is_not_counted_again(
    use: Use, visit: Visit, lang: str
) -> None:
    use(World())
    commit(upload(visit("data", lang=lang).app, ("leads.csv", LEADS)).app)
    page = upload(visit("data", lang=lang).app, ("again.csv", LEADS), ("events.csv", EVENTS))
    assert say(lang, "importing.known") in page.all("info")  # type: ignore[arg-type]
    done = commit(page.app)
    expected = say(lang, "importing.done.known", files=1, rows=2, rejected=0, known=1)  # type: ignore[arg-type]
    assert done.all("success") == [expected]


def test_deals_of_a_second_system_are_warned_of_before_they_count_twice(use: Use, visit: Visit) -> None:
    use(World())
    folder = Path(__file__).parents[1] / "export_shapes"
    names = ("salesforce_report_opps_ja_cp932.csv", "hubspot_deals_en.csv")
    files = [(name, (folder / name).read_bytes()) for name in names]
    commit(upload(visit("data", lang="en").app, files[0]).app)
    page = upload(visit("data", lang="en").app, files[1])
    assert page.all("warning") == [say("en", "importing.twice", systems="HubSpot · Salesforce")]


def test_a_file_stays_through_other_parts_until_it_is_taken_away(use: Use, visit: Visit) -> None:
    use(World())
    app = upload(visit("data", lang="en").app, ("leads.csv", LEADS)).app
    for part in ("health", "import"):
        app.button_group(key="widget_section").set_value(part).run()
    assert "**leads\\.csv**" in [one.value for one in app.markdown]
    remove = next(one for one in app.button if one.label == say("en", "importing.remove"))
    page = Page(remove.click().run())
    assert "leads.csv" not in page.text
    assert say("en", "importing.explain") in page.all("markdown")


SPEND = "month,channel,cost\n2025-10,web,100000\n2025-10,web,100000\n"


def test_what_may_be_answered_can_be_changed_and_is_offered_again_with_the_same_file(
    use: Use, visit: Visit
) -> None:
    path = use(World())
    asked = say("en", "importing.said.ask_duplicate_spend", count=2, value="web 2025-10 100000")
    app = upload(visit("data", lang="en").app, ("spend.csv", SPEND)).app
    for choice, accepted in (("drop", 1), ("keep", 2)):
        [box] = [one for one in app.selectbox if one.label.replace("\\", "") == asked]
        page = Page(box.set_value(choice).run())
        page.assert_sound()
        assert page.app.button(key="import_commit").label == say("en", "importing.commit", count=accepted)
    commit(upload(visit("data", lang="en").app, ("spend.csv", SPEND)).app)
    # the file again, which came in without an answer: known, but its question can be answered still
    page = upload(visit("data", lang="en").app, ("spend.csv", SPEND))
    assert say("en", "importing.known") in page.all("info")
    [box] = [one for one in page.app.selectbox if one.label.replace("\\", "") == asked]
    done = commit(box.set_value("drop").run())
    assert done.all("success") == [say("en", "importing.done", files=1, rows=1, rejected=1)]
    store = Store.open(path)
    with store.cursor() as cursor:
        assert cursor.execute("select sum(cost_yen) from spend").fetchall() == [(100000,)]
    store.close()
