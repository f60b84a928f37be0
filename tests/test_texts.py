"""Every sentence in both languages, none without a use; labels of codes; numbers as people read them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import get_args

import pyarrow.parquet as pq
import pytest

from kpi import agenda, decision, errors, leads, trial
from kpi.definitions import ScoreSource
from kpi.errors import KpiError
from kpi.events import EVENT_KINDS, INFORMATION_ITEMS, STANDINGS
from kpi.filters import DIMENSIONS
from kpi.goal_assumed import NO_DATA
from kpi.goal_tree import NODES, Owner
from kpi.imports.mapping import KINDS, field_names
from kpi.rhythm import Every
from kpi.sample import FOLDER
from kpi.snapshot import MeetingSnapshot
from pages.ui import format as fmt
from pages.ui.text import LANGUAGES, SENTENCES, Language
from pages.ui.view import GOAL_SECTIONS, GOAL_UNITS, KEYS, ROUNDINGS, SECTIONS

PROJECT = Path(__file__).resolve().parents[1]
SHOWN = [PROJECT / "app.py", *sorted((PROJECT / "pages").rglob("*.py"))]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in SHOWN if path.parent.name != "text"}
JAPANESE = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff9f]")
ROOMS = "|".join(sorted({key.partition(".")[0] for key in SENTENCES}))
KEY = re.compile(rf"({ROOMS})\.[a-z0-9_.+-]+")
EMPTY = {"board.label.nothing"}  # nothing is above the line: the sentence before it says so
# the switch names each language in itself; 3億 is an example of what the fields read
JAPANESE_IN_ENGLISH = {
    "shell.language.ja": "日本語",
    "explore.plan.goal.help": "3億",
    "explore.plan.goal.refused": "3億",
    "goal.amount.help": "3億",
    "goal.refused.not_a_number": "3億",
}
ROMAN_IN_JAPANESE = re.compile(r"[A-Za-z{}0-9_/.–◯○· +\-%:]*")  # MQL, SQL, {value}, ○

# f-strings whose first part is a family itself, and families of which only these members are asked for
WIDE = {r"explore\.[^.]+\.[^.]+", r"errors\.[^.]+\.[^.]+"}
CLOSED = {
    "board": {"mql", "sql", "plot", "axis", "hint", "legend"},
    "board.card": {"opportunities", "won", "amount"},
    "board.chain": {"wins", "opportunities", "sqls"},
    "explore": {"dating", "question", "denominator"},
    "explore.tradeoff": {"sql_rate", "opportunities", "amount", "load"},
    "explore.question": {"sales", "rule", "help"},
    "explore.dating": {"cohort", "activity", "help"},
    "explore.denominator": {"inq", "mql"},
}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_a_sentence_fills_in_the_same_fields_in_both_languages() -> None:
    differ = {
        key: (placeholders(japanese), placeholders(english))
        for key, (japanese, english) in SENTENCES.items()
        if placeholders(japanese) != placeholders(english)
    }
    assert differ == {}


def test_every_sentence_speaks_its_own_language() -> None:
    for key, (japanese, english) in SENTENCES.items():
        assert (japanese == "") == (english == "") == (key in EMPTY), key
        assert not JAPANESE.search(english.replace(JAPANESE_IN_ENGLISH.get(key, "\0"), "")), key
        assert JAPANESE.search(japanese) or ROMAN_IN_JAPANESE.fullmatch(japanese), key
        assert japanese == japanese.strip() or key.endswith(".join"), key


def literals() -> Iterator[str]:
    """Every text in the code of the screen."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def patterns() -> Iterator[str]:
    """Every f-string that names a family of sentences, as a pattern of keys."""
    for tree in TREES.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(p.value) if isinstance(p, ast.Constant) else r"[^.]+" for p in node.values]
                if re.match(rf"({ROOMS})\\\.", parts[0]):
                    yield "".join(parts)


def test_every_key_in_the_code_has_a_sentence() -> None:
    named = {text for text in literals() if KEY.fullmatch(text) and not text.endswith(".")}
    files = {path.name for path in (PROJECT / "pages").rglob("*.*")}
    assert sorted(named - set(SENTENCES) - files) == []


def test_every_family_of_keys_in_the_code_has_sentences() -> None:
    assert [one for one in patterns() if not any(re.fullmatch(one, key) for key in SENTENCES)] == []


def test_every_sentence_is_used() -> None:
    named, families = set(literals()), [re.compile(one) for one in patterns() if one not in WIDE]
    # labels of codes and errors are asked for by their code; see the tests of codes below
    unused = [
        key
        for key in SENTENCES
        if not key.startswith(("codes.", "errors.")) and key not in named and not _asked(key, families)
    ]
    assert unused == []


def _asked(key: str, families: list[re.Pattern[str]]) -> bool:
    family, _, code = key.rpartition(".")
    if family in CLOSED:
        return code in CLOSED[family]
    return any(one.fullmatch(key) for one in families)


