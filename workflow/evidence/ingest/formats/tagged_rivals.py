"""Where a text of tagged lines goes on in another tagged format, whose tags this one would take for its own.

Two exports that were joined are two formats: `TI  - ` is a title of RIS and of PubMed, `TY  - JOUR` a tag of Web of
Science and a value. What tells them apart is the line that begins a record, with fields of the same format below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# What stands before a tag in an indented file or in quoted mail, and the spaces around it.
MARGIN = " \t\f\v\u00a0\u3000>|"


@dataclass(frozen=True, slots=True)
class _Opening:
    """How a format's records begin: a line that does begins with one of `marks` and is like `begins`; `has` are the lines of
    which each must stand below it before the next blank line. `alone`: no other format has a line like it, so that
    none need be blank above it."""

    marks: tuple[str, ...]
    begins: re.Pattern[str]
    has: tuple[re.Pattern[str], ...]
    alone: bool = False


_OPENINGS = {
    "ris": _Opening(
        ("TY ",),
        re.compile(r"TY {1,2}- ?[A-Z]{2,8}\s*$"),
        (re.compile("[A-Z][A-Z0-9] {1,2}-"),),
        True,
    ),
    "nbib": _Opening(
        ("PMID",),
        re.compile(r"PMID ?- ?\d+\s*$"),
        (
            re.compile("(?:B?TI {1,2}|TT  )- "),
            re.compile("(?:OWN |STAT|DCOM|FAU |DP  |JT  |TA  |PG  |VI  |AID |LID |PHST|EDAT|PT  )- ?"),
        ),
    ),
    "wos": _Opening(
        tuple(f"PT {letter}" for letter in "JBSCP"),
        re.compile(r"PT [JBSCP]\s*$"),
        (re.compile("(?:TI|AU|AF) "), re.compile("(?:SO|PY|UT|ER|DT)(?: |$)")),
    ),
    "refworks": _Opening(("RT ",), re.compile(r"RT [A-Z][\w ]*$"), (re.compile("(?:T1|A1) [^-]"),)),
    "ovid": _Opening(
        ("<",),
        re.compile(r"<\d+ ?\.? ?>\s*$"),
        (
            re.compile(r"(?:TI|[A-Z][a-z]+ Title|Title)(?:\s*$| {1,3}- )"),
            re.compile(r"(?:SO|AU|FA|Source|Authors?)(?:\s*$| {1,3}- )"),
        ),
        True,
    ),
}
# What stands above the first record or below the last, and ends of records: a record may begin after it.
_HEAD = re.compile(r"FN \w|VR \d")
_ENDED = re.compile(r"(?:ER|EF)(?: {0,2}-)?\s*$")


def own(text: str, lines: list[str], name: str) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of the runs of a text's lines that are not in records of other tagged formats than `name`.

    >>> text = "TY  - JOUR\\nTI  - A\\nER  - \\n\\nPMID- 1\\nTI  - B\\nDP  - 2001\\n\\nTY  - JOUR\\nTI  - C\\nER  - "
    >>> list(own(text, text.split("\\n"), "ris"))
    [(0, 4), (8, 11)]
    """
    rivals = [opening for other, opening in _OPENINGS.items() if other != name]
    marks = [mark for opening in rivals for mark in opening.marks] if name in _OPENINGS else ()
    if not any(f"\n{mark}" in text or text.startswith(mark) for mark in marks):
        yield 0, len(lines)
        return
    start, gap, mine = 0, True, _OPENINGS[name]
    for number, line in enumerate(lines):
        if not line.strip(MARGIN):
            gap = True
            continue
        if start < 0 and _is_like(mine, line, gap):
            start = _above(lines, number)
        elif start >= 0 and any(_begins(opening, lines, number, gap) for opening in rivals):
            yield start, _above(lines, number)
            start = -1
        gap = bool(_ENDED.match(line) or _HEAD.match(line))
    if start >= 0:
        yield start, len(lines)


def _is_like(opening: _Opening, line: str, gap: bool) -> bool:
    return line.startswith(opening.marks) and (gap or opening.alone) and bool(opening.begins.match(line))


def _begins(opening: _Opening, lines: list[str], number: int, gap: bool) -> bool:
    """Whether a record of another format begins at this line; that one of its own does again needs no second look."""
    if not _is_like(opening, lines[number], gap):
        return False
    wanted = list(opening.has)
    for at in range(number + 1, len(lines)):
        if not wanted or not (below := lines[at]).strip(MARGIN):
            break
        wanted = [pattern for pattern in wanted if not pattern.match(below)]
    return not wanted


def _above(lines: list[str], number: int) -> int:
    """The line of the file's own head, where one stands above its first record."""
    while number and _HEAD.match(lines[number - 1]):
        number -= 1
    return number
