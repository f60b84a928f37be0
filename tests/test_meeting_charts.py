"""The charts of a meeting: bars that add up, both sides on one axis, letters that are drawn anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from io import BytesIO
from math import fsum
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kpi.decision import Unit
from kpi.snapshot import Band, Bridge, Point, Series, Step
from pages.ui.meeting import charts, pictures
from pages.ui.meeting.said import REST, largest
from pages.ui.meeting.sides_chart import SIDES
from pages.ui.text import LANGUAGES, Language, Words
from tests.meeting_world import BRIDGE, FIRST_WEEK, MEETING

JA = Words("ja")
PROJECT = Path(__file__).resolve().parents[1]
HOSTILE = "</script><script>alert(1)</script> ${x} 'x' datum.y \u202e=1+1 🍣"
EFFECTS = st.lists(st.integers(-(10**9), 10**9), max_size=30)


def rows(spec: charts.Spec, name: str) -> list[dict[str, Any]]:
    return spec["datasets"][name]


def shape(spec: charts.Spec) -> str:
    return json.dumps({key: value for key, value in spec.items() if key != "datasets"}, ensure_ascii=False)


def segments(*names: str) -> Bridge:
    steps = tuple(Step(code="rate", effect=0.01, segment=("channel", name)) for name in names)
    return Bridge(code="sql_rate", by="channel", start=0.1, end=0.1 + 0.01 * len(names), steps=steps)


def size_of(png: bytes) -> tuple[int, int]:
    return Image.open(BytesIO(png)).size


def test_a_bridge_walks_from_before_to_now_bar_by_bar() -> None:
    found = rows(charts.bridge(JA, BRIDGE, "yen"), "bridge")
    assert [(row["label"], row["shown"], row["kind"]) for row in found[:4]] == [
        ("前回", "1.12億円", "total"),
        ("遅れて届いたデータ", "+0.03億円", "other"),
        ("問い合わせ", "+0.12億円", "up"),
        ("MQL率", "−0.04億円", "down"),
    ]
    walk = [(row["from"], row["to"]) for row in found]
    assert walk == [
        *((1.12, 1.12), (1.12, 1.15), (1.15, 1.27), (1.27, 1.23), (1.23, 1.14)),
        *((1.14, 1.21), (1.21, 1.27), (1.27, 1.31), (1.31, 1.31)),
    ]
    assert [row["step"] for row in found] == [None, *range(7), None]
    assert [row["is_sure"] for row in found] == [True, True, True, False, *[True] * 5]
    assert (found[4]["low"], found[4]["high"]) == (1.11, 1.18)
    assert [row["next"] for row in found[:-1]] == [row["key"] for row in found[1:]]


@pytest.mark.parametrize(
    ("end", "ja", "en"),
    [
        (2_345_000_000, ["0.0億円", "+23.4億円", "±0", "23.4億円"], ["¥0M", "+¥2,345M", "±0", "¥2,345M"]),
        (-12_345_678, ["0万円", "−1,235万円", "±0", "−1,235万円"], ["¥0.0M", "−¥12.3M", "±0", "−¥12.3M"]),
    ],
)
def test_all_numbers_of_a_bridge_have_one_unit_and_as_many_decimals(
    end: int, ja: list[str], en: list[str]
) -> None:
    steps = (Step(code="leads", effect=end - 3), Step(code="mql_rate", effect=3))
    walk = Bridge(code="amount_yen", by="chain", start=0, end=end, steps=steps)
    for words, expected in ((JA, ja), (Words("en"), en)):
        assert [row["shown"] for row in rows(charts.bridge(words, walk, "yen"), "bridge")] == expected


@given(EFFECTS)
def test_bars_folded_into_one_leave_the_sum_as_it_was(effects: list[int]) -> None:
    steps = tuple(Step(code="rate", effect=one, segment=("channel", str(n))) for n, one in enumerate(effects))
    shown = largest(Bridge(code="leads", by="channel", start=0, end=sum(effects), steps=steps), 8)
    assert len(shown) <= 9
    assert fsum(step.effect for step in shown) == sum(effects)
    kept = [step for step in shown if step.code != REST]
    assert kept == [step for step in steps if step in kept]
    folded = sorted((abs(step.effect) for step in steps if step not in kept), reverse=True)
    assert not folded or folded[0] <= min(abs(step.effect) for step in kept)


def test_bars_of_the_same_name_stay_apart_and_in_order() -> None:
    found = rows(charts.bridge(JA, segments("web", "web", "あ"), "rate"), "bridge")
    keys = [row["key"] for row in found]
    assert len(set(keys)) == len(keys)
    assert keys == sorted(keys)
    assert [key[4:] for key in keys][1] == "web：率  +1.0ポイント"


@pytest.mark.parametrize(
    ("unit", "size", "language", "title"),
    [
        *(("yen", 2e8, "ja", "億円"), ("yen", 9e7, "ja", "万円"), ("yen", 2e6, "en", "¥M")),
        *(("yen", 9e5, "en", "¥K"), ("count", 80, "ja", "件"), ("rate", 0.1, "en", "rate")),
    ],
)
def test_an_axis_says_in_what_its_numbers_are(
    unit: Unit, size: float, language: Language, title: str
) -> None:
    found = Bridge(code="x", by="chain", start=size / 2, end=size, steps=(Step(code="x", effect=size / 2),))
    spec = charts.bridge(Words(language), found, unit)
    assert spec["layer"][0]["encoding"]["x"]["axis"]["title"] == title


def test_marketing_and_sales_stand_on_one_time_axis() -> None:
    spec = charts.both_sides(JA, MEETING.series)
    assert spec["resolve"] == {"scale": {"y": "independent"}}  # x is shared
    titles = [band["layer"][0]["encoding"]["y"]["axis"]["title"] for band in spec["layer"]]
    assert titles == ["マーケティング（件）", "営業（件）", "営業（万円）"]
    found = rows(spec, "sides")
    names = {side: {row["name"] for row in found if row["side"] == side} for side in SIDES}
    assert names == {
        "marketing": {"問い合わせ", "MQL"},
        "sales": {"SQL", "商談", "受注"},
        "amount": {"受注額"},
    }
    assert len(found) == 24 * 6
    assert found[0] == {
        **{"start": "2026-01-05", "day": "2026年1月5日", "side": "marketing", "code": "leads"},
        "name": "問い合わせ",
        **{"value": 80, "shown": "80", "is_young": False, "is_signal": False},
    }
    assert {row["start"] for row in found if row["is_young"]} == {"2026-06-01", "2026-06-08", "2026-06-15"}


def test_a_decision_of_the_time_shown_marks_the_side_of_its_kpi() -> None:
    decision = MEETING.decisions[0].decision.model_copy(update={"kpi": "wins"})
    version = replace(MEETING.decisions[0], decision=decision)
    long_ago = replace(version, decision=decision.model_copy(update={"decided_on": date(2020, 1, 1)}))
    marks = rows(
        charts.both_sides(JA, MEETING.series, decisions=[version, long_ago, MEETING.decisions[1]]), "marks"
    )
    assert marks == [{"start": "2026-01-12", "side": "sales", "measure": "展示会の翌日に電話する"}]


def test_a_change_of_the_definition_marks_every_side_from_the_first_bucket_on() -> None:
    changes = [(date(2020, 1, 1), "long ago"), (date(2026, 2, 1), HOSTILE)]
    spec = charts.both_sides(JA, MEETING.series, changes=changes)
    assert rows(spec, "marks") == [
        {"start": "2026-02-01", "side": side, "measure": HOSTILE, "is_change": True} for side in SIDES
    ]
    assert HOSTILE not in shape(spec)
    spark = charts.sparkline(MEETING.series[0].points, None, changes=[date(2026, 2, 1)])
    assert rows(spark, "marks") == [{"start": "2026-02-01", "is_change": True}]


def test_without_any_number_there_is_no_chart_of_both_sides() -> None:
    empty = Series(code="leads", grain="week", points=(Point(start=FIRST_WEEK, value=None),))
    rate = Series(code="sql_rate", grain="week", points=(Point(start=FIRST_WEEK, value=0.1),))
    assert charts.both_sides(JA, []) == charts.both_sides(JA, [empty, rate]) == {}


def test_a_sparkline_has_the_band_of_its_point_or_else_of_all() -> None:
    points = [
        Point(start=FIRST_WEEK, value=3, lower=1, upper=4, is_signal=True),
        Point(start=FIRST_WEEK, value=None, is_young=True),
    ]
    band = Band(center=5, lower=0, upper=9, method="xmr")
    limits = [(row["lower"], row["upper"]) for row in rows(charts.sparkline(points, band), "spark")]
    assert limits == [(1, 4), (0, 9)]
    bare = rows(charts.sparkline(points[1:], None), "spark")
    assert [(row["lower"], row["upper"], row["value"]) for row in bare] == [(None, None, None)]


def test_the_shape_of_a_chart_stays_when_its_numbers_change_and_holds_no_name_of_the_data() -> None:
    plain, hostile = (charts.bridge(JA, segments(*names), "rate") for names in (("a", "b"), (HOSTILE, "c")))
    assert shape(plain) == shape(hostile)
    assert "alert" not in shape(hostile)
    half = tuple(one.model_copy(update={"points": one.points[:9]}) for one in MEETING.series)
    assert shape(charts.both_sides(JA, half)) == shape(charts.both_sides(JA, MEETING.series))
    few = charts.sparkline(MEETING.series[0].points[:3], None)
    assert shape(few) == shape(charts.sparkline(MEETING.series[0].points, None))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_vega_lite_and_becomes_a_picture(language: Language) -> None:
    words = Words(language)
    bridge = charts.bridge(words, BRIDGE, "yen")
    sides = charts.both_sides(words, MEETING.series, decisions=MEETING.decisions)
    spark = charts.sparkline(MEETING.series[0].points, None)
    for spec in (bridge, sides, spark):
        alt.Chart.from_dict(spec, validate=True)
    with ThreadPoolExecutor(2) as both:
        first, second = both.map(pictures.png, [bridge, sides])
    assert size_of(first) == size_of(second) == (1680, 945)


@pytest.mark.parametrize("name", [HOSTILE, "長" * 400, "", "한국 ก 𓀀"])
def test_any_name_is_drawn_as_text(name: str) -> None:
    assert size_of(pictures.png(charts.bridge(JA, segments(name, "b"), "rate"))) == (1680, 945)


ALONE = """
import sys
from pages.ui.meeting import charts, pictures
from pages.ui.text import Words
from tests.meeting_world import BRIDGE
from tests.test_meeting_charts import segments
register = pictures._register
pictures._register = lambda: None
folder = sys.argv[1]
def draw(name, found):
    with open(f"{folder}/{name}.png", "wb") as file:
        file.write(pictures.png(charts.bridge(Words("ja"), found, "yen" if found is BRIDGE else "rate")))
