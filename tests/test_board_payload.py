"""What the board is given: every figure counted by hand, nothing undefined shown as a number."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from kpi.plan import Plan
from pages.ui.board.slots import PAIR_ROWS
from pages.ui.text import LANGUAGES, say
from tests.board_world import at, board, card, slots
from tests.hostile_worlds import HOSTILE, SCORED, World, outcome
from tests.small_world import event

BROKEN = re.compile(r"\b(nan|NaN|inf|Infinity|None)\b|{[a-z_]+}")


def test_every_list_has_a_text_for_every_threshold_or_pair() -> None:
    assert PAIR_ROWS[:3] == (0, 101, 201)
    assert PAIR_ROWS[100] + 1 == 101 * 102 // 2
    found = list(slots(board(denominator="mql")))
    assert {slot["a"] for slot in found} == {"c", "m", "s", "p"}
    for slot in found:
        expected = {"c": 1, "m": 101, "s": 101, "p": 5151}[slot["a"]]
        assert len(slot["i"] if slot["a"] == "p" else slot["v"]) == expected
        assert slot["a"] != "p" or set(slot["i"]) == set(range(len(slot["v"])))


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        # 3 of 8 leads; 70 and 80 had the two deals, both won
        (60, ["37.5%", "3 SQLs", "2", "2", "¥6M"]),
        (50, ["50.0%", "4 SQLs", "3", "2", "¥6M"]),  # and the lost deal of 50
        (71, ["12.5%", "1 SQLs", "1", "1", "¥4M"]),
        (81, ["0.0%", "0 SQLs", "0", "0", "¥0"]),
    ],
)
def test_the_cards_count_what_is_at_or_above_the_line(sql: int, expected: list[str]) -> None:
    shown = board()
    values = [
        at(card(shown, name)["value"], 40, sql) for name in ("sql_rate", "opportunities", "won", "amount")
    ]
    subs = at(card(shown, "sql_rate")["sub"][0], 40, sql)
    assert [values[0], subs, *values[1:]] == expected


def test_the_mql_card_counts_mqls_and_names_their_share_of_all_inquiries() -> None:
    mqls = card(board(), "inquiries")
    assert at(mqls["value"], 40, 60) == "5"  # 40, 50, 60, 70, 80
    assert at(mqls["sub"][0], 40, 60) == say("en", "board.card.inquiries.sub", rate="62.5%", inquiries="8")


def test_the_sql_rate_switches_its_denominator_and_its_name() -> None:
    of_all, of_mqls = card(board(), "sql_rate"), card(board(denominator="mql"), "sql_rate")
    assert (of_all["label"], at(of_all["value"], 40, 60)) == ("SQL rate (of inquiries)", "37.5%")  # 3 / 8
    assert (of_mqls["label"], at(of_mqls["value"], 40, 60)) == ("SQL rate (of MQLs)", "60.0%")  # 3 / 5
    assert at(of_mqls["value"], 90, 90) == "–"  # no MQL to divide by


def test_every_card_compares_with_the_agreed_line() -> None:
    shown = board()
    changes = {name: at(card(shown, name)["diff"], 30, 50) for name in ("inquiries", "sql_rate", "amount")}
    assert changes == {"inquiries": "+1 vs agreed", "sql_rate": "+12.5pt vs agreed", "amount": "as agreed"}
    assert at(card(shown, "amount")["diff"], 40, 80) == "−¥2M vs agreed"
    assert at(card(shown, "opportunities")["diff"], 40, 50) == "+1 vs agreed"
    assert {at(one["diff"], 40, 60) for one in shown["cards"]} == {"as agreed"}


def test_what_is_all_known_is_called_observed_and_has_no_other_part() -> None:
    won = card(board(), "amount")
    assert [at(slot, 40, 60) for slot in won["sub"][:2]] == ["observed ¥6M", "all observed"]
    assert at(won["sub"][2], 40, 60) == "observed average ¥3M, median ¥3M"
    assert [at(won["bar"][part], 40, 60) for part in ("to_come", "estimated", "extrapolated")] == [
        "0.00%"
    ] * 3
    win_rate = [at(card(board(), "won")["sub"][2], 40, sql) for sql in (50, 60, 90)]
    assert win_rate == [
        "win rate 66.7% (of 3 won or lost)",
        "win rate 100.0% (of 2 won or lost)",
        say("en", "board.rate.win.none"),
    ]


def test_unknown_leads_make_a_part_of_their_own_with_a_name() -> None:
    # 20 leads at 50, ten worked of which five have a deal, ten untouched: 10 × 5/10 = 5 more, known bucket
    leads = [SCORED[0] | {"lead_id": f"x{n}", "imported_score": 50} for n in range(20)]
    events = [row for n in range(5) for row in outcome(f"x{n}", "lost")]
    events += [event(f"x{n}", "sql_rejected", "2025-12-01") for n in range(5, 10)]
    deals = card(board(World(leads, events)), "opportunities")
    assert at(deals["value"], 40, 50) == "about 10"
    assert re.fullmatch(r"observed 5 \+ estimated 5(\.0)?", at(deals["sub"][0], 40, 50))
    assert at(deals["value"], 40, 51) == "0"


def test_where_no_outcome_is_known_nothing_is_called_observed_or_exact() -> None:
    shown = board(HOSTILE["nothing_happened"])
    for name in ("opportunities", "won", "amount"):
        assert "all observed" not in [at(slot, 0, 0) for slot in card(shown, name)["sub"]]


def test_the_load_is_leads_a_week_against_what_sales_can_work() -> None:
    load = card(board(plan=Plan(field_reps=1, leads_per_rep_week=1, absence_rate=0)), "load")
    # 8 leads in 90 days are 8 × 7 / 90 = 0.62 a week, 62 % of one a week
    assert at(load["value"], 0, 0) == "0.6 a week"
    assert at(load["sub"][0], 0, 0) == say("en", "board.card.load.sub", capacity="1.0", share="62%")
    none = card(board(plan=Plan(field_reps=0)), "load")
    assert at(none["sub"][0], 0, 0) == say("en", "board.card.load.sub.none")


@pytest.mark.parametrize("world", HOSTILE)
def test_no_hostile_world_leaves_an_undefined_number_or_an_open_field(world: str) -> None:
    looks: list[dict[str, Any]] = [
        {"language": "ja"},
        {"language": "en", "denominator": "mql", "question": "rule"},
        {"language": "en", "dating": "activity"},
    ]
    for look in looks:
        text = json.dumps(board(HOSTILE[world], **look), ensure_ascii=False, allow_nan=False)
        assert BROKEN.search(text) is None, BROKEN.search(text)
        assert "null" not in text


def test_equal_scenes_give_equal_payloads_so_that_nothing_is_sent_twice() -> None:
    assert json.dumps(board(HOSTILE["one_score"])) == json.dumps(board(HOSTILE["one_score"]))


def test_activity_shows_what_happened_in_the_period_and_keeps_the_parts_apart() -> None:
    shown = board(dating="activity")
    assert at(card(shown, "amount")["value"], 40, 60) == "¥6M"
    assert at(card(shown, "amount")["sub"][0], 40, 60) == say("en", "board.activity.parts")
    assert "bar" not in card(shown, "amount")
    assert at(shown["sentences"][0], 40, 60) == say("en", "board.coverage.activity")


def digits(text: str) -> list[str]:
    return sorted(re.findall(r"\d[\d.,]*", text))


def test_both_languages_show_the_same_digits() -> None:
    japanese, english = (list(slots(board(language=language))) for language in LANGUAGES)
    assert len(japanese) == len(english)
    compared = 0
    for one, other in zip(japanese, english, strict=True):
        assert (one["a"], len(one["v"]), one.get("i")) == (other["a"], len(other["v"]), other.get("i"))
        for said, meant in zip(one["v"], other["v"], strict=True):
            if "¥" not in meant and not re.search(r"\d+点から|下げる|上げる|合意の定義", said):
                assert digits(said) == digits(meant), (said, meant)
                compared += 1
    assert compared > 3_000
