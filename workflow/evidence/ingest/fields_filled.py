"""How far the fields of each file are filled. A file whose years or journals are mostly empty looks badly read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from evidence.ingest.rows import Record
from evidence.remarks import Remark

FEWEST = 5  # records that usually have a field, below which an empty one says nothing
LEAST = 0.2  # share of those that must have it

# What is looked at, in the order of a reference
FIELDS: dict[str, Callable[[Any], object]] = {
    "title": lambda r: r.title,
    "authors": lambda r: r.authors,
    "year": lambda r: r.year,
    "container": lambda r: r.container,
    "volume or pages": lambda r: r.volume or r.pages,
    "doi": lambda r: r.doi,
    "abstract": lambda r: r.abstract,
}
_SIGNED = frozenset(
    ("article", "report", "chapter", "book", "thesis", "conference", "working_paper", "preprint", "other")
)
_DATED = _SIGNED | {"news", "magazine"}
_PLACED = frozenset(("article", "chapter", "conference", "magazine"))
_NAMED = {
    "authors": "names",
    "year": "year",
    "container": "journal or book",
    "volume or pages": "volume or pages",
}


@dataclass(frozen=True, slots=True)
class FilledFields:
    """One file: its records, the share of them that has each of FIELDS, and the fields that look badly read.

    `doubtful`: (field, how many have it, of how many that usually do).
    """

    source_file: str
    records: int
    shares: dict[str, float]
    doubtful: tuple[tuple[str, int, int], ...]


class _Alike(NamedTuple):
    """What records of one kind and one file may have in common: which of their fields hold anything."""

    source_file: str
    kind: str
    title: bool
    authors: bool
    year: bool
    container: bool
    volume: bool
    pages: bool
    doi: bool
    abstract: bool
    issn: bool
    pmid: bool
    pmcid: bool


def fields_filled(records: Iterable[Record]) -> list[FilledFields]:
    """A row for each file with a record, in the order of their names."""
    from evidence.stored import tally

    names = _Alike._fields
    files: dict[str, _Tally] = defaultdict(_Tally)
    for cells, n in tally(records, *names[:2], filled=names[2:]).items():
        alike = _Alike(*cells)
        files[alike.source_file].add(alike, n)
    return [tallied.of_file(name) for name, tallied in sorted(files.items())]


class _Tally:
    """The records of one file, counted by what they have in common."""

    def __init__(self) -> None:
        self.records = 0
        self.filled, self.usual, self.have = Counter[str](), Counter[str](), Counter[str]()

    def add(self, alike: _Alike, n: int) -> None:
        self.records += n
        full = {field for field, value in FIELDS.items() if value(alike)}
        usual = {field for field in _NAMED if _usually_has(alike, field)}
        for counted, fields in ((self.filled, full), (self.usual, usual), (self.have, usual & full)):
            counted.update(dict.fromkeys(fields, n))

    def of_file(self, name: str) -> FilledFields:
        shares = {field: self.filled[field] / self.records for field in FIELDS}
        doubtful = tuple(
            (field, self.have[field], self.usual[field])
            for field in _NAMED
            if self.usual[field] >= FEWEST and self.have[field] < LEAST * self.usual[field]
        )
        return FilledFields(name, self.records, shares, doubtful)


def _usually_has(record: _Alike, field: str) -> bool:
    """Whether a publication of this kind has the field. Of unknown kind, what has such an identifier is in a journal."""
    in_journal = record.kind == "other" and bool(record.issn or record.pmid or record.pmcid)
    if field == "authors":
        return record.kind in _SIGNED
    if field == "year":
        return record.kind in _DATED
    if field == "container":
        return record.kind in _PLACED or in_journal or (record.kind == "other" and bool(record.doi))
    # Articles that are not out yet have neither volume nor pages, but these are never most of a file.
    return record.kind == "article" or in_journal


def looks_badly_read(filled: FilledFields) -> list[Remark]:
    """One remark for each field that most records of the file should have and hardly any has."""
    return [
        Remark(
            "",
            filled.source_file,
            1,
            field,
            f"{have} of {usual}",
            f"hardly any record has a {_NAMED[field]} where most should: the file looks badly read"
            if field != "authors"
            else "hardly any record has authors where most should: the file looks badly read",
            "compare a record of the file with its row in the book (`evidence trace TITLE`); "
            "export it again in another format, with all fields",
        )
        for field, have, usual in filled.doubtful
    ]
