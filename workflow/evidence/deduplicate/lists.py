"""What the list that a record came in says of it: exports that were cleared of twins list every work once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# A list of which at most this share are twins was cleared of them. Of fewer titles than FEWEST nothing is said.
TWINS, FEWEST = 0.01, 20


@dataclass(frozen=True)
class Lists:
    """Of n records, each (n,).

    `long`: the number of the file it came in; -1 where the file is short. `cleared`: the same, and -1 too where the file
    has no name or holds twins itself. `once`: bool, the file is cleared and has the title in its year once.
    """

    long: np.ndarray
    cleared: np.ndarray
    once: np.ndarray

    def both_cleared(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        """(m,) bool: two exports, each of which has the title once."""
        return (self.cleared[left] != self.cleared[right]) & self.once[left] & self.once[right]


def lists(files: pa.Array, titles: pa.Array, years: np.ndarray, telling: np.ndarray) -> Lists:
    """Each file is judged by itself, so that another one beside it changes nothing.

    `titles`: folded, without spaces; `telling`: (n,) bool, a title that does not recur. Twins are two of them in one year.
    """
    if not len(files):
        return Lists(*(np.empty(0, kind) for kind in (np.int64, np.int64, bool)))
    names = files.dictionary_encode()
    file, size = names.indices.to_numpy().astype(np.int64), len(names.dictionary)
    title = titles.dictionary_encode().indices.to_numpy().astype(np.int64) * 10_000 + years
    entry, count = _counted(file, title)
    # One row of each entry whose title tells: what tells follows from the title and its place, and so may differ within an entry.
    kept = np.zeros(len(count), bool)
    kept[entry[telling]] = True
    file_of = np.empty(len(count), np.int64)
    file_of[entry] = file
    distinct = np.bincount(file_of[kept], minlength=size)
    twins = np.bincount(file[telling], minlength=size) - distinct
    long = distinct >= FEWEST
    cleared = long & (twins <= TWINS * distinct)
    cleared &= pc.not_equal(names.dictionary, "").to_numpy(zero_copy_only=False)
    once = cleared[file] & (count[entry] == 1)
    return Lists(np.where(long[file], file, -1), np.where(cleared[file], file, -1), once)


def _counted(file: np.ndarray, title: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(the number of each pair among the distinct ones, how often each of these occurs)."""
    order = np.lexsort((title, file))
    fresh = np.r_[True, (np.diff(title[order]) != 0) | (np.diff(file[order]) != 0)]
    entry = np.empty(len(order), np.int64)
    entry[order] = np.cumsum(fresh) - 1
    return entry, np.bincount(entry)
