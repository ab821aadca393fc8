"""What a review's own literature/README.md says of its files: the rows of its tables that name one."""

from __future__ import annotations

import re

README = "literature/README.md"
_NAMED = re.compile(r"`([^`/\s]+\.\w+)`")
_CELL = re.compile(r"(?<!\\)\|")


def told_of_files(text: str) -> dict[str, str]:
    """By name of a file: the other cells of the row that names it in its first cell, as `column: cell`.

    >>> told_of_files("| file | entries | seen in |\\n|---|---|---|\\n| `a.ris`, `b.ris` | 3 | Scopus |\\n")
    {'a.ris': 'entries: 3; seen in: Scopus', 'b.ris': 'entries: 3; seen in: Scopus'}
    """
    found: dict[str, str] = {}
    header: list[str] = []
    for line in text.splitlines():
        if not line.startswith("|"):
            header = []
            continue
        cells = [" ".join(cell.split()) for cell in _CELL.split(line.strip())[1:-1]]
        if not header:
            header = cells
        elif cells and not set("".join(cells)) <= set(":- "):
            beside = [f"{name}: {cell}" for name, cell in zip(header[1:], cells[1:], strict=False) if cell]
            for name in _NAMED.findall(cells[0]):
                found.setdefault(name, "; ".join(beside))
    return found
