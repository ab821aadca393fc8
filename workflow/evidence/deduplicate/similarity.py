"""What two records have in common in their words: titles, authors, places of publication, abstracts.

These levels depend on the two records alone, and they are what costs time, so they are remembered from
one run to the next (`memory.py`): an export that is added is compared with what was there, and what was
there is not compared with itself again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz

from evidence.deduplicate import wording
from evidence.deduplicate.candidates import Candidates
from evidence.deduplicate.language import translated
from evidence.deduplicate.memory import COMPARED, TEXTS, Memory, Pairs
from evidence.deduplicate.names import agreement
from evidence.deduplicate.pairwise import by_value, code, distance, each, empty, equal
from evidence.deduplicate.places import likeness
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.side_by_side import LEAST, in_parts
from evidence.deduplicate.telling import telling

TITLES = ("missing", "other", "related", "contained", "alike", "nearly", "same")
NEARLY, ALIKE, RELATED = 95.0, 87.0, 72.0


class Standing(NamedTuple):
    """Of m pairs: `levels` (m, len(STANDS) - 1). `place`: (m,) bool, the pair stands in one place (year, volume, page). `worth`: (m,) bool, something other than
    the title says that the pair is worth a look; of other pairs with unrelated titles only the title is compared."""

    levels: np.ndarray
    place: np.ndarray
    worth: np.ndarray


def compare_texts(
    columns: Columns,
    found: Candidates,
    stand: Callable[[Columns, np.ndarray, np.ndarray], Standing],
    memory: Memory | None = None,
) -> tuple[np.ndarray, Memory]:
    """(m, len(COMPARED)) int8 levels of m pairs, and the memory of them. `stand`: tells where the records of pairs stand."""
    left, right = found.left, found.right
    pairs = Pairs(columns.merged, left, right)
    levels = np.zeros((len(left), len(COMPARED)), np.int8)
    new = np.arange(len(left))
    if memory is not None:
        levels, known = memory.recall(pairs)
        new = np.flatnonzero(~known)
    # Of few pairs only their records are looked at.
    asked = np.zeros(len(columns), bool)
    asked[left[new]] = asked[right[new]] = True
    rows = np.flatnonzero(asked)
    some, at = (columns, None) if len(rows) * 2 > len(columns) else (columns.take(rows), np.cumsum(asked) - 1)
    a, b = (left[new], right[new]) if at is None else (at[left[new]], at[right[new]])
    _folded(some, all_of_it=len(new) >= LEAST)

    def read(part: slice) -> np.ndarray:
        stands = stand(some, a[part], b[part])
        texts = _read(some, a[part], b[part], stands.place, stands.worth)
        return np.column_stack([texts, stands.levels, stands.worth]).astype(np.int8)

    levels[new] = in_parts(read, len(new))
    return levels, Memory(pairs, levels, found.forwards, found.backwards)


def _folded(columns: Columns, all_of_it: bool) -> None:
    """Fold what is compared once, before the work is shared among processes; else abstracts are looked up of the pairs that are near."""
    for name in ("title", "solid", "container", *(["abstract"] if all_of_it else [])):
        assert len(getattr(columns, name)) == len(columns)


def _read(
    columns: Columns, left: np.ndarray, right: np.ndarray, place: np.ndarray, worth: np.ndarray
) -> np.ndarray:
    """(m, len(TEXTS)) int8 levels of m pairs, each of which depends on its two records alone."""
    levels = np.zeros((len(left), len(TEXTS)), np.int8)
    levels[:, 0] = _titles(columns, left, right, place)
    near = np.flatnonzero((levels[:, 0] >= TITLES.index("related")) | worth)
    a, b, title = left[near], right[near], levels[near, 0]
    found = (
        _wording(columns, a, b, title),
        _authors(columns, a, b),
        _containers(columns, a, b),
        _abstracts(columns, a, b),
        _translated(columns, a, b, title),
        _begins(columns, a, b),
        _telling(columns, a, b, title),
    )
    for number, level in enumerate(found, start=1):
        levels[near, number] = level
    return levels


def _titles(columns: Columns, left: np.ndarray, right: np.ndarray, place: np.ndarray) -> np.ndarray:
    solid, spaced = columns.solid, columns.title
    ratio = distance(solid, left, right, fuzz.ratio)
    unsure = np.flatnonzero(ratio < NEARLY)
    words = distance(spaced, left[unsure], right[unsure], fuzz.token_sort_ratio)
    ratio[unsure] = np.maximum(ratio[unsure], words)
    level = np.ones(len(left), np.int8)
    level[ratio >= RELATED] = 2
    level[_contained(columns, left, right, np.where(place, 3, 14))] = 3
    level[ratio >= ALIKE] = 4
    level[ratio >= NEARLY] = 5
    level[equal(solid, left, right)] = 6
    level[empty(solid, left) | empty(solid, right)] = 0
    return level


def _contained(columns: Columns, left: np.ndarray, right: np.ndarray, least: np.ndarray) -> np.ndarray:
    """One title is the beginning or the end of the other: a subtitle is missing. `least`: (m,) letters of the shorter."""
    lengths = pc.utf8_length(columns.solid).to_numpy()
    swap = lengths[left] > lengths[right]
    short, long = np.where(swap, right, left), np.where(swap, left, right)
    out = np.zeros(len(left), bool)
    begin, end = (code(pc.utf8_slice_codeunits(columns.solid, *part)) for part in ((0, 3), (-3,)))
    alike = (begin[short] == begin[long]) | (
        end[short] == end[long]
    )  # of what is contained, three letters at least
    sure = np.flatnonzero(alike & (lengths[short] >= least) & (lengths[short] < lengths[long]))
    out[sure] = each(columns.title, short[sure], long[sure], _within)
    return out


def _within(short: str, long: str) -> bool:
    if long.startswith(short + " ") or long.endswith(" " + short):
        return True
    solid = short.replace(" ", "")
    return len(solid) >= 14 and long.replace(" ", "").startswith(solid)


def _wording(columns: Columns, left: np.ndarray, right: np.ndarray, title: np.ndarray) -> np.ndarray:
    level = np.where(title == 6, len(wording.LEVELS) - 1, 0)
    unlike = np.flatnonzero((title > 0) & (title < 6))
    level[unlike] = each(
        columns.title, left[unlike], right[unlike], lambda a, b: wording.difference(*sorted((a, b)))
    )
    return level


def _containers(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    level = by_value(columns.container, left, right, likeness)
    a, b = empty(columns.container, left), empty(columns.container, right)
    return np.select([a & b, a | b], [0, 1], level + 1)


def _abstracts(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    a, b = columns.abstracted[left], columns.abstracted[right]
    level = np.select([~a & ~b, ~a | ~b], [0, 1], 2)
    there = np.flatnonzero(level >= 2)
    rows, ends = np.unique(np.r_[left[there], right[there]], return_inverse=True)
    a, b = np.split(ends, 2)
    ratio = distance(columns.abstracts(rows), a, b, fuzz.ratio)
    level[there] = np.select([ratio >= 90, ratio >= 65], [4, 3], 2)
    return level


def _translated(columns: Columns, left: np.ndarray, right: np.ndarray, title: np.ndarray) -> np.ndarray:
    out = np.zeros(len(left), bool)
    unlike = np.flatnonzero(title < TITLES.index("nearly"))
    out[unlike] = each(columns.text("title"), left[unlike], right[unlike], translated)
    return out


def _begins(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """One title is the beginning of the other."""
    return each(columns.title, left, right, lambda a, b: a.startswith(b) or b.startswith(a)).astype(bool)


def _telling(columns: Columns, left: np.ndarray, right: np.ndarray, title: np.ndarray) -> np.ndarray:
    """Levels of `telling.telling`."""
    out = np.zeros(len(left), np.int8)
    unlike = np.flatnonzero((title > 0) & (title < TITLES.index("same")))
    out[unlike] = each(columns.title, left[unlike], right[unlike], lambda a, b: telling(*sorted((a, b))))
    return out


def _authors(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """(m,) levels of agreement of the author lists."""
    flat, offsets = columns.names
    lists = pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), flat)
    return each(lists, left, right, agreement)
