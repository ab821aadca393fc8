"""Whether the order of records matters: `python tests/benchmarks/orders.py FOLDER`, with labelled sets as in deduplication.py.

Each set, whole and as an extractor would read it, in the order of its file and in three random orders: works, what ties each
record to its work, links, questions and remarks must be equal.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from corrupted import extracted
from labelled import Labelled, load

from evidence.deduplicate.stage import Linkage, link

ORDERS = 3


def same(a: Linkage, b: Linkage) -> bool:
    tables = a.works.equals(b.works) and a.memberships.equals(b.memberships)
    rows = ("study_links", "links", "maybe", "comparisons", "remarks")
    return tables and all(getattr(a, name) == getattr(b, name) for name in rows)


def shuffled(one: Labelled, seed: int) -> pa.Table:
    return one.records.take(pa.array(np.random.default_rng(seed).permutation(one.records.num_rows)))


def main(folder: Path) -> None:
    print("| set | records | works | orders with equal tables |\n|---|---|---|---|")
    failed = False
    for one in load(folder):
        for form in (one, extracted(one)):
            first = link(form.records)
            equal = sum(same(first, link(shuffled(form, seed))) for seed in range(1, ORDERS + 1))
            failed |= equal < ORDERS
            cells = (form.name, f"{len(form.rows):,}", f"{first.works.num_rows:,}", f"{equal} of {ORDERS}")
            print(f"| {' | '.join(cells)} |", flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
