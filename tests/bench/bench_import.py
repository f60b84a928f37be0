"""How fast files go in: leads CSV, event CSV and Parquet, a second event file, a preview; and the memory it takes.

    python tests/bench/bench_import.py [event rows, 10,000,000 by default]

Prints rows a second of the whole import (decoded file to committed rows, and with the facts), the peak memory
of the process, and the seconds of a preview. Every case runs in a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

KINDS = ["page_view", "download", "mail_open", "mail_click", "seminar"]


def leads(count: int) -> pa.Table:
    number = np.arange(count)
    day = np.datetime64("2024-01-01") + (number % 700).astype("timedelta64[D]")
    text = number.astype("U8")
    return pa.table({
        "lead_id": np.char.add("L", text), "created_at": day.astype("U10"), "email": np.char.add(np.char.add("u", text), "@example.com"),
        "company": np.char.add("Company ", (number % 5000).astype("U8")), "channel": np.take(["web", "expo", "ads"], number % 3),
        "industry": np.take(["manufacturing", "it"], number % 2), "timing": np.take(["3m", "6m"], number % 2), "score": (number % 101).astype("U3"),
    })  # fmt: skip


def events(count: int, lead_count: int, seed: int) -> pa.Table:
    draw = np.random.default_rng(seed)
    moment = np.datetime64("2025-01-01T00:00:00") + draw.integers(0, 31_000_000, count).astype(
        "timedelta64[s]"
    )
    ids = np.char.add("L", np.arange(lead_count).astype("U8"))
    return pa.table({
        "lead_id": pa.DictionaryArray.from_arrays(draw.integers(0, lead_count, count, dtype=np.int32), ids).cast(pa.string()),
        "kind": pa.DictionaryArray.from_arrays(draw.integers(0, 5, count, dtype=np.int32), KINDS).cast(pa.string()),
        "at": pa.array(moment),
        "amount": pa.array([""] * count),
        "detail": pa.DictionaryArray.from_arrays(draw.integers(0, 300, count, dtype=np.int32), [f"/page/{n}" for n in range(300)]).cast(pa.string()),
    })  # fmt: skip


def write_events(folder: Path, count: int) -> tuple[Path, Path]:
    """Write the same events as CSV and as Parquet, a million at a time."""
    csv, parquet = folder / f"events{count}.csv", folder / f"events{count}.parquet"
    schema = events(1, 1, 0).schema
    text = pa.schema([field if field.name != "at" else pa.field("at", pa.string()) for field in schema])
    with (
        arrow_csv.CSVWriter(csv, text, write_options=arrow_csv.WriteOptions(quoting_style="none")) as out,
        pq.ParquetWriter(parquet, schema) as rows,
    ):
        for start in range(0, count, 1_000_000):
            table = events(min(1_000_000, count - start), 200_000, start)
            rows.write_table(table)
            out.write(table.set_column(2, "at", table["at"].cast(pa.timestamp("s")).cast(pa.string())))
    return csv, parquet


def one(database: str, file: str, what: str) -> None:
    """Import or propose one file in this process and print what it took."""
    from kpi.imports import preview, propose, run
    from kpi.store import Store

    store = Store.open(database)
    marks: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        proposal = propose(file, workspace=Path(folder), store=store)
        if what == "preview":
            shown = preview(store, proposal)
            print(json.dumps({"seconds": time.perf_counter() - started, "rows": len(shown.before)}))
            return
        proposed = time.perf_counter()
        [report] = run(
            store, [proposal], progress=lambda step, share: marks.setdefault(step, time.perf_counter())
        )
        ended = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "rows": report.rows_read, "accepted": report.accepted, "propose": proposed - started, "rows_in": marks["facts"] - marks["read"],
        "facts": ended - marks["facts"], "peak_mb": round(peak), "steps": {k: round(v - proposed, 1) for k, v in marks.items()},
    }))  # fmt: skip


def measured(database: Path, file: Path, what: str = "import") -> dict:
    run = subprocess.run(
        [sys.executable, __file__, "--one", str(database), str(file), what],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode:
        raise SystemExit(run.stderr[-3000:])
    return json.loads(run.stdout.splitlines()[0])


def show(kind: str, found: dict) -> None:
    speed, whole = found["rows"] / found["rows_in"], found["rows"] / (found["rows_in"] + found["facts"])
    print(
        f"{kind:20} {found['rows']:>11,} rows  {speed:>11,.0f} rows/s  with facts {whole:>11,.0f} rows/s  peak {found['peak_mb']:,} MB  {found['steps']}"
    )


def second(folder: Path) -> Path:
    """Write a million events of which the first event file holds every fifth already."""
    table = pa.concat_tables([events(1_000_000, 200_000, 0).slice(0, 200_000), events(800_000, 200_000, 1)])
    path = folder / "second.csv"
    arrow_csv.write_csv(
        table.set_column(2, "at", table["at"].cast(pa.timestamp("s")).cast(pa.string())), path
    )
    return path


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        arrow_csv.write_csv(leads(1_000_000), folder / "leads.csv")
        arrow_csv.write_csv(leads(200_000), folder / "base.csv")
        csv, parquet = write_events(folder, count)
        show("leads csv", measured(folder / "leads.duckdb", folder / "leads.csv"))
        for kind, file in (("events csv", csv), ("events parquet", parquet)):
            database = folder / f"{file.name}.duckdb"
            measured(database, folder / "base.csv")
            show(kind, measured(database, file))
        show("second events csv", measured(folder / f"{csv.name}.duckdb", second(folder)))
        found = measured(folder / "p.duckdb", csv, "preview")
        print(f"preview of {csv.stat().st_size / 1e6:,.0f} MB: {found['seconds']:.2f} s")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main()
