"""What was measured of cases, checked: one value and one unit for each condition of a case."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.extract.coded import Measured
from evidence.extract.rows import CaseCondition
from evidence.given.check import check_table
from evidence.given.reading import as_rows
from evidence.remarks import Quarantined


def case_conditions(tables: Iterable[tuple[str, str]]) -> tuple[list[CaseCondition], list[Quarantined]]:
    """`tables` are (file name, CSV text). Rows = values + set aside; in order of case and condition.

    A second value of one condition of a case, and another unit than the first row of a condition has, are set aside.
    """
    rows: list[CaseCondition] = []
    set_aside: list[Quarantined] = []
    units: dict[str, Measured] = {}
    known: dict[tuple[str, str], Measured] = {}
    for file, text in sorted(tables):
        checked = check_table(text, file, Measured)
        set_aside += checked.set_aside
        for (_, cells), row in zip(checked.rows, as_rows(checked.rows, file, Measured), strict=True):
            first = units.setdefault(row.condition, row)
            before = known.get((row.case_id, row.condition))
            if first.unit != row.unit:
                other = f"other rows of {row.condition} have another unit"
                set_aside.append(_unusable(row, "unit", row.unit, other, f"{first.unit}, as {_place(first)}"))
            elif before:
                twice = f"the case has a value of {row.condition} already"
                set_aside.append(
                    _unusable(row, "value", cells["value"], twice, f"one row; the other is {_place(before)}")
                )
            else:
                known[row.case_id, row.condition] = row
                rows.append(_value(row))
    return sorted(rows, key=lambda r: (r.case_id, r.condition)), set_aside


def _value(row: Measured) -> CaseCondition:
    return CaseCondition(
        row.case_id,
        row.condition,
        row.value,
        row.unit,
        row.source,
        row.note,
        row.file,
        row.line,
        row.statement,
    )


def _place(row: Measured) -> str:
    return f"{row.file}:{row.line}"


def _unusable(row: Measured, field: str, value: str, problem: str, allowed: str) -> Quarantined:
    return Quarantined(
        entry_id=f"{row.case_id} {row.condition}",
        source_file=row.file,
        position=row.line - 2,
        line=row.line,
        field=field,
        value=value,
        problem=problem,
        how_to_fix=f"correct the cell; allowed: {allowed}",
        raw=f"{row.case_id},{row.condition},{value},{row.unit}",
    )
