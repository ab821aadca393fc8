"""What the cells of one row of a table become: each is filed under what its column means."""

from __future__ import annotations

import re
from urllib.parse import unquote

from evidence import names
from evidence.ingest import column_names, dated_pages
from evidence.ingest.entry import RawEntry
from evidence.ingest.formats.ovid_source import source
from evidence.ingest.formula import shown
from evidence.ingest.table_header import Header
from evidence.spreadsheets import spreadsheet_safe

_WRITTEN_LIST = re.compile(r"(?:c?\(|[\[{])\s*['\"]")  # Python's, JSON's, R's or a database's
_ENTITY = re.compile(r"&#?\w+;")
_WHOLE = re.compile(r"(\d+)\.0")
_NUMBERS = ("year", "volume", "issue", "pages", "first", "last", "article", "pmid")
_SCOPUS_ID = re.compile(r"\s*\(\d{7,}\)")
# `Journal of Homes, v36 n4 p501-520 Apr 2021`: how ERIC cites.
_ERIC = re.compile(
    r"(?P<container>.+?),?\s+v(?P<volume>\d+)(?:\s+(?:n|spec iss)\.?\s*(?P<issue>[\w/-]+))?(?:\s+(?:p|pp)(?P<pages>[\w-]+(?:, \d+-\d+)*))?"
    r"(?:\s+Art(?:icle)?\.? \S+)?(?:\s+[\w/-]+)*?\s+(?P<year>(?:19|20)\d\d)\.?(?:\s+\d+ pp\.)?"
)
# `Housing Studies. May2021, Vol. 36 Issue 4, p501-520. 20p.`: how EBSCO cites.
_EBSCO = re.compile(
    r"(?P<container>.+?)\.?\s+(?:[\d/]+/|[A-Z][a-z]{2,8}[\w/-]*?)?(?P<year>(?:19|20)\d\d),?\s+Vol\.?\s*(?P<volume>[\w/-]+?)"
    r"(?:,?\s*(?:Issue|Number|No\.?)\s*(?P<issue>[\w/-]+))?(?:,\s*pp?\.?\s*(?P<pages>[\w-]+))?(?:[.,;].*)?"
)
# `Housing Studies (2021) 36:4 (501-520). Date of Publication: 1 Apr 2021`: how Embase cites, a row a work.
_EMBASE = re.compile(
    r"(?P<container>.+?)\s+\((?P<year>(?:19|20)\d\d)\)\s+(?P<volume>\d[\w/-]*)?(?::(?P<issue>[\w/-]+))?"
    r"(?:\s+(?P<supplement>SUPPL(?:\.|EMENTS?\b)?\s?[\w-]*))?(?:\s+\((?P<pages>[\w., -]+)\))?"
    r"(?:\s*\.?\s+(?:Article Number: (?P<article>[\w-]+(?:\.[\w-]+)*)|Date of Publication:).*|\s*\.?)",
    re.I,
)
# `Housing Studies. 2021 Apr 1;36(4):501-520. doi: 10.1000/a.`: how PubMed cites, in a column beside the journal's name.
_PUBMED = re.compile(
    r".+?\. (?:19|20)\d\d\b[^;:.]*(?:;(?P<volume>[^():;]*)(?:\((?P<issue>[^()]*)\))?)?(?::(?P<pages>[\w -]+(?:[.,][\w -]+)*?)(?:; [^.]*)?)?\.(?: .*)?"
)
_OPEN_URL = re.compile(r"[?&](?:rft_)?id=(?:info:)?doi[:/](10\.[^&\s]+)", re.I)
# SpringerLink writes no mark between two names: `Bo AshCy D. Elm`.
_GLUED = re.compile(
    r"(?<=[^\W\d_A-ZÀ-Þ])(?<!\bMc)(?<!\bMac)(?<!\b[DL][eai])(?<!\bDu)(?<!\bVan)(?<!\bFitz)(?=[A-ZÀ-Þ][\w.'’-]* )"
)
_ONE_OR_TWO = (
    "one comma stands between what may be the whole names of two people; they were read as one person",
    "write a semicolon between two people",
)
_LONGEST_CITED = 500
_CITED = re.compile(
    r"\((?:19|20)\d\d\) (?:\d|\.)|\bv\d+\b.*\b(?:19|20)\d\d\b|\b[Vv]ol\.? ?\d|\d\s*\(.{1,20}\)\s*:\s*\d|[\da-z];\s*\d+\("
)
_COMMAS = re.compile(
    r"[^\W\d][^;,]{2,}(?:,[^\W\d_][^;,]{2,})+"
)  # no comma of a language stands without a space
# `Ash, Bo (Uppsala universitet [1], Sociologiska institutionen [2])`: DiVA writes where a person works.
_WORKPLACE = re.compile(r"\s*\([^()]*\[\d+\][^()]*\)")
_SLASHES = re.compile(r"(?<!:)//")  # parts two names in EndNote's own tables
_LINES = re.compile(r"\s*[\n\u2028]\s*")
_FIELDS = frozenset(column_names.FIELDS) - {
    "authors",
    "bodies",
    "keywords",
    "key",
    "kind",
    "first",
    "last",
    "article",
}


