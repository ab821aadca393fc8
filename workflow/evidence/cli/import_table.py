"""evidence import effects and extracts: a spreadsheet of any layout by a mapping that is proposed, kept and run again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from evidence import inputs
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.singular import agreeing

if TYPE_CHECKING:
    from evidence.brought.grid import Sheet
    from evidence.brought.mapped import Mapped
    from evidence.brought.settings import TableMap
    from evidence.brought.table_fates import TableRow
    from evidence.given.declare import GivenTable

_FOLDERS = {"effects": "effects", "extracts": "case_studies"}


def import_table(
    at: Layout, kind: str, files: Sequence[Path], map_: Path | None, write: bool, csv: Path | None, every: bool, force: bool
) -> None:  # fmt: skip
    """Bring the rows of spreadsheets into a table; where there is no mapping yet, one is proposed and written first."""
    from evidence.brought.table_fates import OPEN, TableFate, as_csv, lines
    from evidence.owned import write_outside

    review = _Reviewed(at, kind)
    rows: list[TableRow] = []
    for path in files:
        place = map_ or at.root / "config" / "imports" / f"{_stem(path)}.yaml"
        own = _fates(review, path, place, map_ is None)
        for line in lines(own, every):
            print(line)
        _write(review, [row.row for row in own if row.fate is TableFate.WRITTEN], place, write)
        rows += own
    if csv:
        write_outside(at, csv, as_csv(rows, review.table), force)
        print(f"The fate of every row is in {csv}.")
    if any(row.fate in OPEN for row in rows):
        raise typer.Exit(3)


class _Reviewed:
    """What rows are held against: the table with the review's own codes, its works, and the rows that are there."""

    def __init__(self, at: Layout, kind: str) -> None:
        from evidence.codebook_file import load_codebook
        from evidence.extract.stage import TABLES
        from evidence.given.codes import with_codes
        from evidence.given.declare import given_by
        from evidence.propositions import load_propositions
        from evidence.stage import run_in_memory
        from evidence.stages.deduplicate import DEDUPLICATE
        from evidence.stages.ingest import INGEST
        from evidence.stages.screen import SCREEN
        from evidence.stages.views import bibliography

        self.at, self.kind = at, kind
        self.codebook = load_codebook(at.setting("codebook"))
        self.claims = load_propositions(at.setting("propositions"), self.codebook)
        self.table: GivenTable = with_codes(given_by(TABLES[kind]), self.codebook, self.claims.ids())
        self.review = run_in_memory(at, INGEST, DEDUPLICATE, SCREEN)
        self.books = bibliography(self.review)

    @property
    def tables(self) -> list[Path]:
        return self.at.effects if self.kind == "effects" else self.at.extracts

    def rows(self) -> dict[str, dict[str, str]]:
        """The rows that the tables hold, by their ids."""
        from evidence.given.reading import numbered_rows
        from evidence.io import read_people

        lacking = dict.fromkeys((column.name for column in self.table.columns), "")
        return {
            (row.get(self.table.key) or "").strip(): lacking | {name: cell or "" for name, cell in row.items() if name}
            for path in self.tables for _, row in numbered_rows(read_people(path)[0])
        }  # fmt: skip

    def header(self, rows: Sequence[Mapped]) -> list[str]:
        """The columns that a new table of these rows has: those that it cannot do without, the facets, and what is filled."""
        used = {name for row in rows for name, cell in row.cells.items() if cell}
        used |= {facet.id for facet in self.codebook.with_role(*self.table.facets)}
        return [column.name for column in self.table.columns if not column.optional or column.name in used]

    def refused(self, rows: Sequence[Mapped]) -> dict[str, str]:
        """Id → what `evidence check` would say against a row, and set it aside for."""
        from dataclasses import replace

        from evidence.extract.settings import CountingRules
        from evidence.extract.stage import extract
        from evidence.owned import table

        header = self.header(rows)
        text = table(header, [[row.cells.get(name, "") for name in header] for row in rows])
        rules = replace(
            inputs.settings(CountingRules, "extract", self.at), claim_cases=self.claims.claim_cases
        )
        found = extract([(self.kind, "rows", text)], self.books, self.codebook, self.claims.ids(), rules)
        key = self.table.key
        return {
            rows[entry.position].cells.get(key, ""): f"{entry.field}: {entry.problem}{f' (`{entry.value}`)' if entry.value else ''}; {entry.how_to_fix}"
            for entry in found.set_aside if entry.position < len(rows)
        }  # fmt: skip