draw("without", BRIDGE)
pictures._register = register
draw("with", BRIDGE)
for name, letters in {"sales": "営業部門", "deal": "商談一覧"}.items():
    draw(name, segments(letters))
pictures._printable = lambda spec: spec
draw("boxes", segments("\\U00013000\\U00013001\\U00013002\\U00013003"))
"""


def test_japanese_is_drawn_on_a_machine_without_any_font(tmp_path: Path) -> None:
    fonts = tmp_path / "fonts.conf"
    nothing = f"<fontconfig><dir>{tmp_path}/none</dir></fontconfig>"
    fonts.write_text(f'<?xml version="1.0"?>{nothing}', encoding="utf-8")
    bare = {"FONTCONFIG_FILE": str(fonts), "HOME": str(tmp_path)}
    path = os.pathsep.join([str(PROJECT), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, **bare, "PYTHONPATH": path}
    subprocess.run([sys.executable, "-c", ALONE, str(tmp_path)], check=True, env=env, cwd=PROJECT)
    drawn = {
        name: Image.open(tmp_path / f"{name}.png").convert("L")
        for name in ("without", "with", "sales", "deal", "boxes")
    }
    dark = {name: sum(picture.histogram()[:100]) for name, picture in drawn.items()}
    assert dark["without"] == 0
    assert dark["with"] > 10_000
    labels = [drawn[name].crop((0, 0, 560, 945)).tobytes() for name in ("sales", "deal", "boxes")]
    assert len(set(labels)) == 3
