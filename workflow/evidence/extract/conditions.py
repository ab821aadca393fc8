"""What was measured of cases, checked: one value and one unit for each condition of a case."""

from __future__ import annotations

import math
from collections.abc import Iterable

from evidence.extract.rows import CaseCondition
from evidence.remarks import Quarantined
from evidence.table_schema import table_schema
from evidence.tables import check_table

NAME = "conditions"


def case_conditions(tables: Iterable[tuple[str, str]]) -> tuple[list[CaseCondition], list[Quarantined]]:
    """`tables` are (file name, CSV text). Rows = values + set aside; in order of case and condition.

    A second value of one condition of a case, another unit than the first row of a condition has, and a value that is
    no finite number are set aside.
    """
    rows: list[CaseCondition] = []
    set_aside: list[Quarantined] = []
    units: dict[str, CaseCondition] = {}
    known: dict[tuple[str, str], CaseCondition] = {}
    for file, text in sorted(tables):
        checked = check_table(text, file, table_schema(NAME))
        set_aside += checked.set_aside
        for line, row in checked.rows:
            own = _row(row, file, line)
            before = known.get((own.case_id, own.condition))
            first = units.setdefault(own.condition, own)
            if not math.isfinite(own.value):
                set_aside.append(
                    _unusable(own, "value", row["value"], "this is no number to compare", "a number")
                )
            elif first.unit != own.unit:
                there = f"{first.source_file}:{first.line}"
                set_aside.append(
                    _unusable(
                        own,
                        "unit",
                        own.unit,
                        f"other rows of {own.condition} have another unit",
                        f"{first.unit}, as {there}",
                    )
                )
            elif before:
                there = f"{before.source_file}:{before.line}"
                set_aside.append(
                    _unusable(
                        own,
                        "value",
                        row["value"],
                        f"the case has a value of {own.condition} already",
                        f"one row; the other is {there}",
                    )
                )
            else:
                known[(own.case_id, own.condition)] = own
                rows.append(own)
    return sorted(rows, key=lambda r: (r.case_id, r.condition)), set_aside


def _row(row: dict[str, str], file: str, line: int) -> CaseCondition:
    case_id, condition, unit, source = (
        row[name].strip() for name in ("case_id", "condition", "unit", "source")
    )
    note = (row.get("note") or "").strip()
    return CaseCondition(case_id, condition, float(row["value"]), unit, source, note, file, line)


def _unusable(row: CaseCondition, field: str, value: str, problem: str, allowed: str) -> Quarantined:
    return Quarantined(
        entry_id=f"{row.case_id} {row.condition}",
        source_file=row.source_file,
        position=row.line - 2,
        line=row.line,
        field=field,
        value=value,
        problem=problem,
        how_to_fix=f"correct the cell; allowed: {allowed}",
        raw=f"{row.case_id},{row.condition},{value},{row.unit}",
    )
