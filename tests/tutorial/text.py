"""The tutorial as steps: its blocks, in order, each with its line.

Readers of the page see none of the marks; they are comments of HTML on the line above a block:

- a block `console` is typed: lines that begin with `$ ` are commands, the lines below are what they print. `…` stands for anything
  within a line, or alone on one for any lines. `<!-- exit 3 -->` above: the command ends with 3.
- `<!-- put in FILE -->`, `<!-- add to FILE -->`, `<!-- in FILE, instead of: LINE -->`: the block is what a person writes into a file.
- `<!-- clicks -->`: each item of the list is done in a browser (clicks.py). `<!-- clicks by title -->`: each row of the table is done once, when
  the page asks about its title, in whatever order. `<!-- desk closes -->`: Ctrl-C in the terminal of the desk.
- a picture `images/tutorial-NAME.png` is of the desk as it then looks, or of a page of the book: `<!-- page findings/c1.html -->`.

Blocks of another kind without a mark are for the eyes alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_MARK = re.compile(r"^\s*<!-- (.+?) -->\s*$")
_FENCE = re.compile(r"^(\s*)(`{3,})(\w*)\s*$")
_ROW = re.compile(r"^\| \*([^*]+)\* \| (.*) \|$")
_ITEM = re.compile(r"^\s*\d+\. (.*)$")
_PICTURE = re.compile(r"!\[[^\]]*\]\(images/(tutorial-[\w-]+\.png)\)")
_INSTEAD = re.compile(r"^in (\S+), instead of: (.*)$")
_INTO = re.compile(r"^(put in|add to) (\S+)$")
_EXIT = re.compile(r"^exit (\d+)$")


class How(StrEnum):
    """What happens to the file that a block is written into."""

    PUT = "put in"
    ADD = "add to"
    INSTEAD = "instead of"


@dataclass(frozen=True, slots=True)
class Typed:
    """A command in a terminal, what it prints (from line `first` of the text on) and how it ends."""

    line: int
    command: str
    printed: tuple[str, ...]
    first: int
    exit: int = 0


@dataclass(frozen=True, slots=True)
class Written:
    """What a person writes into a file. `instead`: the line that it takes the place of."""

    line: int
    file: str
    text: str
    how: How
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Clicked:
    """One item of a list of clicks."""

    line: int
    says: str


@dataclass(frozen=True, slots=True)
class ByTitle:
    """A table of clicks: (part of a title, what to do when the page asks about it), in no order."""

    line: int
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Ctrl-C in the terminal of the desk."""

    line: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the desk as it looks now, or of a page of the book."""

    line: int
    file: str
    page: str = ""


Step = Typed | Written | Clicked | ByTitle | Closed | Picture


def steps(text: str) -> Iterator[Step]:
    """Everything that is to be done, in order. Raises ValueError, with the line, for a mark that is none."""
    lines = text.splitlines()
    at, mark = 0, ""
    while at < len(lines):
        line = lines[at]
        if found := _MARK.match(line):
            mark = found[1]
            at += 1
            if mark == "desk closes":
                yield Closed(at)
            elif mark == "clicks":
                items, at = _items(lines, at)
                yield from items
            elif mark == "clicks by title":
                rows = [row.groups() for each in _table(lines, at) if (row := _ROW.match(each))]
                yield ByTitle(at, tuple(rows))  # type: ignore[arg-type]
            else:
                continue
            mark = ""
            continue
        if found := _FENCE.match(line):
            end = next(n for n in range(at + 1, len(lines)) if lines[n].strip() == found[2])
            block = [each.removeprefix(found[1]) for each in lines[at + 1 : end]]
            yield from _block(found[3], block, mark, at + 2)
            at, mark = end + 1, ""
            continue
        for name in _PICTURE.findall(line):
            yield Picture(at + 1, name, mark.removeprefix("page ") if mark.startswith("page ") else "")
        at, mark = at + 1, mark if not line.strip() else ""


def _table(lines: list[str], at: int) -> Iterator[str]:
    while at < len(lines) and lines[at].startswith("|"):
        yield lines[at]
        at += 1


def _items(lines: list[str], at: int) -> tuple[list[Clicked], int]:
    """The items of the list that begins here, a line or several each, and where it ends."""
    found: list[Clicked] = []
    while at < len(lines) and (
        not lines[at].strip() or _ITEM.match(lines[at]) or lines[at].startswith("   ")
    ):
        if item := _ITEM.match(lines[at]):
            found.append(Clicked(at + 1, item[1]))
        elif lines[at].strip():
            found[-1] = Clicked(found[-1].line, f"{found[-1].says} {lines[at].strip()}")
        elif found and not (at + 1 < len(lines) and lines[at + 1].startswith("   ")):
            break
        at += 1
    if not found:
        raise ValueError(f"line {at + 1}: no list of clicks follows")
    return found, at


def _block(kind: str, block: list[str], mark: str, line: int) -> Iterator[Step]:
    if found := _INTO.match(mark):
        yield Written(line, found[2], "".join(f"{each}\n" for each in block), How(found[1]))
    elif found := _INSTEAD.match(mark):
        yield Written(line, found[1], "".join(f"{each}\n" for each in block), How.INSTEAD, found[2])
    elif kind == "console":
        ends = _EXIT.match(mark)
        if mark and not ends:
            raise ValueError(f"line {line}: this mark is not known: {mark}")
        yield from _typed(block, line, int(ends[1]) if ends else 0)
    elif mark:
        raise ValueError(f"line {line}: this mark is not known: {mark}")


def _typed(block: list[str], line: int, last: int) -> Iterator[Typed]:
    """The commands of a block; `last`: how the last of them ends."""
    starts = [n for n, each in enumerate(block) if each.startswith("$ ")]
    if not starts or starts[0]:
        raise ValueError(f"line {line}: a block of commands begins with `$ `")
    for start, end in zip(starts, [*starts[1:], len(block)], strict=True):
        command, rest = block[start][2:], start + 1
        while command.endswith("\\"):
            command, rest = f"{command[:-1]}{block[rest].strip()}", rest + 1
        ends = last if end == len(block) else 0
        yield Typed(line + start, command, tuple(block[rest:end]), line + rest, ends)


def differs(told: tuple[str, ...], printed: str) -> str:
    """What of the printed is not as it was told, in a sentence; nothing where all is.

    >>> differs(("12 works", "…", "The book is at … ."), "12 works\\none\\ntwo\\nThe book is at /tmp/x .")
    ''
    >>> differs(("12 works",), "13 works")
    'told ‘12 works’, printed ‘13 works’'
    """
    have = [line.rstrip() for line in printed.splitlines()]
    while have and not have[-1]:
        have.pop()
    return _differs([line.rstrip() for line in told], have)


def _differs(told: list[str], have: list[str]) -> str:
    while told:
        first, *told = told
        if first.strip() == "…":
            if not told:
                return ""
            skip = next((n for n, line in enumerate(have) if _alike(told[0], line)), None)
            if skip is None:
                return f"told ‘{told[0]}’, which is nowhere among ‘{' / '.join(have)}’"
            have = have[skip:]
        elif not have:
            return f"told ‘{first}’, printed nothing more"
        elif not _alike(first, have[0]):
            return f"told ‘{first}’, printed ‘{have[0]}’"
        else:
            have = have[1:]
    return f"printed besides: ‘{' / '.join(have)}’" if have else ""


def _alike(told: str, printed: str) -> bool:
    return re.fullmatch(".*?".join(map(re.escape, told.split("…"))), printed) is not None
