"""Where and when two records stand: levels of their years, volumes, pages and identifiers, as in `levels.LEVELS`."""

from __future__ import annotations

import numpy as np
import pyarrow.compute as pc

from evidence.deduplicate.pairwise import equal, same
from evidence.deduplicate.record_columns import Columns

# An erratum stands farther from its article than this many pages.
FAR = 30


def years(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How far two years lie apart."""
    a, b = columns.year[left], columns.year[right]
    gap = np.abs(a - b)
    level = np.select([gap == 0, gap == 1, gap <= 3], [4, 3, 2], 1)
    return np.where((a == 0) | (b == 0), 0, level)


def volumes(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """As `same`; the year of one where the other has a volume is no volume."""
    level = same(columns.volume, left, right)
    dated = pc.equal(columns.volume, columns.year_text).to_numpy(zero_copy_only=False)
    return np.where((level == 2) & (dated[left] != dated[right]), 1, level)


def pages(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Whether two runs of pages begin and end on one page, overlap, or have none in common."""
    first = same(columns.first_page, left, right)
    last = same(columns.last_page, left, right)
    letters = pc.match_substring_regex(columns.first_page, r"^\D").to_numpy(zero_copy_only=False)
    whole = equal(columns.last_page, left, right) | (last == 3)
    apart = _disjoint(columns, left, right)
    level = np.select(
        [
            (first == 3) & whole,
            (first == 3) & (last < 2),
            first == 3,
            letters[left] != letters[right],
            ~apart,
        ],
        [7, 6, 5, 4, 3],
        2,
    )
    return np.where(first < 2, first, level)


def _disjoint(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Two whole runs of pages that have no page in common."""
    first, last = columns.page_number, columns.last_number
    whole = (np.minimum(first[left], first[right]) >= 0) & (np.minimum(last[left], last[right]) >= 0)
    return whole & ((last[left] < first[right]) | (last[right] < first[left]))


def apart(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """No page in common, also where but the first page of one is known; two first pages are apart if they are far apart.

    A title in brackets is a translation, which may stand in another edition of the journal, with pages of its own. And
    `750` is `7-50` whose hyphen was lost.
    """
    first = columns.page_number
    last = np.where(columns.last_number >= 0, columns.last_number, first)
    known = (first[left] >= 0) & (first[right] >= 0)
    gap = np.maximum(first[left] - last[right], first[right] - last[left])
    both = columns.one_page[left] & columns.one_page[right]
    one_edition = columns.bracketed[left] == columns.bracketed[right]
    return known & one_edition & ~equal(columns.page_digits, left, right) & (gap > np.where(both, FAR, 0))


def identifiers(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Same where any identifier is the same; other where the DOIs or the PubMed numbers differ."""
    level = same(columns.doi, left, right)
    for name in ("pmid", "pmcid", "arxiv", "openalex"):
        other = same(columns.text(name), left, right)
        level = np.where(
            (level == 3) | (other == 3), 3, np.maximum(level, other if name == "pmid" else other % 2)
        )
    return level


def astray(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """One page far from the pages of the other: an erratum under the title of its article stands so."""
    a, b = columns.page_number[left], columns.page_number[right]
    single = columns.one_page[left] | columns.one_page[right]
    return single & (a >= 0) & (b >= 0) & (np.abs(a - b) > FAR)
