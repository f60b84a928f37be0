"""The SQL statements of the product: one statement a file, read once.

Lines that several statements share stand once, in `kpi/sql/parts/<part>.sql`. `{{part}}` stands for the lines
of that part, `{{part of table}}` for the same with each `{of}column` written `table.column`.
"""

from __future__ import annotations

import re
import textwrap
from functools import cache
from importlib.resources import files

_PART = re.compile(r"^( *)\{\{(\w+)(?: of (\w+))?\}\}", re.MULTILINE)


@cache
def statement(name: str) -> str:
    """Return the text of `kpi/sql/<name>.sql` with its parts; KeyError when a file is missing."""
    return _PART.sub(_part, _text(f"{name}.sql"))


def _part(place: re.Match[str]) -> str:
    indent, name, table = place.groups()
    _, _, lines = _text(f"parts/{name}.sql").partition("\n")
    named = lines.rstrip().replace("{of}", f"{table}." if table else "")
    return _PART.sub(_part, textwrap.indent(named, indent))


def _text(path: str) -> str:
    source = files(__package__).joinpath(path)
    if not source.is_file():
        raise KeyError(path)
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
