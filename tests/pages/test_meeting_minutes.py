"""The minutes of a meeting: in words, on one page, as slides and as Markdown, whatever stands in them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pypdfium2
import pytest
from pptx import Presentation

from kpi import agenda as domain
from kpi.agenda import Change, Disagreement, Promise
from kpi.definition import Difference
from kpi.snapshot import Line, MeetingSnapshot, Redefined, Said, read, text
from pages.ui.letters import printable, visible
from pages.ui.meeting import agenda, downloads, minutes_md, minutes_pdf, minutes_pptx
from pages.ui.meeting.decided import told
from pages.ui.meeting.minutes import Minutes, minutes
from pages.ui.text import LANGUAGES, Language, Words, say
from tests.meeting_world import GOLDEN, LOWER, MEETING

BOTH = pytest.mark.parametrize("lang", LANGUAGES)
NAMES = [
    "=cmd|' /C calc'!A0",
    "＝1+1",
    "+81 3",
    "@sum",
    "<script>alert(1)</script>",
    "*太字* _斜体_ `x`",
    "a | b",
    "[a](http://example.invalid)",
    "![x](x)",
    "# 見出し",
    "1. 番号",
    "- 点",
    "> 引用",
    "---",
    "a\nb\x07\u202ec\r\n| x |",
    "\\| x",
    "www.example.invalid",
    "𓀀🍣",
    "長" * 300,
]


@pytest.fixture(scope="module")
def drawn() -> dict[str, dict[str, bytes]]:
    """The charts of the meeting, drawn once a language."""
    return {lang: downloads.pictures(minutes(Words(lang), MEETING)) for lang in LANGUAGES}


def read_pdf(pdf: bytes) -> tuple[int, tuple[float, float], str]:
    """Return how many pages a PDF has, the size of the first in points, and its text without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    text = document[0].get_textpage().get_text_bounded()
    found = len(document), document[0].get_size(), bare(text)
    document.close()
    return found


def bare(text: str) -> str:
    return re.sub(r"\s", "", printable(text))


def slides(pptx: bytes) -> list[list[str]]:
    """Return the texts of each slide, tables cell by cell."""
    found = []
    for slide in Presentation(BytesIO(pptx)).slides:
        texts: list[str] = []
        for shape in slide.shapes:
            if shape.has_table:
                texts += [cell.text for row in shape.table.rows for cell in row.cells]
            elif shape.has_text_frame:
                texts += [paragraph.text for paragraph in shape.text_frame.paragraphs]
        found.append(texts)
    return found


def named(name: str) -> MeetingSnapshot:
    """The meeting with one name in every place that people and data name."""
    version = MEETING.decisions[0]
    segment = ("channel", name)
    words = {"measure": name, "owner": name, "segment": segment}
    decision = version.decision.model_copy(update=words)
    step = MEETING.bridges[1].steps[0].model_copy(update={"segment": segment})
    bridge = MEETING.bridges[1].model_copy(update={"steps": (step,)})
    return MEETING.model_copy(
        update={
            "title": name,
            "notes": name,
            "kpis": (*MEETING.kpis, Line(code=name, unit="count", value=1, before=None)),
            "decisions": (replace(version, decision=decision),),
            "bridges": (bridge,),
            "agenda": (LOWER.model_copy(update={"fields": {**LOWER.fields, "value": name}}),),
        }
    )


def everything(found: Minutes) -> list[str]:
    """Every text that the minutes hold."""
    cells = [text for row in (*found.kpis, *found.decisions) for text in vars(row).values()]
    texts = [one for one in cells if isinstance(one, str)]
    texts += [found.title, found.held, found.comparison, *found.causes, *found.agenda, *found.notes]
    return [*texts, *found.footer, *(chart.title for chart in found.charts)]


@BOTH
def test_the_pdf_is_one_page_that_says_everything(drawn: dict[str, dict[str, bytes]], lang: Language) -> None:
    found = minutes(Words(lang), MEETING)
    count, size, text = read_pdf(minutes_pdf.pdf_bytes(found, drawn[lang]))
    assert count == 1
    assert size == pytest.approx((595.28, 841.89), abs=0.1)
    headings = [one for name, one in found.headings.items() if name != "kpis"]
    assert [one for one in [*everything(found), *headings] if bare(one) not in text] == []
    expected = {
        "ja": [
            "月曜会議",
            "前回の会議のあと（2026年2月23日〜2026年3月1日）",
            "担当",
            "SQL化率は2.1ポイント低下",
        ],
        "en": ["HeldonMar2,2026(weekly)", "Sincethelastmeeting(Feb23,2026–Mar1,2026)", "Owner", "−2.1points"],
    }
    assert [one for one in expected[lang] if one not in text.replace("（対問い合わせ）", "")] == []
    assert say(lang, "meeting.more", count="") not in text


