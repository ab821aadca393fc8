"""What happens to the tables that people write: decisions, codes, extracts, effects."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.again.review import Review, rows, write_rows

_HEADERS = {
    "screening": "record,decision,reason,reviewer,date",
    "coding": "record,facet,codes,note,reviewer,date",
    "sides": "record,proposition,side,reason,reviewer,date",
    "duplicates": "record_a,record_b,decision,relation,reason,reviewer,date",
    "appraisal": "record,tool,item,answer,note,reviewer,date",
}


def _table(at: Review) -> tuple[Path, list[list[str]]]:
    """A table with rows; those of records among them, where records are one."""
    patterns = (
        "literature/decisions/*.csv",
        "literature/effects/*.csv",
        "literature/case_studies/*.csv",
        "literature/records/*.csv",
    )
    found = [(path, told) for path in at.files(*patterns) if len(told := rows(path)) > 1]
    return (
        at.random.choice(found)
        if found
        else (at.folder / "literature/decisions/none.csv", [["record"], [""]])
    )


def row_goes(at: Review) -> str:
    path, told = _table(at)
    gone = told.pop(at.random.randrange(1, len(told)))
    write_rows(path, told)
    return f"a row of {path.name} gone: {','.join(gone)[:60]!r}"


def rows_move(at: Review) -> str:
    path, told = _table(at)
    rest = told[1:]
    at.random.shuffle(rest)
    write_rows(path, [told[0], *rest])
    return f"the rows of {path.name} in another order"


def row_comes(at: Review) -> str:
    """Its cells are those of other rows; half of the time of one row, but for a cell or two."""
    path, told = _table(at)
    rest = [row for row in told[1:] if len(row) == len(told[0])]
    if not rest:
        return decision_comes(at)
    new = list(at.random.choice(rest))
    for place in at.random.sample(range(len(new)), at.random.choice((0, 1, 1, 2, len(new)))):
        new[place] = at.random.choice(rest)[place]
    if told[0][0].endswith("_id") and at.random.random() < 0.8:
        new[0] = f"F{at.number}"
    write_rows(path, [*told, new])
    return f"a row more in {path.name}: {','.join(new)[:100]!r}"


def cell_changes(at: Review) -> str:
    path, told = _table(at)
    row = at.random.choice(told[1:])
    place = at.random.randrange(len(row))
    others = [other[place] for other in told[1:] if len(other) > place]
    new = at.random.choice(
        (at.random.choice(others), at.random.choice(others), "", f"{row[place]}x", "1.5", "2026-01-02")
    )
    was, row[place] = row[place], new
    write_rows(path, told)
    return f"{path.name}: {was[:40]!r} is {new[:40]!r}"


def decision_comes(at: Review) -> str:
    """By somebody who had decided nothing yet, or in the table of all."""
    name = at.random.choice([*_HEADERS])
    key, day = at.random.choice(at.keys()), f"2026-0{at.random.randint(1, 9)}-11"
    claims = _cells(at, "sides", 1) or ["B1", "B2"]
    row = {
        "screening": [key, at.random.choice(("include", "exclude", "background")), "said"],
        "coding": at.random.choice(_rows(at, "coding") or [[key, "none", "none", ""]])[:4],
        "sides": [
            key,
            at.random.choice(claims),
            at.random.choice(("for", "against", "silent", "qualifies")),
            "read",
        ],
        "duplicates": [
            key,
            at.random.choice(at.keys()),
            at.random.choice(("duplicate", "same_study", "distinct")),
            "",
            "seen",
        ],
        "appraisal": [
            key,
            "MMAT 2018",
            at.random.choice(("S1", "S2", "1.1", "2.1")),
            at.random.choice(("yes", "no", "cannot tell")),
            "",
        ],
    }[name]
    if name == "coding":
        row[0] = key
    who = at.random.choice(("coder-1", "coder-2", "ana"))
    path = at.folder / f"literature/decisions/{name}{at.random.choice(('', f'-{who}'))}.csv"
    header = _HEADERS[name].split(",")
    told = rows(path) if path.exists() else [header]
    cells = dict(zip(header, [*row, who, day], strict=True))
    write_rows(path, [*told, [cells.get(column, "") for column in told[0]]])
    return f"{path.name}: {','.join(row)}"


def _rows(at: Review, name: str) -> list[list[str]]:
    return [
        row
        for path in at.files(f"literature/decisions/{name}*.csv")
        for row in rows(path)[1:]
        if len(row) > 3
    ]


def _cells(at: Review, name: str, place: int) -> list[str]:
    return [row[place] for row in _rows(at, name) if row[place]]


def table_goes(at: Review) -> str:
    path, _ = _table(at)
    path.unlink(missing_ok=True)
    return f"{path.name} deleted"


def table_is_cut(at: Review) -> str:
    path, told = _table(at)
    where = at.random.randrange(1, len(told) + 1)
    other = path.with_name(f"{path.stem}-{at.random.choice(('ana', 'zoe'))}.csv")
    if other.exists():
        return rows_move(at)
    write_rows(path, told[:where])
    write_rows(other, [told[0], *told[where:]])
    return f"the rows of {path.name} from {where} on in {other.name}"


def table_moves(at: Review) -> str:
    path, _ = _table(at)
    if not path.exists():
        return decision_comes(at)
    stem = path.stem.split("-")[0]
    moved = path.with_name(f"{stem}-{at.random.choice(('b', 'q'))}.csv")
    shutil.move(path, moved)
    return f"{path.name} is {moved.name}"


KINDS = (
    *(row_goes, row_comes, cell_changes, decision_comes) * 3,
    *(rows_move, table_goes, table_is_cut, table_moves),
)
