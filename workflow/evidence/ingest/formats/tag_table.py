"""What the tags of a format mean, as data, and how a record of them becomes an entry.

Every value lands under its canonical name, among the authors or keywords, or in `extra` under its tag.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from evidence import identifiers, kinds
from evidence.errors import shorten
from evidence.ingest.entry import RawEntry
from evidence.ingest.format import Piece
from evidence.ingest.formats.tagged_block import Block

_NO_PAGES = re.compile(r"no[\W_]*(?:pagination|pages?)?[\W_]*(?:specified|given|available)\.?", re.I)
_ARTICLE = re.compile(r"(?:art(?:icle|n)?|unsp|id|e-?id)?[\s.:]*(?:no\.?\s*)?(\S*\d\S*)", re.I)

# Mark-up of words, and of the parts of an abstract as PubMed has them, which databases leave in theirs.
_OF_WORDS = r"(?:p|div|span|su[bp]|scp?|[iub]|em|strong|br|[uo]l|li|h[1-6]|sec|italic|bold|AbstractText|CopyrightInformation)>"
# How a line begins that was meant to be a field, or an entry of another format.
_HEAD = re.compile(
    r"\S{1,6}  - |PMID- ?\d|PT [A-Z]$|RT [A-Z][\w ]*$|%[0TA] \S|@\w+\s*\{\w+,|[\[{]+\"\w+\"\s*:|<(?:\?xml|(?!"
    + _OF_WORDS
    + r")\w+>)"
)
_SHORT = frozenset(("year", "volume", "issue", "pmid"))
_ONCE = frozenset(("title", "year", "volume", "issue", "pages", "pmid"))

_EDITORS = frozenset(
    ("A2", "A3", "BE", "E", "ED", "FED", "Secondary Author", "Y")
)  # first tags of groups of `people`

Values = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class TagTable:
    """The tags of a format.

    `means`: tag to canonical name; of several tags that mean one thing the first here is used, the others are kept.
    `kind`: tags of the kind of publication, the first that is there is used. `people`: groups of tags of authors, the
    first group that has names is used; names of `bodies` are those of organisations and join them. `keywords`: tags of
    keywords, parted by `parted`. `first`, `last`: tags of pages; `article`: tags of an article's number, used where
    there are no pages. `lists`: tags of which each line is a value; lines of the others are joined. `name` gives the
    name of a tag in `extra`. Tags in `apart` hold one thing or another: the canonical name is told by the value, and is
    empty for what belongs to `extra`. `special` rules of the format see the values before the table does. `once`: tags that a
    record has once, `single` ones among them that `means` does not tell; where two of one have different values, another record runs into this one. `glued`: a line in which
    a second tag stands; one of `glued_marks` is in it. Values of tags in `short` have one line.
    """

    means: dict[str, str]
    people: tuple[tuple[str, ...], ...]
    kind: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    parted: re.Pattern[str] | None = None
    first: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    lists: frozenset[str] = frozenset()
    name: Callable[[str], str] = str
    apart: dict[str, Callable[[str, Values], str]] = field(default_factory=dict)
    special: Callable[[RawEntry, Values], None] = lambda entry, values: None
    glued: re.Pattern[str] | None = None
    glued_marks: tuple[str, ...] = ()
    single: frozenset[str] = frozenset()
    once: frozenset[str] = field(init=False)
    short: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        single = {tag for tag, meant in self.means.items() if meant in _ONCE} - self.lists
        object.__setattr__(
            self,
            "once",
            frozenset({*single, *self.kind, *self.first} - self.lists - self.apart.keys()) | self.single,
        )
        object.__setattr__(
            self,
            "short",
            frozenset(tag for tag, meant in self.means.items() if meant in _SHORT)
            | {*self.kind, *self.first},
        )


def entry_of(piece: Piece, table: TagTable) -> RawEntry:
    """The entry of one record."""
    block: Block = piece.body
    entry = RawEntry(0, piece.line, piece.raw)
    fill(entry, values_of(block.fields, table), table)
    for tag, values in values_of(block.stray, table).items() if block.stray else ():
        for value in values:
            entry.put(None, table.name(tag) if tag else "text", value)
    entry.key = entry.fields.pop("key", "")
    if block.unread:
        what = f"these lines within the record belong to no field and were not read: {shorten(' '.join(block.unread))}"
        entry.repairs.append(("", "", what, "give them the tag of their field, or remove them"))
    if block.above > 1:
        what = f"{block.above} fields stand above the line that begins this record and were read as a part of it; another record may run into it"
        entry.repairs.append(("", "", what, "if they are a record, give it the line that begins one"))
    if said := _runs_on(block.fields, piece.raw, table):
        entry.repairs.append(("", "", *said))
    if twice := _twice(block.fields, table.once):
        tags = ", ".join(table.name(tag) for tag in twice)
        what = f"given twice in this record: {tags}; another record may run into it, which was then not read as one"
        entry.repairs.append(
            ("", "", what, "if there are two, give the second the line that begins a record")
        )
    return entry


def _runs_on(fields: list[tuple[str, list[str]]], raw: str, table: TagTable) -> tuple[str, str] | None:
    """What is said where a line holds a second tag, or a value that has one line has several."""
    glued = table.glued.search(raw) if table.glued and _within(raw, table.glued_marks) else None
    if glued:
        what = f"a tag stands within a line: “{shorten(glued[0])}”; another field or record may run into this one"
        return what, "begin a new line before the tag"
    for tag, lines in fields:
        if not tag and any(lines):
            what = f"these lines stand in the record below a blank line and belong to no field; what runs into the record there was not read as one: “{shorten(' '.join(lines))}”"
            return what, "put them beside the field that they belong to, or give them the tag of their own"
        if len(lines) == 1:
            continue
        marks = table.glued_marks
        head = next((line for line in lines[1:] if _HEAD.match(line) or _begins(line, marks)), "")
        if head:
            what = f"a line within {table.name(tag) or 'the record'} looks as if a field or a record began there: “{shorten(head)}”; it was read as text, and what runs into this record was not read as one"
            return what, "mend its tag, or remove the line"
        if tag in table.short and sum(map(bool, lines)) > 1:
            text = shorten(" ".join(lines))
            what = f"{table.name(tag)} has several lines: “{text}”; another record may run into this one, which was then not read as one"
            return what, "if a record begins there, give it the line that begins one; else remove these lines"
    return None


def _begins(line: str, marks: tuple[str, ...]) -> bool:
    """Whether a line that goes on begins as a field does, be it indented: with a tag and a capital, a figure or a quote."""
    mark = next(filter(line.startswith, marks), "") if marks else ""
    return bool(mark) and not line[len(mark) : len(mark) + 1].islower()


def _within(raw: str, marks: tuple[str, ...]) -> bool:
    """Whether one of these stands elsewhere than at the beginning of a line; to count is many times as fast as to look for it."""
    return any(raw.count(mark) > raw.count(f"\n{mark}") + raw.startswith(mark) for mark in marks)


def _twice(fields: list[tuple[str, list[str]]], once: frozenset[str]) -> list[str]:
    """Tags with two values where a record has one."""
    first: dict[str, list[str]] = {}
    twice: dict[str, None] = {}
    for tag, lines in fields:
        if tag in once and first.setdefault(tag, lines) != lines and any(lines):
            twice[tag] = None
    return list(twice)


def values_of(fields: list[tuple[str, list[str]]], table: TagTable) -> Values:
    """The values of each tag in order, without empty ones, in the lines of a list or joined."""
    found: Values = {}
    for tag, lines in fields:
        if len(lines) > 1:
            lines = list(filter(None, lines))
            lines = lines if tag in table.lists else [" ".join(lines)]
        if not lines or not lines[0]:
            continue
        if tag in found:
            found[tag] += lines
        else:
            found[tag] = lines[:]
    return found


def fill(entry: RawEntry, values: Values, table: TagTable) -> None:
    """File all values of a record; those of the tags that were used are taken out of `values`."""
    table.special(entry, values)
    for tag in table.kind:
        if values.get(tag) and not entry.kind:
            said = kinds.first_known(values[tag])
            values[tag].remove(said)
            entry.kind = said.lower()
    _people(entry, values, table)
    for tag in table.keywords:
        for value in values.pop(tag, ()):
            words = table.parted.split(value) if table.parted else (value,)
            entry.keywords += [word for word in map(str.strip, words) if word]
    if table.first or table.article:
        _pages(entry, values, table)
    fields = entry.fields
    for tag, meant in table.means.items():
        if tag in values:
            if len(values[tag]) == 1 and meant not in fields and tag not in table.apart:
                fields[meant] = values[tag][0]
            else:
                _put(entry, tag, values, table)
    for tag in values:
        if tag not in table.means:
            _put(entry, tag, values, table)


def _put(entry: RawEntry, tag: str, values: Values, table: TagTable) -> None:
    fields, told, meant = entry.fields, table.apart.get(tag), table.means.get(tag)
    for value in values[tag]:
        if told:
            meant = told(value, values) or None
        if meant and meant not in fields:
            fields[meant] = value
        else:
            entry.put(meant, table.name(tag) if tag else "text", value)


def _people(entry: RawEntry, values: Values, table: TagTable) -> None:
    """Authors of the first group with names, in the order of its tags; the other groups are kept, and editors that stand for authors.

    What a second tag says again is left out; two people of one name under one tag are two (`Wang, Y.`).
    """
    for tags in table.people:
        found: list[str] = []
        for tag in tags:
            told = values.pop(tag, [])
            found += [name for name in told if name not in found] if found else told
        kept = bool(entry.authors) or tags[0] in _EDITORS
        entry.authors = entry.authors or found
        if found and kept:
            entry.put(None, table.name(tags[0]), "; ".join(found))
    for tag in table.bodies:
        entry.authors += [f"{{{name}}}" for name in values.pop(tag, ())]


def _pages(entry: RawEntry, values: Values, table: TagTable) -> None:
    first, last = _taken(table.first, values), _taken(table.last, values)
    if first[:1] in "nN" and _NO_PAGES.fullmatch(f"{first} {last}".strip()):
        entry.put(None, table.name(table.first[0]), f"{first} {last}")
        first = last = ""
    apart = bool(first and last and last != first)
    if apart and re.search(r"\d\s*[-–—]+\s*\w*\d", first):  # the range stands in the first already
        entry.put(None, table.name(table.last[0]), last)
        apart = False
    entry.put(
        "pages",
        table.name(table.first[0]) if table.first else "",
        f"{first}-{last}" if apart else first or last,
    )
    for tag in table.article:
        for value in list(values.get(tag, ())):
            number = _ARTICLE.fullmatch(value) if len(value) < 40 else None
            if number and not entry.fields.get("pages"):
                values[tag].remove(value)
                entry.fields["pages"] = number[1]


def _taken(tags: tuple[str, ...], values: Values) -> str:
    for tag in tags:
        if values.get(tag):
            return values[tag].pop(0)
    return ""


def serial(value: str, _: Values | None = None) -> str:
    """`issn` or `isbn` by what the value is; an empty string where it is neither.

    >>> serial("0378-5955 (Print)"), serial("978-0-306-40615-7"), serial("soon")
    ('issn', 'isbn', '')
    """
    return "issn" if identifiers.issn(value) else "isbn" if identifiers.isbn(value) else ""
