"""Precision and recall of deduplication on labelled sets, and its time.

`python tests/benchmarks/deduplication.py FOLDER` where FOLDER holds one folder a set with `records.csv.gz` (id, title,
authors joined by " and ", year, journal, volume, number, pages, doi, abstract, cluster_id). Pairs are counted over the
closure. Nothing here is tuned on the sets; the script only reports.
"""

from __future__ import annotations

import csv
import gzip
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from evidence import normalise
from evidence.deduplicate import deduplicate
from evidence.records import Record

csv.field_size_limit(10_000_000)


def load(path: Path) -> tuple[list[Record], dict[str, str]]:
    """The records of a set, and the cluster of each."""
    records, cluster = [], {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
        for n, row in enumerate(csv.DictReader(handle)):
            identifier = row["id"]
            cluster[identifier] = row["cluster_id"]
            authors = [normalise.author(a) for a in row.get("authors", "").split(" and ") if a.strip()]
            records.append(
                Record(
                    record_id=identifier,
                    source_file=path.parent.name,
                    position=n,
                    line=n + 2,
                    format="csv",
                    source_key=identifier,
                    kind=row.get("entrytype", ""),
                    title=normalise.clean(row.get("title", "")),
                    authors=tuple(authors),
                    year=normalise.year(row.get("year", "")),
                    container=row.get("journal") or row.get("booktitle") or "",
                    volume=row.get("volume", ""),
                    issue=row.get("number", ""),
                    pages=normalise.pages(row.get("pages", "")),
                    publisher="",
                    doi=normalise.doi(row.get("doi", "")),
                    pmid="",
                    pmcid="",
                    isbn="",
                    issn="",
                    arxiv="",
                    openalex="",
                    url="",
                    abstract=row.get("abstract", ""),
                    abstract_kind="",
                    keywords=(),
                    extra="",
                    raw="",
                )
            )
    return records, cluster


def pairs(groups: dict[str, list[str]]) -> set[tuple[str, str]]:
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}


def main(folder: Path) -> None:
    print(
        "| set (n, true pairs) | P | R | F1 | false / missed | asked | seconds |\n|---|---|---|---|---|---|---|"
    )
    for path in sorted(folder.glob("*/records.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as handle:
            if "cluster_id" not in handle.readline():
                continue
        records, cluster = load(path)
        true_groups, found_groups = defaultdict(list), defaultdict(list)
        for identifier, name in cluster.items():
            true_groups[name].append(identifier)
        began = time.monotonic()
        done = deduplicate(records)
        seconds = time.monotonic() - began
        for membership in done.memberships:
            found_groups[membership.work_id].append(membership.record_id)
        true, found = pairs(true_groups), pairs(found_groups)
        if not true:
            continue
        hits = len(true & found)
        precision, recall = hits / max(len(found), 1), hits / max(len(true), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        print(
            f"| {path.parent.name} ({len(records)}, {len(true)}) | {precision:.4f} | {recall:.4f} | {f1:.4f} | "
            f"{len(found - true)} / {len(true - found)} | {len(done.maybe)} | {seconds:.1f} |"
        )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
