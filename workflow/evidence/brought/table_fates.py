"""What becomes of each row of a spreadsheet: written, known already, changed since, left out by the mapping, in doubt, of no record, unusable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evidence.brought.mapped import Mapped
from evidence.export.table import csv_text
from evidence.given.declare import GivenTable
from evidence.ledger import Sum
from evidence.meant import Meaning

_SAME_THING = (
    "study_label",
    "record",
    "comparison",
    "outcome_measure",
    "timing",
    "case_id",
    "code",
    "locator",
)
_SHOWN = 12


class TableFate(StrEnum):
    """What becomes of one row."""

    WRITTEN = "written"
    KNOWN = "known already"
    CHANGED = "changed since"
    LEFT_OUT = "left out by the mapping"
    DOUBTFUL = "in doubt"
    UNMATCHED = "of no record"
    UNUSABLE = "unusable"


OPEN = (TableFate.DOUBTFUL, TableFate.UNMATCHED, TableFate.UNUSABLE)


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row with its fate."""

    row: Mapped
    fate: TableFate
    why: str = ""

    @property
    def place(self) -> str:
        return f"{self.row.file}{f' ({self.row.sheet})' if self.row.sheet else ''}:{self.row.line}"


def table_fates(
    rows: Sequence[Mapped],
    table: GivenTable,
    before: Mapping[str, Mapping[str, str]],
    refused: Mapping[str, str],
    meaning: Callable[[str], Meaning],
) -> list[TableRow]:
    """The fate of every row. `before`: id → the row in the tables; `refused`: id → what the checks said against it;
    `meaning`: of a reference, the work that it means, and what `check` says of it."""
    ids = {row.cells[table.key] for row in rows if row.cells.get(table.key)}
    ids |= {row.made for row in rows}
    gone: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for name, cells in before.items():
        if name not in ids:
            gone[_thing(cells)].append(name)
    seen: set[str] = set()
    return [TableRow(row, *_fate(row, table, before, refused, meaning, gone, seen)) for row in rows]


def _fate(
    row: Mapped,
    table: GivenTable,
    before: Mapping[str, Mapping[str, str]],
    refused: Mapping[str, str],
    meaning: Callable[[str], Meaning],
    gone: Mapping[tuple[str, ...], list[str]],
    seen: set[str],
) -> tuple[TableFate, str]:
    if row.left_out:
        return TableFate.LEFT_OUT, row.left_out
    name = row.cells.get(table.key, "")
    if name in seen:
        return (
            TableFate.UNUSABLE,
            f"{table.key}: `{name}` stands in an earlier row already; each row needs one of its own",
        )
    seen.add(name)
    if there := next((known for known in (name, row.made) if known in before), ""):
        other = _differences(row.cells, before[there])
        return (
            (TableFate.CHANGED, f"{other}; what stands in the table stays")
            if other
            else (TableFate.KNOWN, "")
        )
    like = [] if row.own_id else gone.get(_thing(row.cells), [])
    if same := next((known for known in like if _is_same(row, before[known], table)), ""):
        like.remove(same)  # it is one row, and no other is the same as it
        return TableFate.KNOWN, ""
    if name in refused:
        return TableFate.UNUSABLE, refused[name]
    if (record := row.cells.get("record", "")) and not (of := meaning(record)).understood:
        fate = TableFate.DOUBTFUL if of.works else TableFate.UNMATCHED
        return fate, f"record: {of.problem} (`{record}`); {of.fix}"
    if like:
        return (
            TableFate.DOUBTFUL,
            f"{like[0]} in the table is on the same and is no longer in the spreadsheet: where this corrects it, correct that row; else give the rows ids",
        )
    return TableFate.WRITTEN, ""


def _thing(cells: Mapping[str, str]) -> tuple[str, ...]:
    """What a row is about, by which a correction is known."""
    return tuple((cells.get(name) or "").strip().casefold() for name in _SAME_THING)


def _is_same(row: Mapped, there: Mapping[str, str], table: GivenTable) -> bool:
    """Whether a row came in before under another id, as where the spreadsheet has got a column that nothing is taken from."""
    cells = {name: cell for name, cell in row.cells.items() if name != table.key}
    return not _differences(cells, there)


def _differences(cells: Mapping[str, str], other: Mapping[str, str]) -> str:
    """The cells in which a row differs from the one that is there, in words."""
    odd = [
        f"{name} is {cells[name]} now and was {(other.get(name) or '').strip() or 'blank'}" for name in cells
        if cells[name] and name in other and not _equal(cells[name], other.get(name) or "")
    ]  # fmt: skip
    return "; ".join(odd[:4])


def _equal(one: str, other: str) -> bool:
    try:
        return float(one) == float(other)
    except ValueError:
        return " ".join(one.split()) == " ".join(other.split())


def lines(rows: Sequence[TableRow], every: bool) -> Iterator[str]:
    """The sum, and the rows that a person should know of."""
    count = Counter(row.fate for row in rows)
    yield Sum(
        "rows in", len(rows), tuple((str(fate), count[fate]) for fate in TableFate if count[fate])
    ).text()
    for fate in TableFate if every else (TableFate.CHANGED, *OPEN):
        own = [row for row in rows if row.fate is fate]
        shown = own if every else own[:_SHOWN]
        yield from (f"{fate}  {row.place} {_called(row)}{f': {row.why}' if row.why else ''}" for row in shown)
        if len(own) > len(shown):
            yield f"{fate}  and {len(own) - len(shown)} more; --all prints every row, --csv FILE writes them"


def _called(row: TableRow) -> str:
    cells = row.row.cells
    return " ".join(
        filter(
            None,
            (
                cells.get("study_label") or cells.get("case_name", ""),
                cells.get("outcome_measure") or cells.get("code", ""),
            ),
        )
    )


def as_csv(rows: Sequence[TableRow], table: GivenTable) -> str:
    """Every row with its fate."""
    header = ("file", "sheet", "line", "fate", "why", table.key, "called")
    cells = (
        (r.row.file, r.row.sheet, r.row.line, r.fate, r.why, r.row.cells.get(table.key, ""), _called(r))
        for r in rows
    )
    return csv_text(header, iter(list(cells)))
