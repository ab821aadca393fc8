"""The edge of the package: tables to and from disk. Only `evidence.cli` touches files besides."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from evidence import encoding, written
from evidence.errors import UserError
from evidence.rows import Column, columns

Row = TypeVar("Row")

_ZIP = b"PK\x03\x04"  # how workbooks of Excel, LibreOffice and Numbers begin
AS_CSV = "open it in Excel or LibreOffice, and save it as CSV UTF-8 (File > Save As) under a name that ends in .csv"
_ARROW = {str: "string", int: "int64", float: "float64", bool: "bool_"}


def arrow_schema(row_type: type) -> Any:
    """The Arrow schema of the columns that `row_type` declares; words of a closed list are text."""
    import pyarrow as pa

    def arrow_type(column: Column) -> Any:
        kind = str if issubclass(column.kind, str) else column.kind
        single = getattr(pa, _ARROW[kind])()
        return pa.list_(single) if column.many else single

    return pa.schema([(c.name, arrow_type(c)) for c in columns(row_type)])


def write_table(path: Path, rows: Iterable[Row], row_type: type[Row]) -> None:
    """Write rows, or an Arrow table of them, as Parquet: same rows, same bytes."""
    import pyarrow as pa

    write_arrow(path, rows if isinstance(rows, pa.Table) else to_table(rows, row_type))


def write_arrow(path: Path, table: Any, quick: bool = False) -> None:
    """Write an Arrow table as Parquet, whole or not at all. `quick`: in a third of the time, of numbers that nobody but the next run reads."""
    import pyarrow.parquet as pq

    how: dict[str, Any] = {"use_dictionary": False, "write_statistics": False} if quick else {}
    with _beside(path) as part:
        pq.write_table(table, part, compression="lz4" if quick else "zstd", **how)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name to write under, which becomes `path` when all is written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


class TableWriter:
    """Writes rows as they come, in row groups of one size, so that the bytes depend on the rows alone."""

    ROWS = 20_000

    def __init__(self, path: Path, row_type: type, group: int = ROWS) -> None:
        import pyarrow.parquet as pq

        path.parent.mkdir(parents=True, exist_ok=True)
        self._type, self._group = row_type, group
        self._waiting: list[Any] = []
        self._held = 0
        self._path, self._part = path, path.with_name(f".{path.name}.part")
        self._file = pq.ParquetWriter(self._part, arrow_schema(row_type), compression="zstd")
        self.count = 0

    def add(self, rows: Iterable[Any]) -> None:
        """Rows, or an Arrow table of them."""
        import pyarrow as pa

        table = rows if isinstance(rows, pa.Table) else to_table(rows, self._type)
        self._waiting.append(table)
        self._held += table.num_rows
        if self._held >= self._group:
            held = pa.concat_tables(self._waiting)
            full = self._held - self._held % self._group
            for start in range(0, full, self._group):
                self._write(held.slice(start, self._group))
            rest = held.slice(full)
            self._waiting, self._held = [rest.combine_chunks()] if rest.num_rows else [], rest.num_rows

    def close(self) -> None:
        """Write what is left and put the table in its place; one without rows is a table all the same."""
        import pyarrow as pa

        if self._held or not self.count:
            self._write(pa.concat_tables([to_table([], self._type), *self._waiting]))
            self._waiting, self._held = [], 0
        self._file.close()
        os.replace(self._part, self._path)

    def _write(self, table: Any) -> None:
        # In one piece: where the pages of a column end follows from its pieces.
        self._file.write_table(table.combine_chunks(), row_group_size=self._group)
        self.count += table.num_rows


def read_table(path: Path, row_type: type[Row]) -> list[Row]:
    """Read rows that `write_table` wrote. Raises UserError where there are none that can be read."""
    return to_rows(read_columns(path, row_type), row_type)


def read_columns(path: Path, row_type: type | None = None, without: Sequence[str] = ()) -> Any:
    """An Arrow table that `write_table` wrote, without some of its columns. Raises UserError as above."""
    import pyarrow as pa

    file = opened(path, row_type)
    try:
        return file.read([name for name in file.schema_arrow.names if name not in without])
    except (pa.ArrowException, OSError):
        raise UserError(
            "this table is damaged", file=path, fix="run `evidence build` again, which makes it anew"
        ) from None


def opened(path: Path, row_type: type | None = None) -> Any:
    """A Parquet file with the columns of a row. Raises UserError where it is not there, is damaged or of another version."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not path.exists():
        raise UserError("this table has not been built yet", file=path, fix="run `evidence build` first")
    again = "run `evidence build`, which makes it anew"
    try:
        file = pq.ParquetFile(path)
    except PermissionError:
        raise
    except (pa.ArrowException, OSError):
        raise UserError("this table is damaged", file=path, fix=again) from None
    if row_type and not file.schema_arrow.equals(arrow_schema(row_type)):
        raise UserError("this table is of another version of the program", file=path, fix=again)
    return file


def file_name(title: str) -> str:
    """The name that a title gives a file: small letters of English, figures, points and hyphens.

    >>> file_name("Évidence: what works? 1.0"), file_name("证据")
    ('evidence-what-works-1.0', 'review')
    """
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.") or "review"


