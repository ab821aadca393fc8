"""Checks coded tables against their Table Schema and the codebook, row by row.

A row that breaks its schema is set aside with its line and the remedy; the others go on.
`table_rules` checks types and constraints; this module adds what only the codebook knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from evidence import written
from evidence.codebook import Codebook
from evidence.decisions import header_of, numbered_rows
from evidence.errors import UserError, shorten
from evidence.remarks import Quarantined, Remark
from evidence.table_rules import Problem, broken
from evidence.table_schema import DATE


@dataclass(frozen=True, slots=True)
class Checked:
    """Usable rows as (line, row) and the rows that were set aside."""

    rows: list[tuple[int, dict[str, str]]]
    set_aside: list[Quarantined]


def check_table(text: str, file: str, schema: dict[str, Any], codebook: Codebook | None = None) -> Checked:
    """Check a CSV text. Raises UserError where a needed column is missing or one is not known.

    Cells come back as they are meant: without spaces round them, in the capitals of the allowed word, dates as
    YYYY-MM-DD. Columns whose names begin with `_` are the researcher's own and are not read.
    """
    rows = list(numbered_rows(text))
    _check_columns(text, file, schema)
    rows = [(line, _as_meant(row, schema, codebook)) for line, row in rows]
    problems = broken(rows, schema)
    for index, (_, row) in enumerate(rows):
        problems[index].extend(_coded(row, schema, codebook))
    good, bad = [], []
    for index, (line, row) in enumerate(rows):
        if problems[index]:
            bad.append(_set_aside(file, index, line, row, problems[index][0], schema))
        else:
            good.append((line, row))
    return Checked(good, bad)


def own_words(checked: Checked, file: str, schema: dict[str, Any]) -> list[Remark]:
    """What stands in columns that have known words and may hold others: kept, and said, because nothing is done by it."""
    found = []
    for field in schema["fields"]:
        name, known = field["name"], field.get("known", ())
        for line, row in checked.rows if known else ():
            if (cell := (row.get(name) or "").strip()) and cell not in known:
                near = written.meant(cell, known)
                fix = f"did you mean `{near}`?" if near else "leave it, or write one of these"
                problem = "this is a word of your own: it is kept, and nothing follows from it"
                fix += f"; known: {', '.join(written.nearest_first(cell, known))}"
                found.append(Remark(f"{file}:{line}", file, line, name, cell, problem, fix))
    return found


def _check_columns(text: str, file: str, schema: dict[str, Any]) -> None:
    line, names = header_of(text)
    known = tuple(field["name"] for field in schema["fields"])
    given = [_known(name, known)[0] for name in names]
    for name in known:
        if given.count(name) > 1:
            raise UserError(
                "two columns have this name", file=file, line=line, field=name, fix="remove or rename one"
            )
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


@lru_cache
def _known(name: str, known: tuple[str, ...]) -> tuple[str, str]:
    """(name of a known column in whatever capitals it is written, or the name as it stands; order of its dates)."""
    plain, order = written.column(name)
    return (plain if plain.startswith("_") else written.as_allowed(plain, known)), order


def _as_meant(row: dict[str, str], schema: dict[str, Any], codebook: Codebook | None) -> dict[str, str]:
    """The row under the names of its columns, each cell as it is meant."""
    found: dict[str, str] = {}
    orders: dict[str, str] = {}
    known = tuple(field["name"] for field in schema["fields"])
    for name, cell in row.items():
        name, order = _known(name, known) if name else (name, "")
        found[name], orders[name] = cell, order
    for field in schema["fields"]:
        name, cell = field["name"], found.get(field["name"])
        if not isinstance(cell, str):
            continue
        rules = field.get("constraints", {})
        allowed = _allowed_here(field, found, codebook) or rules.get("enum") or field.get("known", ())
        also = field.get("aliases")
        if field.get("many"):
            parts = (written.as_allowed(part, allowed, also) for part in cell.split(";"))
            found[name] = ";".join(dict.fromkeys(part for part in parts if part))
        elif allowed:
            found[name] = written.as_allowed(cell, allowed, also)
        elif rules.get("pattern") == DATE:
            found[name] = written.as_date(cell, orders.get(name, "")) or cell.strip()
    return found


def _allowed_here(field: dict[str, Any], row: dict[str, str], codebook: Codebook | None) -> list[str] | None:
    """The codes that a column may hold in this row; None where it may hold anything."""
    facet = codebook.find((row.get("facet") or "").strip()) if codebook else None
    if field["name"] == "codes" and facet:
        return None if facet.open else facet.ids()
    return field.get("allowed")


def _coded(row: dict[str, str], schema: dict[str, Any], codebook: Codebook | None) -> list[Problem]:
    """Cells that hold a code the codebook does not have."""
    problems = _several(row, codebook)
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


def _several(row: dict[str, str], codebook: Codebook | None) -> list[Problem]:
    """Codes of a decision on a facet of which a work has only one."""
    facet = codebook.find((row.get("facet") or "").strip()) if codebook else None
    codes = [code for code in (row.get("codes") or "").split(";") if code.strip()]
    if facet is None or facet.multiple or len(codes) < 2:
        return []
    return [
        (
            "codes",
            f"a work has one code of {facet.id} (`multiple: false` in the codebook)",
            " or ".join(codes),
        )
    ]


def _set_aside(
    file: str,
    position: int,
    line: int,
    row: dict[str, str],
    problem: Problem,
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
