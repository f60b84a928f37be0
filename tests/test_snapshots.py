"""Frozen meetings: reopened to the letter, in every format ever written; what a backup brings back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from kpi import backup, rhythm, snapshots
from kpi import decisions as decided
from kpi.backup_parquet import read_parquet, write_parquet
from kpi.decision import Basis, Decision, Outcome, Reading, Version
from kpi.definition import Difference
from kpi.errors import InvalidInput, SnapshotTooNew
from kpi.snapshot import (
    Band,
    Bridge,
    Line,
    Made,
    MeetingSnapshot,
    Point,
    Redefined,
    Said,
    Series,
    Span,
    Step,
    read,
    text,
)
from kpi.store import Store, set_meta

GOLDEN = Path(__file__).parent / "golden"
CALL = Decision(
    measure="展示会の翌日に電話する",
    owner="田中",
    decided_on=date(2026, 1, 12),
    due_on=date(2026, 1, 30),
    review_on=date(2026, 3, 2),
    kpi="sql_rate",
    segment=("channel", "expo"),
    from_value=0.081,
    to_value=0.1,
)
BASIS = Basis(
    numbers={"leads": 334, "sql_rate": 0.081, "win_rate": None},
    mql_threshold=40,
    sql_threshold=60,
    dating="cohort",
    address={"m": ["40"]},
    data_version=6,
    definition_id="d",
    definition_version=2,
)
WORKED = Outcome(
    verdict="worked",
    reading=Reading(
        read_on=date(2026, 3, 2), value=0.12, lower=0.1, upper=0.14, verdict="reached", mature_rate=0.9
    ),
    note="3社が商談へ",
)
FIRST_FORMAT = MeetingSnapshot(
    format=1,
    title="月曜会議",
    held_on=date(2026, 3, 2),
    every="weekly",
    kind="meeting",
    now=Span(code="2026-02-23..2026-03-01", start=date(2026, 2, 23), stop=date(2026, 3, 2)),
    before=Span(code="2026-02-16..2026-02-22", start=date(2026, 2, 16), stop=date(2026, 2, 23)),
    made=Made(
        data_set="own",
        data_version=7,
        as_of=date(2026, 3, 1),
        definition_id="d",
        definition_version=2,
        mql_threshold=40,
        sql_threshold=60,
        denominator="inquiries",
        dating="activity",
    ),
    address={"m": ["40"], "s": ["60"], "ch": ["web", "expo"]},
    kpis=(
        Line(code="leads", unit="count", value=72, before=80, verdict="inside", goal=90, pace=0.8),
        Line(
            code="sql_rate",
            unit="rate",
            value=0.08333333333333333,
            before=0.125,
            count=6,
            trials=72,
            verdict="lower",
            is_young=True,
            band=Band(center=0.11, lower=0.02, upper=0.25, method="binomial"),
        ),
        Line(code="win_rate", unit="rate", value=None, before=0.25, reason="nothing_closed"),
        Line(code="amount_yen", unit="yen", value=9007199254740993, before=1134672),
    ),
    series=(
        Series(
            code="sql_rate",
            grain="week",
            points=(
                Point(start=date(2026, 2, 16), value=0.125, lower=0.02, upper=0.25),
                Point(start=date(2026, 2, 23), value=None, is_young=True, is_signal=True),
            ),
        ),
    ),
    bridges=(
        Bridge(
            code="sql_rate",
            by="channel",
            start=0.125,
            end=0.08333333333333333,
            steps=(
                Step(
                    code="rate",
                    segment=("channel", "=1+1 <b>広告</b>"),
                    effect=-0.03,
                    low=-0.05,
                    high=-0.01,
                    verdict="lower",
                ),
                Step(code="arrived_late", effect=-0.01166666666666667),
            ),
        ),
    ),
    claims=(Said(code="rate_fell", fields={"kpi": "sql_rate", "points": -4.2, "segments": ("expo", "web")}),),
    agenda=(Said(code="due", fields={"measure": "展示会の翌日に電話する", "overdue_days": 0}),),
    decisions=(
        Version("a1", 2, "closed", CALL, BASIS, WORKED, 7, datetime(2026, 3, 2, 9, 30, 0, 123456), "佐藤"),
        Version("b2", 1, "open", CALL, BASIS, None, 7, datetime(2026, 3, 2, 9, 30), None),
    ),
    notes="来週までに広告の内訳を確認\n- 担当：田中",
)
SECOND_FORMAT = FIRST_FORMAT.model_copy(
    update={
        "format": 2,
        "kpis": (
            FIRST_FORMAT.kpis[0].model_copy(update={"against": "band", "goal_by": "months"}),
            FIRST_FORMAT.kpis[1].model_copy(
                update={"band": None, "against": "counts", "before_count": 10, "before_trials": 80}
            ),
            *FIRST_FORMAT.kpis[2:],
        ),
    }
)

MEETING = SECOND_FORMAT.model_copy(
    update={
        "format": 3,
        "made": SECOND_FORMAT.made.model_copy(
            update={"definition_name": "第2版", "definition_from": date(2026, 1, 1)}
        ),
        "changes": (
            Redefined(
                day=date(2026, 1, 1),
                differences=(
                    Difference("mql_threshold", None, None, 35, 40),
                    Difference("information_points", "need", "concrete", None, 12),
                ),
            ),
        ),
    }
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(tmp_path / "live" / "kpi.duckdb")
    yield opened
    opened.close()


@pytest.mark.parametrize(("name", "meeting"), [("1", FIRST_FORMAT), ("2", SECOND_FORMAT), ("3", MEETING)])
def test_a_meeting_frozen_in_any_format_is_read_for_ever(name: str, meeting: MeetingSnapshot) -> None:
    assert read((GOLDEN / f"meeting_snapshot_{name}.json").read_bytes()) == meeting


def test_a_frozen_meeting_is_reopened_exactly(store: Store) -> None:
    name = snapshots.freeze(store, MEETING, meeting_id="m1", by="佐藤")
    assert snapshots.reopen(store, name) == MEETING
    assert snapshots.body(store, name) == text(MEETING)
    [kept] = snapshots.frozen(store)
    assert (kept.snapshot_id, kept.title, kept.held_on) == (name, "月曜会議", date(2026, 3, 2))
    assert (kept.meeting_id, kept.created_by) == ("m1", "佐藤")


@settings(deadline=None)
@given(
    words=st.text(st.characters(codec="utf-8"), max_size=40),
    number=st.one_of(
        st.none(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False, allow_infinity=False)
    ),
    day=st.dates(),
)
def test_any_text_number_and_day_come_back_as_they_were(words: str, number: float | None, day: date) -> None:
    fields = {"words": words, "number": number, "both": (words, number), "whether": True}
    frozen = MEETING.model_copy(
        update={
            "notes": words,
            "claims": (Said(code="x", fields=fields),),
            "series": (Series(code="x", grain="month", points=(Point(start=day, value=number),)),),
        }
    )
    again = read(text(frozen))
    assert again == frozen
    assert text(again) == text(frozen)


@pytest.mark.parametrize("undefined", [float("nan"), float("inf"), float("-inf")])
def test_an_undefined_number_is_none_or_refused(undefined: float) -> None:
    with pytest.raises(ValidationError):
        Point(start=date(2026, 1, 1), value=undefined)
    with pytest.raises(ValidationError):
        Said(code="x", fields={"a": undefined})


def test_the_same_content_of_one_meeting_is_frozen_once(store: Store) -> None:
    first = snapshots.freeze(store, MEETING, meeting_id="m1", by="A")
    assert snapshots.freeze(store, MEETING, meeting_id="m1", by="B") == first
    later = MEETING.model_copy(update={"notes": "追記"})
    second = snapshots.freeze(store, later, meeting_id="m1", by="A")
    other = snapshots.freeze(store, MEETING, meeting_id=None, by="A")
    assert snapshots.freeze(store, MEETING, meeting_id=None, by="A") == other
    assert [one.snapshot_id for one in snapshots.frozen(store)] == [other, second, first]
    assert snapshots.reopen(store, first) == MEETING


def test_a_first_meeting_has_nothing_before() -> None:
    first = MEETING.model_copy(update={"before": None, "kpis": (), "series": (), "bridges": ()})
    assert read(text(first)).before is None


@pytest.mark.parametrize("found", [4, 99])
def test_a_later_format_is_told_with_both_numbers(found: int) -> None:
    newer = json.dumps({**json.loads(text(MEETING)), "format": found, "hologram": [1]})
    with pytest.raises(SnapshotTooNew) as caught:
        read(newer)
    assert caught.value.fields == {"found": found, "supported": 3}


@pytest.mark.parametrize(
    "content",
    ["", "x", "[]", "null", "{}", '{"format": "3"}', '{"format": 1}', "[" * 100_000, b"\xff\xfe", b"\x80"],
)
def test_what_is_no_snapshot_is_refused(content: str | bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        read(content)
    assert caught.value.fields["what"] == "snapshot"


def test_a_snapshot_with_a_field_of_nobody_is_refused() -> None:
    with pytest.raises(InvalidInput):
        read(json.dumps({**json.loads(text(MEETING)), "hologram": [1]}))


def test_an_unknown_snapshot_is_refused(store: Store) -> None:
    with pytest.raises(InvalidInput):
        snapshots.reopen(store, "nobody")


def test_a_meeting_frozen_on_the_sample_is_not_listed_beside_own_data(store: Store) -> None:
    with store.transaction() as cursor:
        set_meta(cursor, "data_set", "sample")
    name = snapshots.freeze(store, MEETING, meeting_id=None, by=None)
    assert len(snapshots.frozen(store)) == 1
    with store.transaction() as cursor:
        set_meta(cursor, "data_set", "own")
    assert snapshots.frozen(store) == []
    assert snapshots.reopen(store, name) == MEETING


def everything(store: Store) -> tuple[object, ...]:
    """What was agreed in meetings, as the store gives it back."""
    [frozen] = snapshots.frozen(store)
    return (
        rhythm.rhythm(store),
        rhythm.meetings(store),
        decided.decisions(store),
        snapshots.reopen(store, frozen.snapshot_id),
    )


def test_a_backup_brings_meetings_decisions_and_snapshots_back(store: Store, tmp_path: Path) -> None:
    rhythm.agree(store, rhythm.Rhythm(every="monthly"), by=None)
    meeting = rhythm.hold(store, date(2026, 3, 2), every="monthly", by="佐藤")
    made = decided.keep(store, CALL, BASIS, by="佐藤")
    snapshots.freeze(store, MEETING, meeting_id=meeting.meeting_id, by="佐藤")
    before = everything(store)
    backup.write(store, tmp_path / "kpi.bak")
    later = decided.close(store, made.decision_id, outcome=WORKED, seen_version=1, by="鈴木")
    rhythm.withdraw(store, meeting.meeting_id, by=None)
    backup.restore(store, tmp_path / "kpi.bak")
    assert everything(store) == before
    # a page that still shows what came later is told, and nothing is lost
    mended = decided.close(store, made.decision_id, outcome=WORKED, seen_version=1, by="鈴木")
    assert (mended.version, mended.outcome) == (later.version, later.outcome)
    written = write_parquet(store, tmp_path / "all.zip")
    assert {name: written[name] for name in ("rhythm", "meeting", "decision", "snapshot")} == {
        **{"rhythm": 1, "meeting": 1, "decision": 2, "snapshot": 1}
    }
    tables = dict(read_parquet(tmp_path / "all.zip"))
    assert tables["snapshot"]["body"].to_pylist() == [text(MEETING)]
