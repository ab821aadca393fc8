"""A card index as text: `CARD> 1`, then `TI> `, `AU> ` and so on."""

from __future__ import annotations

import re

from evidence.ingest.format import Format
from evidence.ingest.formats.tag_table import TagTable, entry_of
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, accounted, pieces

_LINE = re.compile(rf"{BEFORE}(CARD|TI|AU|SO|YR|DOI|AB)> ?(.*)")


def line(text: str) -> Told | None:
    match = _LINE.match(text)
    return (match[1], match[2], match[3]) if match else None


def count(text: str) -> int:
    """From the outside, without any code that reads."""
    return len(re.findall(r"^CARD> ?\d+\s*$", text, re.M))


GRAMMAR = Grammar(
    line=line, begins=frozenset(("CARD",)), makes=frozenset(("TI", "AU")), long=frozenset(("AB",))
)
TABLE = TagTable(
    means={"CARD": "key", "TI": "title", "SO": "container", "YR": "year", "DOI": "doi", "AB": "abstract"},
    kind=(),
    people=(("AU",),),
    keywords=(),
    parted=re.compile(";"),
    lists=frozenset(("AU", "")),
)

FORMAT = Format(
    name="card-index",
    label="Card index",
    tell=lambda text: accounted(text, GRAMMAR, frozenset(("CARD", "TI", "AU")), least=3),
    count=count,
    cut=lambda text: pieces(text, GRAMMAR),
    read=lambda piece: entry_of(piece, TABLE),
    begins=re.compile(rb"\n(?=CARD> ?\d)"),
    in_lines=True,
)
