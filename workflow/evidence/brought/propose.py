"""A mapping for a spreadsheet that nobody has mapped: columns by what they are called elsewhere, and what is left to fill in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from evidence.brought.aliases import DERIVED, SUMS, column_of, rank
from evidence.brought.grid import Sheet
from evidence.brought.mapped import taker
from evidence.given.declare import Given, GivenTable
from evidence.measures import MEASURES
from evidence.written import as_allowed, as_number

_HEAD = """\
# How {file} is read into the table of {table}. `evidence import {table}` proposed this and reads it again each time:
# look through it, fill in what is blank, then run the same command again; --write appends the rows.
"""
_HELP = """\
# More that can be said here:
#   values: {{direction: {{better: positive, worse: negative}}}}   # a column of ours: a word of the spreadsheet: our word
#   by_sheet: {{Sheet 2: {{outcome_measure: Employment}}}}           # what holds for all rows of a sheet
#   skip: {{Status: [excluded]}}                                   # rows that are left out
#   columns may be `sqrt(vi)`, `ai + bi` or `author & year` as well as the name of a column
# Columns of the spreadsheet that nothing is taken from: {left}
"""


_MOST = 40  # words of one column that are listed to be translated
_SUM = re.compile(r"(?:sub)?total\b|overall\b|pooled\b|summary\b|heterogeneity\b|test for\b", re.IGNORECASE)


def proposal(file: str, found: Sequence[Sheet], table: GivenTable, near: Mapping[str, Sequence[str]]) -> str:
    """The text of a mapping. `near`: what stands for a study's record (`studies`) → works of ours that it may be, which is asked and not taken."""
    names = list(dict.fromkeys(name for sheet in found for name in sheet.names))
    columns = _columns(names, found, table)
    used = {part for said in columns.values() for part in _parts(said, names)}
    required = [c for c in table.columns if c.required and c.name not in columns and c.name != table.key]
    left = [name for name in names if name not in used]
    lines = [
        _HEAD.format(file=file, table=table.name),
        f"table: {table.name}",
        f"file: {_quoted(file)}",
        "columns:"
        if columns
        else "columns: {}  # nothing was recognised: our column: column of the spreadsheet",
    ]
    lines += [f"  {column}: {_quoted(said)}" for column, said in columns.items()]
    lines += ["constants:  # what holds for every row" if required else "constants: {}"]
    for column in required:
        allowed = _computable({*columns}) if column.name == "effect_type" else list(column.words or ())
        words = (
            f"; {'it could be' if column.name == 'effect_type' else 'one of'} {', '.join(allowed[:12])}"
            if allowed
            else ""
        )
        lines.append(f'  {column.name}: ""  # to fill in: {column.what[0].lower()}{column.what[1:]}{words}')
    lines += _skipped(names, found, columns)
    translated = _to_translate(found, table, columns)
    lines += [*translated, *_asked(near, bool(translated))]
    return "\n".join([*lines, _HELP.format(left=", ".join(left) or "none")])


def studies(found: Sequence[Sheet], table: GivenTable) -> Iterator[tuple[str, str]]:
    """(what `values: record:` translates, label of the study) of each row: the cell that names the record, else the label."""
    columns = _columns(list(dict.fromkeys(name for sheet in found for name in sheet.names)), found, table)
    for sheet in found:
        label, record = (taker(columns.get(name, ""), sheet.names) for name in ("study_label", "record"))
        for _, cells in sheet.rows:
            row = dict(zip(sheet.names, cells, strict=True))
            yield record(row) or label(row), label(row)


def holds_none_of(found: Sequence[Sheet], table: GivenTable) -> bool:
    """Whether nothing in a spreadsheet is of what rows of a table are for: numbers, or the words of passages."""
    names = list(dict.fromkeys(name for sheet in found for name in sheet.names))
    own = {column.name for column in table.columns if column.kind in (int, float)}
    return not {*_columns(names, found, table)} & (own | {"paraphrase", "code", "case_id", "case_name"})


