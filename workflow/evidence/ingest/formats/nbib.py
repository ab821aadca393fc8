"""PubMed's nbib (MEDLINE) format, and ERIC's. A table of our own: the nbib package is unmaintained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence import identifiers, kinds
from evidence.ingest.count.lines import nbib as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Opening, Piece
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

# Four columns and a dash, or any spacing with a space after the dash.
_TAG = re.compile(
    rf"{BEFORE}([A-Z]{{2,4}}|[A-Z][A-Z0-9])(?:(?: {{0,2}}-(?: |$))|(?:(?<=[A-Z]{{4}})|(?<=[A-Z]{{3}}) |(?<=[A-Z]{{2}})  )-)(.*)"
)
_RIS = re.compile(rf"{BEFORE}(?:TY|T1|T2|Y1|PY|A1|JF|JO|SP|EP|KW|DO|UR) {{1,2}}- ?\S")
# The tags that most lines have, as they stand before the dash.
_USUAL = (
    "PMID OWN STAT DCOM LR IS VI IP DP TI PG LID AB CI FAU AU AUID AD LA PT DEP PL TA JT JID SB MH OTO OT PHST AID PST SO"
    " CRDT EDAT MHDA GR RN COIS"
)
_KNOWN = frozenset(f"{tag:<4}" for tag in _USUAL.split())
_ENDS = frozenset(("SO", "PT"))  # the tags that PubMed and ERIC write last
_ENOUGH = 2  # records say what a record ends with
_IN_A_JOURNAL = "Journal Articles"
_ERIC = re.compile(r"E[DJ]\d{5,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_RESOLVER = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/10\.", re.I)
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


def _cut(text: str) -> Iterator[Piece]:
    """The records of a text; the last is marked where it has not the tag that all others end with."""
    last, ends, before = None, set(), 0
    for piece in pieces(text, GRAMMAR):
        if last:
            ends.add(last.body.fields[-1][0])
            before += 1
            yield last
        last = piece
    if last:
        torn = before >= _ENOUGH and len(ends) == 1 and ends <= _ENDS and not last.body.has(frozenset(ends))
        yield replace(last, body=replace(last.body, torn=True)) if torn else last


def _special(entry: RawEntry, values: Values) -> None:
    """The title in another language where there is no other; the key, DOI and addresses among the identifiers of an article."""
    values["TI"] = [title for title in values.get("TI", []) if not _NO_TITLE.fullmatch(title)]
    for tag in ("AID", "LID"):
        for value in list(values.get(tag, ())):
            identifier, _, kind = value.rpartition(" [")
            if kind == "citation-key]":
                entry.fields["key"] = identifier
            elif kind == "doi]":
                entry.put("doi", tag, identifier)
            elif _RESOLVER.match(value):
                entry.put("doi", tag, value)
            elif _ADDRESS.fullmatch(value):
                entry.put("url", tag, value)
            else:
                continue
            values[tag].remove(value)
    _of_eric(entry, values)
    _of_a_book(entry, values)


def _of_a_book(entry: RawEntry, values: Values) -> None:
    """What PubMed gives with the title of a book is a chapter with a title of its own, or the book; that it is a review says no more."""
    said = kinds.kind(kinds.first_known(values.get("PT", [])))
    if values.get("BTI") and not values.get("JT") and said in ("article", "other"):
        values["TI"] = values["TI"] if values["TI"] != values["BTI"] else []
        entry.kind = "book chapter" if values["TI"] else "book"


def _of_eric(entry: RawEntry, values: Values) -> None:
    """ERIC's own number is the key: EJ of articles, ED of all else, where the publisher stands in the place of a journal."""
    number = next(filter(_ERIC.fullmatch, values.get("OID", ())), "")
    if not number or "key" in entry.fields:
        return
    entry.fields["key"] = number
    values["OID"].remove(number)
    if _IN_A_JOURNAL in values.get("PT", ()):
        return
    if number.startswith("EJ"):
        entry.kind = _IN_A_JOURNAL.lower()
    elif "PB" not in values:
        values["PB"] = values.pop("JT", [])


TABLE = TagTable(
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
        "ISSN": lambda value, _: "issn" if identifiers.issn(value) else "",
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
    if piece.body.torn:
        what = "the last record of the file lacks what all others end with; the file may have been cut off within it"
        entry.repairs.append(("", "", what, "export the file again, or look whether this record is whole"))
    return entry


FORMAT = Format(
    name="nbib",
    label="PubMed nbib",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("PMID", "OWN", "STAT", "FAU", "PMC")), rival=_RIS),
    count=counted,
    cut=_cut,
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
