"""What tagged formats have in common: lines with a tag, lines that go on, records with a beginning and an end.

A format says how its lines are told and which tags begin, end and make a record (`Grammar`). A run of tagged lines
that no beginning belongs to is a record where it has what makes one; otherwise it belongs to the record before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from evidence.ingest.format import Piece
from evidence.ingest.formats import tagged_rivals
from evidence.ingest.formats.tagged_block import Block, Field, Told
from evidence.ingest.formats.tagged_rivals import MARGIN

BEFORE = rf"([{MARGIN}]*)"
# Lines that paper and screens put between records, and the numbers of lists.
_NOISE = re.compile(
    r"[-–—_=*#.]{3,}|[-–—]*\s*page \d+(?: (?:of|/) \d+)?\s*[-–—]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:record |no\. ?|#)\d+(?: of \d+)?|\d+\.", re.IGNORECASE)
_PROSE = re.compile(r"(?!.*://)\s*[^\W\d_](?:\S*\s+){5}\S")

_CELLS = ('","', '";"', "\t")  # between cells of a table, which a pasted record stands in
_LOOKED_AT = 500


@dataclass(frozen=True, slots=True)
class Grammar:
    """`line` gives (what stands before the tag, tag, value) of a line, or None for a line without a tag.

    A record begins with a tag in `begins` and ends with the tag `ends`, or where that is empty with what begins
    the next: a tag in `begins`, or after a blank line (`gaps`) a tag in `makes`. Tags in `makes` are those without
    which a run of lines is no record. Values of tags in `long` may hold blank lines. The line that begins a record
    may be said `twice`, with another kind; one whose value is `prose` is text that goes on, where a long value is open. Tags in `ignored` are about the file; `foot` is the one that ends it. Lines that begin with one of
    `plain`, all of one length, and then `quick` need no second look; most are such lines. A tag in `once` after a blank
    line begins another record where this one has it. `name`: of the format, where others have tags alike (`tagged_rivals`).
    """

    line: Callable[[str], Told | None]
    begins: frozenset[str]
    makes: frozenset[str]
    long: frozenset[str]
    ends: str = ""
    gaps: bool = False
    twice: bool = False
    prose: re.Pattern[str] | None = None
    ignored: frozenset[str] = frozenset()
    foot: str = ""
    quick: str = ""
    plain: frozenset[str] = frozenset()
    once: frozenset[str] = frozenset()
    name: str = ""


def pieces(text: str, grammar: Grammar) -> Iterator[Piece]:
    """The records of a text, each with all of its lines; text that belongs to none, or to another format, is left out."""
    lines = text.split("\n")
    for first, last in tagged_rivals.own(text, lines, grammar.name):
        run = lines[first:last]
        for block in _Cutter(grammar, _double_spaced(run), _home(run, grammar)).blocks(run):
            yield Piece(first + block.line, "\n".join(run[block.line - 1 : block.last]), block)


def accounted(
    text: str,
    grammar: Grammar,
    marks: frozenset[str],
    least: int = 1,
    rival: re.Pattern[str] | None = None,
    resumes: frozenset[str] = frozenset(),
    hung: bool = False,
) -> int:
    """Characters of the lines with a tag of this format, and a quarter of those that may continue one.

    Any line may: were it counted whole, one record pasted into a table or a list would outweigh all of it.
    Where values are `hung` below their tags, indented lines count whole. From a line that begins a record of a `rival` with tags
    alike, nothing counts up to a line that begins one of this format or has a tag that the rival lacks (`resumes`). 0 where fewer than `least` of the `marks` are there, the tags without which a text is not of this format.
    """
    capitals = text.upper()
    if sum(mark in capitals or not mark.isalnum() for mark in marks) < least:
        return 0
    total, inside, own, marked = 0, False, True, set()
    for line in text.split("\n"):
        if rival and rival.match(line):
            inside = own = False
        told = grammar.line(line)
        if told and (own or told[1].upper() in grammar.begins or told[1].upper() in resumes):
            own = True
            total, inside = total + len(line) + 1, True
            if told[1].upper() in marks:
                marked.add(told[1].upper())
        elif not line.strip(MARGIN):
            inside = False
        elif inside and max(map(line.count, _CELLS)) < 4:
            total += len(line) + 1 if hung and line[0] in " \t" else len(line) // 4
    return total if len(marked) >= least else 0


def _double_spaced(lines: list[str]) -> bool:
    """Whether a blank line follows every line, so that blank lines part nothing."""
    single = [
        not above.strip(MARGIN) or not line.strip(MARGIN)
        for above, line in zip(lines, lines[1:200], strict=False)
    ]
    return len(single) > 12 and sum(single) > 0.9 * len(single)


def _home(lines: list[str], grammar: Grammar) -> str | None:
    """What stands before most tags of a text, by its first lines; None where hardly any are there."""
    places = Counter(told[0] for line in lines[:_LOOKED_AT] if (told := grammar.line(line)))
    place, number = places.most_common(1)[0] if places else ("", 0)
    return place if 3 * number > 2 * places.total() and number > 5 else None


class _Cutter:
    def __init__(self, grammar: Grammar, spaced: bool, home: str | None) -> None:
        self.grammar, self.spaced, self.home = grammar, spaced, home
        self.entry: Block | None = None
        self.loose: list[Block] = []  # runs of tagged lines that may be records or belong to one
        self.held: list[str] = []  # text after a blank line, which may belong to nothing
        self.text: list[tuple[int, str]] = []  # such lines, and those after an end, with their numbers

    def blocks(self, lines: list[str]) -> Iterator[Block]:
        grammar = self.grammar
        told_of, begins, ends = grammar.line, grammar.begins, grammar.ends
        marks = begins | grammar.ignored | {ends}
        gap, blanks = True, 0
        plain = {tag + grammar.quick: tag.rstrip() for tag in grammar.plain if tag.rstrip() not in marks}
        length = max(map(len, plain), default=0)
        steady: Block | None = (
            None  # the open record, where the last line was one of it and stood at the margin
        )
        fields: list[Field] = []  # of `steady`
        for number, line in enumerate(lines, start=1):
            if steady is not None:
                if tag := plain.get(line[:length]):
                    fields.append((tag, [line[length:].strip()]))
                    continue
                steady.last = number - 1
                steady = None
            told = told_of(line)
            block = self.loose[-1] if self.loose else self.entry
            open_ = None if block is None or block.ended else block
            small = told is not None and told[1].islower()
            if (
                told
                and open_ is not None
                and (small or told[0] != open_.before)
                and not open_.welcomes(told, number, begins, self.home)
            ):
                told = None
            if not told:
                said = line.strip(MARGIN)
                number_alone = (gap or open_ is None) and _NUMBER.fullmatch(said)
                if not said or number_alone or (len(said) < 60 and _NOISE.fullmatch(said)):
                    blanks += 1
                    gap = gap or not self.spaced or blanks > 1
                else:
                    gap, blanks = not self._text(open_, line, number, gap), 0
                continue
            tag = told[1].upper() if small else told[1]
            if open_ is not None and tag in begins and self._goes_on(open_, told[2], gap):
                open_.fields[-1][1].append(line.strip())
                open_.last = number
                continue
            if open_ is not None and not gap and not self.held and tag not in marks:
                fields = open_.fields
                fields.append((tag, [told[2].strip()]))
                open_.last, blanks = number, 0
                steady = open_ if plain and not open_.before else None
                continue
            if tag in grammar.ignored:
                if tag == grammar.foot and self.entry and self.entry.ended and not self.loose:
                    self.entry.last = number
                gap, self.held = True, []
                continue
            if tag in begins:
                yield from self._begin(number, told, tag, gap)
            elif tag == ends:
                yield from self._end(number)
            else:
                self._field(number, told, tag, gap)
            gap, blanks = False, 0
        if steady is not None:
            steady.last = len(lines)
        yield from self._settle()
        if self.entry:
            yield self.entry

    def _goes_on(self, block: Block, value: str, gap: bool) -> bool:
        """Whether a line that seems to begin a record is a wrapped line of a long value."""
        prose, tag = self.grammar.prose, block.fields[-1][0]
        return prose is not None and not gap and tag in self.grammar.long and bool(prose.fullmatch(value))

    def _text(self, open_: Block | None, line: str, number: int, gap: bool) -> bool:
        """File a line without a tag; whether it belongs to what is open."""
        if open_ is None:
            self.text.append((number, line.strip()))
            return False
        tag, values = open_.fields[-1]
        if not gap or (tag in self.grammar.long and not self.held and _PROSE.match(line)):
            values.append(line.removeprefix(open_.before).strip())
            open_.last = number
            return True
        self.held.append(line.removeprefix(open_.before).strip())
        self.text.append((number, line.strip()))
        return False

    def _release(self, block: Block) -> None:
        """Text that stood after a blank line belongs to a record whose lines go on after it."""
        if not self.held:
            return
        tag, values = block.fields[-1]
        if tag in self.grammar.long:
            values.extend(self.held)
        else:
            block.fields.append(("", self.held))
        del self.text[-len(self.held) :]
        self.held = []

    def _field(self, number: int, told: Told, tag: str, gap: bool) -> None:
        block = self.loose[-1] if self.loose else self.entry
        again = gap and block is not None and tag in self.grammar.once and block.has(frozenset((tag,)))
        if block is None or block.ended or again or (gap and (self.loose or self.grammar.gaps)):
            block = Block(number, number, told[0], told[0], told[1].islower())
            block.touches = not gap
            self.loose.append(block)
            self.held = []
        self._release(block)
        block.fields.append((tag, [told[2].strip()]))
        block.last = number

    def _begin(self, number: int, told: Told, tag: str, gap: bool) -> Iterator[Block]:
        grammar, entry = self.grammar, self.entry
        block = Block(number, number, told[0], told[0], told[1].islower())
        if self.loose and not gap:  # the line that begins a record need not be its first
            head = self.loose[-1]
            made = head.has(grammar.makes)
            lone = len(head.fields) == 1 and not head.touches  # a title alone makes no record here
            if (made or not head.touches) if grammar.ends else (lone or not made):
                block = self.loose.pop()
                block.second, block.small = told[0], told[1].islower()
        elif grammar.twice and entry and not gap and not self.loose and len(entry.fields) == 1:
            entry.fields.append((tag, [told[2].strip()]))
            entry.last = number
            return
        yield from self._settle()
        if self.entry and not self.entry.begun and not self.entry.has(grammar.makes):
            self.entry.head(block, self.text)
            block, self.entry = self.entry, None
        if self.entry:
            yield self.entry
        block.fields.append((tag, [told[2].strip()]))
        block.last, block.begun = number, True
        self.entry, self.held, self.text = block, [], []

    def _end(self, number: int) -> Iterator[Block]:
        if self.loose:
            first, *rest = self.loose
            if rest and first.touches and self.entry and not first.has(self.grammar.makes):
                self.entry.take(first, self.text)
                first, *rest = rest
            for other in rest:
                first.take(other, self.text)
            self.loose = []
            if self.entry and not first.has(self.grammar.makes):
                self.entry.take(first, self.text)
            else:
                if self.entry:
                    yield self.entry
                self.entry = first
        if self.entry and (not self.entry.ended or self.entry.last == number - 1):
            if not self.entry.ended:
                self._release(self.entry)
            self.entry.ended, self.entry.last = True, number
        self.held = []

    def _settle(self) -> Iterator[Block]:
        """Decide of each loose run whether it is a record."""
        for block in self.loose:
            if self.entry and not block.has(self.grammar.makes):
                self.entry.take(block, self.text)
                continue
            if self.entry:
                yield self.entry
            self.entry = block
        self.loose, self.held = [], []
