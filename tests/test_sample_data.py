"""The committed sample holds its planted truths, found again by SQL of its own."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
import pytest

DATA = Path(__file__).parents[1] / "data"
SAMPLE = DATA / "sample"
MADE_WITH_NUMPY = "2.4."
TABLES = ["lead", "event", "spend", "traffic"]
SCORED = """
create table fact as
with touch as (
    select lead_id, min("at") as touched_at from event
    where kind in ('handed', 'contacted', 'sql_accepted', 'sql_rejected', 'opportunity') group by lead_id
), pieces as (
    select e.lead_id, e.kind, count(*) as piece_count from event e left join touch using (lead_id)
    where touched_at is null or e."at" < touched_at group by all
), behaviour as (
    select lead_id, sum(least(piece_count * points, cap)) as behaviour_points,
        coalesce(sum(piece_count) filter (kind = 'page_view'), 0) as view_count
    from pieces join behaviour_rule using (kind) group by lead_id
), filled as (
    unpivot (select lead_id, industry, timing, budget, authority, need, role_level, form,
        target_fit from lead)
    on industry, timing, budget, authority, need, role_level, form, target_fit into name item value value
), information as (
    select lead_id, sum(coalesce(exact.points, rest.points, 0)) as information_points from filled
    left join rule exact on exact.item = filled.item and exact.value = filled.value
    left join rule rest on rest.item = filled.item and rest.value = '*'
    group by lead_id
)
select lead.*, coalesce(view_count, 0) as view_count, coalesce(behaviour_points, 0) as behaviour_points,
    greatest(0, least(100, coalesce(information_points, 0) + coalesce(behaviour_points, 0))) as score,
    lead_id in (select lead_id from event where kind = 'handed') as worked,
    lead_id in (select lead_id from event where kind = 'opportunity' and lead_id is not null) as opened,
    need is null and timing is null and budget is null and authority is null
        and coalesce(view_count, 0) >= 15 as idle