def _stem(path: Path) -> str:
    return re.sub(r"[^\w-]+", "_", path.stem).strip("_-").lower()[:60] or "table"


def _no_references(path: Path, data: bytes) -> None:
    """Raises UserError for an export of a reference manager or a database, which has no columns to map."""
    from io import BytesIO

    from evidence import encoding
    from evidence.brought.grid import is_workbook
    from evidence.ingest.sniff import sniff

    form = None if is_workbook(data) else sniff(encoding.decode(data, encoding.tell(BytesIO(data))))
    if form and not form.rows:
        raise UserError(
            "this is a list of references, not a table", file=path, value=form.label,
            fix=f"bring in references with `evidence add {path.name}`, decisions on them with `evidence import screening {path.name}`; here give a spreadsheet",
        )  # fmt: skip


def _no_decisions(review: _Reviewed, path: Path, data: bytes, found: Sequence[Sheet]) -> None:
    """Raises UserError for a file of screening decisions."""
    from evidence.brought.opened import Opened
    from evidence.brought.propose import holds_none_of
    from evidence.brought.tools import SCREENERS

    if not holds_none_of(found, review.table):
        return
    file = Opened(path.name, data, "")
    if why := next((why for tool in SCREENERS if (why := tool.tell(file))), ""):
        raise UserError(
            f"this file holds screening decisions, and nothing of {review.kind}: {why}", file=path,
            fix=f"bring it in with `evidence import screening {path.name}`",
        )  # fmt: skip


def _fates(review: _Reviewed, path: Path, place: Path, named: bool) -> list[TableRow]:
    """`named`: the mapping was found by the name of the file, and nobody gave it."""
    from evidence.brought.grid import sheets
    from evidence.brought.mapped import idle, mapped
    from evidence.brought.table_fates import table_fates
    from evidence.meant import Meanings

    if not path.is_file():
        raise UserError(
            "there is no such file", file=path, fix="give the path of a spreadsheet (.xlsx, .csv)"
        )
    data = path.read_bytes()
    _no_references(path, data)
    how = _map(review, path, data, place)
    if named and how.file and Path(how.file).suffix.lower() != path.suffix.lower():
        other = place.with_name(f"{place.stem}_{path.suffix.lower().strip('.')}.yaml")
        raise UserError(
            "the mapping of this name is for a file of another kind", file=place, field="file", value=how.file,
            allowed=f"a file that ends in {path.suffix}",
            fix=f"give --map {other}, which is proposed for {path.name}; or --map {place}, where both are laid out alike",
        )  # fmt: skip
    found = sheets(path.name, data, how.header)
    if not found:
        raise UserError(
            "no table was found in this file",
            file=path,
            fix="say in the mapping which row names the columns: header: 3",
        )
    rows = mapped(path.name, found, how, review.table, _stem(place))
    unfilled = [
        name
        for name, said in how.constants.items()
        if not said and not any(row.cells.get(name) for row in rows)
    ]
    if unfilled:
        print(f"To fill in, in {place}: {', '.join(unfilled)}")
    for name, words in idle(found, how).items():
        by = f"cells of the column {how.columns[name]}" if name in how.columns else "words of the spreadsheet"
        by += ", or where there is none labels of studies" if name == "record" else ""
        print(
            f"{place}: values: {name}: nothing in {path.name} reads {', '.join(words)}; what is translated here are {by}"
        )
    used = [row for row in rows if not row.left_out]
    uses = ((row.cells.get("record", ""), "") for row in used)
    meanings = Meanings(uses, review.books.mentions.places(review.books.work_of))
    return table_fates(rows, review.table, review.rows(), review.refused(used), meanings.of)


