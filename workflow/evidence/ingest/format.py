"""What a format of exports is: how it is told, counted, cut and read. Each is one module under `formats/`.

A reader never sees more than one entry at a time, so that what it cannot read costs that entry and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.ingest.entry import Problem, RawEntry


@dataclass(frozen=True, slots=True)
class Piece:
    """One entry as it was cut out of a text: its first line (from 1), its text, and what the reader is to read of it."""

    line: int
    raw: str
    body: Any = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch of a text, in characters, that is no entry and no wrapping of entries in this format.

    `notes`: such lines are usual there, as above a table. `said`: what is to be said of it, if not that it was not read.
    `spoken`: an entry beside it says that it was not read.
    """

    start: int
    end: int
    notes: bool = False
    said: str = ""
    spoken: bool = False


def filled(text: str, start: int, end: int) -> list[Rest]:
    """A stretch from its first word to its last; none where it is blank.

    >>> filled("a  b c  d", 1, 8)[0].start, filled("a  b c  d", 1, 8)[0].end, filled("a  b", 1, 3)
    (3, 6, [])
    """
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return [Rest(first, start + len(words.rstrip()))] if first < end else []


@dataclass(frozen=True, slots=True)
class Opening:
    """How a tagged format's records begin: a line that does begins with one of `marks` and is like `begins`; `has` are the
    lines of which each must stand below it before the next blank line. `alone`: no other format has a line like it, so
    that none need be blank above it."""

    marks: tuple[str, ...]
    begins: re.Pattern[str]
    has: tuple[re.Pattern[str], ...]
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One format, declared in a file of `formats/` or by another distribution (`evidence.formats`).

    `name` stands in the tables, `label` is for people. `tell` gives the characters of a text that belong to
    entries of this format by its outward structure: the format that accounts for most of a file is taken, so
    that a stray line decides nothing. `count` counts the entries from the outside and shares no code with `cut`
    and `read`. `cut` yields the pieces of a text in order, and what it met among them and is of no use to it as
    `Rest`; `read` makes an entry of a piece. Just after each match
    of `begins` an entry begins whatever stands before it, so that a large file may be cut there; None where a
    file has to be read whole. `in_lines`: an entry is a run of whole lines, so that what stands between two may
    be of another format; `raw` of a piece then holds all of its lines, blank ones too, and what no piece
    holds is the rest. `comment`: what is a comment by the rules of the format. `order`: where two formats account for
    equally much of a text, the lower is taken. `rows`: any lines with commas seem to be of it, so that it gives way.
    `opening`: how its records begin, by which they are told within a file of another tagged format.
    """

    name: str
    label: str
    tell: Callable[[str], int]
    count: Callable[[str], int]
    cut: Callable[[str], Iterator[Piece | Rest]]
    read: Callable[[Piece], RawEntry]
    begins: re.Pattern[bytes] | None = None
    in_lines: bool = False
    comment: re.Pattern[str] | None = None
    order: int = 0
    rows: bool = False
    opening: Opening | None = None

    def entries(self, text: str) -> Iterator[RawEntry]:
        """Every entry of a text, in order, readable or not. Nothing that stands in a text raises."""
        return (part for part in self.parts(text) if isinstance(part, RawEntry))

    def parts(self, text: str) -> Iterator[RawEntry | Rest]:
        """The entries, and what is left over among them."""
        try:
            for piece in self.cut(text):
                yield piece if isinstance(piece, Rest) else self.entry(piece)
        except Exception as error:  # the reader's own fault, which must not cost the rest of the review
            yield RawEntry(0, 1, text, problem=_fault(error))

    def entry(self, piece: Piece) -> RawEntry:
        """The entry of a piece, readable or not."""
        try:
            return self.read(piece)
        except Exception as error:
            return RawEntry(0, piece.line, piece.raw, problem=_fault(error))


def _fault(error: Exception) -> Problem:
    what = f"this entry could not be read ({type(error).__name__}: {error})"
    return Problem("", what, "export it again, or mend its fields; the other entries of the file were read")
