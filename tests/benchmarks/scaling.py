"""CPU time and memory of deduplication from ten thousand to a million records.

`python tests/benchmarks/scaling.py FOLDER [SIZE ...] [--peer PYTHON]` where FOLDER holds labelled sets as in deduplication.py: their words,
names and journals are shuffled into records that nobody wrote, a quarter of them altered copies of others. Each size runs
in a process of its own, which reads Parquet and writes Parquet; the growth exponent is printed last. PYTHON has bib-dedupe,
which runs on the same ten thousand records.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from deduplication import peer, run
from labelled import Labelled

from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.levels import compare
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.stage import link
from evidence.ingest.rows import Record
from evidence.io import arrow_schema

csv.field_size_limit(10_000_000)
SIZES = (10_000, 50_000, 100_000, 1_000_000)
PEER_SIZE = 10_000
UPDATE_SIZE, ADDED = 100_000, 1_000
_CHILD = """
import json, sys
from pathlib import Path
from evidence.stages.deduplicate import DEDUPLICATE, UNREAD, tables_of
from evidence.deduplicate.stage import link
from evidence.io import read_columns
from evidence.layout import Layout
from evidence.review import Review
from evidence.stage import Bench
done = link(read_columns(Path(sys.argv[1]), UNREAD))
Bench(DEDUPLICATE, Review(Layout(Path(sys.argv[2])))).write(tables_of(done), done.remarks)
print(json.dumps({"works": done.works.num_rows, "asked": len(done.maybe)}))
"""


def vocabulary(folder: Path) -> dict[str, list[str]]:
    """Words of titles, names of authors, journals and abstracts, in the order of the files."""
    found: dict[str, list[str]] = {"word": [], "name": [], "journal": [], "abstract": []}
    for path in sorted(folder.glob("*/records.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                found["word"] += row.get("title", "").lower().split()
                found["name"] += [a.strip() for a in row.get("authors", "").split(" and ") if "," in a]
                found["journal"] += [row[k] for k in ("journal", "booktitle") if row.get(k)]
                found["abstract"] += [row["abstract"]] if row.get("abstract") else []
    return found


def made_up(size: int, words: dict[str, list[str]], seed: int = 1) -> pa.Table:
    """A table of `size` records in the columns of `Record`; a quarter are altered copies."""
    chance = random.Random(seed)
    rows: list[dict] = []
    for n in range(size):
        if rows and chance.random() < 0.25:
            rows.append(altered(dict(chance.choice(rows[-50_000:])), n, chance))
            continue
        first = chance.randint(1, 2000)
        rows.append(
            {
                "record_id": f"r{n:07d}",
                "source_key": f"k{n}",
                "kind": "article",
                "title": " ".join(chance.choices(words["word"], k=chance.randint(6, 16))),
                "authors": chance.sample(words["name"], chance.randint(1, 6)),
                "year": chance.randint(1980, 2025),
                "container": chance.choice(words["journal"]),
                "volume": str(chance.randint(1, 90)),
                "issue": str(chance.randint(1, 12)),
                "pages": f"{first}-{first + chance.randint(2, 15)}",
                "doi": f"10.5555/{n:x}" if chance.random() < 0.6 else "",
                "abstract": chance.choice(words["abstract"]) if chance.random() < 0.5 else "",
            }
        )
    chance.shuffle(rows)
    columns = {}
    for field in arrow_schema(Record):
        empty = [] if pa.types.is_list(field.type) else 0 if pa.types.is_integer(field.type) else ""
        empty = None if field.name == "year" else empty
        columns[field.name] = pa.array([row.get(field.name, empty) for row in rows], field.type)
    return pa.table(columns)


def altered(row: dict, n: int, chance: random.Random) -> dict:
    """A record as another database would have it."""
    row |= {"record_id": f"r{n:07d}", "source_key": f"k{n}"}
    if chance.random() < 0.5:
        row["title"] = row["title"].title() + "."
    if chance.random() < 0.2:
        at = chance.randrange(len(row["title"]))
        row["title"] = row["title"][:at] + row["title"][at + 1 :]
    if chance.random() < 0.5:
        row["authors"] = [
            f"{name.split(',')[0]}, {name.split(',')[1].strip()[:1]}." for name in row["authors"]
        ]
    if chance.random() < 0.4:
        row["doi"] = ""
    if chance.random() < 0.3:
        row["pages"] = row["pages"].split("-")[0]
    if chance.random() < 0.3:
        row["abstract"] = ""
    return row


def as_peer_reads(records: pa.Table) -> Labelled:
    """The same records in the columns that the peer's script reads."""
    rows = [
        {
            "id": row["record_id"],
            "entrytype": "article",
            "authors": " and ".join(row["authors"]),
            "journal": row["container"],
            "number": row["issue"],
            **{
                name: str(row[name] or "") for name in ("title", "year", "volume", "pages", "doi", "abstract")
            },
        }
        for row in records.to_pylist()
    ]
    return Labelled("made up", records, np.array([row["id"] for row in rows]), rows)


def main(folder: Path, sizes: list[int], python: str | None) -> None:
    words = vocabulary(folder)
    print("| records | tool | CPU seconds | peak MB | works | questions |\n|---|---|---|---|---|---|")
    seconds = {}
    with tempfile.TemporaryDirectory() as scratch:
        for size in sizes:
            source = Path(scratch) / "records.parquet"
            records = made_up(size, words)
            pq.write_table(records, source)
            if python and size == PEER_SIZE:
                told = peer(as_peer_reads(records), python)
                works = len(set(told["group"].values()))
                print(
                    f"| {size:,} | bib-dedupe | {told['cpu']:.1f} | {told['peak']:,.0f} | {works:,} | |",
                    flush=True,
                )
            del records
            told = run(sys.executable, _CHILD, str(source), scratch)
            seconds[size] = told["cpu"]
            print(
                f"| {size:,} | this pipeline | {told['cpu']:.1f} | {told['peak']:,.0f} | {told['works']:,} | "
                f"{told['asked']:,} |",
                flush=True,
            )
    if len(sizes) > 1:
        least, most = min(sizes), max(sizes)
        growth = math.log(seconds[most] / seconds[least]) / math.log(most / least)
        print(f"\nGrowth from {least:,} to {most:,}: exponent {growth:.2f}")
    if UPDATE_SIZE in sizes:
        update(words)


def update(words: dict[str, list[str]]) -> None:
    """An export added to a corpus: the comparisons and the whole stage, without and with what is remembered."""
    records = made_up(UPDATE_SIZE, words)
    memory = link(records.slice(0, UPDATE_SIZE - ADDED)).memory
    columns = Columns(records)
    pairs = candidates(columns)
    print(f"\n{ADDED:,} records added to {UPDATE_SIZE - ADDED:,}\n")
    print("| | comparing, CPU s | the stage, CPU s |\n|---|---|---|")
    for name, known in (("everything anew", None), ("with what was compared before", memory)):
        compare(columns, pairs, known)  # columns are computed once, on first use
        began = time.process_time()
        compare(columns, pairs, known)
        between = time.process_time()
        link(records, memory=known)
        print(f"| {name} | {between - began:.1f} | {time.process_time() - between:.1f} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--peer", help="a Python that has bib-dedupe")
    options = parser.parse_args()
    main(options.folder, options.sizes or list(SIZES), options.peer)