from lead left join behaviour using (lead_id) left join information using (lead_id)
"""


@pytest.fixture(scope="module")
def sample():
    """Return a DuckDB in memory with the four tables and one scored row a lead (`fact`)."""
    connection = duckdb.connect()
    for name in TABLES:
        connection.register(f"{name}_file", pq.read_table(SAMPLE / f"{name}.parquet"))
        connection.execute(f"create table {name} as from {name}_file")
    agreed = json.loads((SAMPLE / "agreed.json").read_text(encoding="utf-8"))
    connection.execute("create table rule (item varchar, value varchar, points integer)")
    for item, values in agreed["information_points"].items():
        connection.executemany(
            "insert into rule values (?, ?, ?)", [(item, *pair) for pair in values.items()]
        )
    connection.execute("create table behaviour_rule (kind varchar, points integer, cap integer)")
    for kind, rule in agreed["behaviour_points"].items():
        connection.execute("insert into behaviour_rule values (?, ?, ?)", [kind, rule["points"], rule["cap"]])
    connection.execute(SCORED)
    yield connection
    connection.close()


def row(connection, query):
    """Return the only row of a query."""
    return connection.execute(query).fetchone()


def test_the_files_are_small():
    sizes = [path.stat().st_size for path in SAMPLE.iterdir()]
    assert sum(sizes) <= 3_000_000
    assert max(sizes) <= 1_000_000


@pytest.mark.skipif(
    not np.__version__.startswith(MADE_WITH_NUMPY),
    reason=f"NumPy may change its random streams; the sample was made with {MADE_WITH_NUMPY}",
)
def test_the_generator_still_makes_the_committed_tables(tmp_path):
    subprocess.run([sys.executable, str(DATA / "generate.py"), "--out", str(tmp_path)], check=True)
    for name in TABLES:
        made, kept = (pq.read_table(folder / f"{name}.parquet") for folder in (tmp_path, SAMPLE))
        assert made.equals(kept), name
    for name in ("agreed.json", "signed.json"):
        assert (tmp_path / name).read_text("utf-8") == (SAMPLE / name).read_text("utf-8")


def test_row_counts_and_keys(sample):
    assert row(sample, "select count(*), count(distinct lead_id) from lead") == (5952, 5952)
    assert row(sample, "select count(*), count(distinct event_id) from event") == (73139, 73139)
    assert row(sample, "select count(*) from event where kind in (select kind from behaviour_rule)") == (
        62582,
    )
    assert row(
        sample, "select count(*) from event anti join lead using (lead_id) where lead_id is not null"
    ) == (0,)
    assert row(sample, "select count(distinct channel) from lead") == (8,)
    assert row(sample, "select count(*) from spend where isodow(week_start) <> 1") == (0,)


def test_the_tables_have_the_columns_of_the_schema(sample):
    for name in ("lead", "event", "traffic"):
        (ddl,) = (DATA.parent / "kpi/sql/migrations/0001").glob(f"*_{name}.sql")
        wanted = duckdb.connect()
        wanted.execute(ddl.read_text(encoding="utf-8"))
        columns = "select column_name, data_type from information_schema.columns where table_name = ?"
        assert sample.execute(columns, [name]).fetchall() == wanted.execute(columns, [name]).fetchall()


def test_only_example_domains_are_used(sample):
    assert row(sample, "select count(*) from lead where email not like '%@%.example'") == (0,)


def test_scores_spread_over_the_whole_scale(sample):
    at_40, at_60, highest = row(
        sample, "select avg((score >= 40)::int), avg((score >= 60)::int), max(score) from fact"
    )
    assert at_40 == pytest.approx(0.395, abs=0.001)
    assert at_60 == pytest.approx(0.158, abs=0.001)
    assert highest == 100
    largest = row(sample, "select max(n) / sum(n) from (select count(*) as n from fact group by score)")
    assert largest[0] < 0.06


def test_idle_readers_score_high_and_never_buy(sample):
    share, opened = row(sample, "select avg(idle::int), avg(opened::int) filter (idle) from fact")
    (of_high,) = row(sample, "select avg(idle::int) from fact where score >= 60")
    (by_behaviour,) = row(sample, "select min(behaviour_points) from fact where idle and score >= 60")
    assert share == pytest.approx(0.134, abs=0.001)
    assert of_high == pytest.approx(0.403, abs=0.001)
    assert opened < 0.01
    assert by_behaviour >= 40


def test_information_tells_buyers_apart_but_industry_does_not(sample):
    def lift(item, best, worst):
        return row(
            sample,
            f"select avg(opened::int) filter ({item} = '{best}') / "
            f"avg(opened::int) filter ({item} = '{worst}') from fact where worked",
        )[0]

    assert lift("need", "concrete", "none") == pytest.approx(16.6, abs=0.1)
    assert lift("timing", "within_3_months", "undecided") == pytest.approx(6.1, abs=0.1)
    assert lift("budget", "allocated", "none") == pytest.approx(7.2, abs=0.1)
    assert lift("authority", "decides", "none") == pytest.approx(2.07, abs=0.01)
    assert lift("target_fit", "yes", "no") == pytest.approx(2.17, abs=0.01)
    assert lift("role_level", "executive", "staff") == pytest.approx(1.50, abs=0.01)
    assert lift("industry", "automotive", "food") == pytest.approx(0.93, abs=0.01)


def test_below_40_only_a_tenth_was_worked(sample):
    below, above = row(
        sample,
        "select avg(worked::int) filter (score < 40), avg(worked::int) filter (score >= 40) "
        "from fact where created_at < timestamp '2026-01-28'",
    )
    assert below == pytest.approx(0.107, abs=0.001)
    assert above == pytest.approx(0.953, abs=0.001)


def test_display_ads_fill_the_last_quarter_with_weak_leads(sample):
    quarter = (
        "select count(*), count(*) filter (score >= 40), avg((score >= 60)::int), "
        "count(*) filter (channel = 'display_ad') from fact where created_at >= timestamp "
    )
    last = row(sample, quarter + "'2025-12-29'")
    before = row(sample, quarter + "'2025-09-29' and created_at < timestamp '2025-12-29'")
    assert last[0] / before[0] == pytest.approx(1.285, abs=0.001)
    assert last[1] / before[1] == pytest.approx(1.299, abs=0.001)
    assert (before[2], last[2]) == pytest.approx((0.176, 0.130), abs=0.001)
    assert last[3] / before[3] == pytest.approx(2.96, abs=0.01)


def test_nothing_happens_after_the_last_day_and_deals_need_time(sample):
    assert row(sample, "select max(\"at\") < timestamp '2026-03-30' from event") == (True,)
    assert row(sample, 'select count(*) from event join lead using (lead_id) where "at" < created_at') == (0,)
    opened = row(
        sample,
        "select median(date_diff('day', created_at, opened_at)) "
        'from (select lead_id, min("at") as opened_at from event '
        "where kind = 'opportunity' group by all) join lead using (lead_id) where created_at < '2025-09-10'",
    )
    won = row(
        sample,
        "select median(days), quantile_cont(days, 0.9) from ("
        'select date_diff(\'day\', o."at", w."at") as days '
        "from event o join event w using (deal_id) where o.kind = 'opportunity' and w.kind = 'won' "
        "and o.lead_id is not null and o.\"at\" < '2025-03-29')",
    )
    assert opened[0] == pytest.approx(37, abs=1)
    assert won == pytest.approx((77, 190), abs=2)


def test_one_deal_is_a_quarter_of_the_money_and_other_deals_have_no_lead(sample):
    ours, count, whale, others = row(
        sample,
        "select sum(amount_yen) filter (lead_id is not null), count(lead_id), max(amount_yen), "
        "sum(amount_yen) filter (lead_id is null) from event where kind = 'won'",
    )
    assert (count, whale, ours) == (183, 104_000_000, 446_660_000)
    assert whale / ours == pytest.approx(0.233, abs=0.001)
    assert others / ours == pytest.approx(1.56, abs=0.01)
    assert row(sample, "select count(distinct deal_id) from event where lead_id is null") == (60,)


def test_some_leads_have_several_deals(sample):
    query = (
        "select count(distinct deal_id) as n from event where kind = 'opportunity' and lead_id is not null"
    )
    found = row(sample, f"select count(*), avg((n > 1)::int), max(n) from ({query} group by lead_id)")
    assert found == pytest.approx((701, 0.067, 3), abs=0.001)


def test_no_loss_was_recorded_in_the_first_year(sample):
    first, losses = row(
        sample, "select min(\"at\") >= timestamp '2025-03-31', count(*) from event where kind = 'lost'"
    )
    assert first
    assert losses == 281


def test_good_channels_are_not_the_cheap_ones(sample):
    lift = dict(
        sample.execute(
            "select channel, avg(opened::int) / (select avg(opened::int) from fact) "
            "from fact group by channel"
        ).fetchall()
    )
    yen = dict(
        sample.execute(
            "select channel, any_value(cost) / count(*) from fact "
            "join (select channel, sum(cost_yen) as cost from spend group by channel) using (channel) "
            "where opened group by channel"
        ).fetchall()
    )
    assert lift["referral"] == pytest.approx(2.91, abs=0.01)
    assert lift["exhibition"] == pytest.approx(2.37, abs=0.01)
    assert lift["webinar"] == pytest.approx(0.64, abs=0.01)
    assert lift["display_ad"] == pytest.approx(0.20, abs=0.01)
    assert yen["exhibition"] / yen["webinar"] == pytest.approx(1.70, abs=0.01)


def test_one_owner_calls_late(sample):
    days = (
        'select h.owner, date_diff(\'hour\', h."at", c."at") / 24 as days '
        "from event h join event c using (lead_id) "
        "where h.kind = 'handed' and c.kind = 'contacted'"
    )
    slow, others = row(
        sample,
        "select median(days) filter (owner = '堀越 怜'), median(days) filter (owner <> '堀越 怜') "
        f"from ({days})",
    )
    assert slow == pytest.approx(10.3, abs=0.1)
    assert others == pytest.approx(1.2, abs=0.1)