def test_the_words_of_a_kpi_are_its_value_difference_band_goal_and_pace() -> None:
    inquiries, rate, undefined, amount = minutes(Words("ja"), GOLDEN).kpis
    assert vars(inquiries) == {
        **{"label": "問い合わせ", "value": "72", "before": "80", "difference": "−8"},
        **{"verdict": "ふだんの範囲内", "goal": "90", "pace": "80%", "is_news": False},
    }
    assert (rate.value, rate.before, rate.difference) == ("8.3%（6/72件）", "12.5%", "−4.2ポイント")
    assert (rate.verdict, rate.is_news) == ("ふだんより低い（ふだん 2.0%〜25.0%）・まだ増える期間", True)
    assert (undefined.value, undefined.difference) == ("–", "–")
    assert undefined.verdict == "決着した商談がありません"
    assert (amount.label, amount.goal, amount.pace) == ("受注額", "–", "–")


def test_a_change_is_told_with_the_range_it_left_and_one_of_format_1_without() -> None:
    fields = {**LOWER.fields, "effect_yen": None, "is_young": False, "dimension": None, "value": None}
    told_without = agenda.sentence(Words("ja"), LOWER.code, fields)
    assert told_without == (
        "SQL化率（対 問い合わせ）が、ふだんの変動の範囲を下回りました（10.4%→8.3%）。理由を確認します。"
    )
    usual = {"usual_low": 0.095, "usual_high": 0.2}
    assert agenda.sentence(Words("en"), LOWER.code, fields | usual) == (
        "SQL rate (of inquiries): below the usual variation (10.4% → 8.3%, usual 9.5%–20.0%). Find out why."
    )


def test_the_definition_is_told_by_name_and_day_and_its_changes_below_their_chart() -> None:
    made = {"definition_name": "第2版 <b>", "definition_from": date(2026, 2, 1)}
    lines = Difference("mql_threshold", None, None, 40, 45)
    changes = (Redefined(day=date(2020, 1, 1), differences=(lines,)),)
    changes += (Redefined(day=date(2026, 2, 1), differences=(lines,)),)
    meeting = MEETING.model_copy(update={"made": MEETING.made.model_copy(update=made), "changes": changes})
    found = minutes(Words("ja"), read(text(meeting)))
    assert "合意した定義：第2版 <b>、2026年2月1日から有効" in found.footer[-1]
    assert "（合意した定義）" in minutes(Words("ja"), GOLDEN).footer[-1]
    sides = found.charts[1]
    assert {row["start"] for row in sides.spec["datasets"]["marks"] if row.get("is_change")} == {"2026-02-01"}
    assert "2026年2月1日" in sides.sentence
    assert "40 → 45" in sides.sentence
    assert "2020年" not in sides.sentence


def test_a_title_that_nobody_typed_is_in_the_readers_language() -> None:
    untitled = GOLDEN.model_copy(update={"title": "会議（2026/02/23〜2026/03/01）"})
    assert [minutes(Words(lang), untitled).title for lang in LANGUAGES] == [
        "会議（2026/02/23〜2026/03/01）",
        "Meeting (2026/02/23 – 2026/03/01)",
    ]
    assert {minutes(Words(lang), GOLDEN).title for lang in LANGUAGES} == {"月曜会議"}


@BOTH
def test_an_undefined_kpi_is_a_dash_with_its_reason(lang: Language) -> None:
    lines = (
        Line(code="win_rate", unit="rate", value=None, before=None, reason="nothing_closed"),
        Line(code="deal_yen", unit="yen", value=None, before=None, reason="of another version"),
    )
    found = minutes(Words(lang), GOLDEN.model_copy(update={"kpis": lines, "bridges": (), "series": ()}))
    assert [row.value for row in found.kpis] == ["–", "–"]
    reasons = [say(lang, f"meeting.reason.{reason}") for reason in ("nothing_closed", "no_cases")]
    assert [row.verdict for row in found.kpis] == reasons
    text = read_pdf(minutes_pdf.pdf_bytes(found, {}))[2]
    on_slide = slides(minutes_pptx.pptx_bytes(found, {}))[0]
    for reason in reasons:
        assert bare(reason) in text
        assert reason in on_slide
        assert reason in minutes_md.text(found)


