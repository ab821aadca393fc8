r"""Rows as lines of text and back, without loss: one row a line, so that two releases can be laid beside one another.

A cell is the text as it is, a number as Python writes it (which reads back as the same number), `true` or `false`, nothing for what is not known, and
several values parted by semicolons. `\n`, `\r`, `\;` and `\\` stand for line breaks, a semicolon within one of several values and the
backslash; `\-` is a blank one of several.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, fields
from typing import Any

from evidence.io import arrow_schema
from evidence.rows import Column, columns

_ODD = re.compile(r"[\\\n\r]")
_ODD_OF_SEVERAL = re.compile(r"[\\\n\r;]")
_MARKS = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", ";": "\\;"}
_MARKED = {mark[1]: char for char, mark in _MARKS.items()} | {"-": ""}
_BLANK = "\\-"
_ONE_OF_SEVERAL = re.compile(r"(?:[^\\;]|\\.)+")


def lines_of(rows: Iterable[Any], held: Sequence[Column], key: Sequence[str]) -> str:
    """The text of a table: a header, and the rows in order of `key`, then of all their cells."""
    names = [c.name for c in held]
    makers = [(c.name, _maker(c)) for c in held]
    at = [names.index(name) for name in key]
    cells = [[make(getattr(row, name)) for name, make in makers] for row in rows]
    cells.sort(key=lambda row: ([row[n] for n in at], row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(cells)
    return out.getvalue()


def arrow_of(data: bytes, row: type) -> Any:
    """The Arrow table of such a text, with all columns of the row: what the text does not hold is as it is by default, or blank.

    Raises ValueError where the text is none of this kind.
    """
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    schema, declared = arrow_schema(row), columns(row)
    types = {c.name: pa.string() if c.many else schema.field(c.name).type for c in declared}
    size = min(len(data) + 1, 2**31 - 1)  # no row lies across two blocks
    read = arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=size),
        convert_options=arrow_csv.ConvertOptions(
            column_types=types,
            null_values=[""],
            strings_can_be_null=False,
            true_values=["true"],
            false_values=["false"],
        ),
    )
    found = []
    for column in declared:
        wanted = schema.field(column.name).type
        if column.name not in read.column_names:
            found.append(pa.array([_default(row, column)] * read.num_rows, type=wanted))
        elif column.many:
            found.append(_several(read[column.name], wanted))
        elif issubclass(column.kind, str):
            found.append(_texts(read[column.name]))
        else:
            found.append(read[column.name])
    return pa.Table.from_arrays(found, schema=schema)


def _maker(column: Column) -> Callable[[Any], str]:
    if column.many:
        return lambda values: ";".join(_ODD_OF_SEVERAL.sub(_mark, str(v)) or _BLANK for v in values)
    if issubclass(column.kind, str):
        return lambda value: _ODD.sub(_mark, str(value))
    if column.kind is bool:
        return lambda value: "" if value is None else ("true" if value else "false")
    if column.kind is float:
        return lambda value: "" if value is None else repr(float(value))
    return lambda value: "" if value is None else str(value)


def _mark(match: re.Match[str]) -> str:
    return _MARKS[match[0]]


def unmarked(cell: str) -> str:
    r"""The text that a cell stands for.

    >>> unmarked(r"a\nb \\ c")
    'a\nb \\ c'
    """
    return re.sub(r"\\(.)", lambda match: _MARKED.get(match[1], match[0]), cell)


def _texts(cells: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pc.any(pc.match_substring(cells, "\\")).as_py():
        return cells
    return pa.array([unmarked(c) if "\\" in c else c for c in cells.to_pylist()], type=pa.string())


def _several(cells: Any, wanted: Any) -> Any:
    import pyarrow as pa
    import pyarrow.compute as pc

    if pc.any(pc.match_substring(cells, "\\")).as_py():
        parted = [[unmarked(part) for part in _ONE_OF_SEVERAL.findall(c)] for c in cells.to_pylist()]
        return pa.array(parted, type=wanted)
    none = pa.array([[]], type=wanted)[0]
    return pc.if_else(pc.equal(cells, ""), none, pc.split_pattern(cells, ";")).cast(wanted)


def _default(row: type, column: Column) -> Any:
    (said,) = (f for f in fields(row) if f.name == column.name)
    if said.default is not MISSING:
        return list(said.default) if column.many else said.default
    if column.many or column.optional:
        return [] if column.many else None
    if not issubclass(column.kind, str):
        return column.kind()
    if column.words and "" not in column.words:
        raise ValueError(f"it has no column {column.name}")
    return ""