def fill(entry: RawEntry, header: Header, cells: list[str], formulas: bool = True) -> None:
    """File every cell under what its column means, the preferred column first; nothing is left out. `formulas`: a cell
    that looks like one is one, and not a text of that form."""
    page: dict[str, str] = {}
    bodies: list[str] = []
    if header.parts:
        cells = cells[:]
        for at, into in header.parts:
            cells[into] += cells[at]
    for at, name, column in header.filed:
        value = cells[at].strip()
        if value[:1] == "'":
            value = unguarded(value)
        elif value[:1] == "=" and formulas:
            value = shown(value) or value
        if not value:
            continue
        if value[-2:] == ".0" and name in _NUMBERS and (match := _WHOLE.fullmatch(value)):
            value = match[1]
        if name == "doi" and "?" in value:  # a link by which a library finds the work, as Embase writes
            linked = _OPEN_URL.search(value)
            name, value = ("doi", unquote(linked[1])) if linked else ("", value)
        if name == "pages" and dated_pages.is_date(value):
            _typed(entry, column, value)
        elif name in _FIELDS:
            if name in entry.fields or name == "year":
                entry.put(name, column, value)
            elif value := value.strip():
                entry.fields[name] = value
        elif name == "authors" and not entry.authors:
            springer = any(column == "item doi" for _, _, column in header.filed)
            if (alone := _WORKPLACE.sub("", value)) != value:
                entry.put(None, f"{column} (as given)", value)
            entry.authors = authors(_GLUED.sub("; ", alone) if springer else alone)
            if len(entry.authors) == 1 and "," in value and names.may_be_two(value):
                entry.repairs.append((column, value, *_ONE_OR_TWO))
        elif name == "bodies":
            bodies += authors(value)
        elif name == "keywords":
            entry.keywords += [word for word in keywords(value) if word not in entry.keywords]
        elif name == "key" and not entry.key:
            entry.key = value
            if "openalex.org" in value:
                entry.put("openalex", column, value)
        elif name == "kind" and not entry.kind:
            entry.kind = value.lower()
        elif name in ("first", "last", "article") and name not in page:
            page[name] = value
        else:
            entry.put(None, column, value)
    entry.authors += [f"{{{body}}}" for body in dict.fromkeys(bodies) if body not in entry.authors]
    if "volume" not in entry.fields and "pages" not in entry.fields and not page:
        _cited(entry)
        _cited_by_pubmed(entry)
    if not page:
        return
    first, last = page.get("first", ""), page.get("last", "")
    entry.put("pages", "start page", f"{first}-{last}" if first and last and first != last else first or last)
    entry.put(None if entry.fields.get("pages") else "pages", "article number", page.get("article", ""))


def _typed(entry: RawEntry, column: str, shown: str) -> None:
    """Pages that a spreadsheet shows as a date are read as they were typed; what is shown is kept."""
    pages = dated_pages.typed(shown)
    entry.put("pages", column, pages)
    entry.put(None, f"{column} (as given)", shown)
    read = f"read as {pages}" if pages else "left out, for the date does not say which they were"
    what = f"a spreadsheet has turned these pages into a date; they were {read}"
    fix = (
        "give the pages, in a column that is formatted as text"
        if not pages
        else "look whether they are right"
    )
    entry.repairs.append(("pages", shown, what, fix))


def _cited(entry: RawEntry) -> None:
    """Take apart a source that is the whole citation of a work, as ERIC, EBSCO, Embase and Ovid write it, where no other column says
    more of it."""
    given = entry.fields.get("container", "")
    if len(given) > _LONGEST_CITED:
        return
    embase = _EMBASE.fullmatch(given) if ") " in given else None
    if embase:
        said = embase.groupdict()
        article, supplement = said.pop("article"), said.pop("supplement")
        said["pages"] = said["pages"] or article
        said["issue"] = " ".join(filter(None, (said["issue"], supplement)))
    elif _CITED.search(given):
        whole = _ERIC.fullmatch(given) or _EBSCO.fullmatch(given)
        said = whole.groupdict() if whole else source(given)
    else:
        return
    if not (said.get("volume") or (embase and said["pages"])) or not said.get("container"):
        return
    entry.put(None, "source", given)
    entry.fields["container"] = said.pop("container")
    for name, value in said.items():
        entry.put(name, "source", value or "")


def _cited_by_pubmed(entry: RawEntry) -> None:
    """Volume, issue and pages of PubMed's own table, which has them in its column `Citation` alone; the citation is kept."""
    given = entry.extra.get("citation", "")
    if not entry.fields.get("pmid") or len(given) > _LONGEST_CITED or "volume" in entry.fields:
        return
    for name, value in (cited.groupdict() if (cited := _PUBMED.fullmatch(given)) else {}).items():
        entry.put(name, "citation", (value or "").strip())


def unguarded(cell: str) -> str:
    """The cell without the apostrophe that keeps a spreadsheet from running it (`io.spreadsheet_safe`).

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell[:1] == "'" and spreadsheet_safe(cell[1:]) == cell else cell


def authors(value: str) -> list[str]:
    """The names of a cell: parted here by semicolons, bars and lines only, and not where these are part of something else."""
    if ")" in value:
        value = _SCOPUS_ID.sub("", value)
    if "\n" in value or "\u2028" in value:
        value = _LINES.sub("; ", value)
    if ("&" in value and _ENTITY.search(value)) or _WRITTEN_LIST.match(value):
        return [value]
    value = _SLASHES.sub(";", value.replace("|", ";"))
    return [name for part in value.split(";") if (name := part.strip())]


def keywords(value: str) -> list[str]:
    """The keywords of a cell; a list that a program wrote is handed on as it is."""
    if _WRITTEN_LIST.match(value):
        return [value]
    parted = value.replace("|", ";").replace("\n", ";").replace("\u2028", ";")
    if _COMMAS.fullmatch(parted):
        parted = parted.replace(",", ";")
    listed = parted.split(";")
    return [word for part in listed if (word := part.strip())]