@BOTH
def test_a_first_meeting_without_anything_says_so(lang: Language) -> None:
    nothing = dict.fromkeys(("kpis", "series", "bridges", "claims", "agenda", "decisions"), ())
    first = GOLDEN.model_copy(update={**nothing, "before": None, "notes": ""})
    found = minutes(Words(lang), first)
    count, _, text = read_pdf(minutes_pdf.pdf_bytes(found, {}))
    assert count == 1
    said = [found.comparison, *(say(lang, f"meeting.none.{n}") for n in ("causes", "agenda", "decisions"))]
    assert [one for one in said if bare(one) not in text] == []
    assert say(lang, "meeting.heading.notes") not in minutes_md.text(found)
    assert len(slides(minutes_pptx.pptx_bytes(found, {}))) == 2


@BOTH
def test_a_long_meeting_stays_on_one_page_and_says_how_many_more(
    drawn: dict[str, dict[str, bytes]], lang: Language
) -> None:
    long = named("長い名前 " * 40)
    found = minutes(
        Words(lang),
        long.model_copy(
            update={
                "kpis": MEETING.kpis * 5,
                "agenda": long.agenda * 40,
                "decisions": long.decisions * 30,
                "bridges": long.bridges * 20,
                "notes": "\n".join(f"{n} 行目のメモ" for n in range(200)),
            }
        ),
    )
    count, _, text = read_pdf(minutes_pdf.pdf_bytes(found, drawn[lang]))
    assert count == 1
    assert "…" in text
    left_out = [int(one) for one in re.findall({"ja": r"ほか(\d+)件", "en": r"(\d+)more"}[lang], text)]
    assert left_out[0] == 20 - 9
    assert len(left_out) == 5  # KPIs, causes, decisions, agenda, notes
    shown = {
        name: say(lang, f"meeting.heading.{name}") for name in ("causes", "decisions", "agenda", "notes")
    }
    assert [one for one in shown.values() if bare(one) not in text] == []
    assert [bare(one) for one in found.footer if bare(one) not in text] == []
    last = slides(minutes_pptx.pptx_bytes(found, drawn[lang]))[-1]
    assert say(lang, "meeting.more", count=26) in last
    assert say(lang, "meeting.more", count=33) in last
    assert minutes_md.text(found).count("\n- ") > 200


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_any_kind_is_neither_markup_nor_a_formula_in_markdown(name: str) -> None:
    lines = minutes_md.text(minutes(Words("ja"), named(name))).splitlines()
    assert lines[0].startswith("# ")
    rows = [re.split(r"(?<!\\)(?:\\\\)*\|", line)[1:-1] for line in lines if line.startswith("|")]
    assert [len(row) for row in rows] == [7] * (2 + len(MEETING.kpis) + 1) + [5] * 3
    cells = [cell.strip() for row in rows for place, cell in enumerate(row) if len(row) == 5 or place != 3]
    assert not [cell for cell in cells if re.match(r"[=+@＝＋＠]|-(?!--)", cell)]
    for line in lines:
        plain = re.sub(r"\\[^\s]", "", re.sub(r"^(- |#+ )", "", line))
        assert not re.search(r"[<>`*_\[\]]|https?://|www\.", plain), line
        assert line.startswith("|") or not re.match(r"[#>=+@＝＋＠-]|\d+[.)]\s", plain) or line == "---", line


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "a\nb\x07\u202ec\r\n| x |", "𓀀🍣", "長" * 300])
def test_a_name_of_any_kind_is_text_on_the_page_and_on_slides(name: str) -> None:
    found = minutes(Words("ja"), named(name))
    count, _, text = read_pdf(minutes_pdf.pdf_bytes(found, {}))
    assert count == 1
    assert bare(name)[:20] in text
    first, *_, last = slides(minutes_pptx.pptx_bytes(found, {}))
    title = first[0].removesuffix("…")
    assert title
    assert visible(name).startswith(title)
    assert any(visible(name)[:20] in one for one in first[1:])
    assert any(visible(name)[:20] in one for one in last)


