"""Types and constraints of a Table Schema, row by row, as Frictionless finds them, in words for people."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from typing import Any

from evidence import written
from evidence.table_schema import DATE

_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
Problem = tuple[str, str, str]
"""(field, problem, what is allowed)."""


def broken(rows: list[tuple[int, dict[str, str]]], schema: dict[str, Any]) -> dict[int, list[Problem]]:
    """Per row index: (field, problem, what is allowed) as Frictionless finds them."""
    known = ("name", "type", "constraints")
    fields = [{k: v for k, v in f.items() if k in known} for f in schema["fields"]]
    names = [f["name"] for f in fields]
    dates = [f["name"] for f in fields if f.get("constraints", {}).get("pattern") == DATE]
    found: dict[int, list[Problem]] = defaultdict(list)
    extra = [i for i, (_, row) in enumerate(rows) if None in row or None in row.values()]
    for index in extra:
        row = rows[index][1]
        have = (
            len(row) + len(row.get(None) or ()) - (None in row) - sum(cell is None for cell in row.values())
        )
        wanted = len(row) - (None in row)
        found[index].append(("", f"the row has {have} cells", f"{wanted}, as many as the header has columns"))
    for index, (_, row) in enumerate(rows):
        for name in dates:
            cell = row.get(name) or ""
            if re.fullmatch(DATE, cell) and not written.as_date(cell):
                given = int(cell[:4]) in written.YEARS
                note = "there is no such day" if given else "nobody can have decided in this year"
                found[index].append((name, note, _PATTERNS[DATE]))
    doubtful = _doubtful(rows, fields)
    if not doubtful:
        return found
    from frictionless import Resource, Schema

    cells = [names, *([rows[index][1].get(name) or "" for name in names] for index in doubtful)]
    # Without its version a table in memory is one of version 1, which knows no bounds that are left out themselves.
    told = Schema.from_descriptor({"$schema": _PROFILE, "fields": fields})
    resource = Resource(data=cells, schema=told, datapackage_version="v2")
    report = resource.validate(limit_errors=1_000_000)
    constraints = {f["name"]: f.get("constraints", {}) for f in fields}
    types = {f["name"]: f["type"] for f in fields}
    for error in report.tasks[0].errors if report.tasks else report.errors:
        name = getattr(error, "field_name", "")
        index = doubtful[getattr(error, "row_number", 2) - 2]
        allowed = constraints.get(name, {}).get("enum")
        cell = str(rows[index][1].get(name) or "")
        rule = ", ".join(written.nearest_first(cell, allowed)) if allowed else types.get(name, "")
        note = _twin(rows, index, name) if error.type == "unique-error" else _in_words(error.note)
        if name and constraints[name].get("pattern"):
            pattern = constraints[name]["pattern"]
            rule = _PATTERNS.get(pattern, f"text like {pattern}")
            if pattern == DATE and cell:
                note = "this is no date, or one that could be read in two orders"
                rule = f"YYYY-MM-DD, or another order that the header declares: {' or '.join(written.ORDERS[1:])}"
        found[index].append((name, note, rule))
    return found


_PATTERNS = {DATE: "a date such as 2026-05-31"}
_RULE = re.compile(r'(?:constraint "(\w+)"|type) is "(.*?)(?:/default)?"')
_KEPT = {
    "enum": "this word is not known here",
    "pattern": "this is not written as it has to be",
    "required": "the cell is empty",
    "minimum": "this is less than {}",
    "maximum": "this is more than {}",
    "exclusiveMinimum": "this is not above {}",
    "exclusiveMaximum": "this is not below {}",
    "": "this is not of the type {}",
}


def _in_words(note: str) -> str:
    """What Frictionless says of a cell, in words for people.

    >>> _in_words('constraint "enum" is "[1, 2]"'), _in_words('constraint "minimum" is "0"')
    ('this word is not known here', 'this is less than 0')
    >>> _in_words('type is "number/default"'), _in_words("another")
    ('this is not of the type number', 'another')
    """
    rule = _RULE.fullmatch(note)
    return _KEPT.get(rule[1] or "", note).format(rule[2]) if rule else note


def _twin(rows: list[tuple[int, dict[str, str]]], index: int, name: str) -> str:
    """Frictionless counts rows among those that it was given; people count lines."""
    cell = rows[index][1].get(name)
    return f"the same as in line {next(line for line, row in rows if row.get(name) == cell)}"


_PLAIN = {"number": re.compile(r"-?\d+(\.\d+)?"), "integer": re.compile(r"-?\d+")}


def _doubtful(rows: list[tuple[int, dict[str, str]]], fields: list[dict[str, Any]]) -> list[int]:
    """Rows that are not plainly right, by index. Frictionless is slow, so that only these go to it."""
    doubtful: set[int] = set()
    for field in fields:
        rules = field.get("constraints", {})
        cells = [row.get(field["name"]) or "" for _, row in rows]
        doubtful.update(index for index, cell in enumerate(cells) if not _plain(cell, field["type"], rules))
        if rules.get("unique"):
            times = Counter(cells)
            doubtful.update(index for index, cell in enumerate(cells) if times[cell] > 1)
    return sorted(doubtful)


def _plain(cell: str, kind: str, rules: dict[str, Any]) -> bool:
    """Whether the cell certainly keeps the rules; False where that takes a closer look."""
    if not cell:
        return not rules.get("required")
    if rules.keys() - {"required", "unique", "enum", "minimum", "maximum", "exclusiveMinimum"}:
        return False
    if kind == "string":
        return cell in rules.get("enum", (cell,))
    if kind not in _PLAIN or not _PLAIN[kind].fullmatch(cell) or "enum" in rules:
        return False
    number = float(cell)
    within = rules.get("minimum", -math.inf) <= number <= rules.get("maximum", math.inf)
    return within and number > rules.get("exclusiveMinimum", -math.inf)
