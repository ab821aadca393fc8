"""Where a text of tagged lines goes on in another tagged format, whose tags this one would take for its own.

Two exports that were joined are two formats: `TI  - ` is a title of RIS and of PubMed, `TY  - JOUR` a tag of Web of
Science and a value. What tells them apart is the line that begins a record, with fields of the same format below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evidence.ingest.format import Format, Opening

# What stands before a tag in an indented file or in quoted mail, and the spaces around it.
MARGIN = " \t\f\v\u00a0\u3000>|"
# The formats among which others are looked for: all that are registered, as soon as the package is imported.
known: Iterable[Format] = ()

# What stands above the first record or below the last, and ends of records: a record may begin after it.
_HEAD = re.compile(r"FN \w|VR \d")
_ENDED = re.compile(r"(?:ER|EF)(?: {0,2}-)?\s*$")


def own(text: str, lines: list[str], name: str) -> Iterator[tuple[int, int]]:
    """(first, behind the last) of the runs of a text's lines that are not in records of other tagged formats than `name`.

    >>> text = "TY  - JOUR\\nTI  - A\\nER  - \\n\\nPMID- 1\\nTI  - B\\nDP  - 2001\\n\\nTY  - JOUR\\nTI  - C\\nER  - "
    >>> list(own(text, text.split("\\n"), "ris"))
    [(0, 4), (8, 11)]
    """
    openings = {form.name: form.opening for form in known if form.opening}
    rivals = [opening for other, opening in openings.items() if other != name]
    marks = [mark for opening in rivals for mark in opening.marks] if name in openings else ()
    if not any(f"\n{mark}" in text or text.startswith(mark) for mark in marks):
        yield 0, len(lines)
        return
    start, gap, mine = 0, True, openings[name]
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


def _is_like(opening: Opening, line: str, gap: bool) -> bool:
    return line.startswith(opening.marks) and (gap or opening.alone) and bool(opening.begins.match(line))


def _begins(opening: Opening, lines: list[str], number: int, gap: bool) -> bool:
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
