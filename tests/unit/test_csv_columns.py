"""A table for people made of columns is what Python's writer makes of its cells, whatever stands in them."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.csv_columns import csv_lines
from evidence.spreadsheets import csv_bytes

_TEXT = st.text(
    st.one_of(st.sampled_from("=+-@'\"\t\n\r ,;\xa0\u3000＝a"), st.characters(codec="utf-8")), max_size=6
)
_ROWS = st.lists(
    st.tuples(
        _TEXT,
        st.lists(_TEXT, max_size=3),
        st.none() | st.integers(-9, 9),
        st.none() | st.floats(),
        st.none() | st.booleans(),
    ),
    max_size=7,
)
_KINDS = [pa.string(), pa.list_(pa.string()), pa.int64(), pa.float64(), pa.bool_()]


def _cell(value: object) -> object:
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else value


@settings(deadline=None, max_examples=300)
@given(_ROWS, st.integers(0, 5), st.integers(0, 4))
def test_bytes_are_those_of_rows(rows: list[tuple[object, ...]], start: int, first: int) -> None:
    chosen, names = [row[first:] for row in rows], list("abcde")[first:]
    columns = [pa.array([row[n] for row in chosen], kind) for n, kind in enumerate(_KINDS[first:])]
    table = pa.table(columns, names=names)
    made = csv_bytes(names, []) + csv_lines(table.slice(0, start)) + csv_lines(table.slice(start))
    assert made == csv_bytes(names, [list(map(_cell, row)) for row in chosen])
