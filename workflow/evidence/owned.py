"""Files that people own: written whole or not at all, never over another by mistake, and by one writer at a time.

Their cells stand as they are: a reference may begin with `=`, `@`, `+` or `-`. Only what is meant for a spreadsheet
(`spreadsheets.py`) is guarded against formulas.
"""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import threading
import time
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil

from evidence import encoding as encoding_of
from evidence.errors import UserError
from evidence.given.appending import Cells, Shape, one_line, widened
from evidence.given.filling import filled
from evidence.given.reading import delimiter_of, header_of
from evidence.io import read_text, write_new
from evidence.layout import Layout

_NAME = re.compile(r"[\w][\w.-]{0,59}")
Signature = tuple[int, ...]
_PATIENCE = 2.0  # seconds that somebody who decides waits for another writer


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
    """Raises UserError where a file would stand among the inputs, where it would be read as one of them, in the book, and be published, or in a folder that is not there."""
    if path.resolve().is_relative_to(at.html.resolve()):
        raise UserError(
            "this file would stand in the book, and be published with it", file=path, fix="give another place"
        )
    for folder in ("literature", "config", "book", "releases"):
        if path.resolve().is_relative_to((at.root / folder).resolve()):
            raise UserError(
                f"this file would stand among the inputs of the review ({folder}/)",
                file=path,
                fix="give another place; look through it there, and then move it",
            )
    check_folder(path.parent)


def check_folder(folder: Path) -> None:
    """Raises UserError where there is no such folder: a slip of the pen would make one, and what was asked for would be looked for elsewhere."""
    if not folder.is_dir():
        fix = f"make it first (mkdir), or correct it; you are in {Path.cwd()}"
        raise UserError("there is no such folder", file=folder, fix=fix)


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


def fill(path: Path, name: str, cells: Mapping[int, str]) -> int:
    """Fill blank cells of a column, by the line of their row, and return how many; the column is added at the right where it is not there.
    Nothing that anybody wrote changes. Raises UserError where somebody else is writing the table."""
    with _alone(path, patience=_PATIENCE):
        text, encoding = _text_of(path)
        made, done = filled(text, name, cells)
        if done:
            write_new(path, made.encode(encoding), force=True)
        return done


class Pen:
    """Adds rows below tables of people's, in the columns that each has. How a table is written is read again only where it was changed elsewhere,
    so that a row costs the same in a table of a hundred thousand."""

    def __init__(self) -> None:
        self._shapes: dict[Path, tuple[Signature, Shape]] = {}

    def append(self, path: Path, known: Sequence[str], rows: Sequence[Cells]) -> None:
        """Add rows, or begin the table with all columns that are `known`; they are on the disk when this returns.

        One write of whole lines: who is killed meanwhile leaves the table as it was, or with these rows (`recover`). Raises UserError
        where somebody else is writing it, where the disk refuses, or where the encoding of the table lacks a letter.
        """
        with _alone(path, patience=_PATIENCE) as lock:
            shape = self._shape(path, known)
            if shape is None:
                made = table(known, [[one_line(row.get(name, "")) for name in known] for row in rows])
                _add(path, lock, made.encode())
                return
            if lacking := shape.lacks(rows):
                text, encoding = _text_of(path)
                write_new(path, widened(text, lacking, shape.delimiter).encode(encoding), force=True)
                shape = self._shape(path, known) or shape
            _add(path, lock, shape.lines(rows))
            self._shapes[path] = signature(path), replace(shape, whole=True)

    def _shape(self, path: Path, known: Sequence[str]) -> Shape | None:
        """How a table is written; None where there is nothing yet."""
        now = signature(path)
        before, shape = self._shapes.get(path, ((), Shape(())))
        if now != before or not now:
            text, encoding = _text_of(path)
            if not text.strip():
                return None
            shape = Shape.of(text, known, encoding)
            self._shapes[path] = now, shape
        return shape


