"""Run as a process of its own: write every visible sheet of a workbook as CSV, print the sheets' names.

Arguments: workbook, folder. Exit code 3 for a damaged workbook; any other but 0 is a lack of memory or time.
"""

from __future__ import annotations

import csv
import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path

MEMORY = 1536 * 1024 * 1024
SECONDS = 110


def limit() -> None:
    """Give this process an end of memory and time, and no right to write files beyond 2 GB."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 31, 1 << 31))


def text(cell: object) -> str:
    """Return a cell as a person reads it: whole numbers without a point, days and times in ISO form."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return "" if cell is None else str(cell)


def main() -> int:
    limit()
    import python_calamine

    source, folder = sys.argv[1], Path(sys.argv[2])
    try:
        book = python_calamine.CalamineWorkbook.from_path(source)
        shown = [
            sheet.name
            for sheet in book.sheets_metadata
            if sheet.visible == python_calamine.SheetVisibleEnum.Visible
            and sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
        for place, name in enumerate(shown):
            with (folder / f"{place}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                for row in book.get_sheet_by_name(name).iter_rows():
                    writer.writerow([text(cell) for cell in row])
    except MemoryError:
        return 4
    except python_calamine.CalamineError:
        return 3
    print(json.dumps(shown))
    return 0


if __name__ == "__main__":
    sys.exit(main())
