"""EndNote's and refer's export with `%` tags, one a line, records apart by a blank line or a new `%0`."""

from __future__ import annotations

import re

from evidence import identifiers
from evidence.ingest.count.lines import refer as counted
from evidence.ingest.format import Format
from evidence.ingest.formats.tag_table import TagTable, entry_of, serial
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_TAG = re.compile(rf"{BEFORE}%([0-9A-Z!@#$&*()+^>\[\]<~?:=])(?:[ \t](.*))?$")


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("%A Ash, Ann"), line("%0"), line("% of all"), line("%50 of")
    (('', 'A', 'Ash, Ann'), ('', '0', ''), None, None)
    """
    match = _TAG.match(text)
    return (match[1], match[2], match[3] or "") if match else None


GRAMMAR = Grammar(
    line=line,
    begins=frozenset("0"),
    makes=frozenset("TA"),
    long=frozenset("XZ<"),
    gaps=True,
    twice=True,
)


TABLE = TagTable(
    means={
        "T": "title",
        "!": "title",
        "J": "container",
        "B": "container",
        "D": "year",
        "8": "year",
        "V": "volume",
        "N": "issue",
        "P": "pages",
        "I": "publisher",
        "R": "doi",
        "X": "abstract",
        "U": "url",
        "M": "key",
        "F": "key",
    },
    kind=("0",),
    people=(("A",), ("E",), ("Y",)),
    bodies=("Q",),
    keywords=("K",),
    parted=re.compile(r"[;,]"),
    lists=frozenset(("K", "A", "E", "U", "")),
    name=lambda tag: f"%{tag}",
    apart={
        "@": lambda value, _: serial(value) or "isbn",
        "R": lambda value, _: "doi" if identifiers.doi(value) else "",
        "M": lambda value, _: "doi" if identifiers.doi(value) else "key",
    },
    glued=re.compile(r"%[0TA] (?<=[^\s>|]%[0TA] )\D.*"),
    glued_marks=("%0 ", "%T ", "%A "),
)


FORMAT = Format(
    name="refer",
    label="EndNote (refer, %-tags)",
    tell=lambda text: (
        accounted(text, GRAMMAR, frozenset("0")) or accounted(text, GRAMMAR, frozenset("TADJBIX"), least=2)
    ),
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n[ \t]*\n(?=%0[ \t\n])"),
    in_lines=True,
    order=45,
)
