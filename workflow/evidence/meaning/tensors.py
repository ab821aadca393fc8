"""The numbers in an ONNX file, without the onnx package: a file of Protocol Buffers, of which only the tensors are read.

A message is fields one after the other, each a key (number * 8 + how it is coded) and a value (protobuf.dev/programming-guides/encoding);
the numbers of the fields are those of onnx.proto. Only for a file whose sha256 is known: what else such a file may hold is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

_KINDS = {1: np.dtype("<f4"), 3: np.dtype("i1")}
"""By TensorProto.data_type; tensors of another kind are passed over."""
_GRAPH, _INITIALIZER = 7, 5
_DIMS, _KIND, _NAME, _RAW = 1, 2, 8, 9


def tensors(file: bytes | memoryview) -> dict[str, np.ndarray]:
    """The tensors of a model by name, in order of the file. They share its memory and cannot be written."""
    found: dict[str, np.ndarray] = {}
    for number, graph in _fields(memoryview(file)):
        if number == _GRAPH and isinstance(graph, memoryview):
            for inner, tensor in _fields(graph):
                if inner == _INITIALIZER and isinstance(tensor, memoryview):
                    found |= _tensor(tensor)
    return found


def _tensor(message: memoryview) -> dict[str, np.ndarray]:
    shape: list[int] = []
    kind, name, raw = 0, "", memoryview(b"")
    for number, value in _fields(message):
        if number == _DIMS:
            shape += [value] if isinstance(value, int) else [one for one, _ in _varints(value)]
        elif number == _KIND and isinstance(value, int):
            kind = value
        elif number == _NAME and isinstance(value, memoryview):
            name = bytes(value).decode()
        elif number == _RAW and isinstance(value, memoryview):
            raw = value
    if kind not in _KINDS or not raw:
        return {}
    return {name: np.frombuffer(raw, _KINDS[kind]).reshape(shape)}


def _fields(message: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """(number, value) of each field: a whole number, or bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        coded = key & 7
        if coded == 0:
            value, at = _varint(message, at)
            yield key >> 3, value
            continue
        if coded == 2:
            size, at = _varint(message, at)
        else:
            size = {1: 8, 5: 4}[coded]
        yield key >> 3, message[at : at + size]
        at += size


def _varints(packed: memoryview) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(packed):
        value, at = _varint(packed, at)
        yield value, at


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
