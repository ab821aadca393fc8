"""What two records have in common, field by field, each as one of a few levels.

A level is what a person would say on looking at the two values: the same, alike, other, or not
there. Levels are what the weights speak about (`weights.py`) and what a trace shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa

from evidence.deduplicate import similarity, standing, wording
from evidence.deduplicate.candidates import Candidates
from evidence.deduplicate.memory import COMPARED, TEXTS, Memory
from evidence.deduplicate.pairwise import empty, equal, same
from evidence.deduplicate.record_columns import TELLING, Columns

# Levels of each field, from what speaks most against one work to what speaks most for it; the first is "not there".
LEVELS: dict[str, tuple[str, ...]] = {
    "title": (
        "missing",
        "other",
        "related",
        "same, a heading",
        *similarity.TITLES[3:-1],
        "same, few words",
        "same",
        "same, many words",
    ),
    "wording": wording.LEVELS,
    "authors": (
        "missing",
        "none shared",
        "some shared",
        "most shared",
        "first shared",
        "the only one shared",
        "all of several shared",
    ),
    "year": ("missing", "far", "near", "next", "same"),
    "container": ("missing", "one missing", "other", "alike", "same"),
    "volume": ("missing", "one missing", "other", "same"),
    "issue": ("missing", "one missing", "other", "same"),
    "pages": (
        "missing",
        "one missing",
        "disjoint",
        "other",
        "other kind",
        "same first, other last",
        "same first",
        "same",
    ),
    "identifier": ("missing", "one missing", "other", "same"),
    "abstract": ("missing", "one missing", "other", "alike", "same"),
}
# The least level that speaks for one work; below it they speak against.
FOR = {
    **{
        "title": "same, a heading",
        "wording": "same",
        "authors": "most shared",
        "year": "same",
        "container": "alike",
    },
    **{
        "volume": "same",
        "issue": "same",
        "pages": "same first, other last",
        "identifier": "same",
        "abstract": "alike",
    },
}
SAME_TITLE = ("same, a heading", "same, few words", "same", "same, many words")
# Every author of the shorter list is in the longer one.
ALL = ("first shared", "the only one shared", "all of several shared")
PEOPLE = ("most shared", *ALL)
PAGED = ("same first, other last", "same first", "same")
ALIASES = 4


@dataclass(frozen=True)
class Comparisons:
    """m pairs that have something in common.

    `left`, `right`: (m,) row numbers. `levels`: (m, fields) int8, columns in the order of LEVELS. The rest are (m,) bool:
    `generic`: one title tells nothing by itself. `brief`: one title has few words. `translated`: one title is the other's
    translation. `begins`: one title is the beginning of the other. `telling`: a word in which the titles
    differ is that of another work (`telling.py`); one more in the midst is not where each of two cleared exports has the title once. `apart`: no page in common, as far as pages are known. `bare`: both give but the number of a page.
    `excerpt`: just one is the abstract of a meeting by its title, and the other may be the full paper. `sparse`: nothing says where either stands, and no ISBN is the same.
    `same_key`: one citation key. `draft`: just one is a preprint,
    report, thesis or manuscript. `long`: at least one runs over several pages. `astray`: one page far from the other's.
    `kinds`: one was given at a meeting, the other stands in a journal. `one_source`: both come from one export
    of several that has hardly any twins. `two_sources`: they come from two such exports, each of which has the title once.
    `one_list`: they come from one file that is long enough to be judged. `serial`: both are by the body that publishes them. `versions`: their DOIs are of versions of one work. `identical`: no
    bibliographic field differs.
    """

    left: np.ndarray
    right: np.ndarray
    levels: np.ndarray
    generic: np.ndarray
    brief: np.ndarray
    translated: np.ndarray
    begins: np.ndarray
    telling: np.ndarray
    apart: np.ndarray
    bare: np.ndarray
    excerpt: np.ndarray
    sparse: np.ndarray
    same_key: np.ndarray
    draft: np.ndarray
    long: np.ndarray
    astray: np.ndarray
    kinds: np.ndarray
    serial: np.ndarray
    one_source: np.ndarray
    two_sources: np.ndarray
    one_list: np.ndarray
    versions: np.ndarray
    identical: np.ndarray

    def __len__(self) -> int:
        return len(self.left)

    def level(self, field: str) -> np.ndarray:
        return self.levels[:, list(LEVELS).index(field)]

    def at(self, field: str, *names: str) -> np.ndarray:
        """(m,) bool: the field's level is one of these names."""
        return _at(field, self.level(field), *names)


def _at(field: str, level: np.ndarray, *names: str) -> np.ndarray:
    return _among(field, names)[level]


@cache
def _among(field: str, names: tuple[str, ...]) -> np.ndarray:
    """(levels of a field,) bool: it is one of these names."""
    return np.isin(np.arange(len(LEVELS[field])), [LEVELS[field].index(name) for name in names])


