"""Which rows of a table came or went since it was read before: what stands in row groups that are the same is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from evidence.column_sums import sum_of_group
from evidence.reading import group_digests

MANY = 100_000
"""Where so many rows lie in groups that changed, the whole table is as soon read."""
_Row = tuple[Any, ...]


def moved_rows(
    before: Path, told: Sequence[str], now: Path, names: str, many: int = MANY
) -> list[dict[str, Any]] | None:
    """The rows that only one of two tables has, of some columns (their names, joined by commas): those that went and those that came.

    `before`: the table as it was, and `told` the checksums of its row groups then. None where that is not known or is not to be had cheaply, and where rows that both have
    stand in another order.
    """
    own = group_digests(now, names)
    same = {*told} & {*own}
    if len({*told}) < len(told) or len({*own}) < len(own) or not told:
        return None  # two groups with the same cells, which cannot be told apart
    if [one for one in told if one in same] != [one for one in own if one in same]:
        return None
    runs = [_read(path, groups, same, names, many) for path, groups in ((before, told), (now, own))]
    if None in runs:
        return None
    went, came = Counter[_Row](), Counter[_Row]()
    for old, new in zip(*runs, strict=True):
        former, later = _apart(old, new)
        gone, fresh = Counter(former) - Counter(later), Counter(later) - Counter(former)
        if _without(former, gone) != _without(later, fresh):
            return None
        went, came = went + gone, came + fresh
    if went & came:
        return None  # a row that stands elsewhere
    return [dict(zip(names.split(","), row, strict=True)) for row in [*went.elements(), *came.elements()]]


def _read(path: Path, told: Sequence[str], same: set[str], names: str, many: int) -> list[Any] | None:
    """The rows of all groups but those that are the same, as tables: those before the first of these, between each two, and behind the last."""
    import pyarrow.parquet as pq

    wanted, runs, read = names.split(","), list[list[int]]([[]]), 0
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream)
        if file.num_row_groups != len(told):
            return None
        for number, digest in enumerate(told):
            if digest in same:
                runs.append([])
                continue
            rows = file.metadata.row_group(number)
            read += rows.num_rows
            if read > many or sum_of_group(stream, rows, wanted) != digest:
                return None
            runs[-1].append(number)
        return [file.read_row_groups(numbers, wanted).select(wanted) for numbers in runs]


def _apart(old: Any, new: Any) -> tuple[list[_Row], list[_Row]]:
    """The rows of two tables without those with which both begin, and those with which both end."""
    first = _alike(min(len(old), len(new)), lambda at, n: old.slice(at, n).equals(new.slice(at, n)))
    least = min(len(old), len(new)) - first
    last = _alike(
        least, lambda at, n: old.slice(len(old) - at - n, n).equals(new.slice(len(new) - at - n, n))
    )
    one, other = (_rows(table.slice(first, len(table) - first - last)) for table in (old, new))
    return one, other


def _alike(most: int, same: Callable[[int, int], bool]) -> int:
    """How many rows are the same in a row, of `most`. `same`: whether so many behind these are."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if same(low, middle - low) else (low, middle - 1)
    return low


def _rows(table: Any) -> list[_Row]:
    cells = table.to_pydict()
    return list(zip(*(map(_fixed, cells[name]) for name in table.column_names), strict=True))


def _fixed(cell: Any) -> Any:
    return tuple(cell) if isinstance(cell, list) else cell


def _without(rows: Iterable[_Row], some: Counter[_Row]) -> list[_Row]:
    """The other rows; of equal ones the first are left out."""
    left, rest = Counter(some), []
    for row in rows:
        if left[row]:
            left[row] -= 1
        else:
            rest.append(row)
    return rest
