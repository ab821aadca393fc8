"""The footer of a Parquet file, read into numbers and texts and written again: a structure of Thrift's compact protocol.

Source: Apache Thrift, *Thrift compact protocol encoding*; what the fields mean is said in parquet.thrift (Apache Parquet). pyarrow reads footers and does not let one
change them, and no library that is used here does.
"""

from __future__ import annotations

from typing import Any

# Kinds of values.
TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, SET, MAP, STRUCT = range(1, 13)

Fields = dict[int, tuple[int, Any]]
"""A structure: field → (kind, value)."""


def read(data: bytes, at: int) -> Fields:
    """The structure that begins in this place."""
    return _struct(data, at)[0]


def written(fields: Fields) -> bytes:
    """The bytes of a structure."""
    out = bytearray()
    _write_struct(out, fields)
    return bytes(out)


def _number(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, at
        shift += 7


def _signed(data: bytes, at: int) -> tuple[int, int]:
    value, at = _number(data, at)
    return (value >> 1) ^ -(value & 1), at


def _struct(data: bytes, at: int) -> tuple[Fields, int]:
    """(fields, where the bytes behind begin)."""
    found: Fields = {}
    number = 0
    while head := data[at]:
        at += 1
        kind, step = head & 15, head >> 4
        if step:
            number += step
        else:
            number, at = _signed(data, at)
        if kind in (TRUE, FALSE):
            found[number] = (kind, None)
        else:
            value, at = _value(data, at, kind)
            found[number] = (kind, value)
    return found, at + 1


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in (I16, I32, I64):
        return _signed(data, at)
    if kind == BINARY:
        size, at = _number(data, at)
        return data[at : at + size], at + size
    if kind == STRUCT:
        return _struct(data, at)
    if kind == DOUBLE:
        return data[at : at + 8], at + 8
    if kind in (BYTE, TRUE, FALSE):  # truth within a list takes a byte
        return data[at : at + 1], at + 1
    if kind in (LIST, SET):
        size, of = data[at] >> 4, data[at] & 15
        at += 1
        if size == 15:
            size, at = _number(data, at)
        cells = []
        for _ in range(size):
            cell, at = _value(data, at, of)
            cells.append(cell)
        return (of, cells), at
    raise ValueError(f"a footer of Parquet has no field of the kind {kind}")


def _put_number(out: bytearray, value: int) -> None:
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def _write_struct(out: bytearray, fields: Fields) -> None:
    last = 0
    for number, (kind, value) in sorted(fields.items()):
        if 0 < number - last < 16:
            out.append((number - last) << 4 | kind)
        else:
            out.append(kind)
            _put_number(out, number << 1)
        last = number
        if value is not None:
            _write_value(out, kind, value)
    out.append(0)


def _write_value(out: bytearray, kind: int, value: Any) -> None:
    if kind in (I16, I32, I64):
        _put_number(out, value << 1 if value >= 0 else (-value << 1) - 1)
    elif kind == BINARY:
        _put_number(out, len(value))
        out += value
    elif kind == STRUCT:
        _write_struct(out, value)
    elif kind in (LIST, SET):
        of, cells = value
        out.append(min(len(cells), 15) << 4 | of)
        if len(cells) > 14:
            _put_number(out, len(cells))
        for cell in cells:
            _write_value(out, of, cell)
    else:
        out += value
