"""RefWorks' tagged export, which Chinese databases (CNKI, WanFang, VIP) write too: `RT` begins a record."""

from __future__ import annotations

import re

from evidence.ingest.count.lines import refworks as counted
from evidence.ingest.format import Format, Opening
from evidence.ingest.formats.tag_table import TagTable, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

# Only tags of the format are told, since prose too begins with two capitals and a space.
_KNOWN = frozenset(
    re.findall(
        r"\w+",
        "RT SR ID A1 A2 A3 A4 A5 A6 T1 T2 T3 JF JO YR FD VO IS SP OP K1 AB NO ED PB PP SN AV AD AN LA CL SF OT LK DO CN DB DS"
        " IP RD ST UL SL LL CR WT WV WP RP SA PM PI PC OL U1 U2 U3 U4 U5 U6 U7 U8 U9",
    )
)
_TAG = re.compile(rf"{BEFORE}([A-Z][A-Z0-9])(?:[ \t]+(.*))?$")


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("RT Journal Article"), line("UK housing"), line("IS")
    (('', 'RT', 'Journal Article'), None, ('', 'IS', ''))
    """
    match = _TAG.match(text)
    return (match[1], match[2], match[3] or "") if match and match[2] in _KNOWN else None


GRAMMAR = Grammar(
    name="refworks",
    line=line,
    begins=frozenset(("RT",)),
    makes=frozenset(("T1", "A1")),
    long=frozenset(("AB", "NO")),
    gaps=True,
    twice=True,
)


TABLE = TagTable(
    means={
        "T1": "title",
        "OT": "title",
        "JF": "container",
        "JO": "container",
        "T2": "container",
        "YR": "year",
        "FD": "year",
        "VO": "volume",
        "IS": "issue",
        "PB": "publisher",
        "DO": "doi",
        "PM": "pmid",
        "AB": "abstract",
        "UL": "url",
        "LK": "url",
        "ID": "key",
    },
    kind=("RT",),
    people=(("A1",), ("A2",), ("A3",)),
    keywords=("K1",),
    parted=re.compile(r"[;；]"),
    first=("SP",),
    last=("OP",),
    lists=frozenset(("A1", "A2", "K1", "")),
    apart={"SN": serial},
    glued=re.compile(r"(?:T1|A1|RT) (?<=[^\s(_A-Z]T1 |[^\s(_A-Z]A1 |[^\s(_A-Z]RT )[^a-z\s].*"),
    glued_marks=("T1 ", "A1 ", "RT "),
)

FORMAT = Format(
    name="refworks",
    label="RefWorks tagged",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("RT", "T1", "A1")), least=2),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n[ \t]*\n(?=RT [A-Z])"),
    in_lines=True,
    order=44,
    opening=Opening(("RT ",), re.compile(r"RT [A-Z][\w ]*$"), (re.compile("(?:T1|A1) [^-]"),)),
)
