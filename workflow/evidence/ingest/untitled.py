"""What is said of a table in which no column of titles is known: the columns that it has, the one nearest to a title first."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import islice

from evidence.csv_rows import read_rows
from evidence.ingest import column_names
from evidence.ingest.table_header import strange
from evidence.ingest.table_layout import DELIMITERS
from evidence.ingest.upright import STANDS, TURN, upright

_LETTERS = 2**18
_LOOKED_AT = 60
_SHOWN = 12
_NEAR = 60  # of 100, the likeness of a misspelt name to the name that was meant
_TITLES = ("title", "document title", "article title", "titel", "titre", "titulo", "titolo")


def untitled(text: str) -> tuple[str, str]:
    """(what is wrong, what to do) with a text that is a table without a known column of titles; both empty for any other text.

    Most of its first rows have as many cells as the first: three at least, or two where one names a known column or more than one row follows.

    >>> untitled("No.;Titltitlee;Year\\n1;Homes;2001\\n")[0]
    'no column of this table is known as the title; it has the columns “Titltitlee”, “No.”, “Year”'
    >>> untitled("1,Homes for all,2001\\n2,Rent,2002\\n")[0], untitled("one, two\\nthree\\nfour, five and six\\n")
    ('no line of this table names its columns', ('', ''))
    """
    for delimiter in sorted(DELIMITERS, key=text[:_LETTERS].count, reverse=True):
        rows = [row.cells for row in islice(read_rows(text[:_LETTERS], delimiter), _LOOKED_AT)]
        if upright(rows):
            return STANDS, TURN
        names = [cell.strip() for cell in rows[0]] if rows else []
        usual, times = Counter(map(len, rows)).most_common(1)[0] if rows else (0, 0)
        known = [name for name in names if column_names.plain(name[:60]) in column_names.NAMES]
        if 2 * times <= len(rows) or len(rows) < 2 or usual < 2 or not (known or all(names)):
            continue
        if usual == len(names) and (usual > 2 or known or times > 2):
            return no_title([] if any(map(strange, names)) else names)
        if len(known) > 1:
            what = f"the first line names {len(names)} columns, but most rows have {usual} cells"
            return what, "put quotes around cells that hold the delimiter, or give every column one name"
    return "", ""


def no_title(names: list[str]) -> tuple[str, str]:
    """(what is wrong, what to do) with a table that has these columns, none of them one of titles."""
    if not (names := [name for name in names if name]):
        what = "no line of this table names its columns"
        return what, "put a line above the rows that names the columns, one of them `title`"
    nearest = max(names, key=_like)
    what = f"no column of this table is known as the title; it has the columns {shown(names)}"
    also = f"; if “{nearest[:60]}” holds them, it is that one" if _like(nearest) >= _NEAR else ""
    return what, f"name the column that holds the titles `title`{also}"


def shown(names: list[str]) -> str:
    """Names of columns as they are said, the one most like a title first.

    >>> shown(["Nr", "Work", "Titl", ""])
    '“Titl”, “Nr”, “Work”'
    """
    names = list(filter(None, names))
    near = sorted(names, key=lambda name: -_like(name) if _like(name) >= _NEAR else 0)
    more = f" and {len(near) - _SHOWN} more" if len(near) > _SHOWN else ""
    return ", ".join(f"“{name[:60]}”" for name in near[:_SHOWN]) + more


@lru_cache(maxsize=1_000)
def _like(name: str) -> float:
    """How much a column's name is like one of a title, from 0 to 100."""
    from rapidfuzz import fuzz

    return max(fuzz.ratio(column_names.plain(name[:60]), column_names.plain(title)) for title in _TITLES)