def _columns(names: Sequence[str], found: Sequence[Sheet], table: GivenTable) -> dict[str, str]:
    """Column of ours → column of the spreadsheet that most surely stands for it."""
    held = {name: _cells(found, name) for name in names}
    known = [column.name for column in table.columns]
    made: dict[str, str] = {}
    for name in sorted(names, key=lambda name: rank(name, column_of(name, known)) or 0):
        column = column_of(
            name, [c.name for c in table.columns if c.name not in made and _may_hold(c, held[name])]
        )
        if column:
            made[column] = name
    for name in names:  # words that are not ours yet, which `values` translates
        if name not in made.values() and (
            column := column_of(name, [c.name for c in table.columns if c.words and c.name not in made])
        ):
            made[column] = name
    lower = {name.casefold(): name for name in names}
    if "study_label" in known and {"author", "year"} <= {*lower}:
        made["study_label"] = f"{lower['author']} & {lower['year']}"
    for column, ways in DERIVED.items():
        for other, said in ways:
            if column in known and column not in made and other in lower:
                made[column] = said.replace(other, lower[other])
    for column, pair in SUMS.items():
        if column in known and column not in made and {*pair} <= {*lower}:
            made[column] = " + ".join(lower[one] for one in pair)
    return {column: made[column] for column in known if column in made}


def _cells(found: Sequence[Sheet], name: str) -> list[str]:
    """The cells under a name, on all sheets, that are not blank."""
    at = ((sheet.names.index(name), sheet.rows) for sheet in found if name in sheet.names)
    return [cells[n] for n, rows in at for _, cells in rows if cells[n]]


def _may_hold(column: Given, cells: Sequence[str]) -> bool:
    """Whether a column of ours may hold these cells: numbers, codes, or for names of studies words."""
    if column.words and cells:
        return 2 * sum(_is_ours(cell, column) for cell in cells) >= len(cells)
    numbers = sum(_is_number(cell) for cell in cells)
    if column.kind in (int, float) and cells:
        return 2 * numbers >= len(cells)
    return column.name not in ("study_label", "outcome_measure", "comparison") or numbers < max(1, len(cells))


def _is_number(cell: str) -> bool:
    try:
        float(as_number(cell, float))
    except ValueError:
        return False
    return True


def _parts(said: str, names: Sequence[str]) -> set[str]:
    return (
        {said}
        if said in names
        else {name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)}
    )


def _computable(columns: set[str]) -> list[str]:
    """The kinds of estimate that can be computed from these columns, or all where an estimate is given."""
    if "estimate" in columns:
        return [m.effect_types[0] for m in sorted(MEASURES, key=lambda m: not m.ways) if m.effect_types]
    ways = ((measure, way) for measure in MEASURES for way in measure.ways if len(way.inputs) > 2)
    return list(
        dict.fromkeys(
            kind for measure, way in ways if {*way.inputs} <= columns for kind in measure.effect_types[:1]
        )
    )


def _skipped(names: Sequence[str], found: Sequence[Sheet], columns: Mapping[str, str]) -> list[str]:
    """Rows of sums among those of studies, as RevMan writes them."""
    label = columns.get("study_label", "")
    sums = [cell for cell in _cells(found, label) if _SUM.match(cell)] if label in names else []
    words = ", ".join(map(_quoted, dict.fromkeys(sums)))
    return [f"skip:\n  {_quoted(label)}: [{words}]  # sums are no studies"] if sums else []


def _to_translate(found: Sequence[Sheet], table: GivenTable, columns: Mapping[str, str]) -> list[str]:
    """Words of the spreadsheet in columns that take only ours, each with a place for the one that is meant."""
    lines: list[str] = []
    for column in table.columns:
        cells = _cells(found, columns.get(column.name, ""))
        odd = [cell for cell in dict.fromkeys(cells) if not _is_ours(cell, column)] if column.words else []
        if odd:
            lines.append(f"  {column.name}:  # one of {', '.join(column.words or ())}")
            lines += [f'    {_quoted(cell)}: ""' for cell in odd[:_MOST]]
    return ["values:  # a word of the spreadsheet: our word", *lines] if lines else []


def _is_ours(cell: str, column: Given) -> bool:
    parts = cell.split(";") if column.many else [cell]
    return all(
        as_allowed(part, column.words or (), column.others) in (column.words or ())
        for part in parts
        if part.strip()
    )


def _asked(near: Mapping[str, Sequence[str]], words: bool) -> list[str]:
    """`words`: whether `values` stands above already."""
    if not near:
        return []
    lines = [
        "# Which record is each study? Author and year fit these; where that is right, take `# ` away:",
        *([] if words else ["# values:"]),
        "#   record:",
    ]
    return [*lines, *(f"#     {_quoted(label)}: {' # or '.join(works)}" for label, works in near.items())]


def _quoted(text: str) -> str:
    return yaml.safe_dump(text, allow_unicode=True, width=10_000, default_flow_style=True).split("\n")[0]
