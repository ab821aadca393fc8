"""The parts of a text and the format of each: what one format's reader leaves over is told again.

Two exports appended to one another are two; a BibTeX entry pasted into a note is part of that note, because the
reader of the file's own format accounts for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Format
from evidence.ingest.sniff import sniff

# So many parts of other formats are looked for in one text; a file of fragments is read as what most of it is.
_MOST = 100


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a text in one format: the entries read there, and how many there seem to be from the outside."""

    format: Format
    entries: list[RawEntry]
    counted: int


def sections(text: str, form: Format) -> Iterator[Section]:
    """The section of `form`, and after it one for each gap between its entries that is of another format."""
    entries = list(form.entries(text))
    gaps = list(_gaps(text, entries)) if form.in_lines else []
    others = []
    for first, gap in gaps[:_MOST]:
        other = sniff(gap)
        if other and other is not form:
            others.append((first, gap, other))
    own = _without(text, [(first, gap.count("\n") + 1) for first, gap, _ in others])
    yield Section(form, entries, form.count(own))
    for first, gap, other in others:
        for section in sections(gap, other):
            for entry in section.entries:
                entry.line += first - 1
            yield section


def _gaps(text: str, entries: list[RawEntry]) -> Iterator[tuple[int, str]]:
    """(first line, text) of the runs of lines that belong to no entry and are not blank."""
    lines = text.split("\n")
    at = 1
    for entry in [*entries, None]:
        until = entry.line if entry else len(lines) + 1
        gap = "\n".join(lines[at - 1 : until - 1])
        if until > at and gap.strip():
            yield at, gap
        at = max(at, until + entry.raw.count("\n") + 1) if entry else at


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with these (first line, number of lines) emptied."""
    if not spans:
        return text
    lines = text.split("\n")
    for first, number in spans:
        lines[first - 1 : first - 1 + number] = [""] * number
    return "\n".join(lines)
