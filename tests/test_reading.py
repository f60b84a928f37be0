"""A decision's KPI when it is made and when it is read: by hand, young cases adjusted; what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from kpi.decision import UNITS, Reading, Segment, decide
from kpi.decision_given import read_decision, read_target
from kpi.effect import Amounts, Count, Rate
from kpi.errors import InvalidInput
from kpi.filters import Filter
from kpi.period import Period
from kpi.reading import READABLE, Actual, actual, narrowed, period_of, period_to, reading
from kpi.reading_segment import readable, segment_actual, values
from kpi.store import Store
from tests.small_world import event, lead, small_world

AS_OF = date(2025, 11, 30)
NOVEMBER = period_to(AS_OF, 30)
LINES = {"mql": 40, "sql": 60, "as_of": AS_OF}
LEADS = [
    lead("a", 70, created_at=datetime(2025, 10, 5), channel="expo", landing_page="/a"),
    lead("c", 10, created_at=datetime(2025, 10, 31), channel="web"),
    lead("d", 90, created_at=datetime(2025, 11, 1), channel="web", landing_page="/a", campaign="spring"),
    lead("e", 60, created_at=datetime(2025, 11, 30), channel="expo", landing_page=" /a "),
    lead("f", 45, created_at=datetime(2025, 11, 10), landing_page="/b"),
    lead("g", None, created_at=datetime(2025, 11, 10)),
]
EVENTS = [
    event("a", "opportunity", "2025-10-20", deal_id="1"),
    event("a", "won", "2025-11-20", deal_id="1", amount_yen=500),
    event("d", "opportunity", "2025-11-05", deal_id="2", owner="Ito"),
    event("d", "opportunity", "2025-11-28", deal_id="3", owner="Ito"),
    event("c", "opportunity", "2025-11-02", deal_id="4"),
    event("c", "won", "2025-11-03", deal_id="4", amount_yen=70),
    event("g", "opportunity", "2025-11-11", deal_id="5"),
]
FIELDS: dict[str, object] = {
    "measure": "展示会の翌日に電話する",
    "owner": "田中",
    "decided_on": date(2025, 11, 1),
    "due_on": date(2025, 11, 15),
    "review_on": AS_OF,
    "kpi": "sql_rate",
    "segment": None,
    "from_value": 0.08,
    "to_value": "20%",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    opened = Store.open(tmp_path_factory.mktemp("reading") / "kpi.duckdb")
    yield small_world(opened, LEADS, EVENTS, today=AS_OF)
    opened.close()


@pytest.mark.parametrize(
    ("kpi", "evidence", "value"),
    [
        ("leads", Count(4), 4),
        ("mqls", Count(3), 3),
        ("sqls", Count(2), 2),
        ("mql_rate", Rate(3, 4), 0.75),
        ("sql_share", Rate(2, 3), 2 / 3),
        ("sql_rate", Rate(2, 4), 0.5),
        ("opportunities", Count(4), 4),
        ("opportunity_rate", Rate(1, 2), 0.5),  # of the SQLs d and e
        ("wins", Count(2), 2),
        ("win_rate", Rate(1, 4), 0.25),  # of the deals opened in November
        ("deal_yen", Amounts((70.0, 500.0), average=True), 285),
        ("amount_yen", Amounts((70.0, 500.0)), 570),
    ],
)
def test_a_kpi_is_counted_by_hand_over_all_leads(
    store: Store, kpi: str, evidence: object, value: float
) -> None:
    found = actual(store, kpi, narrowed(NOVEMBER, None), **LINES)
    if isinstance(found.evidence, Amounts):
        found = Actual(Amounts(sorted(found.evidence.yen), found.evidence.average), found.mature_rate)
        evidence = Amounts(list(evidence.yen), evidence.average)  # type: ignore[attr-defined]
    assert found == Actual(evidence)  # type: ignore[arg-type]
    assert found.value == pytest.approx(value)


def test_deals_without_any_lead_are_counted_as_the_meeting_of_sales_shows_them(tmp_path: Path) -> None:
    deals = [
        event(None, kind, f"2025-08-1{place}", deal_id=f"d{place}", amount_yen=1_000_000 * (1 + place))
        for place in range(2)
        for kind in ("opportunity", "won")
    ]
    period = Period("", date(2025, 8, 1), date(2025, 9, 1))
    with closing(Store.open(tmp_path / "deals.duckdb")) as store:
        small_world(store, [], deals)
        found = [
            actual(store, kpi, Filter(period), mql=40, sql=60, as_of=date(2025, 8, 31)).value
            for kpi in ("opportunities", "wins", "amount_yen", "deal_yen", "leads")
        ]
    assert found == [2, 2, 3_000_000, 1_500_000, 0]


def test_a_segment_is_counted_alone_and_nothing_to_divide_by_is_undefined(store: Store) -> None:
    web, expo = (narrowed(NOVEMBER, ("channel", name)) for name in ("web", "expo"))
    counts = {kpi: actual(store, kpi, web, **LINES).value for kpi in READABLE}
    assert counts == {
        **{"leads": 1, "mqls": 1, "sqls": 1, "opportunities": 3, "wins": 1},
        **{"mql_rate": 1, "sql_share": 1, "sql_rate": 1, "opportunity_rate": 1, "win_rate": 1 / 3},
        **{"deal_yen": 70, "amount_yen": 70},
    }
    assert actual(store, "amount_yen", expo, **LINES).value == 500
    nobody = narrowed(NOVEMBER, ("own column", "x"))
    assert actual(store, "sql_rate", nobody, **LINES).value is None
    none = actual(store, "win_rate", nobody, **LINES)
    assert (none.value, none.mature_rate) == (None, 1.0)


def test_a_landing_page_a_campaign_and_an_owner_are_counted_by_hand(store: Store) -> None:
    def read(kpi: str, segment: Segment | None, own: tuple[str, ...] = ()) -> Actual:
        return segment_actual(store, kpi, NOVEMBER, segment, own=own, **LINES)

    assert values(store) == {"landing_page": ("/a", "/b"), "campaign": ("spring",), "owner": ("Ito",)}
    page = ("landing_page", "/a")
    assert [read(kpi, page).evidence for kpi in ("leads", "sql_rate", "opportunities", "wins")] == [
        *(Count(2), Rate(2, 2)),
        *(Count(2), Count(1)),
    ]
    assert read("amount_yen", page).evidence == Amounts((500.0,))
    assert read("leads", ("campaign", "spring")).evidence == Count(1)
    assert [read(kpi, ("owner", "Ito")).evidence for kpi in ("opportunities", "wins")] == [Count(2), Count(0)]
    assert read("sql_rate", ("landing_page", "gone")).value is None
    assert read("leads", None) == actual(store, "leads", narrowed(NOVEMBER, None), **LINES)
    # an own column of that name stands before it
    assert read("leads", page, own=("landing_page",)).value == 0
    for kpi, dimension in (("win_rate", "campaign"), ("leads", "owner")):
        assert kpi not in readable(dimension)
        with pytest.raises(InvalidInput):
            read(kpi, (dimension, "x"))
    assert readable("channel") == readable("own column") == READABLE


def test_every_kpi_of_a_decision_can_be_read_but_the_promise_of_first_contact(store: Store) -> None:
    assert set(UNITS) - set(READABLE) == {"first_contact_rate"}
    with pytest.raises(InvalidInput):
        actual(store, "first_contact_rate", narrowed(NOVEMBER, None), **LINES)


def test_young_sqls_and_deals_count_as_far_as_their_age_has_let_them_come(tmp_path: Path) -> None:
    # of 40 old SQLs half open a deal after 10 days, half after 30, and it is won after as many days again
    days = [10, 30] * 20
    old = [lead(f"o{n}", 70, created_at=datetime(2025, 6, 1)) for n in range(40)]
    young = [lead(f"y{n}", 70, created_at=datetime(2025, 11, 15)) for n in range(20)]
    opened = [datetime(2025, 6, 1) + timedelta(days=wait) for wait in days]
    events = [event(f"o{n}", "opportunity", f"{at:%Y-%m-%d}", deal_id=f"o{n}") for n, at in enumerate(opened)]
    events += [
        event(f"o{n}", "won", f"{at + timedelta(days=wait):%Y-%m-%d}", deal_id=f"o{n}", amount_yen=1)
        for n, (at, wait) in enumerate(zip(opened, days, strict=True))
    ]
    events += [event(f"y{n}", "contacted", "2025-11-16") for n in range(20)]
    events += [event(f"y{n}", "opportunity", "2025-11-20", deal_id=f"y{n}") for n in range(4)]
    events += [event("y0", "won", "2025-11-29", deal_id="y0", amount_yen=1)]
    world = small_world(Store.open(tmp_path / "kpi.duckdb"), old, events, today=AS_OF)
    small_world(world, young, today=AS_OF)
    chosen = narrowed(NOVEMBER, None)
    leads = actual(world, "opportunity_rate", chosen, **LINES)
    assert 0.3 < leads.mature_rate < 0.7  # 15 days old: the later half is still to come
    assert leads.value == pytest.approx(4 / (20 * leads.mature_rate))
    deals = actual(world, "win_rate", chosen, **LINES)
    assert deals.value == pytest.approx(1 / (4 * deals.mature_rate))
    made = decide(**FIELDS | {"kpi": "opportunity_rate", "to_value": 0.9})
    early = actual(world, "opportunity_rate", narrowed(period_to(AS_OF, 16), None), **LINES)
    assert early == leads
    fresh = reading(made, Actual(Rate(0, 2), 0.1), AS_OF)
    assert (fresh.verdict, fresh.mature_rate, fresh.lower, fresh.upper) == ("too_early", 0.1, None, None)
    world.close()


def test_a_reading_holds_value_interval_and_verdict_and_is_too_early_before_its_day() -> None:
    made = decide(**FIELDS | {"to_value": 0.2})
    found = reading(made, Actual(Rate(60, 200)), AS_OF)
    assert (found.value, found.verdict) == (0.3, "reached")
    assert found.lower is not None
    assert found.upper is not None
    assert 0.2 < found.lower < 0.3 < found.upper < 0.4
    assert reading(made, Actual(Rate(10, 200)), AS_OF).verdict == "not_reached"
    assert reading(made, Actual(Rate(42, 200)), AS_OF).verdict == "cannot_tell"
    assert reading(made, Actual(Rate(60, 200)), AS_OF - timedelta(days=1)).verdict == "too_early"
    assert reading(made, Actual(Rate(0, 0)), AS_OF).verdict == "cannot_tell"
    none = reading(made, Actual(Rate(0, 200)), AS_OF)
    assert (none.value, none.lower) == (0, 0)
    assert reading(made, Actual(Rate(200, 200)), AS_OF).upper == 1


def test_yen_that_were_paid_back_are_read_but_not_judged() -> None:
    made = decide(**FIELDS | {"kpi": "amount_yen", "from_value": 0, "to_value": 10})
    assert reading(made, Actual(Amounts((500.0, -700.0))), AS_OF) == Reading(
        read_on=AS_OF, value=-200, verdict="cannot_tell"
    )


def test_a_period_ends_with_the_as_of_day_and_a_segment_is_a_dimension_or_an_own_column() -> None:
    week = Period("2025-11-24..2025-11-30", date(2025, 11, 24), date(2025, 12, 1))
    assert period_to(AS_OF, 7) == week
    assert narrowed(week, None) == Filter(week)
    assert narrowed(week, ("form", "demo")) == Filter(week, form=("demo",))
    assert narrowed(week, ("地域", "関東")) == Filter(week, attributes=(("地域", ("関東",)),))


def test_a_rate_that_matures_is_read_over_all_days_since_the_due_date() -> None:
    made = decide(**FIELDS | {"kpi": "win_rate", "to_value": 0.3, "due_on": date(2025, 11, 15)})
    assert period_of(made, AS_OF, 7) == period_to(AS_OF, 16)
    assert period_of(made, AS_OF, 30) == NOVEMBER
    other = decide(**FIELDS | {"kpi": "sql_rate", "to_value": 0.3})
    assert period_of(other, AS_OF, 7) == period_to(AS_OF, 7)


@pytest.mark.parametrize(
    ("kpi", "text", "value"),
    [
        ("sql_rate", "２０", 0.2),
        ("sql_rate", "20%", 0.2),
        ("sql_rate", "0.2", 0.2),
        ("win_rate", "1/4", 0.25),
        ("leads", "1,200", 1200),
        ("amount_yen", "3億", 300_000_000),
        ("deal_yen", "¥500,000", 500_000),
    ],
)
def test_a_target_is_read_as_people_type_numbers(kpi: str, text: str, value: float) -> None:
    assert read_target(kpi, text) == value


@pytest.mark.parametrize(
    ("kpi", "text"),
    [("sql_rate", "120%"), ("leads", "3.5"), ("leads", "-1"), ("leads", "many"), ("amount_yen", "")],
)
def test_a_target_that_is_none_is_named(kpi: str, text: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_target(kpi, text)
    assert caught.value.fields == {"what": "decision_to_value", "value": text or None}


def test_every_field_that_cannot_stand_is_named_and_no_decision_is_made_of_the_others() -> None:
    early = date(2025, 10, 1)
    wrong = {"measure": " ", "owner": "", "due_on": early, "review_on": None, "to_value": "x"}
    given = read_decision(FIELDS | wrong)
    assert given.decision is None
    assert set(given.errors) == set(wrong)
    assert given.errors["due_on"].fields == {"what": "decision_due_on", "value": early}
    assert set(read_decision(FIELDS | {"to_value": "8%"}).errors) == {"to_value"}  # that is today's
    assert set(read_decision(FIELDS | {"kpi": "leads", "from_value": 0, "to_value": "0"}).errors) == {
        "to_value"
    }
    right = read_decision(FIELDS)
    assert (right.errors, right.decision) == ({}, decide(**FIELDS | {"to_value": 0.2}))
