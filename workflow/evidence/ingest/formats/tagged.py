"""What tagged formats have in common: lines with a tag, lines that continue, records with a beginning and an end."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from evidence.ingest.entry import RawEntry


@dataclass(frozen=True, slots=True)
class Grammar:
    """`tag` matches (tag, value) of a line. A record begins with the tag `begins` and ends with the tag
    `ends`, or where that is empty with a blank line. Tags in `ignored` are about the file."""

    tag: re.Pattern[str]
    begins: str
    ends: str
    ignored: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """One record: its first line, its lines, and (tag, values) with a value for each line of a field."""

    line: int
    lines: list[str] = field(default_factory=list)
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    ended: str = ""

    @property
    def raw(self) -> str:
        return "\n".join(self.lines)

    def note_end(self, entry: RawEntry) -> None:
        """Say so where the record has no end of its own."""
        if not self.ended:
            problem = "the record has no line that ends it; it was read up to the next one"
            entry.repairs.append(("ER", "", problem, "add `ER`"))


def records(text: str, grammar: Grammar) -> Iterator[Block]:
    """Yield every record; text between records is left out."""
    block: Block | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        match = grammar.tag.match(line.rstrip())
        tag = match[1] if match else ""
        if tag in grammar.ignored and tag:
            continue
        blank = not grammar.ends and not line.strip()
        if block and (tag == grammar.begins or blank):
            yield block
            block = None
        if tag and tag == grammar.ends:
            if block:
                block.lines.append(line.rstrip())
                block.ended = tag
                yield block
            block = None
        elif tag:
            block = block or Block(number)
            block.lines.append(line.rstrip())
            block.fields.append((tag, [(match[2] or "").strip()]))
        elif block and line.strip():
            block.lines.append(line.rstrip())
            block.fields[-1][1].append(line.strip())
    if block:
        yield block


def accounted(
    text: str, tag: re.Pattern[str], marks: frozenset[str], known: Container[str] | None = None
) -> int:
    """Characters of the lines that belong to records: lines with a (known) tag, and those that continue one.

    0 where no line has one of the `marks`, the tags without which a text is not of this format.
    """
    total, inside, marked = 0, False, False
    for line in text.split("\n"):
        match = tag.match(line)
        if match and (known is None or match[1] in known or match[1] in marks):
            total, inside = total + len(line) + 1, True
            marked = marked or match[1] in marks
        elif not line.strip():
            inside = False
        elif inside:
            total += len(line) + 1
    return total if marked else 0
