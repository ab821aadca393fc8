"""BibTeX and BibLaTeX: clean entries are scanned, broken ones mended; one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.errors import shorten
from evidence.ingest.bibtex_fields import fill, plain
from evidence.ingest.bibtex_mend import Mended, mend
from evidence.ingest.bibtex_names import split_names
from evidence.ingest.bibtex_parents import Parents
from evidence.ingest.bibtex_scan import Macros, learn
from evidence.ingest.bibtex_split import Block, split
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Piece

__all__ = ["cut", "entry_of", "plain", "read", "split_names"]

_STRAY = re.compile(r"(?:^|[\s,{])[^\W\d_][\w-]*\s*=\s*[{\"\d]")
_BROKEN_HEAD = re.compile(r"@|^[ \t]*[^\W\d_][\w.:+/-]*\s*[{(][^{}()=,\n]*,", re.M)
_MOST_REPAIRS = 20  # told one by one; nobody reads more of one entry
_NOT_RECORDS = {"comment", "preamble", "string"}


@dataclass(frozen=True, slots=True)
class Part:
    """What an entry is read from: its text, its block, what other entries say of it, and a `gap` with fields beside it."""

    text: str
    block: Block | None
    macros: Macros
    parents: Parents
    gap: str = ""


def read(text: str) -> Iterator[RawEntry]:
    """Yield every entry of a BibTeX text, in order, readable or not."""
    for position, piece in enumerate(cut(text)):
        entry = entry_of(piece)
        entry.position = position
        yield entry


def cut(text: str) -> Iterator[Piece]:
    """The entries of a text, and what stands between them where that has lost its entry."""
    macros = Macros(text)
    parents = Parents(text, macros)
    line, counted_to, reached, last_line = 1, 0, 0, 1
    gap, waiting = "", None
    for block in split(text, macros):
        line += text.count("\n", counted_to, block.start)
        counted_to = block.start
        gap += text[reached : block.start]
        reached = block.limit if block.end is None else block.end
        if block.kind in _NOT_RECORDS:
            if block.kind == "string" and block.end is not None:
                learn(text[block.start : reached], macros)
            continue
        if waiting or gap.strip():
            yield from _pieces(waiting, gap, last_line, text, macros, parents)
        gap, waiting, last_line = "", (block, line), line
    yield from _pieces(waiting, gap + text[reached:], last_line, text, macros, parents)


def _pieces(
    waiting: tuple[Block, int] | None, gap: str, line: int, text: str, macros: Macros, parents: Parents
) -> Iterator[Piece]:
    """The entry that waited for what follows it, and a piece of its own for one whose first line is broken."""
    lost = gap if _STRAY.search(gap) else ""
    alone = bool(lost and (waiting is None or _BROKEN_HEAD.search(lost)))
    raw = ""
    if waiting:
        block, _ = waiting
        raw = text[block.start : block.limit] if block.end is None else text[block.start : block.end]
        raw = raw if block.end else raw.rstrip()
        yield Piece(line, raw, Part(text, block, macros, parents, "" if alone else lost))
    if alone:
        first = len(gap) - len(gap.lstrip())
        at = text.find(gap.strip()[:200]) if waiting is None else -1
        above = text.count("\n", 0, at) + 1 if at >= 0 else line + raw.count("\n") + gap.count("\n", 0, first)
        yield Piece(above, gap.strip(), Part(text, None, macros, parents))


def entry_of(piece: Piece) -> RawEntry:
    """The entry of one piece."""
    part: Part = piece.body
    block, macros, raw = part.block, part.macros, piece.raw
    if block is None:
        what = "these fields stand outside of any entry: the `@` and the kind above them are missing, or a brace is one too many"
        problem = Problem("", what, "let the entry begin with a line such as `@article{key,`", raw[:80])
        return RawEntry(0, piece.line, raw, problem=problem)
    entry = RawEntry(0, piece.line, raw, kind=block.kind)
    if block.scanned:
        entry.key, fields = block.scanned.key, block.scanned.fields
        lines = Lines(part.text, block.start, piece.line)
    else:
        last = block.end is None and block.limit == len(part.text)
        whole = part.text[block.start : block.limit] if block.end is None else raw
        mended = mend(whole, macros, block.end is not None, last)
        lines = Lines(whole, 0, piece.line)
        entry.key, fields = mended.key, mended.fields
        _report(entry, mended, lines, block.end is not None, last)
    if entry.problem is None:
        fill(entry, part.parents.complete(entry, fields), lines.of)
    if part.gap:
        _note_stray(entry, part.gap)
    return entry


class Lines:
    """Line numbers of the file for offsets within one of its entries."""

    __slots__ = ("_at", "_before", "_line", "_text")

    def __init__(self, text: str, start: int, line: int):
        self._text, self._line = text, line
        self._at, self._before = start, 0

    def of(self, offset: int) -> int:
        """The line of the file on which this offset stands; quick where offsets are asked for in order."""
        if offset >= self._at:
            self._before += self._text.count("\n", self._at, offset)
        else:
            self._before -= self._text.count("\n", offset, self._at)
        self._at = offset
        return self._line + self._before


def _report(entry: RawEntry, mended: Mended, lines: Lines, closed: bool, last: bool) -> None:
    """Say what was mended; an entry that cannot be told or lost its title gets a problem."""
    for name, value, problem, fix, offset in mended.repairs[:_MOST_REPAIRS]:
        entry.repairs.append((name, value, f"line {lines.of(offset)}: {problem}", fix))
    if (more := len(mended.repairs) - _MOST_REPAIRS) > 0:
        entry.repairs.append(
            ("", "", f"{more} more faults of this kind stand in this entry", "mend the entry as a whole")
        )
    has_title = any(name == "title" for name, _, _ in mended.fields)
    if not closed and (not has_title or mended.cut == "title"):
        what = "the file ends inside this entry" if last else "a brace is not closed before the next entry"
        fix = "add the missing closing brace of this entry"
        entry.problem = Problem("", what, fix, entry.raw.split("\n", 1)[0])
    elif not mended.fields:
        rest = re.match(r"[^{(]*[{(][^,\n]*,?\s*", entry.raw)
        at = lines.of(rest.end()) if rest and rest.end() < len(entry.raw) else entry.line
        problem = f"this is not valid BibTeX: line {at}: no field with a value could be told apart"
        fix = "check the key, the commas, the equals signs and the quotes of this entry"
        entry.problem = Problem("", problem, fix, entry.raw.split("\n", 1)[0])
    elif not closed and not any(
        "not closed" in repair[2] or "ends inside" in repair[2] for repair in entry.repairs
    ):
        problem = f"line {lines.of(len(entry.raw))}: the closing brace of this entry is missing"
        entry.repairs.append(("", "", problem, "add it"))


def _note_stray(entry: RawEntry, gap: str) -> None:
    """BibTeX ignores text between entries; fields that stand there have lost their entry."""
    problem = "fields stand outside of any entry next to this one; they were not read"
    fix = "look for a closing brace too many, or for an entry whose `@` is missing"
    entry.repairs.append(("", shorten(gap), problem, fix))