@pytest.mark.parametrize(
    ("family", "codes"),
    [
        ("leads.rows", leads.ROWS),
        ("codes.standing", STANDINGS),
        ("codes.kind", EVENT_KINDS),
        ("codes.item", INFORMATION_ITEMS),
        ("leads.column", leads.COLUMNS),
        ("leads.outcome", trial.OUTCOMES),
        ("shell.name", KEYS.values()),
        ("shell.build", ("read", "write", "done")),
        ("data.section", SECTIONS),
        ("goal.section", GOAL_SECTIONS),
        ("importing.kind", KINDS),
        ("importing.field", {name for names in field_names().values() for name in names}),
        ("importing.step", ("read", "check", "write", "facts", "done")),
        ("importing.choice", ("ymd", "mdy", "dmy", "keep", "drop")),
        ("importing.scores", get_args(ScoreSource)),
        ("board.chain.reason", ("no_won_amount", "no_win", "no_opportunity", "no_sql", "rate_above_one")),
        ("board.label", ("observed", "estimated", "extrapolated", "nothing")),
        ("explore.best.none", ("no_leads", "no_capacity", "no_value")),
        ("codes.reason", ("no_budget", "timing", "competitor", "no_need", "other")),
        ("goal.node", NODES),
        ("goal.unit", GOAL_UNITS),
        ("goal_form.rounding", ROUNDINGS),
        ("goal_form.say", ROUNDINGS),
        ("goal.owner", get_args(Owner)),
        ("goal.refused", ("not_a_number", "percent", "count", "below_zero", "above_one", "too_large")),
        ("goal.why", (*NO_DATA.values(), "above_one", "missing", "zero", "invalid", "no_average_deal")),
        ("goal.clash", ("disagree", "above_one")),
        ("goal_chance.why", ("no_average_deal", "no_win", "one_win", "few_wins", "no_won_amount")),
        ("goal_chance.why", ("rate_zero", "rate_above_one", "no_trials")),
        ("meeting.every", get_args(Every)),
        ("meeting.comparison", get_args(MeetingSnapshot.model_fields["kind"].annotation)),
        ("meeting.verdict", get_args(agenda.Verdict)),
        ("meeting.decision.state", get_args(decision.State)),
        ("meeting.decision.verdict", get_args(decision.Verdict)),
        ("meeting.decision.reading", get_args(decision.Reading.model_fields["verdict"].annotation)),
    ],
)
def test_every_code_of_the_domain_has_its_sentence(family: str, codes: object) -> None:
    assert [code for code in codes if f"{family}.{code}" not in SENTENCES] == []  # type: ignore[attr-defined]


def test_every_error_of_the_domain_has_its_sentence() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, KpiError)]
    codes = {kind.code for kind in kinds}
    told = {key.split(".")[1] for key in SENTENCES if key.startswith("errors.")}
    assert sorted(codes - told) == []
    assert sorted(told - codes) == []


def test_every_value_of_the_sample_has_a_label_and_no_label_is_left_over() -> None:
    names = [*DIMENSIONS, *(item for item in INFORMATION_ITEMS if item not in DIMENSIONS)]
    table = pq.read_table(FOLDER / "lead.parquet", columns=names).to_pydict()
    used = {f"codes.{name}.{value}" for name in names for value in set(table[name]) if value is not None}
    kept = {"reason", "standing", "kind", "item", "blank"}
    labelled = {key for key in SENTENCES if key.startswith("codes.") and key.split(".")[1] not in kept}
    assert sorted(used - labelled) == []
    assert sorted(labelled - used) == []


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        (0, "0円", "¥0"),
        (950, "950円", "¥950"),
        (12_340, "1.2万円", "¥12.3K"),
        (1_500_000, "150万円", "¥1.5M"),
        (99_999_999, "1億円", "¥100M"),  # not 10000万
        (123_456_789, "1.2億円", "¥123.5M"),
        (300_000_000, "3億円", "¥300M"),
        (-120_000_000, "−1.2億円", "−¥120M"),
        (10**15, "1,000兆円", "¥1,000T"),
        (None, "–", "–"),
        (float("nan"), "–", "–"),
        (float("inf"), "–", "–"),
        (float("-inf"), "–", "–"),
    ],
)
def test_money_is_written_in_the_units_of_the_reader(
    value: float | None, japanese: str, english: str
) -> None:
    assert (fmt.yen(value, "ja"), fmt.yen(value, "en")) == (japanese, english)


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), float("-inf")])
def test_what_is_undefined_is_a_dash_in_every_format(value: float | None) -> None:
    assert {fmt.count(value), fmt.decimal(value), fmt.percent(value), fmt.change("x", value)} == {"–"}
    assert all(fmt.day(None, language) == "–" for language in LANGUAGES)


def test_counts_shares_and_signs_are_the_same_in_both_languages() -> None:
    assert [fmt.count(value) for value in (0, -0.4, 1234567, -3)] == ["0", "0", "1,234,567", "−3"]
    assert [fmt.percent(value) for value in (0, 0.6315, 1, 0.00049)] == ["0.0%", "63.1%", "100.0%", "0.0%"]
    assert fmt.percent(0.005, 0) in ("0%", "1%")
    assert [fmt.decimal(value) for value in (14.4, -0.04, 1234.56)] == ["14.4", "0", "1,234.6"]
    assert [fmt.change("3", 3), fmt.change("−3", -3), fmt.change("0", 0)] == ["+3", "−3", "±0"]


def test_a_change_too_small_to_show_has_no_sign() -> None:
    assert fmt.change(fmt.count(0.3), 0.3) == "±0"
    assert fmt.change(fmt.count(-0.3), -0.3) == "±0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_a_picture_and_a_program_are_inert_as_markdown(language: Language) -> None:
    for hostile in (
        "![x](http://example.invalid)",
        "<script>",
        "[a](b)",
        "$x$",
        ":smile:",
        "`a`",
        "# a\n# b",
    ):
        inert = fmt.markdown(hostile)
        read = re.sub(r"\\(.)", r"\1", inert).replace("\u200b", "")
        assert read == hostile.replace("\n", " ")
        assert "http://" not in inert
        assert not re.search(r"(?<!\\)[!\[\]()<>$:`#]", inert)
