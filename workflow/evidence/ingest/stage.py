"""From the bytes of many export files to records, quarantine, remarks and counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, BinaryIO

from evidence.ingest import broken_off, chunks
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.record import MAX_RAW, digest, row_of, set_aside
from evidence.ingest.rows import FileCount, Record
from evidence.ingest.sections import NOT_READ, sections
from evidence.remarks import Quarantined, Remark
from evidence.uncollected import uncollected

_SPOKEN_OF = 20  # remarks on what belongs to no entry of one file
_EXPORT = (
    "export it again as RIS, BibTeX, PubMed (nbib or XML), EndNote XML, CSV, a workbook or JSON; "
    "`evidence known` lists all formats"
)
_LINE = re.compile(r"\bline (\d+)")


@dataclass(frozen=True, slots=True)
class Source:
    """One export file: the name that people know it by, and its bytes or a stream of them."""

    name: str
    data: bytes | BinaryIO


@dataclass(frozen=True, slots=True)
class Ingested:
    records: list[Record]
    quarantine: list[Quarantined]
    remarks: list[Remark]
    counts: list[FileCount]


def ingest(
    sources: Iterable[Source], own_words_marker: str = "", encodings: Mapping[str, str] | None = None
) -> Ingested:
    """Read every entry of every source, all at once.

    Entries in = records + quarantined, for each file and in all. Identical entries get ids that
    differ by an ordinal, so that none is lost. `own_words_marker` is the prefix by which an
    abstract declares that it is not the publisher's text. `encodings`: see `ReadingRules`.
    """
    whole = Ingested([], [], [], [])
    for batch in stream(sources, own_words_marker, encodings=encodings):
        whole.records.extend(batch.records)
        whole.quarantine.extend(batch.quarantine)
        whole.remarks.extend(batch.remarks)
        whole.counts.extend(batch.counts)
    return whole


def stream(
    sources: Iterable[Source],
    own_words_marker: str = "",
    size: int = chunks.SIZE,
    encodings: Mapping[str, str] | None = None,
) -> Iterator[Ingested]:
    """`ingest` in batches of bounded size, in the same order and with the same ids."""
    unique = Unique()
    for source in sorted(sources, key=lambda s: s.name):
        named = encoding_of(source.name, encodings or {})
        yield from of_file(source, own_words_marker, size, unique, named)


def encoding_of(file: str, encodings: Mapping[str, str]) -> str:
    """The encoding that people named for a file, by the last pattern that fits its path or its name; else nothing.

    >>> encoding_of("literature/records/a.csv", {"literature/records/*.csv": "cp1250", "b.csv": "cp1251"})
    'cp1250'
    """
    name = file.rsplit("/", 1)[-1]
    fits = [
        code
        for pattern, code in encodings.items()
        if fnmatchcase(file, pattern) or fnmatchcase(name, pattern)
    ]
    return fits[-1] if fits else ""


def of_file(source: Source, marker: str, size: int, unique: Unique, named: str) -> Iterator[Ingested]:
    """The batches of one file; the last holds its count and what its reader swallowed."""
    counted, read, kept, name, blank, left_over = 0, 0, 0, "", True, False
    keys: dict[str, int] = {}
    said: list[Remark] = []  # of what belongs to no entry
    no_works: Counter[str] = Counter()
    outermost = broken_off.Outermost()
    for chunk in chunks.chunks(source.data, size, named):
        batch = Ingested([], [], [], [])
        name = name or (chunk.format.name if chunk.format else "")
        blank = blank and not chunk.text.strip()
        outermost.look(chunk.text, chunk.format)
        counted += chunk.lost
        batch.remarks.extend(Remark("", source.name, 1, "", "", *said) for said in chunk.said)
        if chunk.broken[0]:
            batch.quarantine.append(_broken(source.name, chunk, read, unique))
            counted, read = counted + 1, read + 1
        with uncollected():
            found: list[tuple[RawEntry, str]] = []
            for section in sections(chunk.text, chunk.format) if chunk.format else ():
                counted += section.counted
                left_over = left_over or section.left
                for line, start, what, fix in section.said:
                    said.append(Remark("", source.name, line + chunk.lines, "", start, what, fix))
                    batch.remarks.extend(said[-1:] if len(said) <= _SPOKEN_OF else ())
                found += [(entry, section.format.name) for entry in section.entries]
            found.sort(key=lambda one: one[0].line)  # formats in one text take turns
            for entry, form in found:
                if entry.no_work:
                    no_works[entry.no_work] += 1
                    continue
                entry.position = read
                read += 1
                if chunk.lines:
                    _move(entry, chunk.lines)
                if chunk.place:
                    _place(entry, chunk.place)
                _note_key(entry, keys)
                row, noted = row_of(source.name, form, entry, marker, unique)
                if isinstance(row, Record):
                    batch.records.append(row)
                else:
                    batch.quarantine.append(row)
                batch.remarks.extend(noted)
        kept += len(batch.records)
        yield batch
    last, name = Ingested([], [], [], []), name or "unknown"
    if more := said[_SPOKEN_OF:]:
        last.remarks.append(
            replace(more[0], problem=NOT_READ.format(f"{len(more)} further stretches of lines"))
        )
    if outermost.name and not outermost.closed:
        ended = chunk.lines + chunk.text.count("\n") + 1
        what = broken_off.WHAT.format(outermost.name)
        last.remarks.append(Remark("", source.name, ended, "", "", what, broken_off.FIX))
    if no_works:
        last.remarks.append(_left_out(source.name, no_works))
    if not read and not counted:
        form = "unknown" if left_over else name  # what stands there is no list of none
        nothing = _nothing(source.name, form, blank, chunk, unique)
        if isinstance(nothing, Remark):
            last.remarks.append(nothing)
        else:
            last.quarantine.append(nothing)
        counted = read = len(last.quarantine)
    for missing in range(max(counted - read, 0)):
        last.quarantine.append(_swallowed(source.name, missing, counted, read, unique))
    total = max(counted, read)
    last.counts.append(FileCount(source.name, name, total, kept, total - kept))
    yield last


def _nothing(file: str, form: str, blank: bool, chunk: chunks.Chunk, unique: Unique) -> Remark | Quarantined:
    """What is said of a file without entries: a remark where it is empty or a list of none, else it is set aside."""
    commented = chunk.format is not None and chunk.format.comment is not None
    if blank or form != "unknown":
        problem = "the file is empty" if blank else "the file holds no entry"
        problem += ", only comments and definitions" if commented and not blank else ""
        return Remark("", file, 1, "", "", problem, "export it again if there should be entries in it")
    if chunk.format:
        what = f"no entry could be read of this file, which looks like {chunk.format.label}"
        fix = "look at the lines that are said not to be read, mend them, or export the file again"
        return _broken(file, replace(chunk, broken=(what, fix)), 0, unique)
    unknown = ("the format of this file is not known", _EXPORT)
    return _broken(file, replace(chunk, broken=unknown), 0, unique)


def _left_out(file: str, no_works: Counter[str]) -> Remark:
    """What is said of parts of a library that are no works: how many of each kind there are."""
    listed = ", ".join(f"{number} of the kind “{kind}”" for kind, number in sorted(no_works.items()))
    what = f"left out, because they are parts of a library and no works: {listed}"
    return Remark("", file, 1, "", "", what, "nothing, unless a work was filed as such in the program")


def _broken(file: str, chunk: chunks.Chunk, position: int, unique: Unique) -> Quarantined:
    """A file, or a sheet of it, as one entry that is set aside."""
    problem = Problem("", *chunk.broken, chunk.text[:80])
    return set_aside(file, RawEntry(position, 1, chunk.text[:MAX_RAW]), problem, unique)


def _place(entry: RawEntry, sheet: str) -> None:
    """Say on which sheet of a workbook an entry stands: its line is the row there."""
    entry.repairs = [
        (name, value, f"sheet “{sheet}”: {what}", fix) for name, value, what, fix in entry.repairs
    ]
    if entry.problem:
        entry.problem = replace(entry.problem, problem=f"sheet “{sheet}”: {entry.problem.problem}")


def _moved(text: str, lines: int) -> str:
    return _LINE.sub(lambda match: f"line {int(match.group(1)) + lines}", text)


def _move(entry: RawEntry, lines: int) -> None:
    """Count lines from the top of the file, also where a problem names one."""
    entry.line += lines
    if not entry.repairs and not entry.problem:
        return
    entry.repairs = [
        (name, value, _moved(what, lines), _moved(fix, lines)) for name, value, what, fix in entry.repairs
    ]
    if entry.problem:
        entry.problem = replace(entry.problem, problem=_moved(entry.problem.problem, lines))


def _note_key(entry: RawEntry, keys: dict[str, int]) -> None:
    """A key used twice in one file stays with both entries; decisions that name it are in doubt."""
    if entry.key in keys:
        problem = f"this key is used twice in this file, first on line {keys[entry.key]}"
        fix = "give one of the entries another key, or remove one if they are the same"
        entry.repairs.append(("key", entry.key, problem, fix))
    elif entry.key:
        keys[entry.key] = entry.line
    if "\ufffd" in entry.raw:
        problem = "a character could not be read"
        entry.repairs.append(("", "", problem, "save the file as UTF-8 and correct the entry"))


def _swallowed(file: str, number: int, counted: int, read: int, unique: Unique) -> Quarantined:
    return Quarantined(
        entry_id=unique(f"quarantined-{digest(file, number)}"),
        source_file=file,
        position=read + number,
        line=1,
        field="",
        value="",
        problem=f"the file seems to hold {counted} entries, but {read} could be told apart",
        how_to_fix="look for an entry that runs into the one before it",
        raw="",
    )


class Unique:
    """Identical entries get `.2`, `.3` ... in the order of file and position."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}
        self._again: list[dict[str, Any]] = []

    def __call__(self, name: str) -> str:
        self._seen[name] = seen = self._seen.get(name, 0) + 1
        if seen == 1:
            return name
        self._again.append({"id": f"{name}.{seen}", "name": name, "number": seen})
        return f"{name}.{seen}"

    def again(self) -> list[dict[str, Any]]:
        """The ids that were not the first of their name, with it and their number, since this was asked last."""
        told, self._again = self._again, []
        return told
