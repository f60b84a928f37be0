"""The goal on one page: the PDF, the picture of it, letters the font lacks, the workbook, the link."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from kpi.goal_workbook import COLUMNS
from pages.ui import cached, view_link
from pages.ui.goal import handout, setting
from pages.ui.goal.handout_page import Page as Sheet
from pages.ui.goal.handout_pdf import pdf_bytes
from pages.ui.goal.setting import LEVELS, Setting
from pages.ui.letters import MISSING, letters, printable
from pages.ui.sheet import png_bytes
from pages.ui.shell import Frame
from pages.ui.text import LANGUAGES, SENTENCES, Language, Words, say
from tests.conftest import TODAY
from tests.hostile_worlds import HOSTILE, SCRIPT, World
from tests.pages.conftest import Page
from tests.small_world import lead

Use = Callable[[object], Path]  # the fixtures of conftest.py
Visit = Callable[..., Page]
BOTH = pytest.mark.parametrize("lang", LANGUAGES)
SCREEN = Path(__file__).resolve().parents[2] / "pages"
ADDRESS = "https://kpi.example/goal?m=40"
# a formula, Thai, a rare letter, Korean, a picture, hieroglyphs, what is invisible, a program, a long one
NAMES = ["=1+1|กข", "𠮷野家 한국", "寿司🍣𓀀", "a\u202eb\x07c\nd", "﨑髙①㈱ﾃｽﾄ", SCRIPT, "長" * 400]


def frame_of(path: Path, lang: Language, **query: str | list[str]) -> Frame:
    """What a visitor of an address has, without a browser."""
    opened = cached.store(path)
    version = opened.data_version()
    record, agreed = cached.record(path, version, TODAY), cached.agreed(path, version)
    asked = {key: [value] if isinstance(value, str) else value for key, value in query.items()}
    shown, refused = view_link.read(asked, agreed, record)
    assert refused == ()
    return Frame(Words(lang), path, opened, record, agreed, shown, TODAY, "goal")


def sheet_of(frame: Frame) -> tuple[Setting, Sheet]:
    found = setting.read(frame)
    return found, handout.page(frame, found, ADDRESS)


def read_pdf(pdf: bytes) -> tuple[int, tuple[float, float], str]:
    """Return how many pages a PDF has, the size of the first in points, and its text without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    found = len(document), document[0].get_size(), re.sub(r"\s", "", text)
    document.close()
    return found


def bare(text: str) -> str:
    return re.sub(r"\s", "", printable(text))


@pytest.fixture
def frame(sample_path: Path, lang: Language) -> Frame:
    return frame_of(sample_path, lang)


@BOTH
def test_the_pdf_is_one_page_that_says_everything_of_the_tree(frame: Frame, lang: Language) -> None:
    found, sheet = sheet_of(frame)
    count, size, text = read_pdf(pdf_bytes(sheet))
    assert count == 1
    assert size == pytest.approx((841.89, 595.28), abs=0.1)
    wanted = [sheet.title, sheet.goal, sheet.source, *sheet.headings, *sheet.notes, *sheet.footer]
    for line in sheet.lines:
        card = line.card
        wanted += [card.label, card.owner_label, card.needed, card.pace, card.gap, card.rate, *card.lines]
        wanted += line.chances
    assert [one for one in wanted if bare(one) not in text] == []
    expected = {
        "ja": ["2026年度の目標：受注額3億円", "80%範囲", "担当：営業", "95%の確かさ", "2026年11月21日"],
        "en": ["GoalforFY2026:Wonamount¥300M", "80%range", "answeredforbySales", "95%chance", "Nov21,2026"],
    }
    assert [one for one in expected[lang] if one not in text] == []
    assert [line.card.needed for line in sheet.lines] == [
        setting.shown(frame.words, node, found.plan[node]) for node in LEVELS
    ]


@pytest.mark.parametrize("lang", ["ja"])
def test_the_picture_shows_the_page_and_two_are_made_at_once(frame: Frame) -> None:
    pdf = pdf_bytes(sheet_of(frame)[1])
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(png_bytes, [pdf, pdf])
    assert first == second
    picture = Image.open(BytesIO(first)).convert("RGB")
    assert picture.size == (2105, 1489)
    assert picture.getpixel((5, 5)) == (255, 255, 255)
    colours = {colour for _, colour in picture.getcolors(1 << 20) or []}
    assert {(168, 84, 30), (36, 96, 168), (96, 104, 114)} <= colours  # sales, marketing, shared


def test_every_letter_of_every_sentence_is_in_the_font() -> None:
    used = {letter for pair in SENTENCES.values() for text in pair for letter in text} | {
        MISSING,
        "–",
        "−",
        "…",
    }
    # a line's end and a place where one may be are never drawn
    assert {letter for letter in used if letter not in "\n\u200b" and ord(letter) not in letters()} == set()


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("髙﨑 ①㈱ ﾃｽﾄ Ünal ¥1,000 −3 〜", "髙﨑 ①㈱ ﾃｽﾄ Ünal ¥1,000 −3 〜"),
        ("寿司🍣", "寿司〓"),
        ("한국 ก", "〓〓 〓"),
        ("a\u202eb\x00c\nd\te", "abc d e"),
        ("か\u3099", "が"),  # a mark apart from its letter
        ("\ud800", ""),
    ],
)
def test_a_letter_that_the_font_lacks_is_seen_to_be_missing(text: str, drawn: str) -> None:
    assert printable(text) == drawn


