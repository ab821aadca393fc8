"""What many copies of one article cost, in CPU seconds: `python tests/benchmarks/copies.py [N ...]`.

Identical entries, entries that differ in their address alone, and entries that differ in their key alone.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from evidence.deduplicate.stage import link
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.io import to_table

SIZES = (5_000, 10_000, 20_000)
ENTRY = b"""@article{x, title={Oak and ash in the towns of the north}, author={Ash, Ann and Elm, Bo}, year={2001},
 journal={Journal of Trees}, volume={3}, pages={5--9}}"""
KINDS = {
    "identical": lambda n: {},
    "the same but for an address": lambda n: {"url": f"https://example.org/{n}"},
    "the same but for the key": lambda n: {"source_key": f"k{n}"},
}


def main(sizes: list[int]) -> None:
    base = ingest([Source("x.bib", ENTRY)]).records[0]
    print(f"| entries | {' | '.join(f'{size:,}' for size in sizes)} |\n|---|{'---|' * len(sizes)}")
    for name, change in KINDS.items():
        seconds = []
        for size in sizes:
            records = to_table(
                [replace(base, record_id=f"r{n:06d}", **change(n)) for n in range(size)], Record
            )
            began = time.process_time()
            link(records)
            seconds.append(f"{time.process_time() - began:.1f}")
        print(f"| {name} | {' | '.join(seconds)} |", flush=True)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
