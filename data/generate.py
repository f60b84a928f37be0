"""Makes the sample data set: a fictional instrument maker, 104 weeks, planted truths (see README.md).

Run `python data/generate.py` to rewrite data/sample; the tables come out the same every time.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from sample_behaviour import buyer_pieces, make_behaviour
from sample_check import check, summary
from sample_deals import deal_number, deals_without_lead
from sample_leads import make_leads
from sample_sales import COLUMNS, handed_times, work
from sample_settings import AGREED, SIGNED
from sample_traffic import make_spend, make_traffic

TEXT, STAMP, YEN = pa.string(), pa.timestamp("us"), pa.int64()
LEAD_COLUMNS = [
    "lead_id",
    "created_at",
    "email",
    "company",
    "company_id",
    "channel",
    "campaign",
    "form",
    "landing_page",
    "industry",
    "company_size",
    "role_level",
    "timing",
    "budget",
    "authority",
    "need",
    "target_fit",
    "imported_score",
]
SCHEMA = {
    "lead": dict.fromkeys(LEAD_COLUMNS, TEXT) | {"created_at": STAMP, "imported_score": pa.int32()},
    "event": {
        "event_id": TEXT,
        "lead_id": TEXT,
        "deal_id": TEXT,
        "at": STAMP,
        "kind": TEXT,
        "amount_yen": YEN,
    }
    | {"detail": TEXT, "owner": TEXT, "import_id": TEXT},
    "spend": {"week_start": pa.date32(), "channel": TEXT, "cost_yen": YEN},
    "traffic": {"date": pa.date32(), "channel": TEXT, "page": TEXT}
    | {"sessions": YEN, "users": YEN, "page_views": YEN, "bounces": YEN},
}


def make_events(lead: pd.DataFrame) -> pd.DataFrame:
    """Return all events in order of time, with event_id; behaviour, sales, deals, deals without lead."""
    pieces = make_behaviour(lead)
    sales = work(lead, handed_times(lead, pieces))
    accepted = sales[sales["kind"] == "sql_accepted"]
    rows = pd.Index(lead["lead_id"]).get_indexer(accepted["lead_id"])
    after = buyer_pieces(lead, rows, accepted["at"].to_numpy("datetime64[s]"))
    others = pd.DataFrame(deals_without_lead(deal_number(sales)), columns=COLUMNS)
    event = pd.concat([pieces, after, sales, others], ignore_index=True)
    event = event.sort_values("at", kind="stable").reset_index(drop=True)
    event["event_id"] = [f"E-{number + 1:06d}" for number in event.index]
    event["amount_yen"] = event["amount_yen"].astype("Int64")
    event["import_id"] = None
    return event


def make_tables() -> dict[str, pd.DataFrame]:
    """Return lead, event, spend and traffic with exactly the stored columns."""
    lead = make_leads()
    tables = {"lead": lead, "event": make_events(lead), "spend": make_spend(), "traffic": make_traffic()}
    return {name: table[list(SCHEMA[name])] for name, table in tables.items()}


def write(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write one zstd Parquet file a table, strings dictionary-encoded, what was agreed and who signed."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        schema = pa.schema(list(SCHEMA[name].items()))
        arrow = pa.Table.from_pandas(table, schema=schema, preserve_index=False).replace_schema_metadata(None)
        unique = f"{name}_id" if name in ("lead", "event") else None
        texts = [column for column, kind in SCHEMA[name].items() if kind == TEXT and column != unique]
        encoding = {c: "DELTA_BINARY_PACKED" for c, kind in SCHEMA[name].items() if kind != TEXT}
        if unique:
            encoding[unique] = (
                "DELTA_BYTE_ARRAY"  # a dictionary would only repeat values that are all different
            )
        pq.write_table(
            arrow,
            folder / f"{name}.parquet",
            compression="zstd",
            compression_level=19,
            use_dictionary=texts,
            column_encoding=encoding,
        )
    for name, said in (("agreed", AGREED), ("signed", SIGNED)):
        text = json.dumps(said, ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """Make the tables, hold them against the planted truths, write them, print a summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent / "sample")
    parser.add_argument(
        "--unchecked", action="store_true", help="write even when a planted truth does not hold"
    )
    options = parser.parse_args()
    tables = make_tables()
    print(summary(tables))
    if not options.unchecked:
        check(tables)
    write(tables, options.out)
    size = sum(path.stat().st_size for path in options.out.glob("*.parquet"))
    print(f"written: {size / np.float64(1e6):.2f} MB in {options.out.name}/")


if __name__ == "__main__":
    main()
