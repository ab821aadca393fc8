"""CNKI's own text, two ways: as chosen fields (`SrcDatabase-来源库: 期刊`, `Title-题名: ` and so on), and as E-Study takes it (`DataType: 1` above)."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence import identifiers, kinds
from evidence.ingest.count.lines import cnki as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_STUDY = "DataType"
_LINE = re.compile(
    rf"{BEFORE}(?:([A-Z][A-Za-z/]{{1,19}})[-－](?:DOI|[^\x00-\x7f][^\n:：]{{0,15}})|({_STUDY}))[:：][ \t]*(.*)"
)
_BY_STUDY = re.compile(rf"^[ \t>|]*{_STUDY}[:：]", re.M)


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag, which is the English half of its name.

    >>> line("Title-题名: 论茶"), line("DOI-DOI: 10.1000/x"), line("Title: On tea")
    (('', 'Title', '论茶'), ('', 'DOI', '10.1000/x'), None)
    """
    match = _LINE.match(text)
    return (match[1], match[2] or match[3], match[4]) if match else None


GRAMMAR = Grammar(
    line=line,
    begins=frozenset(("SrcDatabase",)),
    makes=frozenset(("Title", "Author")),
    long=frozenset(("Summary",)),
    gaps=True,
)
# Where E-Study's number begins a record, the database is named within it.
_OF_STUDY = replace(GRAMMAR, begins=frozenset((_STUDY,)))


def _grammar(text: str) -> Grammar:
    return _OF_STUDY if _BY_STUDY.search(text) else GRAMMAR


def _special(entry: RawEntry, values: Values) -> None:
    """Names are parted by semicolons; what follows the kind: where a thesis was written is no journal, and E-Study gives the number of pages under the name of the pages."""
    values["Author"] = [one for text in values.get("Author", []) for one in re.split(r"[;；]", text)]
    values["Author"] = [one.strip() for one in values["Author"] if one.strip()]
    if values.get(_STUDY) and values.get("PageCount"):
        entry.put(None, "PageCount", values.pop("PageCount")[0])
    if kinds.kind(" ".join(values.get("SrcDatabase", []))) == "thesis" and values.get("Source"):
        entry.put("publisher", "Source", values.pop("Source")[0])
        if values.get("PageCount"):
            entry.put(None, "PageCount", values.pop("PageCount")[0])


TABLE = TagTable(
    means={
        "Title": "title",
        "Source": "container",
        "Meeting": "container",
        "Year": "year",
        "PubTime": "year",
        "Volume": "volume",
        "Roll": "volume",
        "Period": "issue",
        "Page": "pages",
        "PageCount": "pages",
        "Publisher": "publisher",
        "DOI": "doi",
        "Doi": "doi",
        "Summary": "abstract",
        "URL": "url",
        "Link": "url",
        "ISSN": "issn",
        "ISBN": "isbn",
        "ISBN/ISSN": "issn",
    },
    kind=("SrcDatabase",),
    people=(("Author",),),
    keywords=("Keyword",),
    parted=re.compile(r"[;；]"),
    lists=frozenset(("Author", "")),
    apart=dict.fromkeys(("ISSN", "ISBN", "ISBN/ISSN"), serial)
    | dict.fromkeys(("DOI", "Doi"), lambda value, _: "doi" if identifiers.doi(value) else ""),
    special=_special,
)

FORMAT = Format(
    name="cnki",
    label="CNKI text",
    tell=lambda text: accounted(
        text, _grammar(text), frozenset(("TITLE", "AUTHOR", "SRCDATABASE", "SUMMARY", "YEAR")), least=2
    ),
    count=counted,
    cut=lambda text: pieces(text, _grammar(text)),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rf"\n[ \t]*\n(?=(?:SrcDatabase-|{_STUDY}:))".encode()),
    in_lines=True,
    order=48,
)
