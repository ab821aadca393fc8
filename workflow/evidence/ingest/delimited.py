"""CSV and TSV exports: columns are known by their many names, rows by their line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest.entry import Problem, RawEntry

_ALIASES = {
    "key": ("id", "key", "citation key", "item id"),
    "kind": ("kind", "item type", "document type", "publication type", "reference type", "type"),
    "title": ("title", "document title", "article title", "title primary"),
    "authors": ("authors", "author", "author full names", "author names", "authors, primary"),
    "year": ("year", "publication year", "pubyear", "pub year", "date"),
    "container": (
        "container",
        "source title",
        "journal",
        "publication title",
        "periodical full",
        "venue",
        "source",
        "book title",
    ),
    "volume": ("volume",),
    "issue": ("issue", "number"),
    "pages": ("pages", "pagination", "page range", "start page", "page start"),
    "publisher": ("publisher", "institution"),
    "doi": ("doi",),
    "pmid": ("pmid", "pubmed id"),
    "url": ("url", "link"),
    "abstract": ("abstract", "abstract note", "summary"),
    "keywords": ("keywords", "author keywords", "manual tags"),
}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every row of a delimited file, in order, readable or not."""
    header_line = text.lstrip().split("\n", 1)[0]
    delimiter = max(",\t;", key=header_line.count)
    lines = text.split("\n")
    rows = read_rows(text, delimiter)
    first = next(rows, CsvRow(1, 1, []))
    header = [name.strip().lower() for name in first.cells]
    names = _columns(header)
    for position, row in enumerate(rows):
        entry = RawEntry(position, row.first, "\n".join(lines[row.first - 1 : row.last]))
        entry.problem = _problem(row, header, names)
        if entry.problem is None:
            _fill(entry, header, names, row.cells)
            if not row.strict:
                problem = "a quote stands inside a cell; the cell was read up to the delimiter"
                fix = "double the quotes inside quoted cells"
                entry.repairs.append(("", entry.raw[:160], problem, fix))
        yield entry


def _problem(row: CsvRow, header: list[str], names: list[str | None]) -> Problem | None:
    if "title" not in names:
        fix = "name the column that holds the titles `title`"
        return Problem("title", "no column of this file is known as the title", fix)
    if len(row.cells) == len(header):
        return None
    count = f"the row has {len(row.cells)} cells, the header has {len(header)}"
    if not row.strict:
        count = f"a quote is opened or closed in the wrong place: {count}"
    fix = "put quotes around cells that hold the delimiter, or add the missing cells"
    return Problem("", count, fix, " | ".join(row.cells)[:80])


def _columns(header: list[str]) -> list[str | None]:
    """The canonical name of each column; the alias that is listed first wins."""
    chosen = {
        name: next((alias for alias in aliases if alias in header), None)
        for name, aliases in _ALIASES.items()
    }
    by_index = {header.index(alias): name for name, alias in chosen.items() if alias}
    return [by_index.get(index) for index in range(len(header))]


def _fill(entry: RawEntry, header: list[str], names: list[str | None], row: list[str]) -> None:
    for column, name, cell in zip(header, names, row, strict=True):
        value = cell.strip()
        if name == "authors":
            entry.authors = [a.strip() for a in value.split(";") if a.strip()]
        elif name == "keywords":
            entry.keywords = [k.strip() for k in re.split(r"[;|]", value) if k.strip()]
        elif name == "key":
            entry.key = value
        elif name == "kind":
            entry.kind = value.lower()
        else:
            entry.put(name, column, value)
