"""BibTeX and BibLaTeX: clean entries are scanned, broken ones mended; one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from evidence.errors import shorten
from evidence.ingest.bibtex_fields import fill, plain
from evidence.ingest.bibtex_mend import Mended, mend
from evidence.ingest.bibtex_names import split_names
from evidence.ingest.bibtex_parents import Parents
from evidence.ingest.bibtex_scan import Macros, learn
from evidence.ingest.bibtex_split import SplitEntry, split
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Piece, Rest, filled

__all__ = ["cut", "entry_of", "plain", "read", "split_names"]

# A program's own words (groups, file types) are a comment; fields or an entry that a person took out are said.
_ENTRY_WITHIN = re.compile(
    r"@\s*[^\W\d_][\w.:+/-]*\s*[{(][^{}()=,]*,|\b(?:title|author|year)\s*=\s*[{\"\d]", re.I
)
_STRAY = re.compile(r"(?:^|[\s,{])[^\W\d_][\w-]*\s*=\s*[{\"\d]")
_BROKEN_HEAD = re.compile(r"@|^[ \t]*[^\W\d_][\w.:+/-]*\s*[{(][^{}()=,\n]*,", re.M)
_FIELDS_WITHIN = re.compile(r"\n[ \t]*[^\W\d_][\w-]*[ \t]*=[ \t]*[{\"\d]")
_MOST_REPAIRS = 20  # told one by one; nobody reads more of one entry
_NOT_RECORDS = {"comment", "preamble", "string"}


@dataclass(frozen=True, slots=True)
class Part:
    """What an entry is read from: its text, its block, what other entries say of it, and a `gap` with fields beside it."""

    text: str
    block: SplitEntry | None
    macros: Macros
    parents: Parents
    gap: str = ""


def read(text: str) -> Iterator[RawEntry]:
    """Yield every entry of a BibTeX text, in order, readable or not."""
    pieces = (part for part in cut(text) if isinstance(part, Piece))
    for position, piece in enumerate(pieces):
        entry = entry_of(piece)
        entry.position = position
        yield entry


def cut(text: str) -> Iterator[Piece | Rest]:
    """The entries of a text, and what stands between them: a piece where it has lost its entry, else a rest."""
    macros = Macros(text)
    parents = Parents(text, macros)
    line, reached = 1, 0
    gaps: list[Rest] = []
    waiting = None
    for block in split(text, macros):
        gaps += filled(text, reached, block.start)
        reached = block.limit if block.end is None else block.end
        if block.kind in _NOT_RECORDS:
            raw = text[block.start : reached]
            if not _is_plain(block, raw, macros):
                rests = filled(text, block.start, reached)
                if block.kind == "comment" or len(_STRAY.findall(raw)) < 2:
                    yield from rests
                else:
                    gaps += rests  # it has swallowed fields
            continue
        if waiting or gaps:
            yield from _pieces(waiting, gaps, line, text, macros, parents)
        line += text.count("\n", waiting.start if waiting else 0, block.start)
        gaps, waiting = [], block
    gaps += filled(text, reached, len(text))
    yield from _pieces(waiting, gaps, line, text, macros, parents)


def _is_plain(block: SplitEntry, raw: str, macros: Macros) -> bool:
    """Whether what is no record was understood and holds no entry, so that nothing is to be said of it."""
    if block.kind == "string":
        return learn(raw, macros) and block.end is not None
    return block.end is not None and not (block.kind == "comment" and _ENTRY_WITHIN.search(raw, 1))


def _pieces(
    block: SplitEntry | None, gaps: list[Rest], line: int, text: str, macros: Macros, parents: Parents
) -> Iterator[Piece | Rest]:
    """The entry that waited for what follows it, and a piece of its own for one whose first line is broken."""
    gap = "\n".join(text[rest.start : rest.end] for rest in gaps)
    lost = gap if _STRAY.search(gap) else ""
    alone = bool(lost and (block is None or _BROKEN_HEAD.search(lost)))
    if block:
        raw = text[block.start : block.limit] if block.end is None else text[block.start : block.end]
        yield Piece(
            line,
            raw if block.end else raw.rstrip(),
            Part(text, block, macros, parents, "" if alone else lost),
        )
    if alone:
        above = line + text.count("\n", block.start if block else 0, gaps[0].start)
        yield Piece(above, text[gaps[0].start : gaps[-1].end], Part(text, None, macros, parents))
    else:
        yield from (replace(rest, spoken=bool(lost)) for rest in gaps)


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
        _note_swallowed(entry, fields, lines)
    if part.gap:
        _note_stray(entry, part.gap)
        if entry.problem or not entry.fields.get("title"):
            entry.raw += part.gap
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


def _note_swallowed(entry: RawEntry, fields: list[tuple[str, str, int]], lines: Lines) -> None:
    """A value with lines like fields breaks no rule of BibTeX; an entry that lost its beginning may have run into it."""
    for name, value, offset in fields:
        if "\n" in value and len(_FIELDS_WITHIN.findall(value)) > 1:
            line = lines.of(offset) if offset >= 0 else entry.line
            problem = f"line {line}: lines of this field look like the fields of an entry, which runs into it and was not read as one"
            fix = "look for a closing brace that is missing in this field"
            entry.repairs.append((name, shorten(value), problem, fix))


def _note_stray(entry: RawEntry, gap: str) -> None:
    """BibTeX ignores text between entries; fields that stand there have lost their entry."""
    problem = "fields stand outside of any entry next to this one; they were not read"
    fix = "look for a closing brace too many, or for an entry whose `@` is missing"
    entry.repairs.append(("", shorten(gap), problem, fix))
