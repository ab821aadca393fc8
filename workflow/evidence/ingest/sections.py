"""The parts of a text and the format of each: what one format's reader leaves over is told again.

Two exports appended to one another are two; a BibTeX entry pasted into a note is part of that note, because the
reader of the file's own format accounts for it. What is left of a text and is of no format is never passed over
where it may be an entry: it is set aside where it looks like one, else it is remarked on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate

from evidence.ingest import left_over
from evidence.ingest.entry import Problem, RawEntry
from evidence.ingest.format import Format, Rest, filled
from evidence.ingest.sniff import sniff

# So many parts of other formats are looked for in one text; a file of fragments is read as what most of it is.
_MOST = 1_000
_DEEPEST = 5
_SHORT = 400  # letters of a rest that may be usual
NOT_READ = "{} from this line on belong to no entry and were not read"
_AN_ENTRY = "these lines look like an entry, but stand outside of any and are of no known format"
_A_ROW = "this line looks like a row of a table, but stands outside of any"


@dataclass(slots=True)
class Section:
    """A part of a text in one format: the entries read there, how many there seem to be from the outside, and what
    is said of its lines: (line, their beginning, what, what to do). `left`: some of them may be an entry."""

    format: Format
    entries: list[RawEntry]
    counted: int
    said: list[tuple[int, str, str, str]] = field(default_factory=list)
    left: bool = False


def sections(text: str, form: Format, depth: int = 0) -> Iterator[Section]:
    """The section of `form`, and after it those of its rest that are of other formats."""
    parts = list(form.parts(text))
    entries = [part for part in parts if isinstance(part, RawEntry)]
    rest = sorted((part for part in parts if isinstance(part, Rest)), key=lambda part: part.start)
    own = Section(form, entries[:], 0)
    others: list[Section] = []
    taken = _taken(own, others, text, list(_gaps(text, entries)) if form.in_lines else rest, depth)
    aside = len(own.entries) - len(entries)
    number = _count(own, _without(text, taken), len(entries))
    if number <= len(entries) and not form.in_lines:  # else it is said that there are more than were read
        _taken(own, others, text, list(_passed_over(text, entries, rest)), depth)
        aside = len(own.entries) - len(entries)
    yield replace(own, counted=number + aside)
    yield from others


def _taken(own: Section, others: list[Section], text: str, gaps: list[Rest], depth: int) -> list[Rest]:
    """Those of the gaps that are no more to be counted: they are of another format, set aside or spoken of."""
    taken: list[Rest] = []
    line, counted = 1, 0
    for number, gap in enumerate(gaps):
        line += text.count("\n", counted, gap.start)
        counted = gap.start
        words = text[gap.start : gap.end]
        found = _others(words, own.format, depth, line) if number < _MOST and depth < _DEEPEST else []
        others += found
        if found or _keep(own, words, line, gap) or gap.spoken or not own.format.in_lines:
            taken.append(gap)
    return taken


def _others(words: str, form: Format, depth: int, line: int) -> list[Section]:
    """The sections of a rest in other formats, none where no entry is in it."""
    other = sniff(words)
    if other is None or other is form:
        return []
    found = list(sections(words, other, depth + 1))
    if not any(section.entries for section in found):
        return []
    for section in found:
        for entry in section.entries:
            entry.line += line - 1
        section.said[:] = [(at + line - 1, start, what, fix) for at, start, what, fix in section.said]
    return found


def _keep(own: Section, words: str, line: int, gap: Rest) -> bool:
    """Whether any of a rest of no known format was set aside as an entry; what was not is remarked on, unless it is usual
    or an entry beside it speaks of it."""
    form = own.format
    rows = dict(left_over.rows(words))
    for number, row in rows.items():
        fix = "put it below the line that names the columns, or remove it"
        own.entries.append(RawEntry(0, line + number, row, problem=Problem("", _A_ROW, fix, row[:80])))
    lines = ["" if number in rows else text for number, text in enumerate(words.split("\n"))] if rows else []
    words = "\n".join(lines) if rows else words
    if gap.spoken or not (start := words.strip().split("\n", 1)[0][:80]):
        return True
    if left_over.is_entry(words) and not form.comment:
        fix = f"mend them, so that they are an entry of {form.label}, or remove them"
        own.entries.append(RawEntry(0, line, words, problem=Problem("", _AN_ENTRY, fix, start)))
        return True
    usual = (form.in_lines or form.comment or gap.notes) and not gap.said and len(words) < _SHORT
    told = form.comment.sub("", words) if form.comment else words
    if told.strip() and not (usual and left_over.is_usual(told)):
        number = words.strip().count("\n") + 1
        what = gap.said or NOT_READ.format("the words" if number == 1 else f"{number} lines")
        at = line + words.count("\n", 0, len(words) - len(words.lstrip()))
        own.left = own.left or not (gap.notes and gap.said)
        own.said.append((at, start, what, "nothing, if no entry stands there; else mend or move it"))
    return bool(rows)


def _count(own: Section, text: str, read: int) -> int:
    """The entries from the outside; a counter that fails counts what was read, and it is said that it failed."""
    try:
        return own.format.count(text)
    except Exception as error:
        what = f"the entries could not be counted a second time ({type(error).__name__}: {error})"
        own.said.append((1, "", what, "look whether all are there, and report this fault"))
        return read


def _gaps(text: str, entries: list[RawEntry]) -> Iterator[Rest]:
    """What belongs to no entry and is not blank, from the first word to the last."""
    lines = text.split("\n")
    starts: list[int] = []
    at = 1
    for entry in [*entries, None]:
        until = entry.line if entry else len(lines) + 1
        if until > at and any(map(str.strip, lines[at - 1 : until - 1])):
            starts = starts or [0, *accumulate(len(line) + 1 for line in lines)]
            yield from filled(text, starts[at - 1], min(starts[until - 1], len(text)))
        at = max(at, until + entry.raw.count("\n") + 1) if entry else at


def _passed_over(text: str, entries: list[RawEntry], rest: list[Rest]) -> Iterator[Rest]:
    """What no entry and no rest holds and has a DOI in it, whatever it is taken for: a wrapping of entries has none."""
    spans, at = [(part.start, part.end) for part in rest], 0
    for entry in entries:
        if (begin := text.find(entry.raw, at)) >= 0:
            at = begin + len(entry.raw)
            spans.append((begin, at))
    at = 0
    for begin, end in [*sorted(spans), (len(text), len(text))]:
        if begin > at and left_over.DOI.search(text, at, begin):
            yield from filled(text, at, begin)
        at = max(at, end)


def _without(text: str, spans: list[Rest]) -> str:
    """The text with nothing but its line ends in these spans."""
    parts, at = [], 0
    for span in spans:
        parts += [text[at : span.start], "\n" * text.count("\n", span.start, span.end)]
        at = span.end
    return "".join([*parts, text[at:]]) if spans else text
