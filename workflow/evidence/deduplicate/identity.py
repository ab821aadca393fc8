"""What a work is called. A name that was once given stays, whoever describes the work again.

A work is named after one of its records. Which of them came first is not written in the records, so that these are
asked in turn: what the review has called the work before (`literature/known_works.csv`), the record that people named
first when they put records together, and last the barest description, which a fuller one that comes later cannot be.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

PREFIX = "w-"


def namers(label: np.ndarray, by_people: Mapping[int, int], bareness: Sequence[np.ndarray]) -> np.ndarray:
    """(works,) the row that each work is named after, in order of the labels.

    `by_people`: rows that people named first → the number of their ruling. `bareness`: (n,) arrays, the least value
    of each is the barest; an earlier array outweighs a later one, and the last must tell all rows apart.
    """
    said = np.full(len(label), max(by_people.values(), default=0) + 1)
    said[list(by_people)] = list(by_people.values())
    order = np.lexsort((*reversed(bareness), said, label))
    return order[_starts(label[order])]


def _starts(sorted_labels: np.ndarray) -> np.ndarray:
    if not len(sorted_labels):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.r_[True, np.diff(sorted_labels) != 0])


def names(
    ids: Sequence[str], work_of: np.ndarray, named: Sequence[int], known: Mapping[str, str]
) -> tuple[list[str], list[int]]:
    """(the id of each work, the row that stands for it).

    `ids`: record ids; `work_of`: (n,) the number of the work of each record; `named`: the row that each work would be
    named after. `known`: record id → the work id that it had, the first known first. The work that holds the record
    of a name has it; a name whose record is gone goes to the work whose record was known under it first.
    """
    wanted = {*known, *(name.removeprefix(PREFIX) for name in known.values())}
    row_of = {name: row for row, name in enumerate(ids) if name in wanted} if known else {}
    claims: dict[int, list[str]] = defaultdict(list)
    owner: dict[str, int] = {}
    for record, name in known.items():
        if record in row_of:
            work = int(work_of[row_of[record]])
            claims[work].append(name)
            home = row_of.get(name.removeprefix(PREFIX))
            owner.setdefault(name, work if home is None else int(work_of[home]))
    works, rows = [PREFIX + ids[row] for row in named], list(named)
    for work, claimed in claims.items():
        kept = next((name for name in claimed if owner[name] == work), "")
        if kept:
            works[work], rows[work] = kept, row_of.get(kept.removeprefix(PREFIX), rows[work])
    return works, rows
