"""BibTeX and BibLaTeX: clean entries are scanned, broken ones mended; one costs only itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.errors import shorten
from evidence.ingest.bibtex_fields import fill, plain
from evidence.ingest.bibtex_mend import Mended, mend
from evidence.ingest.bibtex_names import split_names
from evidence.ingest.bibtex_parents import Parents
from evidence.ingest.bibtex_scan import Macros, learn
from evidence.ingest.bibtex_split import Block, split
from evidence.ingest.entry import Problem, RawEntry

__all__ = ["plain", "read", "split_names"]

_STRAY = re.compile(r"(?:^|[\s,{])[^\W\d_][\w-]*\s*=\s*[{\"\d]")
_MOST_REPAIRS = 20  # told one by one; nobody reads more of one entry
_NOT_RECORDS = {"comment", "preamble", "string"}


def read(text: str) -> Iterator[RawEntry]:
    """Yield every entry of a BibTeX file, in order, readable or not."""
    macros = Macros(text)
    parents = Parents(text, macros)
    waiting: RawEntry | None = None
    position, line, counted_to, reached = 0, 1, 0, 0
    gap = ""
    for block in split(text, macros):
        line += text.count("\n", counted_to, block.start)
        counted_to = block.start
        gap += text[reached : block.start]
        reached = block.limit if block.end is None else block.end
        if block.kind in _NOT_RECORDS:
            if block.kind == "string" and block.end is not None:
                learn(text[block.start : reached], macros)
            continue
        if waiting:
            _note_stray(waiting, gap)
            gap = ""
            yield waiting
        waiting = _entry(text, position, line, block, macros, parents)
        position += 1
    if waiting:
        _note_stray(waiting, gap + text[reached:])
        yield waiting


def _entry(
    text: str, position: int, line: int, block: Block, macros: dict[str, str], parents: Parents
) -> RawEntry:
    raw = text[block.start : block.limit if block.end is None else block.end]
    entry = RawEntry(position, line, raw if block.end else raw.rstrip(), kind=block.kind)
    if block.scanned:
        entry.key, fields = block.scanned.key, block.scanned.fields
        lines = Lines(text, block.start, line)
    else:
        last = block.end is None and block.limit == len(text)
        mended = mend(raw, macros, block.end is not None, last)
        lines = Lines(raw, 0, line)
        entry.key, fields = mended.key, mended.fields
        _report(entry, mended, lines, block.end is not None, last)
    if entry.problem is None:
        fill(entry, parents.complete(entry, fields), lines.of)
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
    if _STRAY.search(gap):
        problem = "fields stand outside of any entry next to this one; they were not read"
        fix = "look for a closing brace too many, or for an entry whose `@` is missing"
        entry.repairs.append(("", shorten(gap), problem, fix))