def write_new(path: Path, data: bytes, force: bool = False) -> None:
    """Write a file whole or not at all, and over another only with `force`.

    It is written beside its place, brought to the disk and then put there. Raises UserError where that cannot be done.
    """
    if path.is_dir():
        raise UserError("this is a folder", file=path, fix="give the name of a file")
    if path.exists() and not force:
        raise UserError(
            "there is a file already", file=path, fix="give another name, or --force to replace it"
        )
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(beside, path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise UserError(
            f"the file cannot be written: {error.strerror}",
            file=path,
            fix="make room there or ask for the right to write there, or give another place",
        ) from None


def write_json(path: Path, value: object) -> None:
    """Write JSON in one canonical form, whole or not at all."""
    with _beside(path) as part:
        part.write_text(to_json(value, indent=1) + "\n", encoding="utf-8")


def to_json(value: object, indent: int | None = None) -> str:
    """Canonical JSON text: sorted keys, dataclasses as objects."""
    return json.dumps(
        value,
        ensure_ascii=False,
        sort_keys=True,
        indent=indent,
        default=lambda v: asdict(v) if is_dataclass(v) and not isinstance(v, type) else list(v),
    )


def read_text(path: Path) -> str:
    """The text of a UTF-8 file. Raises UserError where it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise UserError("the file is missing", file=path, fix=_instead_of(path)) from None
    except UnicodeDecodeError as error:
        raise _not_utf8(path, error.start) from None


def _not_utf8(path: Path, start: int) -> UserError:
    data = path.read_bytes()
    line = data[:start].count(b"\n") + 1
    found = "" if b"\0" in data else data.split(b"\n")[line - 1].decode("cp1252", errors="replace").strip()
    fix = "save the file as UTF-8: in the editor, File > Save As, with the encoding UTF-8"
    return UserError("the file is not UTF-8", file=path, line=line, value=found or None, fix=fix)


def _instead_of(path: Path) -> str:
    """What to do about a file that is missing: one beside it may be meant."""
    beside = sorted(other.name for other in path.parent.glob("*") if other.is_file())
    near = written.meant(path.name, beside)
    return f"rename {near}, which stands beside it, to {path.name}" if near else "create it; see README.md"


def read_people(path: Path) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The text of a table that people wrote, and what is to be said of its encoding: (what, what to do).

    Spreadsheets save in the encoding of a country or in UTF-16; these are judged as those of exports are. Raises UserError
    where the file is missing or is no text.
    """
    data = path.read_bytes() if path.exists() else b""
    if data[:4] == _ZIP:
        raise UserError("this is a workbook, and no CSV", file=path, fix=AS_CSV)
    told = encoding.tell(BytesIO(data)) if b"\0" in data or not _is_utf8(data) else encoding.Encoding()
    if told.name == "utf-8":
        return read_text(path), ()
    if b"\0" in data and not told.wide:
        raise UserError("this is no text", file=path, fix="save the table as CSV in UTF-8")
    fix = "nothing, if all letters are right; else save the table as CSV in UTF-8"
    said = told.said()[0][0] if told.said() else f"the file was read as {told.name.upper()}"
    return encoding.decode(data, told), ((said, fix),)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def to_table(rows: Iterable[Row], row_type: type[Row]) -> Any:
    """Rows as an Arrow table."""
    import pyarrow as pa

    schema = arrow_schema(row_type)
    rows = list(rows)
    columns = [[getattr(row, name) for row in rows] for name in schema.names]
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def to_rows(table: Any, row_type: type[Row]) -> list[Row]:
    """The rows of an Arrow table. Raises ValueError where a cell is none of the words that its column may hold."""
    declared = _declared(row_type)  # type: ignore[arg-type]
    cells = {
        name: _cells(column.to_pylist(), declared[name])
        for name, column in zip(table.column_names, table.columns, strict=True)
    }
    first = _in_order(row_type)[: len(cells)]  # type: ignore[arg-type]
    if cells and [*cells] == first:  # by place, in three fifths of the time that names take
        return [*map(row_type, *cells.values())]
    return [row_type(**dict(zip(cells, row, strict=True))) for row in zip(*cells.values(), strict=True)]


def to_row(cells: dict[str, Any], row_type: type[Row]) -> Row:
    """One row of its cells as Arrow gives them. Raises ValueError as above."""
    declared = _declared(row_type)  # type: ignore[arg-type]
    return row_type(**{name: _cells([cell], declared[name])[0] for name, cell in cells.items()})


@cache
def _declared(row: type) -> dict[str, Column]:
    return {c.name: c for c in columns(row)}


@cache
def _in_order(row: type) -> list[str]:
    """The fields of a row, stored or not, as it takes them."""
    return [own.name for own in fields(row)]


@cache
def _words_of(kind: type) -> dict[str, Any]:
    return {word.value: word for word in kind}  # type: ignore[attr-defined]


def _cells(values: list[Any], column: Column) -> list[Any]:
    if column.many:
        return [tuple(value or ()) for value in values]
    if column.words:
        words = _words_of(column.kind)
        return [words.get(value) or column.kind(value) for value in values]
    return values
