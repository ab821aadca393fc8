"""Tables that are written as JSON: names of columns beside rows, or columns of values (the orients `split` and `columns` of
pandas; Datasette, Metabase, R's `jsonlite`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from evidence.ingest.json_shape import TITLES, plain

_COLUMNS = ("columns", "cols", "header", "headers", "fields", "names")
_MARKS = frozenset(_COLUMNS)
_ROWS = ("data", "rows", "values", "records")
_NAMING = ("name", "title", "field", "text", "label")


def rows(value: Any) -> list[dict[str, Any]]:
    """The rows of a table, each as an object; none where the value is no table with a column of titles.

    >>> rows({"columns": ["title", "year"], "index": [0], "data": [["Homes", 2001]]})
    [{'title': 'Homes', 'year': 2001}]
    >>> rows({"title": {"0": "Homes", "1": "Rent"}, "year": {"0": 2001}})
    [{'title': 'Homes', 'year': 2001}, {'title': 'Rent'}]
    >>> rows({"title": ["Homes", "Rent"], "year": [2001, 2002]}), rows({"title": ["Homes"], "year": [2001]})
    ([{'title': 'Homes', 'year': 2001}, {'title': 'Rent', 'year': 2002}], [])
    """
    if not isinstance(value, dict) or not (_MARKS & value.keys() or _is_of_columns(value)):
        return []
    return list(_beside(value)) or _numbered(value) or _listed(value)


def _is_of_columns(value: dict[str, Any]) -> bool:
    return all(isinstance(column, list | dict) for column in value.values())


def holds_a_table(value: Any) -> bool:
    """Whether an answer holds a table under one of its names."""
    return isinstance(value, dict) and any(map(rows, value.values()))


def _beside(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Rows that are lists, the names of their cells beside them."""
    names = next((found for each in _COLUMNS if _titled(found := list(_named(value.get(each))))), None)
    given: list[list[Any]] = next((value[name] for name in _ROWS if _of(list, value.get(name))), [])
    if not names:
        return
    for cells in given:
        more = [f"cell {number}" for number in range(len(names) + 1, len(cells) + 1)]
        yield {name: cell for name, cell in zip_longest(names + more, cells) if cell is not None}


def _named(columns: Any) -> Iterator[str]:
    for column in columns if isinstance(columns, list) else ():
        found = column if not isinstance(column, dict) else next(filter(None, map(column.get, _NAMING)), "")
        yield str(found)


def _numbered(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of columns that are objects of number → value."""
    if not _titled(value) or not _of(dict, list(value.values())):
        return []
    numbers = dict.fromkeys(number for column in value.values() for number in column)
    if not all(map(str.isdecimal, numbers)):
        return []
    return [{name: column[n] for name, column in value.items() if n in column} for n in numbers]


def _listed(value: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows of columns that are lists of one length: two rows at least, for one work may have lists of one value."""
    columns = list(value.values())
    if len(columns) < 2 or not _titled(value) or not _of(list, columns):
        return []
    lengths = set(map(len, columns))
    if len(lengths) > 1 or lengths <= {0, 1}:
        return []
    return [dict(zip(value, cells, strict=True)) for cells in zip(*columns, strict=True)]


def _titled(names: Any) -> bool:
    return any(plain(name) in TITLES for name in names)


def _of(kind: type, values: Any) -> bool:
    return isinstance(values, list) and bool(values) and all(isinstance(each, kind) for each in values)
