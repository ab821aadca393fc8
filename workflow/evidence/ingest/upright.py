"""Tables that stand upright: the names of their fields stand in the first column, below one another, and not in a line.

Embase writes so (*fields by row*), and people who list a work in a column of a spreadsheet. Read as lines of a table, every
field would be a work of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from evidence.ingest import column_names

_LEAST = 4  # fields below one another that are no chance
_LOOKED_AT = 30
STANDS = "the names of the fields stand below one another in the first column, and not in a line"
TURN = (
    "export it with a column for each field, or turn the table in a spreadsheet (copy, paste special, transpose), so that a work "
    "is a line"
)


def upright(rows: Iterable[list[str]]) -> bool:
    """Whether the rows name a title and three other things in their first cells, and no row names so many in its line.

    >>> upright([["TITLE", "On tea"], ["AUTHOR NAMES", "Ash B.", "Elm C."], ["VOLUME", "3"], ["DOI", "10.1000/a"]])
    True
    >>> upright([["Title", "Year"], ["Authors", "2001"], ["Volume", "2002"], ["DOI", "2003"]])
    False
    """
    filled = [cells for row in rows if any(cells := [cell.strip() for cell in row])][:_LOOKED_AT]
    first = [cells[0][:60] for cells in filled]
    named = [name for name in first if column_names.is_name(name)]
    if len(named) < _LEAST or 3 * len(named) < len(first) or "title" not in map(column_names.plain, named):
        return False
    means = {meant[0] for meant in column_names.meanings(list(dict.fromkeys(named))) if meant}
    in_a_line = max(map(column_names.score, filled))
    return len(means) >= _LEAST and 2 * in_a_line < len(means)