def signature(path: Path) -> Signature:
    """What changes with a file; empty where there is none."""
    try:
        told = path.stat()
    except FileNotFoundError:
        return ()
    return told.st_mtime_ns, told.st_size, told.st_ino


def recover(path: Path) -> bool:
    """Take away what a writer that was killed had half written at the end of a table; whether there was any."""
    lock = _lock_of(path)
    if not lock.exists():
        return False
    holder, size = _holder(lock)
    if holder and psutil.pid_exists(holder):
        return False
    torn = _cut(path, size)
    lock.unlink(missing_ok=True)
    return torn


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
def _alone(path: Path, patience: float = 0.0) -> Iterator[Path]:
    """Hold the lock of a table; one whose holder is dead is taken over. `patience`: seconds to wait for a living one."""
    lock = _lock_of(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    until = time.monotonic() + patience
    while not _taken(lock):
        holder, _ = _holder(lock)
        if not holder or not psutil.pid_exists(holder):
            recover(path)
        elif time.monotonic() > until:
            problem = f"another program is writing this table (process {holder})"
            raise UserError(problem, file=path, fix="wait until it has ended, then run this again")
        else:
            time.sleep(0.01)
    try:
        yield lock
    finally:
        lock.unlink(missing_ok=True)


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _taken(lock: Path) -> bool:
    """Make a lock that names this process from the first moment; False where there is one."""
    own = lock.with_name(f"{lock.name}.{os.getpid()}.{threading.get_ident()}")
    own.write_text(str(os.getpid()))
    try:
        os.link(own, lock)
    except FileExistsError:
        return False
    finally:
        own.unlink()
    return True


def _holder(lock: Path) -> tuple[int, int]:
    """(process, size of the table before it wrote; -1 where it has not begun) of a lock; process 0 where it says none."""
    try:
        process, _, size = lock.read_text().partition(" ")
        return int(process), int(size or -1)
    except (OSError, ValueError):
        return 0, -1


def _add(path: Path, lock: Path, data: bytes) -> None:
    """Add bytes at the end of a file, all of them or none."""
    size = path.stat().st_size if path.exists() else 0
    try:
        lock.write_text(f"{os.getpid()} {size}")
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o666)
        try:
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(handle)
        finally:
            os.close(handle)
        if not size:
            _keep_name(path)
    except OSError as error:
        with suppress(OSError):
            _shorten(path, size)
        raise UserError(
            f"the row cannot be written: {error.strerror}",
            file=path,
            fix="make room for it, and say it again",
        ) from None


def _cut(path: Path, size: int) -> bool:
    """Leave of a file what stood there at this size, unless whole lines were added; whether anything was cut."""
    if size < 0 or not path.exists() or path.stat().st_size <= size:
        return False
    with path.open("rb+") as handle:
        handle.seek(-1, os.SEEK_END)
        if handle.read(1) == b"\n":
            return False
    _shorten(path, size)
    return True


def _shorten(path: Path, size: int) -> None:
    """Leave of a file its first bytes; no file at all where there are none."""
    if not size:
        path.unlink(missing_ok=True)
        return
    with path.open("rb+") as handle:
        handle.truncate(size)


def _keep_name(path: Path) -> None:
    """Bring the name of a new file to the disk."""
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _text_of(path: Path) -> tuple[str, str]:
    """The text of a table and the encoding to write it in; nothing where there is no file. Raises UserError where letters take several bytes
    in another way than that of UTF-8."""
    if not path.exists():
        return "", "utf-8"
    data = path.read_bytes()
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if data.startswith(BOM_UTF8) else "utf-8"
    except UnicodeDecodeError:
        told = encoding_of.tell(io.BytesIO(data))
    if told.wide or b"\0" in data:
        raise UserError(
            f"the table is in {told.name.upper()}, and rows cannot be added to it so",
            file=path,
            fix="save it as CSV in UTF-8",
        )
    return encoding_of.decode(data, told), told.name