def _map(review: _Reviewed, path: Path, data: bytes, place: Path) -> TableMap:
    """The mapping of a file; where there is none it is proposed and written."""
    from evidence.brought.grid import sheets
    from evidence.brought.propose import proposal
    from evidence.brought.settings import TableMap
    from evidence.config import load
    from evidence.io import write_new

    if not place.exists():
        found = sheets(path.name, data)
        if not found:
            raise UserError(
                "no table was found in this file",
                file=path,
                fix="give a spreadsheet with names of columns above its rows",
            )
        _no_decisions(review, path, data, found)
        write_new(place, proposal(path.name, found, review.table, _near(review, found)).encode())
        print(
            f"A mapping is proposed in {place}: look through it, fill in what is blank, and run this again."
        )
    how = load(place, TableMap)[0]
    if how.table != review.kind:
        raise UserError(
            "this mapping is for another table",
            file=place,
            field="table",
            value=how.table,
            allowed=review.kind,
        )
    return how


def _near(review: _Reviewed, found: Sequence[Sheet]) -> Mapping[str, list[str]]:
    """What names the record of a study, or its label → works of its author and year, each by a reference that means no other."""
    from evidence.brought.propose import studies
    from evidence.deduplicate.rows import Work
    from evidence.normalise import fold

    books = review.books

    def means(reference: str) -> set[str]:
        return {books.work_of[record.record_id] for record in books.mentions.find(reference)}

    works: dict[tuple[str, str], list[str]] = {}
    for work in review.review[Work]:
        family = fold(work.authors[0].split(",")[0]) if work.authors else ""
        works.setdefault((family, str(work.year or "")), []).append(
            work.key if means(work.key) == {work.work_id} else work.members[0]
        )
    near: dict[str, list[str]] = {}
    for name, label in studies(found, review.table):
        said = re.match(r"\s*([^\W\d_][\w'’-]*(?: [a-z]+ [^\W\d_][\w'’-]*)?).*?((?:19|20)\d\d)", label)
        if said and len(means(name)) != 1 and (fits := works.get((fold(said[1]), said[2]))):
            near[name] = fits
    return near


def _filled(rows: Sequence[Mapped]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name, cell in row.cells.items() if cell))


def _write(review: _Reviewed, rows: Sequence[Mapped], place: Path, write: bool) -> None:
    from evidence.given.reading import header_of
    from evidence.io import read_people
    from evidence.owned import add_rows

    path = review.at.root / "literature" / _FOLDERS[review.kind] / f"{_stem(place)}.csv"
    name = path.relative_to(review.at.root).as_posix()
    if not rows:
        print("Nothing is to be written.")
        return
    if nameless := sum(not row.cells.get("record") for row in rows):
        print(
            f"{nameless} of {len(rows)} rows name no record of ours, and stand under their own label; `values: record:` in {place} can say which it is"
        )
    if not write:
        print(agreeing(f"Nothing is written yet: --write appends {len(rows)} rows to {name}."))
        return
    header = header_of(read_people(path)[0])[1] if path.exists() else review.header(rows)
    if missing := [name for name in _filled(rows) if name not in header]:
        raise UserError(
            "the table that rows are appended to lacks a column that they fill", file=path, line=1, value=", ".join(missing),
            fix="add it at the end of the header, with a comma at the end of every row, or leave it out of the mapping",
        )  # fmt: skip
    add_rows(path, header, [[row.cells.get(column, "") for column in header] for row in rows])
    print(agreeing(f"{len(rows)} rows were appended to {name}; `evidence check` reads what stands there."))
