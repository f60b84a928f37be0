"""The address: any valid view survives a round trip, everything else is refused with a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpi.codes import SHARED_KPIS, WAYS
from kpi.compare import KINDS
from kpi.goal_tree import NODES
from kpi.leads import ROWS
from kpi.period import choices, goal_choices, goal_period, open_months
from kpi.record import Record, record
from kpi.store import Store
from pages.ui import own_values
from pages.ui.labels import notice_text
from pages.ui.text import LANGUAGES, Words
from pages.ui.typed import FIXABLE, LEVERS
from pages.ui.view import (
    GOAL_UNITS,
    KEYS,
    MEETING_SECTIONS,
    QUALITY_BY,
    QUALITY_SECTIONS,
    ROUNDINGS,
    SCORE_SECTIONS,
    SOUGHT,
    View,
    default,
)
from pages.ui.view_link import LONGEST, read, write
from tests.small_world import IMPORTED, lead, small_world

# names and values are whatever stood in somebody's file
OWN = {
    "地域": ("-", "関東", "関西"),
    'a,b"c': ("", " ", ",", '"', '",', "x,y"),
    "'; drop table lead; --\n次の行\r": ("a\r\nb", "\r", "\0", "\u202e逆", "👍🏽"),
    "lang=en&own=地域#~": ("<script>", "![x](http://e.invalid)", "{value}", "%2C", "*", "+"),
}


def recorded() -> Record:
    """Three leads from 2024-11-18 to 2026-11-15 with names that an address must carry."""
    rows = [
        {"channel": "検索広告", "industry": "a/b", "form": "demo", "company_size": "1-49"},
        {"channel": "paid", "industry": "x=y&z", "form": "demo", "company_size": "1000+"},
        {"channel": None, "industry": "<script>", "form": "demo", "company_size": "1000+"},
    ]
    days = (datetime(2024, 11, 18), datetime(2026, 11, 15), datetime(2026, 11, 15))
    leads = [
        lead(f"l{n}", created_at=day, **row) for n, (day, row) in enumerate(zip(days, rows, strict=True))
    ]
    store = small_world(Store.open(":memory:"), leads, today=date(2026, 11, 21))
    found = record(store, today=date(2026, 11, 21))
    store.close()
    return replace(found, attributes=OWN)


RECORD = recorded()
DAYS = st.integers(0, 727).map(lambda day: date(2024, 11, 18) + timedelta(days=day))
PERIODS = st.sampled_from(choices(RECORD.calendar)) | st.tuples(DAYS, DAYS).map(sorted).map(
    lambda days: f"{days[0]}..{days[1]}"
)
COUNT = st.integers(0, 10_000)
# what a person may have typed, kept as typed: yen, full-width signs, a fraction; shares for rates alone
TYPED = st.sampled_from(["0", "1", "１", "1/3", "0.07", " 1 "])
SHARE = TYPED | st.sampled_from(["30%", "３０％"])
GIVEN = st.fixed_dictionaries(
    {}, optional={node: SHARE if NODES[node].unit == "rate" else TYPED for node in FIXABLE}
).map(lambda found: tuple(f"{node}:{found[node]}" for node in sorted(found)))
MONTHS = open_months(goal_period("", RECORD.calendar), RECORD.calendar.as_of)
MONTHLY = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 10**9)).map(
    lambda found: tuple(f"{month:%Y-%m}:{found[month]}" for month in sorted(found))
)
YEN = st.integers(0, 10**15).map(str) | st.just("")
CHANNEL_PLAN = st.dictionaries(st.sampled_from(RECORD.values["channel"]), st.tuples(YEN, YEN)).map(
    lambda found: tuple(":".join([code, *found[code]]) for code in sorted(found))
)
LEVER_COSTS = st.dictionaries(st.sampled_from(LEVERS), TYPED).map(
    lambda found: tuple(f"{code}:{found[code]}" for code in sorted(found))
)
VIEWS = (
    st.tuples(st.integers(0, 100), st.integers(0, 100))
    .flatmap(
        lambda pair: st.builds(
            View,
            mql=st.just(min(pair)),
            sql=st.just(max(pair)),
            question=st.sampled_from(["sales", "rule"]),
            denominator=st.sampled_from(["inq", "mql"]),
            dating=st.sampled_from(["cohort", "activity"]),
            period=PERIODS,
            goal_yen=st.integers(1, 10**15),
            goal_unit=st.sampled_from(GOAL_UNITS),
            goal_count=st.integers(1, 10**6),
            goal_period=st.sampled_from(["", "fy2016", "fy2036q4", *goal_choices(RECORD.calendar)]),
            given=GIVEN,
            sought=st.sampled_from(SOUGHT),
            field_reps=COUNT,
            leads_per_rep_week=COUNT,
            inside_reps=COUNT,
            inside_leads_per_rep_week=COUNT,
            handling_cost_yen=st.integers(0, 10**9),
            rows=st.sampled_from(ROWS),
            lead=st.text(max_size=200),
            **{
                name: st.lists(st.sampled_from(values), unique=True).map(tuple)
                for name, values in RECORD.values.items()
            },
            attributes=st.fixed_dictionaries(
                {},
                optional={
                    name: st.lists(st.sampled_from(values), unique=True).map(tuple)
                    for name, values in OWN.items()
                },
            ).map(lambda chosen: tuple(chosen.items())),
            channel_plan=CHANNEL_PLAN,
            rounding=st.sampled_from(ROUNDINGS),
            compared=st.sampled_from(("", *KINDS)),
            meeting_section=st.sampled_from(MEETING_SECTIONS),
            why=st.sampled_from(SHARED_KPIS),
            why_by=st.sampled_from(WAYS),
            frozen=st.text(max_size=200),
            scored=st.sampled_from(["today", "then"]),
            definition=st.text(max_size=200),
            side_one=st.sampled_from(("", "0-100", "40-60~score@3", "40-60~a@b@1")),
            middle=st.sampled_from(("", "0", "100")),
            score_section=st.sampled_from(SCORE_SECTIONS),
            quality_section=st.sampled_from(QUALITY_SECTIONS),
            quality_by=st.sampled_from(QUALITY_BY),
            lever_costs=LEVER_COSTS,
        )
    )
    .flatmap(
        # months are planned within the period of the goal
        lambda view: (
            MONTHLY.map(lambda monthly: replace(view, goal_period="", monthly=monthly)) | st.just(view)
        )
    )
)


def address(view: View) -> dict[str, list[str]]:
    """What Streamlit hands back for what was written: every value in a list."""
    written = write(view, IMPORTED)
    return {key: value if isinstance(value, list) else [value] for key, value in written.items()}


@settings(max_examples=150, deadline=None)
@given(VIEWS)
def test_any_valid_view_written_and_read_again_is_the_same(view: View) -> None:
    assert read(address(view), IMPORTED, RECORD) == (view, ())


@settings(max_examples=40, deadline=None)
@given(VIEWS, st.randoms())
def test_the_order_of_the_keys_changes_nothing(view: View, dice: object) -> None:
    pairs = list(address(view).items())
    dice.shuffle(pairs)  # type: ignore[attr-defined]
    assert read(dict(pairs), IMPORTED, RECORD)[0] == view


def test_a_bare_address_is_the_agreed_definition_on_all_data() -> None:
    assert read({}, IMPORTED, RECORD) == (View(mql=40, sql=60), ())
    of_mqls = IMPORTED.model_copy(update={"sql_rate_denominator": "mqls", "mql_threshold": 10})
    assert read({}, of_mqls, RECORD)[0] == View(mql=10, sql=60, denominator="mql")


def test_only_what_differs_is_written_but_the_thresholds_always() -> None:
    assert write(View(mql=40, sql=60), IMPORTED) == {"m": "40", "s": "60"}
    moved = View(mql=35, sql=60, question="rule", channel=("paid", "-"))
    assert write(moved, IMPORTED) == {"m": "35", "s": "60", "q": "rule", "ch": ["paid", "-"]}


def test_an_address_holds_stable_codes_and_no_word_of_a_language() -> None:
    full = View(
        1, 2, "rule", "mql", "activity", "w4", ("paid",), ("a/b",), ("demo",), ("1-49",),
        5, "wins", 50, "fy2027h1", ("cpa_yen:１万円", "win_rate:30%"), "win_rate",
        6, 7, 8, 9, 10, "in_won", "L-1", "log", (("地域", ("-", "関東")), ("x", ())), "plans",
        ("2027-04:400",), ("a:b:500000:", "paid::0"), ("lower_cpa:20万",), "exact",
        "month", "1", "cohort", "record", "leads", "form", "1", "a1", "then", "checklists", "d:2",
        "40-60", "20-50~score@3", "35", "link", "draft", "reasons", "owner",
    )  # fmt: skip
    assert write(full, IMPORTED) == {
        "m": "1", "s": "2", "q": "rule", "d": "mql", "dt": "activity", "p": "w4",
        "ch": ["paid"], "ind": ["a/b"], "form": ["demo"], "size": ["1-49"],
        "goal": "5", "gu": "wins", "gn": "50", "gp": "fy2027h1", "g": ["cpa_yen:１万円", "win_rate:30%"],
        "u": "win_rate", "reps": "6", "cap": "7", "irep": "8", "icap": "9", "cost": "10",
        "rows": "in_won", "lead": "L-1", "tab": "log", "own": ["地域,-,関東", "x"], "sec": "plans",
        "mo": ["2027-04:400"], "cb": ["a:b:500000:", "paid::0"], "lc": ["lower_cpa:20万"],
        "rd": "exact", "vs": "month", "run": "1", "md": "cohort", "part": "record", "why": "leads",
        "by": "form", "pm": "1", "mt": "a1", "as": "then", "ag": "checklists", "def": "d:2",
        "d1": "40-60", "d2": "20-50~score@3", "mid": "35", "cl": "link",
        "sp": "draft", "qs": "reasons", "qb": "owner",
    }  # fmt: skip
    assert set(KEYS.values()) == set(write(full, IMPORTED))


NUMBERS = ["-1", "abc", "40.5", "1e2", "1e400", "NaN", "inf", "４０", "٤٠", " 40", "+40", "0x10", "9" * 5_000]
REFUSED = {
    "m": [*NUMBERS, "101", "999"],
    "s": [*NUMBERS, "101", "999"],
    "q": ["Sales", "営業が判定", "rule "],
    "d": ["inquiries", "MQL"],
    "dt": ["created", "Cohort"],
    "p": [
        "ALL", "fy", "fy2025q5", "fy2025h3", "fy１２３４", "w0", "w-1", "w１２", "w1000", "2025-10-01",
        "2025-10-02..2025-10-01", "2025-02-30..2025-03-01", "1900-01-01..1900-12-31", "fy1999", "fy9999",
        "fy0000", "2030-01-01..9999-12-31", "2025-10-01..2025-10-02..2025-10-03", "2025-1-1..2025-2-1",
    ],
    "goal": [*NUMBERS, "0", str(10**15 + 1), "3億"],
    "gu": ["yen", "goal", "受注額", "sqls"],
    "gn": [*NUMBERS, "0", str(10**6 + 1)],
    "gp": ["all", "w4", "fy2026h3", "fy2026q5", "fy2015", "fy2037q1", "2026-04-01..2027-03-31", "FY2026"],
    "u": ["budget_yen", "wins", "mql", "win rate", "受注率"],
    **{key: [*NUMBERS, "10001"] for key in ("reps", "cap", "irep", "icap")},
    "cost": [*NUMBERS, str(10**9 + 1)],
    "rows": ["everything", "SQL", "won; drop table lead"],
    "ag": ["all", "compare "],
    "d1": ["60-40", "40", "-1-60", "40-101", "40-60~", "40-60~x", "４０-60", "40-60~x@-1"],
    "d2": ["60-40~score@1", "1-2~" + "x" * 300 + "@1", "agreed"],
    "mid": [*NUMBERS, "101"],
    "cl": ["both"],
}  # fmt: skip


@pytest.mark.parametrize(("key", "asked"), [(key, one) for key, asked in REFUSED.items() for one in asked])
def test_a_value_that_cannot_be_honoured_keeps_the_default_and_is_named(key: str, asked: str) -> None:
    view, notices = read({key: [asked]}, IMPORTED, RECORD)
    assert view == default(IMPORTED)
    [notice] = notices
    assert (notice.key, notice.name) == ("shell.link.refused", key)
    assert notice.fields["asked"] == (asked if len(asked) <= LONGEST else asked[:LONGEST] + "…")
    assert all(notice_text(Words(language), notice) for language in LANGUAGES)


@pytest.mark.parametrize(
    "key", sorted(set(KEYS.values()) - {"ch", "ind", "form", "size", "own", "g", "mo", "cb", "lc"})
)
def test_a_value_given_twice_is_refused(key: str) -> None:
    view, notices = read({key: ["1", "2"]}, IMPORTED, RECORD)
    assert view == default(IMPORTED)
    assert [notice.fields["asked"] for notice in notices] == ["1 / 2"]


@pytest.mark.parametrize(("mql", "sql"), [("70", "30"), ("61", None), (None, "39"), ("100", "0")])
def test_reversed_thresholds_go_back_to_the_agreed_pair_with_a_sentence(
    mql: str | None, sql: str | None
) -> None:
    query = {key: [value] for key, value in (("m", mql), ("s", sql)) if value}
    view, notices = read(query, IMPORTED, RECORD)
    assert view == default(IMPORTED)
    assert [notice.key for notice in notices] == ["shell.link.reversed"]
    assert notices[0].fields["showing"] == "40 / 60"


def test_of_several_values_the_known_ones_stay_and_the_others_are_named() -> None:
    view, notices = read({"ch": ["paid", "ghost", "検索広告", "paid", "ufo"]}, IMPORTED, RECORD)
    assert view == replace(default(IMPORTED), channel=("paid", "検索広告"))
    assert [(notice.key, notice.fields["asked"]) for notice in notices] == [
        ("shell.link.dropped", "ghost, ufo")
    ]


@pytest.mark.parametrize(
    "asked",
    [
        "tax:5", "wins", "wins:", "wins:  ", ":5", "wins:abc", "wins:-1", "wins:1e16", "win_rate:30",
        "win_rate:100.1%", "win_rate:NaN", "cpa_yen:" + "9" * 200, "WINS:5", "wins:5:6", "mqls:2",
        "goal_yen:5", "months:6", "sql_rate:10%",  # no field of the page shows them
    ],
)  # fmt: skip
def test_a_fixed_number_that_cannot_be_used_is_named_and_the_others_hold(asked: str) -> None:
    view, notices = read({"g": ["win_rate:30%", "mqls:1", asked]}, IMPORTED, RECORD)
    assert view.given == ("mqls:1", "win_rate:30%")
    [notice] = notices
    shown = asked if len(asked) <= LONGEST else asked[:LONGEST] + "…"
    assert (notice.key, notice.fields) == ("goal.link.given", {"asked": shown})


@pytest.mark.parametrize(
    ("key", "name", "held", "asked"),
    [
        # the goal is fiscal year 2026, of which October is over
        ("mo", "monthly", "2026-12:400", ["2026-10:5", "2027-04:5", "2026-12:400:1", "2026-12:500",
         "2026-13:5", "2026-12", "2026-12:", "2026-12:-1", "2026-12:1.5", "2026-12:abc", "２０２７-01:5",
         "2027-01:1000000001"]),
        ("cb", "channel_plan", "paid:500000:", ["ghost:1:2", "paid:1:2", "検索広告", "検索広告:1", ":1:2",
         "検索広告:-1:", "検索広告:1.5:2", "検索広告:abc:2", "検索広告:１:2", "検索広告:1:1000000000000001"]),
        ("lc", "lever_costs", "lower_cpa:20万", ["ghost:5", "lower_cpa:5", "bigger_deals", "bigger_deals:",
         "bigger_deals:-1", "bigger_deals:abc", "bigger_deals:1e16", "plus_point:win_rate:5"]),
    ],
)  # fmt: skip
def test_a_month_channel_or_lever_that_cannot_be_used_is_named_and_the_others_hold(
    key: str, name: str, held: str, asked: list[str]
) -> None:
    for one in asked:
        view, notices = read({key: [held, one]}, IMPORTED, RECORD)
        assert getattr(view, name) == (held,)
        assert [(notice.key, notice.fields["asked"]) for notice in notices] == [(f"goal.link.{name}", one)]
        assert all(
            one.split(":")[0] in notice_text(Words(lang), notices[0]).replace("\\", "") for lang in LANGUAGES
        )


def test_a_goal_period_up_to_ten_years_away_is_honoured_as_a_whole() -> None:
    # the record ends in November 2026, in fiscal year 2026
    for code in ("fy2016", "fy2026h1", "fy2036q4"):
        assert read({"gp": [code]}, IMPORTED, RECORD) == (replace(default(IMPORTED), goal_period=code), ())


@settings(max_examples=150, deadline=None)
@given(st.text(), st.lists(st.text(), unique=True).map(tuple))
def test_an_own_column_of_any_name_and_values_survives_the_address(
    name: str, values: tuple[str, ...]
) -> None:
    assert own_values.read(own_values.written((name, values))) == (name, values)


def test_own_columns_and_values_that_the_data_lacks_are_named_and_the_others_stay() -> None:
    asked = ["地域,関東,東北,関東", "ghost,x", '"broken', "地域,-,関東", "two\nlines"]
    view, notices = read({"own": asked}, IMPORTED, RECORD)
    assert view.attributes == (("地域", ("関東", "-")),)
    assert {notice.key for notice in notices} == {"shell.link.dropped"}
    assert [notice.fields["asked"] for notice in notices] == [
        "地域: 東北",
        "ghost,x",
        '"broken',
        "two\nlines",
    ]


def test_a_chosen_own_column_without_values_narrows_nothing() -> None:
    view, _ = read({"own": ["地域", "lang=en&own=地域#~,*"]}, IMPORTED, RECORD)
    assert view.attributes == (("地域", ()), ("lang=en&own=地域#~", ("*",)))
    assert view.filter(RECORD.calendar).attributes == (("lang=en&own=地域#~", ("*",)),)


def test_each_refused_value_has_a_notice_of_its_own_and_good_ones_stay() -> None:
    query = {"m": ["20"], "s": ["x"], "p": ["never"], "q": ["rule"], "ch": ["ghost"]}
    view, notices = read(query, IMPORTED, RECORD)
    assert view == replace(default(IMPORTED), mql=20, question="rule")
    assert [notice.name for notice in notices] == ["s", "p", "ch"]


def test_strange_keys_and_empty_values_change_nothing() -> None:
    query = {"utm_source": ["x"], "m": [""], "p": [], "lang": ["fr"], "__proto__": ["1"]}
    assert read(query, IMPORTED, RECORD) == (default(IMPORTED), ())


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted(KEYS.values())), st.lists(st.text(), max_size=3)))
def test_any_address_gives_a_valid_view_and_sentences_in_both_languages(query: dict[str, list[str]]) -> None:
    view, notices = read(query, IMPORTED, RECORD)
    assert 0 <= view.mql <= view.sql <= 100
    assert view.filter(RECORD.calendar).period.days > 0
    assert view.plan().goal_yen > 0
    assert goal_period(view.goal_period, RECORD.calendar).days > 80
    assert read(address(view), IMPORTED, RECORD) == (view, ())
    for language in LANGUAGES:
        assert all(notice_text(Words(language), notice) for notice in notices)