@BOTH
def test_names_of_any_letters_stay_on_the_page(use: Use, lang: Language) -> None:
    path = use(World([lead(f"l{n}", 70, channel=name) for n, name in enumerate(NAMES)]))
    sheet = sheet_of(frame_of(path, lang, ch=NAMES[:2]))[1]
    cards = [replace(line.card, label=NAMES[-1], needed=NAMES[1]) for line in sheet.lines]
    hostile = replace(
        sheet,
        goal=" ".join(NAMES),
        source=sheet.source + "x" * 5_000,
        warnings=tuple(NAMES * 4),
        lines=tuple(replace(line, card=card) for line, card in zip(sheet.lines, cards, strict=True)),
    )
    count, _, text = read_pdf(pdf_bytes(hostile))
    assert count == 1
    assert bare(sheet.source)[:80] in text
    assert MISSING in bare(sheet.source)[:80]
    assert bare(SCRIPT) in text
    assert "…" in text


@pytest.mark.parametrize(("world", "lang"), [("empty", "ja"), ("only_losses", "en"), ("huge_amounts", "ja")])
def test_what_is_undefined_is_a_dash_with_its_reason(use: Use, lang: Language, world: str) -> None:
    frame = frame_of(use(HOSTILE[world]), lang)
    found, sheet = sheet_of(frame)
    _, _, text = read_pdf(pdf_bytes(sheet))
    workbook = CalamineWorkbook.from_filelike(BytesIO(handout.xlsx_bytes(frame, found)))
    rows = {row[0]: row for row in workbook.get_sheet_by_index(0).to_python()}
    cards = dict(zip(LEVELS, (line.card for line in sheet.lines), strict=True))
    undefined = [card for node, card in cards.items() if found.value(node) is None]
    assert undefined
    for card in undefined:
        assert card.needed == "–"
        assert bare(card.why) in text
        assert rows[card.label][2:4] == ["–", "–"]
        assert rows[card.label][-1] == card.why


@BOTH
def test_numbers_that_cannot_all_hold_are_named_on_the_page(sample_path: Path, lang: Language) -> None:
    sheet = sheet_of(frame_of(sample_path, lang, g=["deal_yen:1000000", "wins:5"]))[1]
    assert len(sheet.warnings) == 1
    assert bare(sheet.warnings[0]) in read_pdf(pdf_bytes(sheet))[2]


@BOTH
def test_the_workbook_holds_the_chain_of_the_screen(frame: Frame, lang: Language) -> None:
    found = setting.read(frame)
    workbook = CalamineWorkbook.from_filelike(BytesIO(handout.xlsx_bytes(frame, found)))
    sheet = workbook.get_sheet_by_index(0)
    assert sheet.name == say(lang, "handout.sheet")
    rows = [row for row in sheet.to_python() if row]
    headings = [say(lang, f"handout.xlsx.{name}") for name in COLUMNS]
    top = rows.index(headings)
    by_label = {row[0]: dict(zip(COLUMNS, row, strict=True)) for row in rows[top + 1 :]}
    for node, value in found.plan.items():
        label = say(lang, f"goal.node.{node}")
        if node in LEVELS or value is not None:
            assert by_label[label]["needed"] == pytest.approx(float(value), rel=1e-12)  # type: ignore[arg-type]
    win_rate = by_label[say(lang, "goal.node.win_rate")]
    assert 0 < win_rate["low"] < win_rate["exact"] < win_rate["high"] < 1
    assert win_rate["hits"] / win_rate["known"] == pytest.approx(win_rate["exact"], rel=1e-9)
    wins = by_label[say(lang, "goal.node.wins")]
    assert wins["gap"] == pytest.approx(wins["exact"] - wins["today"], abs=1)


@BOTH
def test_the_page_offers_the_downloads_and_the_link(
    sample_path: Path, use: Use, visit: Visit, lang: Language
) -> None:
    use(sample_path)
    page = visit("goal", lang=lang, m="30", s="55", sec="handout")
    page.assert_sound()
    offered = {button.label for button in page.app.get("download_button")}
    assert {say(lang, f"handout.download.{kind}") for kind in ("pdf", "png", "xlsx")} <= offered
    assert page.app.code[-1].value == f"goal?m=30&s=55&sec=handout&lang={lang}"


@pytest.mark.parametrize("lang", ["en"])
def test_a_link_to_anything_but_a_web_address_is_not_drawn(frame: Frame) -> None:
    sheet = sheet_of(frame)[1]
    assert ADDRESS.encode() in pdf_bytes(sheet)
    other = pdf_bytes(replace(sheet, link="javascript:alert(1)"))
    assert b"javascript" not in other
    assert b"/URI" not in other


def test_the_libraries_of_the_pdf_are_loaded_by_a_download_alone() -> None:
    loaders = {
        path.name
        for path in SCREEN.rglob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        and re.search(
            r"\b(fpdf|pypdfium2|fontTools|vl_convert|pptx|letters|sheet|\w+_pdf)\b", ast.unparse(node)
        )
    }
    drawing = {"handout_pdf.py", "minutes_pdf.py", "minutes_pptx.py", "pictures.py"}
    assert loaders == {"letters.py", "sheet.py", *drawing}
