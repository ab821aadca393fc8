"""The list of very many works as scripts that the page loads when it needs them (`engine/book/studies/explorer-shards.js`).

Rows stand some hundred to a script, in the order of the list. A column has, for each row, the number of one of its values,
in as many signs as that needs. The words of the rows stand in the order of their letters, each with the rows that have it,
so that what is asked for is found without reading the rows. All is scripts because a page from file:// may run one and may
not fetch. They are made of columns (Arrow), for there may be a million rows.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.csv_columns import BEYOND_ASCII, JSON_ESCAPES, changed, joined
from evidence.io import to_json

ROWS = 250
"""Rows of a script."""
WORDS = 150_000
"""Signs of a script of words, about."""
_BLOCK = 200 * ROWS  # rows of which scripts are made at once
_SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
_MARKS = re.compile("[\u0300-\u036f]")
_BETWEEN = re.compile(r"[\W_]+")
_ASTRAL = r"[\x{10000}-\x{10FFFF}]"

Script = tuple[str, bytes]


def rows_scripts(rows: Any) -> Iterator[Script]:
    """Calls of `evidenceRows`, ROWS of the rows (n,), which are JSON, each."""
    for first in range(0, len(rows), _BLOCK):
        block = (
            rows.slice(first, _BLOCK).combine_chunks()
            if isinstance(rows, pa.ChunkedArray)
            else rows.slice(first, _BLOCK)
        )
        for n, text in enumerate(_sliced(block, range(0, len(block), ROWS)), first // ROWS):
            yield f"rows-{n}", _call("evidenceRows", str(n), b"[" + text + b"]")


def column_script(name: str, cells: Any) -> Script:
    """A call of `evidenceColumn` of cells (n,) in JSON: the values in the order in which they come, how many signs a number has, and
    for each cell the number of its value in base 64."""
    told = pc.dictionary_encode(cells)
    told = told.combine_chunks() if isinstance(told, pa.ChunkedArray) else told
    (values,) = _sliced(told.dictionary, [0])
    return _of_column(name, b"[" + values + b"]", np.asarray(told.indices), len(told.dictionary))


def ranks_script(name: str, keys: Any) -> Script:
    """A column of places: that of each row among all rows in the order of `keys` (n,), ties as they stand."""
    places = np.empty(len(keys), np.int64)
    places[np.asarray(pc.sort_indices(keys))] = np.arange(len(keys))
    return _of_column(name, b"null", places, len(keys))


def words_scripts(entries: Sequence[Any], rows: np.ndarray) -> tuple[list[str], Iterator[Script]]:
    """The first word of each script, and the scripts: calls of `evidenceWords` with each word's rows as distances.

    `entries` are words as dictionary arrays, of m together, `rows` (m,) where each stands; they may come in any order, and more than once. A
    blank one is none.
    """
    unified = pa.chunked_array(entries, pa.dictionary(pa.int32(), pa.string())).unify_dictionaries()
    every = unified.chunk(0).dictionary if unified.num_chunks else pa.array([], pa.string())
    order = _order(every)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    places = [rank[np.asarray(piece.indices)] for piece in unified.chunks]
    pairs = np.concatenate([*places, np.zeros(0, np.int64)]) << 32 | rows
    pairs.sort(kind="stable")  # a tenth of the time of np.unique
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]
    words = every.take(pa.array(order))
    if len(words) and words[0].as_py() == "":
        words, pairs = words[1:], pairs[pairs >> 32 > 0] - (1 << 32)
    lines = _lines(words, pairs >> 32, pairs & 0xFFFFFFFF)
    starts = _cuts(np.asarray(pc.utf8_length(lines)).astype(np.int64))
    firsts = [words[int(n)].as_py() for n in starts]
    return firsts, (
        (f"words-{n}", _call("evidenceWords", str(n), b"[" + text + b"]"))
        for n, text in enumerate(_sliced(lines, starts))
    )


def _order(words: Any) -> np.ndarray:
    """The places of the words in their order. As JavaScript orders texts, so that it can look words up."""
    if pc.any(pc.match_substring_regex(words, _ASTRAL)).as_py():
        texts = words.to_pylist()
        key = lambda n: texts[n].encode("utf-16-be", "surrogatepass")  # noqa: E731
        return np.array(sorted(range(len(texts)), key=key), np.int64)
    return np.asarray(pc.sort_indices(words)).astype(np.int64)


def _lines(words: Any, numbers: np.ndarray, rows: np.ndarray) -> Any:
    """Each word with the distances of its rows, in JSON. `numbers` (m,): which word, ascending; `rows` (m,): ascending for each."""
    starts = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(words)))])
    steps = np.diff(rows, prepend=0)
    steps[starts[:-1]] = rows[starts[:-1]]
    kind = pa.large_list(pa.string())
    lists = pa.LargeListArray.from_arrays(
        pa.array(starts, pa.int64()), pa.array(steps).cast(pa.string()), type=kind
    )
    told = pc.binary_join(lists, ",")
    return pc.binary_join_element_wise("[", in_json(words), ",", told.cast(pa.string()), "]", "")


def _cuts(lengths: np.ndarray) -> list[int]:
    """Where scripts begin: each holds lines until they are longer than WORDS."""
    ends, starts, at = np.cumsum(lengths), [], 0
    while at < len(lengths):
        starts.append(at)
        before = ends[at - 1] if at else 0
        at = int(np.searchsorted(ends, before + WORDS, side="right")) + 1
    return starts


def _sliced(texts: Any, starts: Sequence[int]) -> Iterator[bytes]:
    """The texts from each start to the next, parted by commas."""
    for first, end in pairwise((*starts, len(texts))):
        yield joined(pc.binary_join_element_wise(texts.slice(first, end - first), "", ","))[:-1]


def _of_column(name: str, values: bytes, numbers: np.ndarray, different: int) -> Script:
    width = width_of(different)
    text = in_signs(numbers, width)
    return f"column-{name}", _call("evidenceColumn", to_json(name), values, str(width), f'"{text}"')


def _call(name: str, *arguments: str | bytes) -> bytes:
    told = (text if isinstance(text, bytes) else text.encode() for text in arguments)
    return f"window.{name}(".encode() + b",".join(told) + b");\n"


def width_of(values: int) -> int:
    """How many signs tell so many values apart.

    >>> width_of(64), width_of(65)
    (1, 2)
    """
    width = 1
    while len(_SIGNS) ** width < values:
        width += 1
    return width


def in_signs(numbers: Any, width: int) -> str:
    """
    >>> in_signs([0, 65], 2)
    'AABB'
    """
    signs, own = np.frombuffer(_SIGNS.encode(), np.uint8), np.asarray(numbers, np.int64)
    digits = [signs[own >> 6 * (width - 1 - place) & 63] for place in range(width)]
    return np.stack(digits, axis=-1).tobytes().decode()


def in_json(texts: Any) -> Any:
    """Texts (n,) as JSON that may stand in a script."""
    return pc.binary_join_element_wise(
        '"', changed(texts, JSON_ESCAPES, lambda text: safe(to_json(text))[1:-1]), '"', ""
    )


def tokens(texts: Any) -> Any:
    """The words of each text (n,), folded, as lists; blank ones among them."""
    plain = changed(texts, BEYOND_ASCII, lambda text: " ".join(sorted(words(text))))
    # What is left beyond ASCII is letters and figures of words.
    return pc.split_pattern_regex(pc.ascii_lower(plain), r"[\x00-/:-`{-\x7f]+")


def folded(texts: Any) -> Any:
    """Texts (n,) as `fold` gives them."""
    return pc.ascii_lower(changed(texts, BEYOND_ASCII, fold))


def fold(text: str) -> str:
    """As the script of the list folds what is asked for: small letters without accents.

    >>> fold("Évaluation"), fold("10.1000/AB")
    ('evaluation', '10.1000/ab')
    """
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()


def words(text: str) -> set[str]:
    """
    >>> sorted(words("Co-operation: Évaluation 2012"))
    ['2012', 'co', 'evaluation', 'operation']
    """
    return {word for word in _BETWEEN.split(fold(text)) if word}


def safe(text: str) -> str:
    """JSON as it may stand in a script, also in one that stands in a page."""
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
