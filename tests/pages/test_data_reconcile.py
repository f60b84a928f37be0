"""Marketing's and sales's deals side by side: what is said, sums that add up, the rows behind each part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from kpi.reconcile import PARTS
from kpi.store import Store
from pages.ui import cached
from pages.ui.text import Language, say
from tests.hostile_worlds import FORMULA, IMAGE, SCRIPT, World
from tests.pages.conftest import Page
from tests.small_world import event, lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", ["ja", "en"])
SYSTEMS = {"m": "hubspot", "s": "salesforce"}
WON = "insert into deal_reference (deal_id, import_id, company) values ($deal_id, $import_id, $company)"


def won(side: str, deal_id: str, on: str, yen: int | None) -> dict[str, object]:
    return event(None, "won", on, deal_id=deal_id, amount_yen=yen, import_id=side)


# marketing: agree, other date, other amount, both, two on its own; sales: the same four, one on its own
DEALS = [
    won("m", "d1", "2025-11-03", 1_000_000),
    won("m", "d2", "2025-11-10", 2_000_000),
    won("m", "d3", "2025-11-12", 3_000_000),
    won("m", "d4", "2025-11-14", 400_000),
    won("m", "d5", "2025-11-20", 500_000),
    won("m", "d6", "2025-12-24", 600_000),
    won("s", "s1", "2025-11-03", 1_000_000),
    won("s", "s2", "2025-11-28", 2_000_000),
    won("s", "s3", "2025-11-12", 3_300_000),
    won("s", "s4", "2025-12-01", 440_000),
    won("s", "s7", "2025-12-05", 7_000_000),
]
COUNTS = {"same": 1, "date": 1, "amount": 1, "date_and_amount": 1, "left_only": 2, "right_only": 1}


@pytest.fixture
def imported(use: Use, tmp_path: Path) -> Callable[..., Path]:
    """Return a function that makes events, each of an import "m" or "s", the data of the app.

    Deals with the same number are of the same company, so that they are recognised.
    """

    def made(
        events: list[dict[str, object]], systems: dict[str, str] = SYSTEMS, prefix: str = "会社"
    ) -> Path:
        opened = World([lead("l", 70)], events).fill(Store.open(path := tmp_path / "two.duckdb"))
        with opened.transaction() as cursor:
            for import_id, system in systems.items():
                cursor.execute(
                    "insert into import_log values ($id, 'f', 'h', '', 0, $system, '', 'deal', '[]', '{}',"
                    " 0, 0, 0, false, $at, null, null, null)",
                    {"id": import_id, "system": system, "at": datetime(2026, 1, 5)},
                )
            for row in events:
                company = f"{prefix}{str(row['deal_id'])[1:]}"
                values = {"deal_id": row["deal_id"], "import_id": row["import_id"], "company": company}
                cursor.execute(WON, values)
        opened.close()
        return use(path)

    return made


def totals(page: Page, lang: Language) -> dict[str, list[int]]:
    """Counts and yen of the table of parts, by part."""
    table = page.app.dataframe[0].value
    names = [say(lang, f"reconcile.part.{part}") for part in (*PARTS, "total")]
    assert table[say(lang, "reconcile.table.part")].tolist() == names
    columns = [
        say(lang, f"reconcile.table.{name}") for name in ("lines", "left", "left_yen", "right", "right_yen")
    ]
    return dict(zip((*PARTS, "total"), table[columns].values.tolist(), strict=True))


@BOTH
@pytest.mark.parametrize("data", ["empty", "sample"])
def test_without_imports_the_page_says_what_is_needed(
    use: Use, visit: Visit, sample_path: Path, lang: Language, data: str
) -> None:
    use(sample_path if data == "sample" else World())
    page = visit("data", tab="reconcile", lang=lang)
    page.assert_sound()
    assert page.all("info") == [say(lang, "reconcile.nothing")]
    assert len(page.app.dataframe) == 0


@BOTH
def test_with_one_system_the_page_names_it_and_asks_for_the_other(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported(DEALS[:2], {"m": "hubspot"})
    page = visit("data", tab="reconcile", lang=lang)
    page.assert_sound()
    assert page.all("info") == [say(lang, "reconcile.one", system="HubSpot")]


@BOTH
def test_one_sentence_says_what_agrees_and_the_sums_of_the_parts_add_up(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang=lang)
    page.assert_sound()
    kind = say(lang, "codes.kind.won")
    fields = {"kind": kind, "both": 4, "same": 1, "differ": 3, "left": 2, "right": 1}
    said = page.all("markdown")
    assert f"**{say(lang, 'reconcile.said', **fields)}**" in said
    left, right, gap = (say(lang, "shell.yen", number=n) for n in ("7,500,000", "13,740,000", "6,240,000"))
    assert say(lang, "reconcile.sums.right_more", left=left, right=right, gap=gap) in said
    found = totals(page, lang)
    assert {part: found[part][0] for part in PARTS} == COUNTS
    assert found["total"] == [7, 6, 7_500_000, 5, 13_740_000]
    assert [sum(found[part][n] for part in PARTS) for n in range(5)] == found["total"]


@BOTH
def test_each_part_opens_its_rows_with_downloads(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang=lang)
    for part, count in COUNTS.items():
        control = next(one for one in page.app.button_group if "reconcile_part" in str(one.key))
        control.set_value(part).run()
        page = Page(page.app)
        page.assert_sound()
        assert len(page.app.dataframe[1].value) == count
        labels = [say(lang, f"leads.download.{kind}") for kind in ("csv", "xlsx")]
        assert [node.proto.label for node in page.nodes if node.type == "download_button"] == labels


def test_the_first_difference_is_open_at_first_with_both_sides_beside_each_other(
    imported: Callable[..., Path], visit: Visit
) -> None:
    imported(DEALS)
    rows = visit("data", tab="reconcile", lang="ja").app.dataframe[1].value
    assert rows["日付の差（日）"].tolist() == [18]
    assert rows["商談ID（マーケ側）"].tolist() == ["d2"]
    assert rows["商談ID（営業側）"].tolist() == ["s2"]
    assert rows["照合に使った項目"].tolist() == ["会社名"]


@BOTH
def test_a_deal_with_one_date_outside_the_period_says_which_side_is_not_in_its_sum(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang=lang)
    page.app.selectbox(key="widget_reconcile_period").set_value("own").run()
    days = (date(2025, 11, 1), date(2025, 11, 30))
    page.app.date_input(key="widget_reconcile_days").set_value(days).run()
    page = Page(page.app)
    page.assert_sound()
    found = totals(page, lang)
    assert found["date_and_amount"] == [1, 1, 400_000, 0, 0]
    assert found["total"] == [5, 5, 6_900_000, 3, 6_300_000]
    control = next(one for one in page.app.button_group if "reconcile_part" in str(one.key))
    rows = control.set_value("date_and_amount").run().dataframe[1].value
    outside = say(lang, "reconcile.field.outside")
    assert rows[outside].tolist() == [say(lang, "reconcile.side.right")]


@BOTH
def test_a_period_without_deals_says_so(imported: Callable[..., Path], visit: Visit, lang: Language) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang=lang)
    page.app.selectbox(key="widget_reconcile_period").set_value("own").run()
    days = (date(2025, 10, 2), date(2025, 10, 31))
    page.app.date_input(key="widget_reconcile_days").set_value(days).run()
    page = Page(page.app)
    page.assert_sound()
    assert len(page.app.dataframe) == 0
    assert page.all("info") == [say(lang, "reconcile.none")]


def test_deals_from_before_the_first_lead_can_be_compared(
    imported: Callable[..., Path], visit: Visit
) -> None:
    imported([won("m", "d1", "2021-05-01", 10), won("s", "s1", "2021-05-01", 10)])
    page = visit("data", tab="reconcile", lang="en")
    page.assert_sound()
    assert totals(page, "en")["same"] == [1, 1, 10, 1, 10]
    options = page.app.selectbox(key="widget_reconcile_period").options
    assert "FY2021" in options


@BOTH
def test_the_same_system_on_both_sides_is_not_compared_with_itself(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang=lang)
    assert page.app.selectbox(key="widget_reconcile_left").value == "hubspot"
    page.app.selectbox(key="widget_reconcile_right").set_value("hubspot").run()
    page = Page(page.app)
    page.assert_sound()
    assert page.all("info") == [say(lang, "reconcile.same_system")]


@BOTH
def test_missing_amounts_are_dashes_with_a_reason(
    imported: Callable[..., Path], visit: Visit, lang: Language
) -> None:
    imported([won("m", "d1", "2025-11-03", None), won("s", "s1", "2025-11-03", 5)])
    page = visit("data", tab="reconcile", lang=lang)
    page.assert_sound()
    assert totals(page, lang)["amount"] == [1, 1, 0, 1, 5]


@pytest.mark.parametrize("name", [IMAGE, FORMULA, SCRIPT])
def test_names_that_are_programs_stay_text(imported: Callable[..., Path], visit: Visit, name: str) -> None:
    imported(DEALS, {"m": name, "s": "salesforce"}, prefix=name)
    for lang in ("ja", "en"):
        page = visit("data", tab="reconcile", lang=lang)
        page.assert_sound()
        assert page.all("error") == []


# the same deal ids on both sides: imported into one store, the later file would overwrite the earlier
MARKETING = (
    "deal_id,company,stage,amount,closed_at\n"
    "d1,Alpha,won,1000000,2025-11-03\n"
    "d2,Beta,won,2000000,2025-11-10\n"
    "d3,Gamma,won,3000000,2025-11-12\n"
)
SALES = (
    "deal_id,company,stage,amount,closed_at\n"
    "d1,Alpha,won,1000000,2025-11-03\n"
    "d2,Beta,won,2500000,2025-11-10\n"
    "d9,Omega,won,9000000,2025-11-28\n"
)


def with_files(page: Page, left: str, right: str | bytes) -> Page:
    """Choose to compare two files, and give them."""
    page.app.button_group(key="widget_reconcile_way").set_value("files").run()
    for name, body in (("left", left), ("right", right)):
        data = body.encode() if isinstance(body, str) else body
        uploader = page.app.file_uploader(key=f"reconcile_file_{name}_0")
        uploader.set_value([(f"{name}.csv", data, "text/csv")]).run()
    return Page(page.app)


def parts_table(page: Page, lang: Language) -> list[int]:
    """Lines of each part, of the table that has parts (the cards of the files have tables too)."""
    heading = say(lang, "reconcile.table.part")
    [table] = [one.value for one in page.app.dataframe if heading in one.value.columns]
    return table[say(lang, "reconcile.table.lines")].tolist()


@BOTH
def test_two_files_are_compared_without_importing_them(use: Use, visit: Visit, lang: Language) -> None:
    path = use(World())
    page = with_files(visit("data", tab="reconcile", lang=lang), MARKETING, SALES)
    page.assert_sound()
    fields = {"kind": say(lang, "codes.kind.won"), "both": 2, "same": 1, "differ": 1, "left": 1, "right": 1}
    assert f"**{say(lang, 'reconcile.said', **fields)}**" in page.all("markdown")
    assert parts_table(page, lang) == [1, 0, 1, 0, 1, 1, 4]
    assert cached.store(path).rows("import_log_list") == []


@BOTH
def test_a_file_that_is_no_table_is_refused_and_the_other_stays(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World())
    page = with_files(visit("data", tab="reconcile", lang=lang), MARKETING, b"\x00\x01\x02\x03" * 50)
    page.assert_sound()
    assert len(page.all("error")) == 1


@BOTH
def test_a_file_without_deals_says_so(use: Use, visit: Visit, lang: Language) -> None:
    use(World())
    leads = "lead_id,created_at,company,email\na,2025-10-01,Alpha,a@example.com\n"
    page = with_files(visit("data", tab="reconcile", lang=lang), MARKETING, leads)
    page.assert_sound()
    assert say(lang, "reconcile.file.nothing", kind=say(lang, "codes.kind.won")) in page.all("info")


@BOTH
def test_what_only_a_person_knows_of_a_file_is_asked_before_it_is_compared(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World())
    unclear = SALES.replace("2025-11-03", "03/11/2025").replace("2025-11-10", "10/11/2025")
    unclear = unclear.replace("2025-11-28", "08/11/2025")
    page = with_files(visit("data", tab="reconcile", lang=lang), MARKETING, unclear)
    page.assert_sound()
    question = next(box for box in page.app.selectbox if str(box.key).endswith("date_order"))
    question.set_value("dmy").run()
    page = Page(page.app)
    page.assert_sound()
    assert parts_table(page, lang) == [1, 0, 1, 0, 1, 1, 4]


def test_choices_stay_through_a_switch_of_the_language(imported: Callable[..., Path], visit: Visit) -> None:
    imported(DEALS)
    page = visit("data", tab="reconcile", lang="ja")
    page.app.selectbox(key="widget_reconcile_left").set_value("salesforce").run()
    page.app.selectbox(key="widget_reconcile_right").set_value("hubspot").run()
    before = totals(Page(page.app), "ja")["total"]
    page.app.button_group(key="widget_language").set_value("en").run()
    page = Page(page.app)
    page.assert_sound()
    assert totals(page, "en")["total"] == before == [7, 5, 13_740_000, 6, 7_500_000]


@BOTH
def test_deals_without_company_are_recognised_by_the_file_of_their_leads(
    use: Use, visit: Visit, lang: Language
) -> None:
    use(World())
    sales = SALES.replace("company", "email").replace("Alpha", "a@x.jp").replace("Beta", "b@x.jp")
    sales = sales.replace("Omega", "o@x.jp").replace("d1", "s1").replace("d2", "s2")
    deals = "deal_id,lead_id,stage,amount,closed_at\nd1,l1,won,1000000,2025-11-03\n"
    # the lead says of its own that it was won: that is the same deal, not another
    leads = "lead_id,created_at,email,won_at\nl1,2025-10-01,A@x.jp,2025-11-03\n"
    page = with_files(visit("data", tab="reconcile", lang=lang), deals, sales)
    page.assert_sound()
    assert page.all("warning") == [say(lang, "reconcile.strangers")]
    uploader = page.app.file_uploader(key="reconcile_file_left_1")  # one field a drop
    page = Page(uploader.set_value([("leads.csv", leads.encode(), "text/csv")]).run())
    page.assert_sound()
    assert page.all("warning") == []
    assert parts_table(page, lang) == [1, 0, 0, 0, 0, 2, 3]
