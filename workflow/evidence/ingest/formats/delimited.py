"""CSV and TSV exports: columns are known by their many names, rows by their line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence.csv_rows import CsvRow, read_rows
from evidence.ingest import count
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, whole
from evidence.io import spreadsheet_safe

# Canonical name → names of columns, the preferred first: Scopus, Web of Science, Dimensions, Lens, OpenAlex, Embase,
# ProQuest, RefWorks, BVS, SciELO, Zotero, Covidence, Rayyan and ASReview among them.
_ALIASES = {
    "key": (
        "id",
        "key",
        "citation key",
        "item id",
        "eid",
        "lens id",
        "publication id",
        "ut",
        "ut (unique wos id)",
    ),
    "kind": (
        *("kind", "item type", "document type", "publication type", "reference type", "dt", "type", "pt"),
    ),
    "title": (
        *("title", "document title", "article title", "title primary", "primary title", "ti", "display_name"),
    ),
    "authors": (
        *(
            "authors",
            "author",
            "author full names",
            "author names",
            "authors, primary",
            "author/s",
            "af",
            "au",
        ),
        *("authorships.author.display_name", "authors list", "autores", "author(s)"),
    ),
    "year": (
        *("year", "publication year", "pubyear", "pub year", "publication_year", "py", "year published"),
        *("publication date", "date published", "published year", "date", "ano", "año"),
    ),
    "container": (
        *("container", "source title", "journal", "publication title", "periodical full", "venue", "so"),
        *(
            "primary_location.source.display_name",
            "journal title",
            "journal name",
            "pubtitle",
            "source",
            "book title",
        ),
        *("anthology title", "secondary title"),
    ),
    "volume": ("volume", "vl", "biblio.volume"),
    "issue": ("issue", "number", "issue number", "is", "biblio.issue"),
    "pages": ("pages", "pagination", "page range"),
    "first": ("start page", "page start", "bp", "biblio.first_page", "first page", "startpage"),
    "last": ("end page", "page end", "ep", "biblio.last_page", "last page"),
    "article": ("art. no.", "article number", "ar"),
    "publisher": ("publisher", "institution", "pu"),
    "doi": ("doi", "di", "doi link"),
    "pmid": ("pmid", "pubmed id", "pm", "ids.pmid", "pubmed"),
    "pmcid": ("pmcid", "ids.pmcid", "pmc id"),
    "isbn": ("isbn", "bn", "isbns"),
    "issn": ("issn", "issns", "sn", "primary_location.source.issn"),
    "arxiv": ("arxiv", "arxiv id"),
    "openalex": ("openalex id", "openalex"),
    "url": (
        "url",
        "link",
        "source urls",
        "dimensions url",
        "external url",
        "primary_location.landing_page_url",
    ),
    "abstract": ("abstract", "abstract note", "summary", "ab", "resumen", "resumo"),
    "keywords": ("keywords", "author keywords", "manual tags", "de", "keyword"),
}
_HEADING = re.compile(
    r"""(?:^|[,;\t"])\s*(?:document |article |primary )?title(?: primary)?\s*(?:[",;\t]|$)""", re.I
)
_LOOKED_AT = 10


def read(text: str) -> Iterator[RawEntry]:
    """Yield every row of a delimited file, in order, readable or not."""
    lines = text.split("\n")
    before = preamble(lines)
    delimiter = max(",\t;", key=(lines[before] if before else text.lstrip().split("\n", 1)[0]).count)
    # What stands above the header is blanked, so that every row keeps its line.
    rows = read_rows("\n" * before + "\n".join(lines[before:]), delimiter)
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


def preamble(lines: list[str]) -> int:
    """How many lines stand above the header: Dimensions and some catalogues say first what the file is.

    >>> preamble(["About the data: exported in 2026", "Rank,Publication ID,Title", "1,p,A"])
    1
    """
    for number, line in enumerate(lines[:_LOOKED_AT]):
        if number and _HEADING.search(line) and max(map(line.count, ",\t;")) > 1:
            return 0 if any(_HEADING.search(above) for above in lines[:number]) else number
    return 0


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
    page = {}
    for column, name, cell in zip(header, names, row, strict=True):
        value = unguarded(cell.strip())
        if name == "authors":
            entry.authors = _authors(value)
        elif name == "keywords":
            entry.keywords = [k.strip() for k in re.split(r"[;|]", value) if k.strip()]
        elif name == "key":
            entry.key = value
            if "openalex.org" in value:
                entry.put("openalex", column, value)
        elif name == "kind":
            entry.kind = value.lower()
        elif name in ("first", "last", "article"):
            page[name] = value
        else:
            entry.put(name, column, value)
    first, last = page.get("first", ""), page.get("last", "")
    entry.put("pages", "start page", f"{first}-{last}" if first and last and first != last else first or last)
    entry.put(None if entry.fields.get("pages") else "pages", "article number", page.get("article", ""))


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it (`io.spreadsheet_safe`).

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and spreadsheet_safe(cell[1:]) == cell else cell


def _authors(value: str) -> list[str]:
    """Names by semicolon or bar; by comma only where initials tell that it parts names, as Scopus once did."""
    if ";" in value or "|" in value:
        parts = re.split(r"[;|]", value)
    elif _INITIALS_AND_COMMA.search(value):
        parts = re.split(r"(?<=\.),\s+", value)
    else:
        parts = [value]
    return [part.strip() for part in parts if part.strip()]


_INITIALS_AND_COMMA = re.compile(r"^[^,]+ (?:[A-Z]\.-?)+, [^,]+ (?:[A-Z]\.-?)+(?:,|$)")


_CSV_TITLE = re.compile(r'(^|[,;\t"])\s*(document |article )?title( primary)?\s*([",;\t]|$)')


def tell(text: str) -> int:
    """Characters of the rows, where a header names a column of titles."""
    lines = text.lstrip().split("\n")
    header = lines[0].lower()
    above = preamble(lines)
    headed = header[:1] not in "@%" and _CSV_TITLE.search(header)
    if not (above or headed or header.startswith(("pt\tau", "pt\tba"))):
        return 0
    delimiter = max(",\t;", key=lines[above].count)
    return sum(len(line) + 1 for line in lines[above:] if delimiter in line or not headed)


FORMAT = Format(
    name="csv",
    label="CSV or TSV",
    tell=tell,
    count=count.delimited,
    **whole(read),
)
SHEETS = replace(FORMAT, name="xlsx", label="Excel workbook", tell=lambda text: 0)
