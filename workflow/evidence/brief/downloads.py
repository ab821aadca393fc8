"""The data behind the book: CSV tables as they are declared, and references in common formats."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from evidence.brief.changed.current import current
from evidence.brief.long_files import Piece, parts
from evidence.brief.meant import is_map, meant
from evidence.brief.parts_kept import TABLE
from evidence.brief.standing import NONE, Standing
from evidence.brief.tables import Tables
from evidence.catalogue import TABLES, Words, words
from evidence.compare.rows import Change
from evidence.deduplicate.rows import Work
from evidence.export import bibtex, csl_json, ris
from evidence.kept import Kept
from evidence.qca.rows import QcaCase
from evidence.review_kind import Part
from evidence.rows import Column, Table, columns, is_row
from evidence.spreadsheets import csv_parts
from evidence.stored import Stored, cells

# What was found comes first, what it was found in last.
_ORDER = (
    *("compare", "synthesise", "assess", "appraise", "extract", "qca"),
    *("deduplicate", "screen", "classify", "ingest"),
)
_JUDGING = ("synthesise", "assess", "appraise", "extract")


@dataclass(frozen=True, slots=True)
class Download:
    """One CSV file: its name, what it holds, its header and rows; its columns and their words, the name of its table, what tells
    its rows apart, and whether its cells name `places` in the book. `basis`: a digest of all that its rows follow from; blank where none is known."""

    name: str
    what: str
    header: list[str]
    rows: Sequence[Sequence[object]]
    columns: tuple[tuple[Column, Words], ...]
    table: str
    key: tuple[str, ...]
    places: bool = False
    basis: str = ""

    def lines(self) -> Iterator[bytes]:
        """The file, some rows at a time."""
        return (lines for _, lines in self.parts(Kept(None)))

    def parts(self, kept: Kept, standing: Standing = NONE) -> Iterator[Piece]:
        """The same, with the names under which parts of a long file are kept."""
        if isinstance(self.rows, CellsOf):
            return self.rows.parts(self.header, kept, standing)
        return (("", lines) for lines in csv_parts(self.header, self.rows))


def downloads(tables: Tables) -> list[Download]:
    """Every table of the stages as a CSV for people. Published abstracts and raw entries are not passed on."""
    shipped = sorted((table for table in TABLES if table.download), key=lambda t: _ORDER.index(t.stage))
    given = [(table, _rows(tables, table)) for table in shipped]
    found = [
        as_download(table, rows, basis=_basis(tables, table, rows))
        for table, rows in given
        if rows or _is_meant(tables, table.stage)
    ]
    return found + ([_qca_data(tables)] if _is_meant(tables, "qca") else [])


def _rows(tables: Tables, table: Table) -> Sequence[Any]:
    """The rows of a table; of what changed, those that the page tells of."""
    told = current(tables) if table.stage == "compare" else None
    if told is not None:
        return [*(told.changes if table.row is Change else told.causes)]
    return tables[table.row if is_row(table.row) else table]


def _basis(tables: Tables, table: Table, rows: Sequence[Any]) -> str:
    """What a file follows from that holds a short table as it is stored."""
    if isinstance(rows, Stored) or table.row is Work or table.stage == "compare":
        return ""
    return tables.parts.digest((TABLE, table.stage, table.name)) if tables.parts.noting else ""


def _is_meant(tables: Tables, stage: str) -> bool:
    """Whether such a review has tables of a stage, be they empty: a map has none that judge, without cases none are compared, and where nothing changed nothing is said of it."""
    if stage == "qca":
        return Part.CASES in meant(tables)
    if stage == "compare":
        return False
    return stage not in _JUDGING or not is_map(tables)


def as_download(table: Table, rows: Sequence[Any], places: bool = False, basis: str = "") -> Download:
    """The columns of a table that are handed on, and its rows as cells."""
    said = words(table.row)
    shipped = tuple((column, said[column.name]) for column in columns(table.row) if said[column.name].shipped)
    names = [column.name for column, _ in shipped]
    return Download(
        table.download,
        table.what,
        names,
        CellsOf(rows, names) if isinstance(rows, Stored) else CellsHeld(rows, names),
        shipped,
        table.name,
        table.key,
        places,
        basis,
    )


class CellsHeld(Sequence[list[object]]):
    """Some columns of rows as cells for a CSV, made when they are asked for."""

    def __init__(self, rows: Sequence[Any], names: list[str]) -> None:
        self._rows, self._names = rows, names

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[list[object]]:
        return map(_as_cells, cells(self._rows, *self._names))

    def __getitem__(self, at: Any) -> Any:
        return [*self][at]


class CellsOf(CellsHeld):
    """The same of a long table, which stays where it is stored."""

    _rows: Stored[Any]

    def parts(self, header: Sequence[str], kept: Kept, standing: Standing = NONE) -> Iterator[Piece]:
        """The same as parts of a CSV, without an object a row."""
        return parts(header, self._rows, self._names, kept, standing)


def _qca_data(tables: Tables) -> Download:
    """The compared cases, one column a condition, as QCA for R reads them."""
    names = [condition["id"] for condition in tables.config.qca.conditions]
    rows = [
        [case.case_id, *(json.loads(case.memberships)[name] for name in names), case.outcome]
        for case in tables[QcaCase]
        if case.used
    ]
    what = "The compared cases with their memberships, for QCA in R"
    case = Column("case_id", str, many=False, optional=False, refers="cases.case_id")
    sets = [(Column(name, float, many=False, optional=False), f"membership in {name}") for name in names]
    sets += [(Column("OUTCOME", float, many=False, optional=True), "membership in the outcome")]
    declared = [
        (case, Words("case", "", True)),
        *((column, Words(said, "share", True)) for column, said in sets),
    ]
    header = [column.name for column, _ in declared]
    return Download("qca_data.csv", what, header, rows, tuple(declared), "qca_data", ("case_id",))


def _as_cells(row: Iterable[object]) -> list[object]:
    return [_cell(value) for value in row]


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ";".join(map(str, value))
    return "" if value is None else (str(value).lower() if isinstance(value, bool) else value)


class Keyed(NamedTuple):
    """All that a key of a work is made of."""

    work_id: str
    key: str


def keyed(tables: Tables, works: Iterable[Work]) -> Any:
    """These works and all others of the review whose keys may be like theirs, so far as keys are made of them: no two of a review are alike."""
    every, wanted = tables[Work], set[str]()
    if not isinstance(every, Stored):
        return [Keyed(*named) for named in cells(every, "work_id", "key")]
    for work in works:
        ends = ("", f"-{work.work_id.rsplit('-', 1)[-1]}")
        wanted.update(_plain(text) for text in (*(work.key + end for end in ends), work.work_id))
    ids, keys = every.cells("work_id"), every.cells("key")
    plain = pc.replace_substring_regex(pc.ascii_lower(keys), "[^a-z0-9]", "")
    near = pc.is_in(plain, pa.array(sorted(wanted - {""}), pa.string()))
    own = pc.is_in(ids, pa.array(sorted(work.work_id for work in works), pa.string()))
    near = pc.or_(pc.or_(near, own), pc.invert(pc.string_is_ascii(keys)))
    return [
        Keyed(*named)
        for named in zip(ids.filter(near).to_pylist(), keys.filter(near).to_pylist(), strict=True)
    ]


def _plain(text: str) -> str:
    """What keys that differ in a program's eyes may have in common: letters and figures without capitals."""
    return re.sub("[^a-z0-9]", "", text.casefold())


def references(works: Iterable[Work], among: Sequence[Work]) -> dict[str, str]:
    """The works as files of references, by name, from the writers of `evidence export`."""
    shipped = sorted(map(without_abstract, works), key=lambda work: work.work_id)
    return {"references.json": csl_json.write(shipped, among), "references.bib": bibtex.write(shipped, among)}


def as_files(work: Work, keys: tuple[str, str]) -> tuple[str, str]:
    """A work as BibTeX and as RIS, under its keys there."""
    own = without_abstract(work)
    return bibtex.entry(own, keys[0]), ris.entry(own, keys[1])


def without_abstract(work: Work) -> Work:
    """Published abstracts are not passed on by the book."""
    return replace(work, abstract="")
