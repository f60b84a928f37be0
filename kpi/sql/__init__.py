"""The SQL statements of the product: one statement a file, read once."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Return the text of `kpi/sql/<name>.sql`; KeyError when there is no such statement."""
    source = files(__package__).joinpath(f"{name}.sql")
    if not source.is_file():
        raise KeyError(name)
    return source.read_text(encoding="utf-8")


@cache
def migrations() -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return (schema version, statements in order) for every folder of `kpi/sql/migrations`."""
    folders = sorted(
        (entry for entry in files(__package__).joinpath("migrations").iterdir() if entry.is_dir()),
        key=lambda entry: entry.name,
    )
    return tuple(
        (
            int(folder.name),
            tuple(
                entry.read_text(encoding="utf-8")
                for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
                if entry.name.endswith(".sql")
            ),
        )
        for folder in folders
    )


@cache
def parameter_names(name: str) -> frozenset[str]:
    """Return the `$named` parameters of a statement; DuckDB refuses a missing and a surplus one."""
    return frozenset(re.findall(r"\$([a-z_]+)", statement(name)))
