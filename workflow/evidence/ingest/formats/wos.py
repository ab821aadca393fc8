"""Web of Science's tagged export: two-letter tags, continuation lines indented, `ER` at the end of a record."""

from __future__ import annotations

import re

from evidence import kinds
from evidence.ingest.count.lines import wos as counted
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, Opening, Piece
from evidence.ingest.formats.tag_table import TagTable, Values, entry_of
from evidence.ingest.formats.tagged import BEFORE, Grammar, Told, pieces
from evidence.ingest.formats.tagged_block import Block

_TAG = re.compile(rf"{BEFORE}([A-Z][A-Z0-9])(?:[ \t](.*))?$")
_BEGINS = re.compile(rf"{BEFORE}(?:FN \w|PT(?: [A-Z])?\s*$|PT [A-Z]\s)")
_KINDS = {"J": "article", "B": "book", "S": "book", "C": "conference", "P": "patent"}


def line(text: str) -> Told | None:
    """(what stands before it, tag, value) of a line with a tag.

    >>> line("AU Ash, A"), line("BP"), line("   Elm, BC")
    (('', 'AU', 'Ash, A'), ('', 'BP', ''), None)
    """
    match = _TAG.match(text)
    return (match[1], match[2], match[3] or "") if match else None


GRAMMAR = Grammar(
    name="wos",
    line=line,
    begins=frozenset(("PT",)),
    ends="ER",
    makes=frozenset(("TI", "AU", "AF")),
    long=frozenset(("AB", "CR")),
    ignored=frozenset(("FN", "VR", "EF")),
    foot="EF",
)


def _special(entry: RawEntry, values: Values) -> None:
    """The kind by its name or its letter; cited references and the like are many lines that are kept as one text."""
    letter = values.pop("PT", [""])[0]
    entry.kind = kinds.first_known([*values.get("DT", []), _KINDS.get(letter, letter)]).lower()
    for tag in values.keys() - TABLE.means.keys() - _READ:
        values[tag] = ["; ".join(values[tag])]


TABLE = TagTable(
    means={
        "TI": "title",
        "SO": "container",
        "BS": "container",
        "SE": "container",
        "PY": "year",
        "EA": "year",
        "VL": "volume",
        "IS": "issue",
        "DI": "doi",
        "D2": "doi",
        "PM": "pmid",
        "PU": "publisher",
        "AB": "abstract",
        "SN": "issn",
        "EI": "issn",
        "BN": "isbn",
        "UT": "key",
        "AN": "key",
    },
    people=(("AF",), ("AU",), ("BF",), ("BA",), ("BE",), ("ED",)),
    bodies=("CA", "GP"),
    keywords=("DE", "ID"),
    parted=re.compile(r";"),
    first=("BP", "PS"),
    last=("EP",),
    article=("AR",),
    # One item a line. What semicolons part (DE, ID, C3, RI, OI, EM, WC, SC) is wrapped as words are.
    lists=frozenset(re.findall(r"\w+", "AU AF BA BF BE ED CA GP C1 CR SN EI BN")) | {""},
    apart={
        "AN": lambda _, values: "" if values.get("UT") else "key",
        "BS": lambda _, values: "" if values.get("SO") else "container",
        "SE": lambda _, values: "" if values.get("SO") else "container",
    },
    special=_special,
    glued=re.compile(r"(?:TI|AF|PT) (?<=[^\s(_A-Z]TI |[^\s(_A-Z]AF |[^\s(_A-Z]PT )[^a-z\s].*"),
    glued_marks=("TI ", "AF ", "PT "),
)
_READ = {tag for tags in TABLE.people for tag in tags} | {
    *TABLE.bodies,
    *TABLE.keywords,
    "BP",
    "PS",
    "EP",
    "AR",
}


def read(piece: Piece) -> RawEntry:
    """The entry of one record."""
    entry = entry_of(piece, TABLE)
    block: Block = piece.body
    block.note_end(entry, "ER")
    return entry


def tell(text: str) -> int:
    """Characters of the lines between a `PT` line and its `ER`: two capitals and a space alone say little.

    >>> tell("PT J\\nTI A\\nER\\n"), tell("UK housing")
    (13, 0)
    """
    total, inside = 0, False
    for text_line in text.split("\n"):
        inside = inside or bool(_BEGINS.match(text_line))
        if inside:  # any line may go on, as in `tagged.accounted`
            total += len(text_line) + 1 if _TAG.match(text_line) else len(text_line) // 4
        inside = inside and not text_line.lstrip(" \t>|").startswith("ER")
    return total


FORMAT = Format(
    name="wos",
    label="Web of Science text",
    tell=tell,
    count=counted,
    cut=lambda text: pieces(text, GRAMMAR),
    read=read,
    begins=re.compile(rb"\n(?:ER[ \t]*|[ \t]*)\n(?=PT [A-Z]\s)"),
    in_lines=True,
    order=43,
    opening=Opening(
        tuple(f"PT {letter}" for letter in "JBSCP"),
        re.compile(r"PT [JBSCP]\s*$"),
        (re.compile("(?:TI|AU|AF) "), re.compile("(?:SO|PY|UT|ER|DT)(?: |$)")),
    ),
)
