"""The text export of the Cochrane Library (CENTRAL): `Record #1 of 20`, then `TI: ` and so on."""

from __future__ import annotations

import re

from evidence.ingest.count.lines import cochrane as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_LINE = re.compile(rf"{BEFORE}(?:(Record) #(\d+) of \d+\s*$|([A-Z]{{2,3}}):(?: (.*)|$))")
_PUBMED = re.compile(r"(?:PUBMED|MEDLINE|PMID)[\s:]*(\d+)", re.I)


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("Record #2 of 9"), line("TI: On tea"), line("CONCLUSION: none")
    (('', 'Record', '2'), ('', 'TI', 'On tea'), None)
    """
    match = _LINE.match(text)
    return (match[1], match[2] or match[4], match[3] or match[5] or "") if match else None


GRAMMAR = Grammar(
    line=line, begins=frozenset(("Record",)), makes=frozenset(("TI", "AU")), long=frozenset(("AB",))
)


def _special(entry: RawEntry, values: Values) -> None:
    values.pop("Record", None)
    for value in list(values.get("PM", [])):
        if found := _PUBMED.search(value):
            entry.put("pmid", "PM", found[1])
            values["PM"].remove(value)


TABLE = TagTable(
    means={
        "TI": "title",
        "SO": "container",
        "YR": "year",
        "VL": "volume",
        "NO": "issue",
        "PG": "pages",
        "PB": "publisher",
        "DOI": "doi",
        "AB": "abstract",
        "US": "url",
        "ID": "key",
    },
    kind=("PT",),
    people=(("AU",),),
    keywords=("KY",),
    parted=re.compile(r";"),
    lists=frozenset(("AU", "KY", "")),
    apart={"SN": serial},
    special=_special,
)

FORMAT = Format(
    name="cochrane",
    label="Cochrane Library text",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("RECORD", "ID", "AU", "TI", "SO")), least=3),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n(?=Record #\d+ of \d+[ \t]*\n)"),
    in_lines=True,
    order=46,
)
