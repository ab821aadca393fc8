"""Numbers of texts by which equal ones are found in a long column, and where blocks of it end."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

_BLOCK = 1 << 13  # texts that are digested at once
_FACTOR, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1


def digest_of(text: str) -> np.uint64:
    """The digest of one text; half a character, which stands in no table, has one too."""
    total, power = 0, 1
    for byte in text.encode("utf-8", "surrogatepass"):
        power = power * _FACTOR & _MASK
        total += (byte + 1) * power
    return np.uint64(total & _MASK)


def digested(column: pa.Array | pa.ChunkedArray) -> np.ndarray:
    """(n,) uint64: a polynomial of the UTF-8 bytes of each text, modulo 2^64. Equal texts have equal digests."""
    if isinstance(column, pa.DictionaryArray):  # each text once
        return digested(column.dictionary)[column.indices.to_numpy()]
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    parts = [
        _digests(chunk.slice(start, _BLOCK).cast(pa.large_string()))
        for chunk in chunks
        for start in range(0, len(chunk), _BLOCK)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def ends_by_content(column: pa.Array | pa.ChunkedArray, size: int) -> list[tuple[int, int]]:
    """Where blocks of a column of text (n,) begin and end, of 2^size texts at most and about half as many in the mean.

    A block that is too long is cut at the text in it whose digest is the least, as a treap is built (Aragon and Seidel 1989), so that where blocks end hangs
    on the texts alone, and one that comes or goes changes the block that it lies in and, seldom, one beside it. Equal texts that
    stand together are of one block, however many they are.
    """
    digests = digested(column) * np.uint64(_FACTOR)
    digests[1:][digests[1:] == digests[:-1]] = _MASK  # not the first of its kind: never cut before it
    ends, open_ = [], [(0, len(digests))]
    while open_:
        start, end = open_.pop()
        cut = start + 1 + int(digests[start + 1 : end].argmin()) if end - start > 1 << size else start
        if cut == start or digests[cut] == _MASK:
            ends.append((start, end))
        else:
            open_ += [(cut, end), (start, cut)]
    return ends if len(digests) else []


def _digests(texts: pa.Array) -> np.ndarray:
    _, ends, data = texts.buffers()
    ends = np.frombuffer(ends, np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if data is None or ends[0] == ends[-1]:
        return np.zeros(len(texts), np.uint64)
    letters = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]].astype(np.uint64) + 1
    lengths = np.diff(ends)
    place = np.arange(len(letters)) - np.repeat(ends[:-1] - ends[0], lengths)
    powers = np.cumprod(np.full(int(lengths.max()), _FACTOR, np.uint64))
    total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(letters * powers[place])])
    return total[ends[1:] - ends[0]] - total[ends[:-1] - ends[0]]