@BOTH
def test_the_slides_are_kpis_charts_and_decisions_in_a_japanese_font(
    drawn: dict[str, dict[str, bytes]], lang: Language
) -> None:
    found = minutes(Words(lang), MEETING)
    deck = Presentation(BytesIO(minutes_pptx.pptx_bytes(found, drawn[lang])))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)
    titles = [slide.shapes.title.text for slide in deck.slides]
    names = found.headings
    causes, last = f"{names['causes']} / {names['notes']}", f"{names['agenda']} / {names['decisions']}"
    assert titles == ["月曜会議", *(chart.title for chart in found.charts), causes, last]
    texts = slides(minutes_pptx.pptx_bytes(found, drawn[lang]))
    assert {row.label for row in found.kpis} | {row.value for row in found.kpis} <= set(texts[0])
    assert found.charts[1].sentence in texts[2]
    assert {f"• {one}" for one in (*found.causes[:1], *found.notes)} <= set(texts[3])
    assert {f"• {one}" for one in found.agenda} <= set(texts[4])
    assert {found.decisions[0].measure, found.decisions[0].owner} <= set(texts[4])
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
        fonts = slide._element.xpath(".//a:r/a:rPr")
        assert fonts
        for font in fonts:
            assert font.xpath("./a:latin/@typeface") == font.xpath("./a:ea/@typeface") == ["Yu Gothic"]
    pictures = [shape for slide in deck.slides for shape in slide.shapes if hasattr(shape, "image")]
    assert [picture.image.blob for picture in pictures] == [drawn[lang]["bridge"], drawn[lang]["sides"]]
    assert all(picture._element.nvPicPr.cNvPr.get("descr") for picture in pictures)


@BOTH
def test_every_point_that_an_agenda_can_have_is_a_sentence(lang: Language) -> None:
    day = date(2026, 3, 9)
    changes = [
        Change("sql_rate", ("channel", "web"), 0.1, 0.05, "lower", -3e6, is_young=True),
        *(Change("leads", None, 10, 20 + n, "higher") for n in range(4)),
        Change("win_rate", None, 0.2, None, "cannot_tell"),
    ]
    items = [
        *domain.build(
            day,
            changes=changes,
            decisions=MEETING.decisions,
            promises=[Promise("first_contact", 4, 12, 3), Promise("stage_idle", 2, 9, 60, 25e6)],
            disagreements=[
                Disagreement(code, 3, 1e6)  # type: ignore[arg-type]
                for code in ("rejected_above", "accepted_below", "lost_above", "won_below")
            ],
            known={"channel": {"web"}},
        ),
        *domain.build(day, changes=[Change("leads", None, 1, 2, "inside")]),
        *domain.build(day),
    ]
    texts = [agenda.sentence(Words(lang), item.code, item.fields) for item in items]
    assert len({item.code for item in items}) == 13
    assert not [text for text in texts if re.search(r"None|True|False|[{}]|\d{7,}|\d{4}-\d\d", text)]
    expected = {
        "ja": "webのSQL化率（対 問い合わせ）が、ふだんの変動の範囲を下回りました"
        "（10.0%→5.0%、受注額への影響 −300万円、まだ増える期間）。理由を確認します。",
        "en": "SQL rate (of inquiries), web: below the usual variation "
        "(10.0% → 5.0%, won amount −¥3M, period still young). Find out why.",
    }
    assert texts[0] == expected[lang]


def test_a_decision_says_what_came_of_it() -> None:
    closed, is_open = (told(Words("en"), version) for version in MEETING.decisions)
    assert closed.aim == "SQL rate (of inquiries), expo 8.1% → 10.0%"
    assert closed.state == (
        "Worked; actual 12.0% (80 % range 10.0%–14.0%): reached (with 90% of results in) (3社が商談へ)"
    )
    assert is_open.state == "Open, to be read on Mar 2, 2026"
    carried = replace(MEETING.decisions[1], state="carried", created_at=datetime(2026, 3, 2))
    assert told(Words("en"), carried).state == "Carried on, next read on Mar 2, 2026"


def test_what_this_version_cannot_say_is_counted_and_the_rest_is_said() -> None:
    strange = (Said(code="of_tomorrow", fields={"x": 1}), Said(code="kpi_lower"), *MEETING.agenda)
    claims = (Said(code="rate_fell", fields={"kpi": "sql_rate"}), *MEETING.claims[:1])
    found = minutes(Words("en"), MEETING.model_copy(update={"agenda": strange, "claims": claims}))
    assert len(found.agenda) == 3
    assert found.agenda[-1] == "Not shown, since this version cannot put it into words: 2."
    assert found.causes[0] == "SQL rate (of inquiries) −2.1 points (10.4% → 8.3%)."
    assert found.causes[1] == "Not shown, since this version cannot put it into words: 1."


@pytest.mark.parametrize("kind", downloads.KINDS)
def test_every_file_is_built_from_the_snapshot_alone(kind: str) -> None:
    starts = {"pdf": b"%PDF", "pptx": b"PK", "md": "# 月曜会議".encode()}
    assert downloads.build(Words("ja"), GOLDEN, kind).startswith(starts[kind])
