"""What is frozen comes back, whatever stands in it; order is nothing; a row is a line; and nothing differs from itself."""

from __future__ import annotations

import random
from dataclasses import replace
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.depth import examples

from evidence.io import to_rows
from evidence.releases.frozen import FROZEN
from evidence.releases.rows_as_text import arrow_of, lines_of
from evidence.releases.said import Said
from evidence.rows import Column, columns

PIECES = [*("\\", "\\n", "\\-", ";", ";;", "\n", "\r", "\r\n", ",", '"', '""', "'", "\t", " ", "\x00", "\x1f", "\x0b", "\x85"),
          *("\u2028", "\ufeff", "=1", "nan", "null", "true", "-0.0", "é", "住", "a")]  # fmt: skip
TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=4).map("".join)
TEXT = TEXT.filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text))
FLOAT = st.floats(allow_nan=False)


def _cell(column: Column) -> st.SearchStrategy:
    if issubclass(column.kind, StrEnum):
        one = st.sampled_from(column.kind)
    else:
        one = {str: TEXT, int: st.integers(-(2**63), 2**63 - 1), float: FLOAT, bool: st.booleans()}[
            column.kind
        ]
    if column.many:
        return st.lists(one, max_size=3).map(tuple)
    return st.none() | one if column.optional else one


def _rows(row: type) -> st.SearchStrategy:
    made = st.fixed_dictionaries({c.name: _cell(c) for c in columns(row)}).map(lambda cells: row(**cells))
    return st.lists(made, max_size=3)


def _blank(column: Column) -> object:
    if column.many or column.optional:
        return () if column.many else None
    return "" if issubclass(column.kind, str) else column.kind()


@pytest.mark.parametrize("frozen", FROZEN, ids=lambda frozen: f"{frozen.table.stage}-{frozen.table.name}")
@given(data=st.data())
@examples(10)
def test_rows_come_back_in_one_line_each_whatever_their_order(frozen, data):
    row = frozen.table.row
    rows = data.draw(_rows(row))
    text = lines_of(rows, frozen.columns, frozen.table.key)
    assert text.count("\n") == len(rows) + 1 and "\r" not in text
    left_out = {c.name: _blank(c) for c in columns(row) if c.name in frozen.without}
    kept = [replace(one, **left_out) for one in rows]
    back = to_rows(arrow_of(text.encode(), row), row)
    assert sorted(back, key=repr) == sorted(kept, key=repr)
    assert lines_of(back, frozen.columns, frozen.table.key) == text
    random.Random(0).shuffle(rows)
    assert lines_of(rows, frozen.columns, frozen.table.key) == text


@given(st.lists(st.builds(Said, TEXT, TEXT, TEXT, TEXT), max_size=4))
def test_sentences_come_back(sentences):
    text = lines_of(sentences, columns(Said), ("id",))
    assert sorted(to_rows(arrow_of(text.encode(), Said), Said), key=repr) == sorted(sentences, key=repr)
