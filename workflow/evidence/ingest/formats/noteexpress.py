"""NoteExpress, as CNKI, WanFang and VIP write it: `{Reference Type}: Journal Article`, then `{Title}: ` and so on."""

from __future__ import annotations

import re

from evidence.ingest.count.lines import noteexpress as counted
from evidence.ingest.format import Format
from evidence.ingest.formats.tag_table import TagTable, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_LINE = re.compile(rf"{BEFORE}\{{([A-Z][\w /.-]{{1,40}})\}}[:：][ \t]*(.*)")


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("{Title}: On tea"), line("{n}: 3")
    (('', 'Title', 'On tea'), None)
    """
    match = _LINE.match(text)
    return (match[1], match[2], match[3]) if match else None


GRAMMAR = Grammar(
    line=line,
    begins=frozenset(("Reference Type",)),
    makes=frozenset(("Title", "Author")),
    long=frozenset(("Abstract", "Notes")),
    gaps=True,
    twice=True,
)


TABLE = TagTable(
    means={
        "Title": "title",
        "Translated Title": "title",
        "Journal": "container",
        "Secondary Title": "container",
        "Conference Name": "container",
        "Year": "year",
        "Date": "year",
        "Volume": "volume",
        "Issue": "issue",
        "Pages": "pages",
        "Publisher": "publisher",
        "DOI": "doi",
        "Abstract": "abstract",
        "URL": "url",
        "Accession Number": "key",
    },
    kind=("Reference Type",),
    people=(("Author",), ("Secondary Author",)),
    keywords=("Keywords",),
    parted=re.compile(r"[;；]"),
    lists=frozenset(("Author", "Keywords", "")),
    apart=dict.fromkeys(("ISBN/ISSN", "ISSN", "ISBN"), serial),
)

FORMAT = Format(
    name="noteexpress",
    label="NoteExpress",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("REFERENCE TYPE", "TITLE")), least=2),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n[ \t]*\n(?=\{Reference Type\}:)"),
    in_lines=True,
    order=47,
)
