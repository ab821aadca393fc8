"""Files that people own: written whole or not at all, never over another by mistake, and by one writer at a time.

Their cells stand as they are: a reference may begin with `=`, `@`, `+` or `-`. Only what is meant for a spreadsheet
(`io.write_csv`) is guarded against formulas.
"""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from evidence.errors import UserError
from evidence.given.reading import delimiter_of, header_of
from evidence.io import read_text, write_new
from evidence.layout import Layout

_NAME = re.compile(r"[\w][\w.-]{0,59}")


def table(header: Sequence[str], rows: Iterable[Sequence[object]], delimiter: str = ",") -> str:
    """A CSV text for machines: UTF-8, LF, every cell as it stands.

    >>> table(["record"], [["@home"], [None]])
    'record\\n@home\\n""\\n'
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue()


def write_outside(at: Layout, path: Path, made: str | bytes, force: bool = False) -> None:
    """A file that a person asked for. Raises UserError where it would stand among the inputs, or over another file."""
    check_outside(at, path)
    write_new(path, made.encode() if isinstance(made, str) else made, force)


def check_outside(at: Layout, path: Path) -> None:
    """Raises UserError where a file would stand among the inputs, where it would be read as one of them."""
    for folder in ("literature", "config"):
        if path.resolve().is_relative_to((at.root / folder).resolve()):
            raise UserError(
                f"this file would stand among the inputs of the review ({folder}/)",
                file=path,
                fix="give another place; look through it there, and then move it",
            )


def add_rows(path: Path, header: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Append whole rows to a table of people's as its columns are parted, or begin it: all of them or none, and never two writers at once.

    Raises UserError where the table has other columns, where somebody else is writing it, or where the disk refuses.
    """
    with _alone(path):
        before = read_text(path) if path.exists() else ""
        if before.strip() and (given := header_of(before)[1]) != list(header):
            raise UserError(
                "the table has other columns than what is to be added", file=path, line=1, value=",".join(given),
                allowed=",".join(header), fix="put the columns in this order, or move the table away",
            )  # fmt: skip
        added = table(header, rows, delimiter_of(before))
        added = added.split("\n", 1)[1] if before.strip() else added
        joint = "" if not before.strip() or before.endswith("\n") else "\n"
        write_new(path, f"{before if before.strip() else ''}{joint}{added}".encode(), force=True)


def file_of(at: Layout, kind: str, reviewer: str) -> Path:
    """The table of one reviewer's decisions. Raises UserError for a name that cannot be part of a file's name."""
    if not _NAME.fullmatch(reviewer) or ".." in reviewer:
        raise UserError(
            "this name cannot be part of the name of a file",
            field="--reviewer",
            value=reviewer,
            allowed="letters, figures, dots, hyphens and underscores, 60 at most, beginning with a letter or figure",
            fix="give a short name such as ella",
        )
    return at.root / "literature" / "decisions" / f"{kind}-{reviewer}.csv"


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of a table; one whose holder is dead is taken over."""
    lock = path.with_name(f".{path.name}.lock")
    path.parent.mkdir(parents=True, exist_ok=True)
    while True:
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            break
        except FileExistsError:
            holder = _holder(lock)
            if holder and psutil.pid_exists(holder):
                problem = f"another program is writing this table (process {holder})"
                raise UserError(
                    problem, file=path, fix="wait until it has ended, then run this again"
                ) from None
            lock.unlink(missing_ok=True)
    try:
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        yield
    finally:
        lock.unlink(missing_ok=True)


def _holder(lock: Path) -> int:
    try:
        return int(lock.read_text() or 0)
    except (OSError, ValueError):
        return 0
