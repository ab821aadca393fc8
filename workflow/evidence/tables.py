"""Checks coded tables against their Table Schema and the codebook, row by row.

A row that breaks its schema is set aside with its line and the remedy; the others go on.
Frictionless checks types and constraints; this module adds what only the codebook knows.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

from evidence import written
from evidence.appraise.mmat import TOOL
from evidence.codebook import Codebook, Facet, effect_types
from evidence.config import SCHEMAS
from evidence.decisions import header_of, numbered_rows
from evidence.effect_sizes.kinds import ALIASES
from evidence.errors import UserError, shorten
from evidence.records import Quarantined

_DATE = r"\d{4}-\d{2}-\d{2}"
_FACET_ROLES = ("form", "field", "outcome", "dimension")


@dataclass(frozen=True, slots=True)
class Checked:
    """Usable rows as (line, row) and the rows that were set aside."""

    rows: list[tuple[int, dict[str, str]]]
    set_aside: list[Quarantined]


def table_schema(
    name: str, codebook: Codebook | None = None, propositions: list[str] | None = None
) -> dict[str, Any]:
    """The Table Schema of a table; columns that hold codes get the list of codes allowed."""
    schema = json.loads((SCHEMAS / "tables" / f"{name}.schema.json").read_text(encoding="utf-8"))
    if codebook is None:
        return schema
    if schema.pop("facetColumns", False):
        columns = {field["name"]: field for field in schema["fields"]}
        for facet in codebook.with_role(*_FACET_ROLES):
            if facet.role == "outcome" and name == "extracts":
                continue
            column = _facet_column(facet)
            known = columns.get(facet.id, {"optional": True})
            columns[facet.id] = {**column, **known}
        schema["fields"] = list(columns.values())
    for field in schema["fields"]:
        if field.get("codes") == "effect_types":
            field["aliases"] = ALIASES
        allowed = _allowed(field.pop("codes", None), codebook, propositions or [])
        if allowed is not None:
            field["allowed"] = allowed
    return schema


def _facet_column(facet: Facet) -> dict[str, Any]:
    column = {"name": facet.id, "type": "string", "description": facet.label}
    if facet.multiple:
        column["many"] = True
    if not facet.open:
        column["allowed"] = facet.ids()
    return column


def _allowed(codes: str | None, codebook: Codebook, propositions: list[str]) -> list[str] | None:
    lists = {
        "facets": [facet.id for facet in codebook.facets],
        "outcomes_and_themes": list(codebook.outcome_codes()),
        "evidence_roles": [role.id for role in codebook.evidence_roles],
        "source_types": [source.id for source in codebook.source_types],
        "effect_types": effect_types(codebook),
        "caveats": [caveat.id for caveat in codebook.caveats],
        "tools": [TOOL, *(tool.label for tool in codebook.appraisal_tools)],
        "propositions": propositions,
    }
    return lists[codes] if codes else None


def check_table(text: str, file: str, schema: dict[str, Any], codebook: Codebook | None = None) -> Checked:
    """Check a CSV text. Raises UserError where a needed column is missing or one is not known.

    Cells come back as they are meant: without spaces round them, in the capitals of the allowed word, dates as
    YYYY-MM-DD. Columns whose names begin with `_` are the researcher's own and are not read.
    """
    rows = list(numbered_rows(text))
    _check_columns(text, file, schema)
    rows = [(line, _as_meant(row, schema, codebook)) for line, row in rows]
    problems = _frictionless(rows, schema)
    for index, (_, row) in enumerate(rows):
        problems[index].extend(_coded(row, schema, codebook))
    good, bad = [], []
    for index, (line, row) in enumerate(rows):
        if problems[index]:
            bad.append(_set_aside(file, index, line, row, problems[index][0], schema))
        else:
            good.append((line, row))
    return Checked(good, bad)


def _check_columns(text: str, file: str, schema: dict[str, Any]) -> None:
    line, names = header_of(text)
    given = [written.column(name)[0] for name in names]
    known = [field["name"] for field in schema["fields"]]
    for name in given:
        if name and name not in known and not name.startswith("_"):
            near = written.meant(name, known)
            fix = f"did you mean `{near}`? " if near else ""
            raise UserError(
                "the column is not known, so what stands in it would not be read",
                file=file,
                line=line,
                field=name,
                allowed=written.nearest_first(name, known),
                fix=f"{fix}correct its name, or begin it with `_` where it is a note of your own",
            )
    for field in schema["fields"]:
        if field["name"] not in given and not field.get("optional"):
            raise UserError(
                "a column is missing",
                file=file,
                line=line,
                field=field["name"],
                allowed=known,
                fix="add the column to the header",
            )


def _as_meant(row: dict[str, str], schema: dict[str, Any], codebook: Codebook | None) -> dict[str, str]:
    """The row under the names of its columns, each cell as it is meant."""
    found: dict[str, str] = {}
    orders: dict[str, str] = {}
    for name, cell in row.items():
        name, order = written.column(name) if name else (name, "")
        found[name], orders[name] = cell, order
    for field in schema["fields"]:
        name, cell = field["name"], found.get(field["name"])
        if not isinstance(cell, str):
            continue
        rules = field.get("constraints", {})
        allowed = _allowed_here(field, found, codebook) or rules.get("enum") or ()
        also = field.get("aliases")
        if field.get("many"):
            parts = (written.as_allowed(part, allowed, also) for part in cell.split(";"))
            found[name] = ";".join(dict.fromkeys(part for part in parts if part))
        elif allowed:
            found[name] = written.as_allowed(cell, allowed, also)
        elif rules.get("pattern") == _DATE:
            found[name] = written.as_date(cell, orders.get(name, "")) or cell.strip()
    return found


def _allowed_here(field: dict[str, Any], row: dict[str, str], codebook: Codebook | None) -> list[str] | None:
    """The codes that a column may hold in this row; None where it may hold anything."""
    facet = codebook.find((row.get("facet") or "").strip()) if codebook else None
    if field["name"] == "codes" and facet:
        return None if facet.open else facet.ids()
    return field.get("allowed")


def _frictionless(
    rows: list[tuple[int, dict[str, str]]], schema: dict[str, Any]
) -> dict[int, list[tuple[str, str, str]]]:
    """Per row index: (field, problem, what is allowed) as Frictionless finds them."""
    known = ("name", "type", "constraints")
    fields = [{k: v for k, v in f.items() if k in known} for f in schema["fields"]]
    names = [f["name"] for f in fields]
    dates = [f["name"] for f in fields if f.get("constraints", {}).get("pattern") == _DATE]
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
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
            if re.fullmatch(_DATE, cell) and not written.as_date(cell):
                found[index].append((name, "there is no such day", _PATTERNS[_DATE]))
    doubtful = _doubtful(rows, fields)
    if not doubtful:
        return found
    from frictionless import Resource, Schema

    cells = [names, *([rows[index][1].get(name) or "" for name in names] for index in doubtful)]
    report = Resource(data=cells, schema=Schema.from_descriptor({"fields": fields})).validate(
        limit_errors=1_000_000
    )
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
            if pattern == _DATE and cell:
                note = "this is no date, or one that could be read in two orders"
                rule = f"YYYY-MM-DD, or another order that the header declares: {' or '.join(written.ORDERS[1:])}"
        found[index].append((name, note, rule))
    return found


_PATTERNS = {_DATE: "a date such as 2026-05-31"}
_RULE = re.compile(r'(?:constraint "(\w+)"|type) is "(.*?)(?:/default)?"')
_KEPT = {
    "enum": "this word is not known here",
    "pattern": "this is not written as it has to be",
    "required": "the cell is empty",
    "minimum": "this is less than {}",
    "maximum": "this is more than {}",
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
    if rules.keys() - {"required", "unique", "enum", "minimum", "maximum"}:
        return False
    if kind == "string":
        return cell in rules.get("enum", (cell,))
    if kind not in _PLAIN or not _PLAIN[kind].fullmatch(cell) or "enum" in rules:
        return False
    return rules.get("minimum", -math.inf) <= float(cell) <= rules.get("maximum", math.inf)


def _coded(
    row: dict[str, str], schema: dict[str, Any], codebook: Codebook | None
) -> list[tuple[str, str, str]]:
    """Cells that hold a code the codebook does not have."""
    problems = []
    for field in schema["fields"]:
        allowed, cell = _allowed_here(field, row, codebook), (row.get(field["name"]) or "").strip()
        for value in cell.split(";") if field.get("many") else [cell]:
            if value and allowed is not None and value not in allowed:
                problems.append(
                    (
                        field["name"],
                        f"the code '{shorten(value, 60)}' is not known",
                        ", ".join(written.nearest_first(value, allowed)),
                    )
                )
    return problems


def _set_aside(
    file: str,
    position: int,
    line: int,
    row: dict[str, str],
    problem: tuple[str, str, str],
    schema: dict[str, Any],
) -> Quarantined:
    field, what, allowed = problem
    identifier = row.get(schema.get("primaryKey", "record")) or f"line {line}"
    return Quarantined(
        entry_id=str(identifier),
        source_file=file,
        position=position,
        line=line,
        field=field,
        value=row.get(field) or "",
        problem=what,
        how_to_fix=f"correct the cell; allowed: {allowed}" if allowed else "correct the cell",
        raw=",".join(str(v) for v in row.values()),
    )
