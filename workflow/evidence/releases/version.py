"""A release as a review that can be read: its tables, its sentences, and its settings and people's tables beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from evidence.errors import UserError
from evidence.io import arrow_schema, to_rows
from evidence.layout import Layout, names_in
from evidence.releases.about import ABOUT, About, check_files, read_about
from evidence.releases.frozen import BY_TABLE, place
from evidence.releases.rows_as_text import arrow_of
from evidence.releases.said import Said
from evidence.review import Review
from evidence.rows import Table, table_of
from evidence.written import nearest_first

SENTENCES = "sentences.csv"
CHANGES = "changes.json"


class Version(Review):
    """The evidence as a release holds it: `version[Finding]`, in order of the key of the table (`frozen.py`); what a release leaves out of a row is blank.

    `at`: the folder of the release, so that settings and people's tables of then are read as those of any review.
    """

    def __init__(self, folder: Path, about: About) -> None:
        super().__init__(Layout(folder))
        self.about = about

    def holds(self, row: type | Table) -> bool:
        """Whether the release has a table: one that an earlier version of the program did not freeze is not known, and not empty."""
        return place(table_of(row)) in self.about.files

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        arrow = self._arrow(self._file(table_of(row)), row)
        return arrow.drop_columns([name for name in arrow.column_names if name in without])

    @property
    def sentences(self) -> list[Said]:
        """Every computed sentence of the book of then."""
        return self._typed(SENTENCES, Said)

    @property
    def changes(self) -> dict[str, list[dict[str, Any]]]:
        """{"changes": [...], "causes": [...]} against the release before it; without any in the first one."""
        path = self.at.root / CHANGES
        return json.loads(path.read_text(encoding="utf-8")) if CHANGES in self.about.files else {}

    def writer(self, table: Table, whole: bool = False) -> NoReturn:
        raise TypeError("a release is never written to")

    def put(self, table: Table, rows: Any) -> NoReturn:
        raise TypeError("a release is never written to")

    def document(self, stage: str, name: str, value: object) -> NoReturn:
        raise TypeError("a release is never written to")

    def _rows(self, table: Table) -> list[Any]:
        return self._typed(self._file(table), table.row)

    def _file(self, table: Table) -> str:
        if (table.stage, table.name) not in BY_TABLE:
            raise KeyError(f"a release holds no {table.stage}/{table.name}")
        return place(table) if self.holds(table) else ""

    def _typed(self, name: str, row: type) -> list[Any]:
        with self._of_this_version(name):
            return to_rows(self._arrow(name, row), row)

    def _arrow(self, name: str, row: type) -> Any:
        if not name:
            return arrow_schema(row).empty_table()
        with self._of_this_version(name):
            return arrow_of((self.at.root / name).read_bytes().replace(b"\r\n", b"\n"), row)

    @contextmanager
    def _of_this_version(self, name: str) -> Iterator[None]:
        try:
            yield
        except ValueError as error:
            raise UserError(
                f"this table of a release cannot be read by this version of the program: {error}",
                file=self.at.root / name,
                fix=f"read it with the version that froze it, or take releases/{self.about.name} away",
            ) from None


def abouts(at: Layout) -> list[About]:
    """What each release says of itself, the first one first; one that is still being written is none. Raises UserError for one that is damaged."""
    named = (name for name in names_in(at.root / "releases") if not name.startswith("."))
    folders = (at.root / "releases" / name for name in named)
    found = [read_about(folder) for folder in folders if (folder / ABOUT).is_file()]
    return sorted(found, key=lambda about: (about.number, about.date, about.name))


def names(at: Layout) -> list[str]:
    """The names of the releases, in the order in which they were frozen."""
    return [about.name for about in abouts(at)]


def load(at: Layout, name: str) -> Version:
    """A release by its name. Raises UserError where there is none, or it is not as it was frozen."""
    known = {about.name: about for about in abouts(at)}
    if name not in known:
        raise UserError(
            "no release has this name",
            value=name,
            allowed=nearest_first(name, [*known]) or "none: nothing has been frozen yet",
            fix="give one of these; `evidence release --list` says what they are",
        )
    folder = at.root / "releases" / name
    check_files(folder, known[name])
    return Version(folder, known[name])


def last(at: Layout) -> Version | None:
    """The last release; None where there is none."""
    found = names(at)
    return load(at, found[-1]) if found else None
