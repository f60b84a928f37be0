"""What follows the lines outside the board: evidence at every threshold, the leads a trial is drawn from."""

from __future__ import annotations

import json

import pytest

from pages.ui import format as fmt
from pages.ui.follower import lists
from pages.ui.text import LANGUAGES, Words, say
from tests.board_world import KNOWN, at, seen, slots
from tests.hostile_worlds import HOSTILE, SCORED, World

EN = Words("en")


def row(data: dict, place: int, sql: int) -> list[str]:
    return [at(slot, 0, sql) for slot in data["table"]["rows"][place][1:]]


@pytest.mark.parametrize(
    ("sql", "opportunities", "amount"),
    [
        # everything is known: two deals from 60 up (70 and 80, both won), a third, lost, at 50
        (60, ["2", "0", "0", "0", "2–2"], ["¥6M", "¥0", "¥0", "¥0", "¥6M–¥6M"]),
        (50, ["3", "0", "0", "0", "3–3"], ["¥6M", "¥0", "¥0", "¥0", "¥6M–¥6M"]),
        (81, ["0", "0", "0", "0", "0–0"], ["¥0", "¥0", "¥0", "¥0", "¥0–¥0"]),
    ],
)
def test_the_evidence_names_its_parts_at_every_line(
    sql: int, opportunities: list[str], amount: list[str]
) -> None:
    found, _ = seen(KNOWN)
    data = lists.evidence(found, EN)
    assert (row(data, 0, sql), row(data, 2, sql)) == (opportunities, amount)


def test_what_no_history_can_estimate_is_a_dash_and_the_observed_count_stays() -> None:
    found, _ = seen(World(SCORED))  # no outcome of anybody is known
    data = lists.evidence(found, EN)
    assert row(data, 0, 60) == ["0", *[fmt.UNDEFINED] * 4]


@pytest.mark.parametrize("world", HOSTILE)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_of_a_hostile_world_is_whole_and_says_nothing_broken(world: str, language: str) -> None:
    found, agreed = seen(HOSTILE[world])
    words = Words(language)  # type: ignore[arg-type]
    data = [lists.evidence(found, words), lists.trial(agreed, words)]
    assert {len(slot["v"]) for slot in slots(data)} == {101}
    assert not {"nan", "inf", "None"} & set(json.dumps(data, allow_nan=False).replace('"', " ").split())


@pytest.mark.parametrize(
    ("sql", "agreed", "expected"),
    [(50, 60, (50, 60)), (60, 60, (40, 60)), (90, 60, (40, 60)), (5, 10, (5, 10)), (40, 0, (0, 1))],
)
def test_a_trial_is_drawn_between_a_lowered_and_the_agreed_line_else_from_20_points_below(
    sql: int, agreed: int, expected: tuple[int, int]
) -> None:
    assert lists.below_the_line(sql, agreed) == expected


def test_the_trial_sentence_names_the_scores_of_each_line() -> None:
    _, agreed = seen(KNOWN)  # agreed: 60
    [slot] = lists.trial(agreed, EN)["lines"]
    assert at(slot, 0, 50) == say("en", "explore.trial.text", agreed=60, low=50, below=59)
    assert at(slot, 0, 70) == say("en", "explore.trial.text", agreed=60, low=40, below=59)
