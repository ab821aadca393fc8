"""The tables of people as they stand at this moment: read again where a file has changed, and written a row at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from evidence.desk.queue import Cells
from evidence.errors import UserError
from evidence.extract.coded import Effect, Extract, Measured, PassageCode
from evidence.given.check import check_table
from evidence.given.codes import with_codes
from evidence.given.declare import given_by, moment
from evidence.given.reading import as_rows
from evidence.given.reviewers import one_spelling
from evidence.given.withdrawn import in_order, without_withdrawn
from evidence.given_catalogue import DECISIONS
from evidence.inputs import name_of
from evidence.io import read_people
from evidence.layout import Layout
from evidence.owned import Pen, Signature, file_of, recover, signature, table

PLACES: dict[type, tuple[str, str]] = {
    Extract: ("case_studies", "extracts"),
    PassageCode: ("case_studies", "passage_codes"),
    Effect: ("effects", "effects"),
    Measured: ("conditions", "conditions"),
}
"""Folder and name of the tables of people's that are no decisions; the name is also that of their files in `Layout`."""


class Tables:
    """Rows by table. `codebook` and `claims`: what their columns of codes may hold. `gone`: files that were read and are no more, with how many rows stood."""

    def __init__(self, at: Layout, codebook: Any, claims: Sequence[str]) -> None:
        self.at, self.codebook, self.claims = at, codebook, claims
        self._pen = Pen()
        self.gone: dict[Path, int] = {}
        self._files: dict[type, dict[Path, tuple[Signature, list[Any]]]] = {}
        self._rows: dict[type, list[Any]] = {}
        self._reread: dict[type, int] = {}
        self._written: dict[type, int] = {}

    def look(self, row: type) -> None:
        """Read again what was changed elsewhere since."""
        before = self._files.get(row)
        now: dict[Path, tuple[Signature, list[Any]]] = {}
        for path in self._paths(row):
            seen, rows = (before or {}).get(path, ((), []))
            marked = signature(path)
            now[path] = (seen, rows) if seen == marked else (marked, self._read(path, row))
        if before is None or {p: s for p, (s, _) in before.items()} != {p: s for p, (s, _) in now.items()}:
            for path in (before or {}).keys() - now.keys():
                self.gone[path] = self._standing(row, path)
            self._files[row] = now
            self._rows.pop(row, None)
            self._reread[row] = self._reread.get(row, 0) + 1

    def reread(self, row: type) -> int:
        """How often files of this table were read anew: what follows from them must be, too."""
        if row not in self._files:
            self.look(row)
        return self._reread[row]

    def version(self, row: type) -> tuple[int, int]:
        """What changes with any row of this table, whoever wrote it."""
        return self.reread(row), self._written.get(row, 0)

    def rows(self, row: type) -> list[Any]:
        """The rows that stand, in the order in which they were decided, each person under one spelling."""
        self.reread(row)
        if row not in self._rows:
            given, _ = one_spelling([one for _, rows in self._files[row].values() for one in rows])
            dated = "date" in given_by(row).names
            kept = without_withdrawn(given).rows if "withdrawn" in given_by(row).names else given
            order = partial(sorted, key=moment) if row in DECISIONS else in_order
            self._rows[row] = order(kept) if dated else kept
        return self._rows[row]

    def names(self, row: type) -> tuple[str, ...]:
        """The columns of a table, those of the codebook's facets and of measures among them."""
        return with_codes(given_by(row), self.codebook, self.claims).names

    def cells(self, one: Any) -> dict[str, str]:
        """A row as its file has it, every column of the table; empty where it stands there no more."""
        row = type(one)
        for path in self._paths(row):
            if name_of(path, self.at) == one.file:
                checked = check_table(read_people(path)[0], one.file, row, self.codebook, self.claims)
                found = next((cells for line, cells in checked.rows if line == one.line), {})
                return {name: (found.get(name) or "").strip() for name in self.names(row)} if found else {}
        return {}

    def checked(self, row: type, cells: Iterable[Cells]) -> list[dict[str, str]]:
        """Rows as the table would read them. Raises UserError, naming the field, for the first that breaks a rule."""
        names = self.names(row)
        made = table(names, [[one.get(name, "") for name in names] for one in cells])
        found = check_table(made, "", row, self.codebook, self.claims)
        for bad in found.set_aside:
            raise UserError(bad.problem, field=bad.field, value=bad.value, fix=bad.how_to_fix)
        return [{name: (said.get(name) or "").strip() for name in names} for _, said in found.rows]

    def write(self, row: type, cells: Sequence[Cells], reviewer: str) -> list[Any]:
        """Write rows that were `checked` into the reviewer's file of this table; they are on the disk when this returns."""
        path = self.file(row, reviewer)
        self.look(row)
        names = self.names(row)
        if not path.exists():  # a table that begins has what a worksheet only prints where it says something
            printed = {*given_by(row).shown} - {name for one in cells for name, cell in one.items() if cell}
            names = tuple(name for name in names if name not in printed)
        self._pen.append(path, names, cells)
        numbered = [(line, dict(given)) for line, given in enumerate(cells, self._next_line(row, path))]
        made: list[Any] = as_rows(numbered, name_of(path, self.at), row)
        _, rows = self._files[row].get(path, ((), []))
        self._files[row][path] = signature(path), [*rows, *made] if len(rows) < 1000 else _longer(rows, made)
        self._rows.pop(row, None)
        self._written[row] = self._written.get(row, 0) + 1
        return made

    def file(self, row: type, reviewer: str) -> Path:
        """The file in which one reviewer's rows of a table stand."""
        name = given_by(row).name
        if row in DECISIONS:
            return file_of(self.at, name, reviewer)
        folder, stem = PLACES[row]
        file_of(self.at, stem, reviewer)  # refuses a name that leads elsewhere
        return self.at.root / "literature" / folder / f"{stem}-{reviewer}.csv"

    def mend(self, row: type, reviewer: str) -> bool:
        """Take away a row that was half written when the desk was killed; whether there was any."""
        return recover(self.file(row, reviewer))

    def _paths(self, row: type) -> list[Path]:
        if row in DECISIONS:
            return self.at.decisions(given_by(row).name)
        paths: list[Path] = getattr(self.at, PLACES[row][1])
        return paths

    def _read(self, path: Path, row: type) -> list[Any]:
        name = name_of(path, self.at)
        return as_rows(
            check_table(read_people(path)[0], name, row, self.codebook, self.claims).rows, name, row
        )

    def _standing(self, row: type, path: Path) -> int:
        """How many rows of a file stand, as it was read last."""
        _, rows = self._files[row][path]
        return len(without_withdrawn(rows).rows if "withdrawn" in given_by(row).names else rows)

    def _next_line(self, row: type, path: Path) -> int:
        _, rows = self._files[row].get(path, ((), []))
        return rows[-1].line + 1 if rows else 2


def _longer(rows: list[Any], more: list[Any]) -> list[Any]:
    """A long list is made longer in its place: nobody holds it but this module."""
    rows += more
    return rows
