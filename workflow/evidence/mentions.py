"""What people write for a record, and the entries that it may stand for.

A reference is a record id, a citation key, a DOI, a PMID or, word for word, a title. Several records may have it. That is no matter as long as
they are one work: a decision on a reference holds for every entry of it. Where they are several works (another export
uses a key again), `meant.py` says which is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence.identifiers import doi as normal_doi
from evidence.meant import Place
from evidence.normalise import fold, folded

if TYPE_CHECKING:
    from evidence.deduplicate.rows import Membership
    from evidence.ingest.rows import Record
    from evidence.lookup import Lookup

NAMES = ("source_key", "doi", "pmid")
"""The columns of records that hold names of theirs."""
SOUGHT = ("record_id", "source_file", "line", *NAMES, "title", "url")
"""The columns of records that tell which record is meant."""
_NEARLY = 0.85  # of the letters (difflib), from which on a name may be a key mistyped
_MUCH = 100 * _NEARLY - 1e-6  # rapidfuzz, which never gives less than difflib
_A_TITLE = 20  # letters from which a reference of one word may be a title


class Mentions:
    """Resolves what people write for a record. Citation keys need not be unique over files.

    `records`: any rows with these columns of `Record`, also of a table that stays in columns (`evidence.lookup.Rows`); `memberships` likewise.
    """

    def __init__(self, records: Iterable[Record], memberships: Iterable[Membership] = ()) -> None:
        from evidence.lookup import Lookup, rows_of

        self._records, self._lookup = rows_of(records), Lookup
        self._known = {m.record_id: m for m in _known_before(memberships)}
        self._record_ids = self._records.cells("record_id")
        self._ids = Lookup(self._record_ids)
        self._made: dict[int, Record] = {}
        self._near: dict[str, str] = {}
        self._found: dict[str, list[int]] = {}
        self._former: dict[str, list[int]] = defaultdict(list)
        self._old_titles: dict[str, list[int]] = defaultdict(list)
        for record_id, known in self._known.items():
            for place in self._ids.at(record_id) if known.formerly else ():
                for name in {*known.formerly} - {"", *known.strange}:
                    self._former[name].append(place)
                for title in filter(may_be_title, known.formerly):
                    self._old_titles[fold(title)].append(place)

    def find(self, reference: str) -> list[Record]:
        """Every record that this reference may mean, an empty list where there is none; a record id means its own."""
        if reference not in self._found:
            self._found[reference] = self._sought(reference)
        return self._rows(self._found[reference])

    def foresee(self, references: Iterable[str]) -> None:
        """Look many references up at once, which are then asked for one by one."""
        sought = [
            reference for reference in dict.fromkeys(references) if reference and reference not in self._found
        ]
        own = self._ids.at_each(sought)
        named = zip(*(names.at_each(sought) for names in self._names), strict=True)
        for reference, ids, places in zip(sought, own, named, strict=True):
            if found := ids[-1:] or self._named(reference, places):
                self._found[reference] = found
        missing = sorted(
            {place for name in sought for place in self._found.get(name, ())} - self._made.keys()
        )
        self._made.update(zip(missing, self._records.take(missing), strict=True))

    def foreseen(self) -> list[str]:
        """The ids of the records that were looked up so far."""
        return [record.record_id for record in self._made.values()]

    def _sought(self, reference: str) -> list[int]:
        if own := self._ids.at(reference):
            return own[-1:]
        return (
            self._by(reference)
            or self._by(normal_doi(reference) or "")
            or (self._by_title(fold(reference)) if may_be_title(reference) else [])
        )

    def nearly(self, reference: str) -> str:
        """The key that a reference is but for a letter or two, where it is none itself; else nothing."""
        if reference not in self._near:
            found = get_close_matches(reference, self._much_like(reference), 1, _NEARLY)
            self._near[reference] = found[0] if found else ""
        return self._near[reference]

    def at(self, address: str) -> list[Record]:
        """Every record with this web address; `http` or `https`, capitals and a last slash make no difference."""
        return self._rows(self._last(self._addressed.at(bare(address)))) if "://" in address else []

    def has_export(self, name: str) -> bool:
        """Whether a record stands in an export file of this name, in whatever folder."""
        return name in self._exports

    @cached_property
    def _exports(self) -> set[str]:
        return {PurePosixPath(path).name for path in self._records.cells("source_file").unique().to_pylist()}

    def _by(self, name: str) -> list[int]:
        """The places of the records with a key, DOI or number, or that had this name before."""
        return self._named(name, (names.at(name) for names in self._names)) if name else []

    def _named(self, name: str, places: Iterable[list[int]]) -> list[int]:
        """Of the places where a name stands those that it may mean, and those that had it before."""
        found = {place for some in places for place in some}
        if self._known:
            found = {place for place in found if name not in self._strange(place)}
        return sorted({*found, *self._former.get(name, ())})

    def _strange(self, place: int) -> tuple[str, ...]:
        known = self._known.get(self._record_ids[place].as_py())
        return known.strange if known else ()

    def _rows(self, places: list[int]) -> list[Record]:
        for place in places:
            if place not in self._made:
                self._made[place] = self._records[place]
        return [self._made[place] for place in places]

    @cached_property
    def _names(self) -> list[Lookup]:
        return [self._lookup(self._records.cells(name)) for name in NAMES]

    def _much_like(self, reference: str) -> set[str]:
        """The names that have so many letters in the order of a reference as one that is nearly it has at least (difflib matches no more of them)."""
        from rapidfuzz.fuzz import ratio
        from rapidfuzz.process import extract

        from evidence.lookup import of_length, text_column

        columns = [*(self._records.cells(name) for name in NAMES), text_column(self._former)]
        found = {
            name
            for names in columns
            for name, _, _ in extract(
                reference,
                of_length(names, *_lengths(reference)),
                scorer=ratio,
                limit=None,
                score_cutoff=_MUCH,
            )
        }
        return {name for name in found if self._by(name)}

    def _last(self, places: list[int]) -> list[int]:
        """Those of the places that are the last of their record id: lists of earlier records may have one id again."""
        return [place for place in places if place in self._alone] if self._records.listed else places

    @cached_property
    def _alone(self) -> set[int]:
        ids = self._records.cells("record_id").to_pylist()
        return {*{name: place for place, name in enumerate(ids)}.values()}

    @cached_property
    def _addressed(self) -> Lookup:
        """Where web addresses stand; made only where a row names no record."""
        from evidence.lookup import text_column

        urls = self._records.cells("url").to_pylist()
        return self._lookup(text_column(bare(url) if url else "" for url in urls))

    @cached_property
    def _titled(self) -> Lookup:
        """Where folded titles stand; made only where somebody wrote what is no key."""
        return self._lookup(folded(self._records.cells("title")))

    def _by_title(self, title: str) -> list[int]:
        if not title:
            return []
        own = self._last(self._titled.at(title))
        return own + [place for place in sorted(self._old_titles.get(title, ())) if place not in own]

    def places(self, work_of: Mapping[str, str]) -> Callable[[str], list[Place]]:
        """`find` as places in works."""
        return lambda reference: [
            self._place(work_of[r.record_id], r, reference) for r in self.find(reference)
        ]

    def _place(self, work: Hashable, record: Record, reference: str) -> Place:
        known = self._known.get(record.record_id)
        titles = tuple(filter(may_be_title, known.formerly)) if known else ()
        had = known is not None and known.had(reference)
        return Place(work, record.record_id, record.title, record.source_file, record.line, had, titles)


def may_be_nearly(reference: str, name: str) -> bool:
    """Whether a name has so many letters in the order of a reference that it may be nearly it."""
    from rapidfuzz.fuzz import ratio

    return ratio(reference, name) >= _MUCH


def _lengths(reference: str) -> tuple[int, int]:
    """Between which lengths a name may be that shares `_NEARLY` of its letters and those of a reference, which is twice the shorter of both.

    >>> _lengths("a" * 17)
    (12, 23)
    """
    return int(len(reference) * _NEARLY / (2 - _NEARLY)), int(len(reference) * (2 - _NEARLY) / _NEARLY) + 1


def _known_before(memberships: Iterable[Membership]) -> Iterable[Membership]:
    """Those memberships that say something of the names that a record had."""
    from evidence.lookup import Rows

    if isinstance(memberships, Rows) and not memberships.listed:
        import pyarrow.compute as pc

        strange = pc.greater(pc.list_value_length(memberships.cells("strange")), 0)
        return memberships.where(pc.or_(memberships.cells("known"), strange))
    return [m for m in memberships if m.known or m.strange]


def bare(address: str) -> str:
    """An address without what makes no difference."""
    return address.strip().rstrip("/").casefold().partition("://")[2]


def may_be_title(reference: str) -> bool:
    """Whether a reference is no key that was dropped: it has several words, or is longer than keys are.

    >>> may_be_title("On tea"), may_be_title("Editorial"), may_be_title("smith2010")
    (True, False, False)
    """
    return len(reference) >= _A_TITLE or len(reference.split()) > 1
