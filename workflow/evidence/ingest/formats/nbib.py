"""PubMed's nbib (MEDLINE) format. A reader of our own: the nbib package is unmaintained."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence import identifiers
from evidence.ingest import count
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, whole
from evidence.ingest.formats.tagged import accounted

_TAG = re.compile(r"^([A-Z]{2,4}) *- ?(.*)$")
_CANONICAL = {
    "TI": "title",
    "BTI": "title",
    "JT": "container",
    "VI": "volume",
    "IP": "issue",
    "PG": "pages",
    "DP": "year",
    "AB": "abstract",
    "PB": "publisher",
    "PMID": "pmid",
    "PMC": "pmcid",
    "URL": "url",
}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every citation of an nbib file, in order."""
    for position, (line, lines) in enumerate(_blocks(text)):
        entry = RawEntry(position, line, "\n".join(lines))
        full, corporate = [], []
        for tag, value in _fields(lines):
            if tag == "FAU":
                full.append(value)
            elif tag == "CN":
                corporate.append(f"{{{value}}}")
            elif tag == "AU":
                entry.authors.append(value)
            elif tag in ("MH", "OT"):
                entry.keywords.append(value)
            elif tag == "PT" and not entry.kind:
                entry.kind = value.lower()
            elif tag in ("IS", "ISBN"):
                entry.put(_serial(tag, value), tag, value)
            elif tag in ("AID", "LID"):
                _article_id(entry, tag, value)
            else:
                entry.put(_CANONICAL.get(tag), tag, value)
        entry.authors = (full or entry.authors) + corporate
        entry.key = entry.key or entry.fields.get("pmid", "")
        yield entry


def _blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """(first line, lines) of each citation: a PMID line or a blank line begins a new one."""
    block: list[str] = []
    first = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if block and (not line.strip() or line.startswith("PMID-")):
            yield first, block
            block = []
        if line.strip():
            if not block:
                first = number
            block.append(line)
    if block:
        yield first, block


def _fields(lines: list[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for line in lines:
        match = _TAG.match(line)
        if match:
            found.append((match.group(1), match.group(2).strip()))
        elif found:
            tag, value = found[-1]
            found[-1] = (tag, f"{value} {line.strip()}")
    return found


def _serial(tag: str, value: str) -> str | None:
    """Whether a value is an ISSN (`IS`) or an ISBN, and a right one."""
    if tag == "IS":
        return "issn" if identifiers.issn(value) else None
    return "isbn" if identifiers.isbn(value) else None


def _article_id(entry: RawEntry, tag: str, value: str) -> None:
    identifier, _, kind = value.rpartition(" [")
    if kind == "doi]":
        entry.put("doi", tag, identifier)
    elif kind == "citation-key]":
        entry.key = identifier
    else:
        entry.put(None, tag, value)


FORMAT = Format(
    name="nbib",
    label="PubMed nbib",
    tell=lambda text: accounted(text, _TAG, frozenset(("PMID", "OWN", "STAT", "FAU", "PMC"))),
    count=count.nbib,
    begins=re.compile(rb"\n(?=PMID *- )"),
    in_lines=True,
    **whole(read),
)
