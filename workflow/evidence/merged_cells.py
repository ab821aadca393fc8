"""Cells of a workbook that were merged over several rows: what stands in the first is meant for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

Place = tuple[int, int]
"""Row and column, from 0."""


def fill_down(
    rows: Sequence[list[str]],
    merged: Iterable[tuple[Place, Place]],
    above: int,
    meant: Callable[[str], object] = bool,
) -> None:
    """Write what stands in the first row of merged cells into their other rows, below row `above`, where the row holds anything
    else and the text is `meant` for more than one. Of `merged` the first and the last place each is given.

    >>> rows = [["Study", "n"], ["Abel", "3"], ["", "4"], ["", ""]]
    >>> fill_down(rows, [((1, 0), (3, 0))], above=0)
    >>> rows
    [['Study', 'n'], ['Abel', '3'], ['Abel', '4'], ['', '']]
    """
    for (top, left), (bottom, right) in merged:
        if not above < top < len(rows):
            continue
        first = rows[top]
        for row in filter(any, rows[top + 1 : bottom + 1]):
            for at in range(left, min(right + 1, len(first), len(row))):
                if not row[at] and meant(first[at]):
                    row[at] = first[at]
