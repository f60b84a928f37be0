"""A database that cannot be used: one sentence with the file's name, no traceback, nothing overwritten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager

from pages.ui.text import say
from tests.hostile_worlds import CHANNELS
from tests.pages.conftest import Page

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])


@BOTH
@pytest.mark.parametrize("page", ["explore", "leads"])
def test_a_text_file_is_named_and_left_as_it_was(
    use: Use, visit: Visit, tmp_path: Path, lang: str, page: str
) -> None:
    path = use(tmp_path / "![x](y).duckdb")
    path.write_text("a,b\n1,2\n" * 2_000)
    shown = visit(page, lang=lang)
    shown.assert_sound()
    assert shown.all("error") == [say(lang, "errors.store_corrupt", path="![x](y).duckdb")]
    assert path.read_text() == "a,b\n1,2\n" * 2_000


def test_a_link_to_the_leads_as_the_first_of_a_new_server_goes_through_app_py(
    use: Use, visit: Visit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # until st.navigation has run once, Streamlit runs pages/leads.py alone: no guard, another menu and title
    monkeypatch.setattr(PagesManager, "uses_pages_directory", True)
    use(tmp_path / "kpi.duckdb").write_text("no database")
    shown = visit("leads", lang="en")
    shown.assert_sound()
    assert shown.all("error") == [say("en", "errors.store_corrupt", path="kpi.duckdb")]


@BOTH
def test_a_folder_in_the_place_of_the_file_is_named(
    use: Use, visit: Visit, tmp_path: Path, lang: str
) -> None:
    (tmp_path / "folder.duckdb").mkdir()
    use(tmp_path / "folder.duckdb")
    shown = visit(lang=lang)
    shown.assert_sound()
    assert shown.all("error") == [say(lang, "errors.store_corrupt", path="folder.duckdb")]


@BOTH
def test_a_file_that_another_process_holds_names_file_and_process_and_opens_once_it_is_free(
    use: Use, visit: Visit, lang: str
) -> None:
    path = use(CHANNELS)
    code = f"import duckdb; held = duckdb.connect({str(path)!r}); print('open', flush=True); input()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        shown = visit(lang=lang)
        shown.assert_sound()
        assert shown.all("error") == [say(lang, "errors.store_busy", path="kpi.duckdb", pid=holder.pid)]
        holder.communicate("\n", timeout=10)
    again = Page(shown.app.run())
    again.assert_sound()
    assert again.all("error") == []
    assert again.all("title") == [say(lang, "explore.title")]


def test_no_path_but_the_name_of_the_file_reaches_the_screen(use: Use, visit: Visit, tmp_path: Path) -> None:
    use(tmp_path / "text.duckdb").write_text("no database")
    assert str(tmp_path) not in visit(lang="en").text


@BOTH
def test_a_file_deleted_while_the_app_runs_refuses_to_save_and_says_why(
    use: Use, visit: Visit, lang: str
) -> None:
    path = use(CHANNELS)
    app = visit(lang=lang, s="50").app
    path.unlink()
    shown = Page(app.button(key="draw").click().run())
    shown.assert_sound()
    assert shown.all("error") == [say(lang, "errors.store_lost", path="kpi.duckdb")]
    assert not path.exists()


@BOTH
def test_the_first_start_builds_the_sample_and_leaves_no_progress_bar(
    use: Use, visit: Visit, tmp_path: Path, lang: str
) -> None:
    use(tmp_path / "new" / "kpi.duckdb")
    shown = visit("leads", lang=lang)
    shown.assert_sound()
    assert shown.all("title") == [say(lang, "leads.title")]
    assert say(lang, "shell.build.title") not in shown.text
    assert (tmp_path / "new" / "kpi.duckdb").is_file()
