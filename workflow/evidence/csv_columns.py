"""A table for people made of Arrow columns, without an object a row: byte for byte what `io.csv_parts` makes of the same cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.io import csv_bytes, spreadsheet_safe

_MAY_BE_FORMULA = r"^['=+\-@＝＋－＠\s\x1c-\x1f\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x0b]"
_QUOTED = '[",\n]'
_LINE_BREAK = "\r"  # which releases of Python put into quotes, or not


def csv_of(header: Sequence[str], batches: Iterable[Any]) -> Iterator[bytes]:
    """The header, then the rows of each Arrow table; several values of a cell are parted by semicolons, a gap is blank."""
    yield csv_bytes(header, [])
    for batch in batches:
        yield _lines(batch)


def _lines(table: Any) -> bytes:
    texts = [_text(column.combine_chunks()) for column in table.columns]
    if len(texts) == 1 or any(pc.any(pc.match_substring(text, _LINE_BREAK)).as_py() for text in texts):
        rows = zip(*(text.to_pylist() for text in texts), strict=True)
        return csv_bytes([], rows).removeprefix(b"\n")
    lines = pc.binary_join_element_wise(*map(_quoted, texts), ",")
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
    return whole if pa.types.is_floating(kind) else changed(whole, _MAY_BE_FORMULA, spreadsheet_safe)


def changed(texts: Any, where: str, change: Any) -> Any:
    """The texts of a column (n,), those in which a pattern (RE2) is found changed one by one."""
    found = pc.match_substring_regex(texts, where)
    if not pc.any(found).as_py():
        return texts
    return pc.replace_with_mask(
        texts, found, pa.array([change(text) for text in texts.filter(found).to_pylist()], texts.type)
    )


def _quoted(texts: Any) -> Any:
    return changed(texts, _QUOTED, lambda text: '"' + text.replace('"', '""') + '"')


def joined(texts: Any) -> bytes:
    """The texts of a column one after the other, in UTF-8."""
    if not len(texts):
        return b""
    wide = texts.cast(pa.large_string())
    _, ends, data = wide.buffers()
    ends = np.frombuffer(ends, np.int64)[wide.offset : wide.offset + len(wide) + 1]
    return memoryview(data)[ends[0] : ends[-1]].tobytes() if data is not None else b""
