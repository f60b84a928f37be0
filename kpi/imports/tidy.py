"""Which columns hold cells that must be cleaned: told from their first and last bytes."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import pyarrow as pa

_MARKS: Final = ("\u00a0", "\u3000", "\u200b", "\u200c", "\u200d", "\ufeff")


def is_tidy(cells: pa.StringArray) -> bool:
    """Say whether no cell begins or ends with what `import_text` takes off: blanks, marks, an apostrophe."""
    if cells.null_count == len(cells):
        return True
    _, offset_bytes, data_bytes = cells.buffers()
    if data_bytes is None:
        return True
    offsets = np.frombuffer(offset_bytes, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    data = np.frombuffer(data_bytes, np.uint8)
    is_filled = offsets[1:] > offsets[:-1]
    starts, ends = offsets[:-1][is_filled], offsets[1:][is_filled]
    first, last = data[starts], data[ends - 1]
    if ((first <= 32) | (first == ord("'")) | (last <= 32)).any():
        return False
    return not any(
        _has(data, starts[first == mark[0]], ends[first == mark[0]], mark, at_end=False)
        or _has(data, starts[last == mark[-1]], ends[last == mark[-1]], mark, at_end=True)
        for mark in (char.encode() for char in _MARKS)
    )


def _has(data: Any, starts: Any, ends: Any, mark: bytes, *, at_end: bool) -> bool:
    """Say whether any of the cells has a mark at its beginning or its end."""
    is_long = ends - starts >= len(mark)
    places = (ends[is_long] - len(mark)) if at_end else starts[is_long]
    found = np.ones(len(places), np.bool_)
    for step, byte in enumerate(mark):
        found &= data[places + step] == byte
    return bool(found.any())
