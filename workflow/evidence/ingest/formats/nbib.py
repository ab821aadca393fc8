"""PubMed's nbib (MEDLINE) format. A table of our own: the nbib package is unmaintained."""

from __future__ import annotations

import re

from evidence import identifiers
from evidence.ingest.count.lines import nbib as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Opening, Piece
from evidence.ingest.formats.tag_table import Table, Values, entry_of
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

# Four columns and a dash, or any spacing with a space after the dash.
_TAG = re.compile(
    rf"{BEFORE}([A-Z]{{2,4}}|[A-Z][A-Z0-9])(?:(?: {{0,2}}-(?: |$))|(?:(?<=[A-Z]{{4}})|(?<=[A-Z]{{3}}) |(?<=[A-Z]{{2}})  )-)(.*)"
)
_RIS = re.compile(rf"{BEFORE}(?:TY|T1|T2|Y1|PY|A1|JF|JO|SP|EP|KW|DO|UR) {{1,2}}- ?\S")
# The tags that most lines have, as they stand before the dash.
_KNOWN = frozenset(
    f"{tag:<4}"
    for tag in [
        "PMID",
        "OWN",
        "STAT",
        "DCOM",
        "LR",
        "IS",
        "VI",
        "IP",
        "DP",
        "TI",
        "PG",
        "LID",
        "AB",
        "CI",
        "FAU",
        "AU",
        "AUID",
        "AD",
        "LA",
        "PT",
        "DEP",
        "PL",
        "TA",
        "JT",
        "JID",
        "SB",
        "MH",
        "OTO",
        "OT",
        "PHST",
        "AID",
        "PST",
        "SO",
        "CRDT",
        "EDAT",
        "MHDA",
        "GR",
        "RN",
        "COIS",
    ]
)
_NO_TITLE = re.compile(r"\[?not available\.?\]?\.?", re.I)


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("PMID- 101"), line("LID - 10.1000/a [doi]"), line("      AIDS - and more")
    (('', 'PMID', '101'), ('', 'LID', '10.1000/a [doi]'), ('      ', 'AIDS', 'and more'))
    """
    match = _TAG.match(text)
    return (match[1], match[2], match[3]) if match else None


GRAMMAR = Grammar(
    name="nbib",
    line=line,
    begins=frozenset(("PMID",)),
    makes=frozenset(("TI", "BTI", "TT", "FAU", "AU", "CN", "FED")),
    long=frozenset(("AB", "OAB")),
    gaps=True,
    quick="- ",
    plain=_KNOWN,
)


def _special(entry: RawEntry, values: Values) -> None:
    """The title in another language where there is no other; the key among the identifiers of an article."""
    values["TI"] = [title for title in values.get("TI", []) if not _NO_TITLE.fullmatch(title)]
    for tag in ("AID", "LID"):
        for value in list(values.get(tag, ())):
            identifier, _, kind = value.rpartition(" [")
            if kind == "citation-key]":
                entry.fields["key"] = identifier
                values[tag].remove(value)
            elif kind == "doi]":
                entry.put("doi", tag, identifier)
                values[tag].remove(value)


TABLE = Table(
    means={
        "TI": "title",
        "BTI": "title",
        "TT": "title",
        "JT": "container",
        "TA": "container",
        "VI": "volume",
        "IP": "issue",
        "PG": "pages",
        "DP": "year",
        "AB": "abstract",
        "PB": "publisher",
        "PMID": "pmid",
        "PMC": "pmcid",
        "URL": "url",
    },
    kind=("PT",),
    people=(("FAU",), ("AU",), ("FED",), ("ED",)),
    bodies=("CN",),
    keywords=("MH", "OT"),
    lists=frozenset(("", "PT")),
    apart={
        "IS": lambda value, _: "issn" if identifiers.issn(value) else "",
        "ISBN": lambda value, _: "isbn" if identifiers.isbn(value) else "",
        "BTI": lambda _, values: "container" if values.get("TI") else "title",
    },
    special=_special,
    glued=re.compile(r"(?:TI  -(?<=[^\s>|]TI  -)|PMID-(?<=[^\s>|]PMID-)) .*"),
    glued_marks=("TI  -", "PMID-"),
)


def read(piece: Piece) -> RawEntry:
    """The entry of one citation."""
    entry = entry_of(piece, TABLE)
    entry.key = entry.key or entry.fields.get("pmid", "")
    return entry


FORMAT = Format(
    name="nbib",
    label="PubMed nbib",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("PMID", "OWN", "STAT", "FAU", "PMC")), rival=_RIS),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=read,
    begins=re.compile(rb"\n[ \t]*\n(?=PMID *- )"),
    in_lines=True,
    order=42,
    opening=Opening(
        ("PMID",),
        re.compile(r"PMID ?- ?\d+\s*$"),
        (
            re.compile("(?:B?TI {1,2}|TT  )- "),
            re.compile("(?:OWN |STAT|DCOM|FAU |DP  |JT  |TA  |PG  |VI  |AID |LID |PHST|EDAT|PT  )- ?"),
        ),
    ),
)
