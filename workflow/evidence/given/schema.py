"""The Table Schema (Data Package 2.0) of a table of people's, for editors and other programs."""

from __future__ import annotations

from typing import Any

from evidence.given.declare import Given, GivenTable
from evidence.given.numbers import LARGEST_WHOLE

_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {float: "number", int: "integer"}


def table_schema(table: GivenTable) -> dict[str, Any]:
    """The schema of a table. Columns that hold several words, or words of one's own, are text."""
    made: dict[str, Any] = {
        "$schema": _PROFILE,
        "name": table.name,
        "description": table.what,
        "fields": [_field(column) for column in table.columns],
    }
    unique = [column.name for column in table.columns if column.unique]
    return made | ({"primaryKey": unique} if unique else {})


def _field(column: Given) -> dict[str, Any]:
    most = LARGEST_WHOLE if column.kind is int else None
    rules = {
        "required": column.required or None,
        "unique": column.unique or None,
        "enum": list(column.words) if column.words and not column.many else None,
        "pattern": column.pattern or None,
        "minimum": -most if column.minimum is None and most else column.minimum,
        "maximum": most if column.maximum is None else column.maximum,
        "exclusiveMinimum": column.above,
    }
    told = {name: rule for name, rule in rules.items() if rule is not None}
    kind = _TYPES.get(column.kind, "string")
    made = {"name": column.name, "type": kind, "description": column.what}
    return made | ({"constraints": told} if told else {})
