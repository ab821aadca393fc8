"""Web of Science's tagged export: two-letter tags, continuation lines indented, `ER` at the end of a record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ingest import count
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, whole
from evidence.ingest.formats.tagged import Grammar, records

_GRAMMAR = Grammar(
    tag=re.compile(r"^([A-Z][A-Z0-9])(?: (.*))?$"), begins="PT", ends="ER", ignored=("FN", "VR", "EF")
)
_CANONICAL = {
    "TI": "title",
    "SO": "container",
    "BS": "container",
    "PY": "year",
    "EA": "year",
    "VL": "volume",
    "IS": "issue",
    "AR": "pages",
    "DI": "doi",
    "D2": "doi",
    "PM": "pmid",
    "PU": "publisher",
    "AB": "abstract",
    "SN": "issn",
    "EI": "issn",
    "BN": "isbn",
    "UT": "key",
}
_KINDS = {"J": "article", "B": "book", "S": "book", "C": "conference", "P": "patent"}
_JOINED = (
    "TI",
    "SO",
    "AB",
    "SE",
    "FU",
    "FX",
    "CT",
)  # a continued line goes on; elsewhere it is another value


def read(text: str) -> Iterator[RawEntry]:
    """Yield every record of a tagged Web of Science export, in order, readable or not."""
    for position, block in enumerate(records(text, _GRAMMAR)):
        entry = RawEntry(position, block.line, block.raw)
        values: dict[str, list[str]] = {}
        for tag, lines in block.fields:
            joined = [" ".join(lines)] if tag in _JOINED else lines
            values.setdefault(tag, []).extend(line for line in joined if line)
        kind = values.pop("PT", [""])[0]
        entry.kind = values.get("DT", [_KINDS.get(kind, kind)])[0].lower()
        full = values.pop("AF", [])
        short = values.pop("AU", [])
        entry.authors = (full or short) + [
            f"{{{name}}}" for name in values.pop("CA", []) + values.pop("GP", [])
        ]
        if full and short:
            entry.put(None, "AU", "; ".join(short))
        words = values.pop("DE", []) + values.pop("ID", [])
        entry.keywords = [word.strip() for line in words for word in line.split(";") if word.strip()]
        first, last = values.pop("BP", [""])[0], values.pop("EP", [""])[0]
        entry.put("pages", "BP", f"{first}-{last}" if first and last and first != last else first or last)
        for tag, lines in values.items():
            # Cited references and funding are many lines; they are kept as one text.
            entry.put(_CANONICAL.get(tag), tag, "; ".join(lines))
        entry.key = entry.fields.pop("key", "")
        block.note_end(entry)
        yield entry


def tell(text: str) -> int:
    """Characters of the lines between a `PT` line and its `ER`: two capitals and a space alone say little.

    >>> tell("PT J\\nTI A\\nER\\n"), tell("UK housing")
    (13, 0)
    """
    total, inside = 0, False
    for line in text.split("\n"):
        inside = inside or bool(_BEGINS.match(line))
        total += (len(line) + 1) * inside
        inside = inside and not line.startswith("ER")
    return total


_BEGINS = re.compile(r"FN \w|PT [A-Z]\s*$|PT [A-Z]\s")

FORMAT = Format(
    name="wos",
    label="Web of Science text",
    tell=tell,
    count=count.wos,
    begins=re.compile(rb"\n(?=PT [A-Z]\s)"),
    in_lines=True,
    **whole(read),
)
