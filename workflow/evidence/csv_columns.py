"""A table for people made of Arrow columns, without an object a row: byte for byte what `spreadsheets.csv_parts` makes of the same cells."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.spreadsheets import spreadsheet_safe


def _marks(letters: str, beyond_ascii: bool = False) -> np.ndarray:
    """(256,) bool: which bytes are one of these letters (ASCII), or part of one that is beyond ASCII."""
    marks = np.zeros(256, bool)
    marks[[*letters.encode("ascii")]] = True
    marks[0x80:] = beyond_ascii
    return marks


CONTROLS = "".join(map(chr, range(32)))
BEYOND_ASCII = _marks("", beyond_ascii=True)
JSON_ESCAPES = _marks(CONTROLS + '"\\<', beyond_ascii=True)
"""Letters for which JSON in a script may have others."""
_FORMULA = _marks(CONTROLS + " '=+-@", beyond_ascii=True)  # with which a formula may begin
_QUOTED = _marks('",\n')
_LINE_BREAK = _marks("\r")  # which releases of Python put into quotes, or not


def csv_lines(table: Any) -> bytes:
    """The rows of an Arrow table; several values of a cell are parted by semicolons, a gap is blank."""
    texts = [_text(column.combine_chunks()) for column in table.columns]
    if len(texts) == 1 or any(having(text, _LINE_BREAK).any() for text in texts):
        rows = zip(*(text.to_pylist() for text in texts), strict=True)
        out = StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)  # cells are safe for spreadsheets already
        return out.getvalue().encode()
    lines = pc.binary_join_element_wise(*(_quoted(text) for text in texts), ",")
    return joined(pc.binary_join_element_wise(lines, "", "\n"))


def _text(cells: Any) -> Any:
    """The cells of a column as the text that stands for them."""
    kind = cells.type
    if pa.types.is_list(kind):
        whole = pc.binary_join(
            cells if kind.value_type == pa.string() else cells.cast(pa.list_(pa.string())), ";"
        )
    elif pa.types.is_floating(kind):
        told = pc.dictionary_encode(cells)
        whole = pa.array(
            [None if n is None else str(n) for n in told.dictionary.to_pylist()], pa.string()
        ).take(told.indices)
    elif pa.types.is_string(kind):
        whole = cells
    else:
        return pc.fill_null(cells.cast(pa.string()), "")
    whole = pc.fill_null(whole, "")
    if pa.types.is_floating(kind):
        return whole
    return _changed(whole, beginning(whole, _FORMULA), spreadsheet_safe)


def changed(texts: Any, marks: np.ndarray, change: Callable[[str], str]) -> Any:
    """Texts (n,), those that have a marked byte changed one by one; `change` leaves alone what need not be changed."""
    return _changed(texts, having(texts, marks), change)


def _changed(texts: Any, where: np.ndarray, change: Callable[[Any], Any]) -> Any:
    if not where.any():
        return texts
    mask = pa.array(where)
    own = pa.array([change(text) for text in texts.filter(mask).to_pylist()], texts.type)
    return pc.replace_with_mask(texts, mask, own)


def having(texts: Any, marks: np.ndarray) -> np.ndarray:
    """(n,) bool: whether a text has a marked byte."""
    ends, data = _buffers(texts)
    found = np.zeros(len(texts), bool)
    at = np.flatnonzero(marks[data])
    found[np.searchsorted(ends, at, side="right") - 1] = True
    return found


def beginning(texts: Any, marks: np.ndarray) -> np.ndarray:
    """(n,) bool: whether the first byte of a text is marked."""
    ends, data = _buffers(texts)
    if not len(data):
        return np.zeros(len(texts), bool)
    first = marks[data[np.minimum(ends[:-1], len(data) - 1)]]
    return first & (np.diff(ends) > 0)


def _quoted(texts: Any) -> Any:
    return changed(texts, _QUOTED, lambda text: '"' + text.replace('"', '""') + '"')


def joined(texts: Any) -> bytes:
    """The texts of a column one after the other, in UTF-8."""
    return _buffers(texts)[1].tobytes()


def _buffers(texts: Any) -> tuple[np.ndarray, np.ndarray]:
    """Where each text begins, and the last ends (n + 1,), in the bytes of all (m,)."""
    wide = texts.cast(pa.large_string())
    _, ends, data = wide.buffers()
    if not len(wide) or data is None:
        return np.zeros(len(wide) + 1, np.int64), np.zeros(0, np.uint8)
    ends = np.frombuffer(ends, np.int64)[wide.offset : wide.offset + len(wide) + 1]
    return ends - ends[0], np.frombuffer(data, np.uint8)[ends[0] : ends[-1]]
