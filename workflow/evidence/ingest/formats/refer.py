"""EndNote's and refer's export with `%` tags, one a line, records apart by a blank line or a new `%0`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.ingest import count
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format, whole
from evidence.ingest.formats.tagged import Grammar, accounted, records

_GRAMMAR = Grammar(tag=re.compile(r"^%([0-9A-Z!@#$&*()+^>\[\]<~?:=])(?: (.*))?$"), begins="0", ends="")
_CANONICAL = {
    "T": "title",
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
}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every record of a %-tagged file, in order, readable or not."""
    for position, block in enumerate(records(text, _GRAMMAR)):
        entry = RawEntry(position, block.line, block.raw)
        for tag, lines in block.fields:
            value = " ".join(line for line in lines if line)
            if tag == "0":
                entry.kind = value.lower()
            elif tag == "A":
                entry.authors.append(value)
            elif tag == "K":
                entry.keywords += [word for line in lines for word in re.split(r"\s*[;,]\s*", line) if word]
            elif tag == "@":
                entry.put(
                    "issn" if re.fullmatch(r"\D*\d{4}-?\d{3}[\dXx]\b.*", value) else "isbn", "%@", value
                )
            else:
                entry.put(_CANONICAL.get(tag), f"%{tag}", value)
        entry.key = entry.fields.pop("key", "")
        yield entry


FORMAT = Format(
    name="refer",
    label="EndNote (refer, %-tags)",
    tell=lambda text: accounted(text, _GRAMMAR.tag, frozenset("0")),
    count=count.refer,
    begins=re.compile(rb"\n(?=%0 )"),
    in_lines=True,
    **whole(read),
)
