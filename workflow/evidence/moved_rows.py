"""Which rows of a table came or went since it was read before: what stands in row groups that are the same is not read."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evidence.reading import bytes_of_group, group_digests

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
    old, new = (_read(path, groups, same, names, many) for path, groups in ((before, told), (now, own)))
    if old is None or new is None:
        return None
    went, came = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if _without(old, went) != _without(new, came):
        return None
    return [dict(zip(names.split(","), row, strict=True)) for row in [*went.elements(), *came.elements()]]


def _read(path: Path, told: Sequence[str], same: set[str], names: str, many: int) -> list[_Row] | None:
    """The rows of all groups but those that are the same, of each of which there is one row that stands for it."""
    import pyarrow.parquet as pq

    wanted, rows = names.split(","), []
    with path.open("rb") as stream:
        file = pq.ParquetFile(stream)
        if file.num_row_groups != len(told):
            return None
        for number, digest in enumerate(told):
            if digest in same:
                rows.append((digest,))
                continue
            found = hashlib.sha256()
            for part in bytes_of_group(stream, file.metadata.row_group(number), {*wanted}):
                found.update(part)
            if found.hexdigest() != digest or len(rows) > many:
                return None
            cells = file.read_row_group(number, wanted).to_pydict()
            rows += zip(*(map(_fixed, cells[name]) for name in wanted), strict=True)
    return rows


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