def compare(columns: Columns, found: Candidates, memory: Memory | None = None) -> tuple[Comparisons, Memory]:
    """Compare candidate pairs; pairs whose titles and places have nothing in common are dropped.

    Returns the pairs, and the memory of what was read for all candidates.
    """
    read, memory = similarity.compare_texts(columns, found, _standing, memory)
    keep = (read[:, COMPARED.index("worth")] > 0) | (read[:, 0] >= similarity.TITLES.index("related"))
    left, right, read = found.left[keep], found.right[keep], read[keep]
    title, wordings, authors, containers, abstracts, translated, begins, telling = read.T[: len(TEXTS)]
    identifier, pages, volume, year, _ = read.T[len(TEXTS) :]
    containers = containers.copy()
    exact = (title == len(similarity.TITLES) - 1) & _at("authors", authors, "missing", *ALL)
    exact &= (
        _at("year", year, "same")
        & _at("container", containers, "other")
        & ~(columns.generic | columns.brief)[left]
    )
    exact &= ~_at("volume", volume, "other") & ~_at("pages", pages, "other")
    containers[_aliases(columns, left, right, exact)] = LEVELS["container"].index("alike")
    generic = columns.generic[left] | columns.generic[right] | _of_a_journal(columns, left, right)
    brief = columns.brief[left] | columns.brief[right]
    page = _at("pages", pages, *PAGED) & _at("volume", volume, "same") & ~generic
    # Of two volumes the issues say nothing; and what differs at one page, under one title, is no number of an issue.
    numbered = _at("volume", volume, "other") | (page & (title >= similarity.TITLES.index("contained")))
    numbered &= ~equal(columns.issue, left, right) | _at("volume", volume, "other")
    fields = {
        "title": _told(title, generic, brief, columns.words[left] >= TELLING),
        "wording": np.where((title == 6) & (generic | brief), 0, wordings),
        "authors": authors,
        "year": year,
        "container": containers,
        "volume": volume,
        "issue": np.where(numbered, 0, same(columns.issue, left, right)),
        "pages": pages,
        "identifier": identifier,
        "abstract": abstracts,
    }
    levels = np.column_stack([fields[name] for name in LEVELS]).astype(np.int8)
    told = columns.lists
    compared = Comparisons(
        left,
        right,
        levels,
        generic=generic,
        brief=brief,
        translated=translated.astype(bool),
        kinds=columns.meeting[left] & columns.article[right] | columns.article[left] & columns.meeting[right],
        one_source=(told.cleared[left] == told.cleared[right]) & (told.cleared[left] >= 0),
        two_sources=told.both_cleared(left, right),
        one_list=(told.long[left] == told.long[right]) & (told.long[left] >= 0),
        serial=columns.serial[left] & columns.serial[right],
        begins=begins.astype(bool),
        telling=(telling == 2) | ((telling == 1) & ~told.both_cleared(left, right)),
        apart=standing.apart(columns, left, right),
        excerpt=_excerpt(columns, left, right),
        bare=columns.one_page[left] & columns.one_page[right],
        sparse=columns.sparse[left] & columns.sparse[right] & ~_one_book(columns, left, right),
        versions=equal(columns.lineage, left, right)
        & ~empty(columns.lineage, left)
        & ~equal(columns.doi, left, right),
        astray=standing.astray(columns, left, right),
        long=~empty(columns.last_page, left) | ~empty(columns.last_page, right),
        draft=columns.draft[left] != columns.draft[right],
        same_key=equal(columns.text("source_key"), left, right),
        identical=_identical(columns, left, right),
    )
    return compared, memory


def _standing(columns: Columns, left: np.ndarray, right: np.ndarray) -> similarity.Standing:
    """Where the records of pairs stand, in the order of STANDS."""
    told = (standing.identifiers, standing.pages, standing.volumes, standing.years)
    identifier, pages, volume, year = levels = [tell(columns, left, right) for tell in told]
    place = (
        _at("pages", pages, *PAGED)
        & _at("volume", volume, "same")
        & _at("year", year, "near", "next", "same")
    )
    worth = _at("identifier", identifier, "same") | place
    worth |= _identical(columns, left, right) & equal(columns.text("source_key"), left, right)
    return similarity.Standing(np.column_stack(levels), place, worth)


def _told(title: np.ndarray, generic: np.ndarray, brief: np.ndarray, telling: np.ndarray) -> np.ndarray:
    """Levels of titles as `texts.TITLES`, where titles that are the same are told apart by how much that says."""
    place = np.array([LEVELS["title"].index(level) for level in similarity.TITLES])[title]
    same = title == len(similarity.TITLES) - 1
    heading, few, many = (
        LEVELS["title"].index(f"same, {what}") for what in ("a heading", "few words", "many words")
    )
    return np.select([same & generic, same & brief, same & telling], [heading, few, many], place)


def _of_a_journal(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """(m,) bool: the title of one is the name of the place of the other."""
    both = pa.concat_arrays([columns.title, columns.container]).dictionary_encode().indices.to_numpy()
    title, place = both[: len(columns)], both[len(columns) :]
    return (title[left] == place[right]) | (title[right] == place[left])


def _aliases(columns: Columns, left: np.ndarray, right: np.ndarray, exact: np.ndarray) -> np.ndarray:
    """Pairs whose places are two names of one: ALIASES or more other works agree in all but the name.

    More records can only make more names one, never fewer.
    """
    codes = columns.container.dictionary_encode().indices.to_numpy().astype(np.int64)
    title = columns.solid.dictionary_encode().indices.to_numpy().astype(np.int64)
    low, high = np.minimum(codes[left], codes[right]), np.maximum(codes[left], codes[right])
    pair = low * (codes.max(initial=0) + 1) + high
    # Titles are counted once, so that a record that is there twice does not count twice.
    distinct = np.unique(np.column_stack([pair[exact], title[left[exact]]]), axis=0)
    names, count = np.unique(distinct[:, 0], return_counts=True)
    return np.isin(pair, names[count >= ALIASES]) & (low != high)


def _one_book(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    isbn = columns.text("isbn")
    return equal(isbn, left, right) & ~empty(isbn, left)


def _excerpt(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The other may be the same abstract where it has no pages and this one has."""
    one, other = np.where(columns.given[left], left, right), np.where(columns.given[left], right, left)
    page = columns.first_page
    same = ~empty(page, one) & empty(page, other)
    return (columns.given[left] != columns.given[right]) & ~same


def _identical(columns: Columns, left: np.ndarray, right: np.ndarray) -> np.ndarray:
    return columns.content[left] == columns.content[right]
