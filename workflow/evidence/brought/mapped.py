"""Rows of a spreadsheet as rows of a table of ours, by a mapping: which column is which, which word means what, what holds for all rows."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha1

from evidence import written
from evidence.brought.grid import Sheet
from evidence.brought.settings import TableMap
from evidence.errors import UserError
from evidence.given.declare import DATE, Given, GivenTable

_ROOT = re.compile(r"sqrt\((.+)\)")


@dataclass(frozen=True, slots=True)
class Mapped:
    """One row: where it stands, and its cells by our columns. `left_out`: why the mapping leaves it out, else blank. `own_id`: the
    spreadsheet gave it; `made`: the id that is made of its cells as they stand, whatever the mapping takes of them."""

    file: str
    sheet: str
    line: int
    cells: dict[str, str]
    left_out: str = ""
    own_id: bool = True
    made: str = ""


def mapped(file: str, found: Sequence[Sheet], how: TableMap, table: GivenTable, stem: str) -> list[Mapped]:
    """The rows of all sheets, each with an id: its own, or one made of its cells, which is the same next time and by another mapping.

    Raises UserError where the mapping names a column or sheet that is not there. `stem`: what made ids begin with.
    """
    chosen = [sheet for sheet in found if not how.sheets or sheet.name in how.sheets]
    _check_names(file, found, chosen, how, table)
    rows = [row for sheet in chosen for row in _of_sheet(file, sheet, how, table)]
    return list(_named(rows, table, stem, own_id=table.key in how.columns))


def _named(rows: Iterable[Mapped], table: GivenTable, stem: str, own_id: bool) -> Iterator[Mapped]:
    """Rows with the id that is made of each; rows that are the same throughout are told apart by a number."""
    times: Counter[str] = Counter()
    for row in rows:
        times[row.made] += not row.left_out
        made = f"{stem}-{row.made}" + (f"-{times[row.made]}" if times[row.made] > 1 else "")
        cells = row.cells if own_id else {**row.cells, table.key: made}
        yield replace(row, cells=cells, own_id=own_id, made=made)


def _hash(sheet: str, row: Mapping[str, str]) -> str:
    """What a row of a spreadsheet says, in eight letters; the order of its columns and its blank cells are of no account."""
    said = sheet, sorted((name, " ".join(cell.split())) for name, cell in row.items() if cell)
    return sha1(repr(said).encode(), usedforsecurity=False).hexdigest()[:8]


def _check_names(
    file: str, found: Sequence[Sheet], chosen: Sequence[Sheet], how: TableMap, table: GivenTable
) -> None:
    there = [sheet.name for sheet in found]
    for name in (*how.sheets, *how.by_sheet):
        if name not in there:
            raise UserError(
                "the mapping names a sheet that is not there, or holds no table",
                file=file,
                value=name,
                allowed=[title for title in there if title],
                fix="correct the mapping"
                if any(there)
                else "this file has no sheets: take it out of the mapping",
            )
    names = list(dict.fromkeys(name for sheet in chosen for name in sheet.names))
    for column, said in how.columns.items():
        for part in _sources(said, names):
            if part not in names:
                near = written.meant(part, names)
                raise UserError(
                    "the mapping names a column that the spreadsheet has not", file=file, field=column, value=part,
                    allowed=written.nearest_first(part, names), fix=f"did you mean `{near}`?" if near else "correct the mapping",
                )  # fmt: skip
    for name in (*how.skip,):
        if name not in names:
            raise UserError(
                "the mapping skips by a column that is not there", file=file, value=name, allowed=names
            )
    own = [column.name for column in table.columns]
    for name in (
        *how.columns,
        *how.constants,
        *how.values,
        *(c for said in how.by_sheet.values() for c in said),
    ):
        if name not in own:
            near = written.meant(name, own)
            raise UserError(
                f"the table of {table.name} has no such column", field=name, allowed=written.nearest_first(name, own),
                fix=f"did you mean `{near}`?" if near else "correct the mapping",
            )  # fmt: skip


def _sources(said: str, names: Sequence[str]) -> list[str]:
    """The columns of the spreadsheet that a mapping takes something from."""
    if said in names:
        return [said]
    if root := _ROOT.fullmatch(said.strip()):
        return [root[1].strip()]
    parts = [part.strip() for part in re.split(r" [+&] ", said)]
    return parts if len(parts) > 1 else [said]


def idle(found: Sequence[Sheet], how: TableMap) -> dict[str, list[str]]:
    """Column of ours → the words under `values` that stand in no row, so that they translate nothing."""
    there: dict[str, set[str]] = defaultdict(set)
    for sheet in found:
        if not how.sheets or sheet.name in how.sheets:
            for _, _, held in _held(sheet, how):
                for name in how.values:
                    there[name].add(_plain(_to_translate(name, held)))
    odd = {
        name: [word for word in words if _plain(word) not in there[name]]
        for name, words in how.values.items()
    }
    return {name: words for name, words in odd.items() if words}


def _to_translate(name: str, held: Mapping[str, str]) -> str:
    """What `values` translates in a row: a study that names no record is known by its label."""
    return held.get(name) or (held.get("study_label", "") if name == "record" else "")


def _held(sheet: Sheet, how: TableMap) -> Iterator[tuple[int, dict[str, str], dict[str, str]]]:
    """(line, row as it stands, its cells by our columns, in the words of the spreadsheet)."""
    take = {column: taker(said, sheet.names) for column, said in how.columns.items()}
    for line, cells in sheet.rows:
        row = dict(zip(sheet.names, cells, strict=True))
        if not any(get(row) for get in take.values()):
            continue  # a title or a sum among the rows
        held = {**how.constants, **how.by_sheet.get(sheet.name, {})}
        yield line, row, held | {column: said for column, get in take.items() if (said := get(row))}


def _of_sheet(file: str, sheet: Sheet, how: TableMap, table: GivenTable) -> Iterator[Mapped]:
    kinds = {column.name: column for column in table.columns}
    records = {_plain(word): ours for word, ours in how.values.get("record", {}).items()}
    for line, row, held in _held(sheet, how):
        if records and not held.get("record"):
            held |= {"record": records.get(_plain(_to_translate("record", held)), "")}
        meant = {name: _meant(cell, kinds[name], how) for name, cell in held.items()}
        why = next(
            (
                f"{name} is {row[name]}"
                for name, words in how.skip.items()
                if _plain(row.get(name, "")) in map(_plain, words)
            ),
            "",
        )
        yield Mapped(file, sheet.name, line, meant, why, made=_hash(sheet.name, row))


def taker(said: str, names: Sequence[str]) -> Callable[[Mapping[str, str]], str]:
    """What takes a cell from a row: of a column, the root of one, the sum of several, or their words in a row."""
    parts = _sources(said, names)
    if said in names or parts == [said]:
        return lambda row: row.get(said, "")
    if " & " in said:
        return lambda row: " ".join(filter(None, (row.get(part, "") for part in parts)))
    compute = (lambda numbers: math.sqrt(numbers[0])) if _ROOT.fullmatch(said.strip()) else sum
    return lambda row: _computed([row.get(part, "") for part in parts], compute)


def _computed(cells: Sequence[str], compute: Callable[[list[float]], float]) -> str:
    """The result in figures; where a cell is no number, the cells as they stand, which the check then names."""
    if not all(cells):
        return ""
    try:
        made = compute([float(written.as_number(cell, float)) for cell in cells])
    except ValueError:
        return " + ".join(cells)
    return str(int(made)) if float(made).is_integer() else f"{made:.12g}"


def _meant(cell: str, column: Given, how: TableMap) -> str:
    words = {_plain(word): ours for word, ours in how.values.get(column.name, {}).items()}
    cell = words.get(_plain(cell)) or cell  # a word that nobody has translated yet is named by the check
    if column.pattern == DATE:
        return written.as_date(cell, "dmy" if how.day_first else "") or cell
    return written.as_number(cell, column.kind) if column.kind in (int, float) else cell


def _plain(text: str) -> str:
    return " ".join(str(text).casefold().split())
