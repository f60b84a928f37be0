"""One of two definitions laid side by side, as an address holds it: "40-60", or "40-60~score@3"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from pages.ui.typed import whole

_FORM: Final = re.compile(r"([0-9]{1,3})-([0-9]{1,3})(?:~(.+)@([0-9]{1,9}))?", re.DOTALL)
_LONGEST: Final = 200


class SideCode(NamedTuple):
    """The lines of a side; its point rules are those of a version, or (None) of what is agreed today."""

    mql: int
    sql: int
    version: tuple[str, int] | None = None


def read(text: str) -> SideCode:
    """Return what an address holds; ValueError for anything else."""
    found = _FORM.fullmatch(text)
    if found is None or len(text) > _LONGEST:
        raise ValueError(text)
    mql, sql = (whole(part, 0, 100) for part in found.groups()[:2])
    if mql > sql:
        raise ValueError(text)
    name, number = found.groups()[2:]
    return SideCode(mql, sql, (name, int(number)) if name else None)


def written(code: SideCode) -> str:
    lines = f"{code.mql}-{code.sql}"
    return f"{lines}~{code.version[0]}@{code.version[1]}" if code.version else lines
