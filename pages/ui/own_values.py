"""An own column and its chosen values as one text of the address: `Region,East,-`, quoted as in CSV."""

from __future__ import annotations

import csv
from io import StringIO

from kpi.filters import ChosenValues


def written(chosen: ChosenValues) -> str:
    """Return name and values as one line of CSV; any character survives."""
    name, values = chosen
    out = StringIO(newline="")
    csv.writer(out).writerow([name, *values])
    return out.getvalue().removesuffix("\r\n")


def read(text: str) -> ChosenValues:
    """Return name and values, each value once; ValueError for a text that `written` never gives."""
    try:
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise ValueError(text) from error
    if len(rows) != 1 or not rows[0]:
        raise ValueError(text)
    name, *values = rows[0]
    return name, tuple(dict.fromkeys(values))
