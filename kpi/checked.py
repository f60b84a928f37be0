"""Numbers and columns given from outside, read and checked before any arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from kpi.errors import InvalidInput
from kpi.numbers import Numeric, exact_number

Floats: TypeAlias = npt.NDArray[np.float64]
Integers: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
ByScore: TypeAlias = Sequence[float] | npt.NDArray[Any]


def amount(what: str, value: Numeric) -> float:
    """Read a number that is not below 0; errors carry `what`."""
    try:
        number = exact_number(value)
    except InvalidInput:
        raise InvalidInput(what=what, value=value) from None
    if number < 0:
        raise InvalidInput(what=what, value=value)
    return float(number)


def column(what: str, values: ByScore) -> Floats:
    """Return values as floats, None as nan; errors carry `what`."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError):
        raise InvalidInput(what=what, value=values) from None


def floats(what: str, values: ByScore) -> Floats:
    """Return a finite column of floats; errors carry `what`."""
    found = column(what, values)
    if found.ndim != 1 or not np.isfinite(found).all():
        raise InvalidInput(what=what, value=values)
    return found
