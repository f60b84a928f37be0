"""Files on their way in and out of a backup: what the disk answers becomes an error a person can mend."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kpi.errors import StoreFull, StoreReadOnly


def copy_file(source: Path, target: Path) -> None:
    """Copy a file and wait until the disk has it."""
    with mendable(target):
        shutil.copyfile(source, target)
        with target.open("rb") as written:
            os.fsync(written.fileno())


def move_file(source: Path, target: Path) -> None:
    """Move a file over `target`, on whatever disk: the old one stays until the new one is complete."""
    with mendable(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.replace(source, target)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            beside = target.with_name(f"{target.name}.part")
            try:
                copy_file(source, beside)
                os.replace(beside, target)
            finally:
                beside.unlink(missing_ok=True)


def remove_database(path: Path) -> None:
    """Remove a file that was not wanted in the end, and its log."""
    for left in (path, Path(f"{path}.wal")):
        left.unlink(missing_ok=True)


@contextmanager
def mendable(path: Path) -> Iterator[None]:
    """Raise StoreFull or StoreReadOnly for what the disk answers about `path`; pass other errors on."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StoreFull(path=path) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.EEXIST):
            raise StoreReadOnly(path=path) from error
        raise
