"""What the cells of a table of people's mean and which rules they break. A table says the same in many rows: what a cell is, is found out once for its column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from evidence import written
from evidence.codebook import Codebook
from evidence.given.cells import Problem, broken
from evidence.given.codes import facets_with, labels_of, words_of
from evidence.given.declare import DATE, OF_FACET, Given, GivenTable
from evidence.given.header import known_as


class Cells:
    """Reads the rows of a `table` that has the words of its codes (`with_codes`)."""

    def __init__(self, table: GivenTable, codebook: Codebook | None) -> None:
        self._table, self._codebook, self._names = table, codebook, table.names
        self._named: dict[str, tuple[str, str]] = {}
        self._columns: dict[tuple[str, str], _Column] = {}

    def as_meant(self, row: Mapping[str, str]) -> dict[str, str]:
        """The row under the names of its columns, each cell as it is meant."""
        found: dict[str, str] = {}
        orders: dict[str, str] = {}
        for written_name, cell in row.items():
            name, order = self._name(written_name)
            found[name], orders[name] = cell, order
        for column in self._table.columns:
            if isinstance(given := found.get(column.name), str):
                found[column.name] = self._of(column, found).meant(given, orders[column.name])
        return found

    def problems(self, row: Mapping[str, str]) -> Iterator[Problem]:
        """What a row breaks, the first of each column."""
        found = (self._of(column, row).broken(row.get(column.name) or "") for column in self._table.columns)
        yield from filter(None, chain(found, [_several(row, self._codebook)]))

    def _name(self, name: str) -> tuple[str, str]:
        if name not in self._named:
            self._named[name] = known_as(name, self._names) if name else (name, "")
        return self._named[name]

    def _of(self, column: Given, row: Mapping[str, str]) -> _Column:
        """A column in a row on its facet, where that says what the column may hold."""
        facet = (row.get("facet") or "") if column.codes == OF_FACET else ""
        key = (column.name, facet)
        if key not in self._columns:
            self._columns[key] = _Column(column, facet, self._codebook)
        return self._columns[key]


class _Column:
    """A column in rows on one facet."""

    def __init__(self, column: Given, facet: str, codebook: Codebook | None) -> None:
        self._column, self._facet, self._codebook = column, facet, codebook
        self._words = words_of(column, facet, codebook)
        self._meant: dict[tuple[str, str], str] = {}
        self._broken: dict[str, Problem | None] = {}

    def meant(self, cell: str, order: str) -> str:
        """A cell as it is meant. `order`: of the days of this column."""
        key = (cell, order)
        if key not in self._meant:
            words = self._words or self._column.known
            self._meant[key] = _cell(self._column, cell, words, self._also, order)
        return self._meant[key]

    def broken(self, cell: str) -> Problem | None:
        """What it breaks, with the facet that a code is of, where it is of another."""
        if cell not in self._broken:
            found = broken(self._column, cell, self._words)
            facets = facets_with(cell, self._codebook) if found and self._column.codes == OF_FACET else []
            if found and facets:
                found = found._replace(fix=f"it is a code of {' and '.join(facets)}; {found.fix}")
            self._broken[cell] = found
        return self._broken[cell]

    @cached_property
    def _also(self) -> dict[str, str]:
        column = self._column
        if not (self._words or column.known or column.many):
            return {}
        return {**labels_of(column, self._facet, self._codebook), **column.others}


def _cell(column: Given, cell: str, words: Sequence[str], also: Mapping[str, str], order: str) -> str:
    if cell.strip().casefold() in column.blank:
        return ""
    if column.many:
        parts = (written.as_allowed(part, words, also) for part in written.parted(cell, words))
        return ";".join(dict.fromkeys(part for part in parts if part))
    if words:
        return written.as_allowed(cell, words, also)
    if column.kind in (int, float):
        return written.as_number(cell, column.kind)
    if column.pattern == DATE:
        return written.as_moment(cell, order) or written.unmarked(cell)
    return written.as_reference(cell) if column.refers else cell


def _several(row: Mapping[str, str], codebook: Codebook | None) -> Problem | None:
    """Codes of a decision on a facet of which a work has only one."""
    if not row.get("facet") or ";" not in (row.get("codes") or ""):
        return None
    facet = codebook.find((row.get("facet") or "").strip()) if codebook else None
    codes = [code for code in (row.get("codes") or "").split(";") if code.strip()]
    if facet is None or facet.multiple or len(codes) < 2:
        return None
    what = f"a work has one code of {facet.id} (`multiple: false` in the codebook)"
    return Problem("codes", what, f"keep one of them: {' or '.join(codes)}")
