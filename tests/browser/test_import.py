"""Own data: dropped, looked over, answered, committed, seen on the explore page, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Guest
from tests.browser.house import Server
from tests.browser.visit import Visit

LEADS = (
    "リードID,作成日,会社名,メール,流入元,ｽｺｱ,状況\r\n"
    "a,2025/10/1,㈱髙島製作所,a@example.com,展示会,80,受注済み\r\n"
    "b,2025/10/2,ベータ,b@example.com,Web,65,不思議\r\n"
    "c,2025/13/1,ガンマ,c@example.com,Web,20,未対応\r\n"
    "d,2025/10/4,デルタ,d@example.com,Web,20,未対応\r\n"
)


def payload(name: str, text: str, encoding: str = "cp932") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode(encoding)}


def open_data(visit: Visit, tab: str = "import") -> None:
    visit.open("data", {"lang": visit.language, "tab": tab}, wait_for=".st-key-widget_section")


def test_a_file_is_dropped_looked_over_imported_seen_and_taken_back(
    guest: Guest, serve: Callable[..., Server], sample_path: Path
) -> None:
    visit = guest("ja", server=serve(sample_path))
    open_data(visit)
    page = visit.page
    page.locator("input[type=file]").set_input_files([payload("見込み客.csv", LEADS)])
    counts = visit.say("importing.counts", read=4, accepted=3, rejected=1).replace("**", "")
    expect(page.get_by_text(counts)).to_be_visible(timeout=30_000)
    expect(page.get_by_text(visit.say("importing.said.lead_stage", value="不思議", count=1))).to_be_visible()
    # one answer: what the unknown status stands for
    box = page.get_by_role("combobox", name=visit.say("importing.said.ask_stage", value="不思議"))
    box.click()
    page.get_by_role("option", name=visit.say("codes.kind.opportunity"), exact=True).click()
    expect(page.get_by_text(visit.say("importing.said.lead_stage", value="不思議", count=1))).to_be_hidden(
        timeout=30_000
    )
    visit.key("import_who", "input").fill("佐藤")
    visit.press("import_commit")
    done = visit.say("importing.done.scores", files=1, rows=3, rejected=1)
    expect(visit.alerts().filter(has_text=done)).to_be_visible(timeout=60_000)

    explore = visit.open()
    card = explore.locator(".card[data-card=inquiries] .sub").first
    expect(card).to_contain_text("3")
    expect(explore.locator(".card[data-card=sql_rate] .value")).to_have_text("66.7%")

    open_data(visit, "log")
    visit.page.get_by_test_id("stDataFrameResizable").first.click(position={"x": 15, "y": 52})
    with visit.page.expect_download() as download:
        visit.press("rejects_download")
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert "c,2025/13/1,ガンマ" in text
    visit.press("undo_import")
    undone = visit.say("log.undo.done", file="見込み客.csv")
    expect(visit.alerts().filter(has_text=undone)).to_be_visible(timeout=60_000)
    expect(visit.page.get_by_text("5,952").first).to_be_visible()


def test_a_reload_in_the_middle_of_an_import_leaves_all_rows_or_none(
    guest: Guest, serve: Callable[..., Server], sample_path: Path
) -> None:
    rows = "".join(f"L{n},2025-10-{n % 28 + 1:02d},C{n},{n % 101}\n" for n in range(60_000))
    visit = guest("en", server=serve(sample_path))
    open_data(visit)
    page = visit.page
    text = "lead_id,created_at,company,score\n" + rows
    page.locator("input[type=file]").set_input_files([payload("many.csv", text, "utf-8")])
    visit.key("import_commit", "button").wait_for(timeout=60_000)
    visit.press("import_commit")
    page.wait_for_timeout(200)  # until the press has left the browser: a reload at once takes it back
    page.reload()
    visit.settle(".st-key-widget_section")
    before, after = page.get_by_text("5,952"), page.get_by_text("60,000")
    for _ in range(60):
        page.reload()
        visit.settle(".st-key-widget_section")
        if after.count():
            break
        assert before.count()
    expect(after.first).to_be_visible()
