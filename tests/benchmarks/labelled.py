"""Labelled sets for deduplication, read from a folder that is not part of this repository."""

from __future__ import annotations

import csv
import gzip
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import pyarrow as pa

from evidence import identifiers, kinds, names, normalise
from evidence.ingest.rows import Record
from evidence.io import arrow_schema

csv.field_size_limit(10_000_000)
Pair = tuple[str, str]


@dataclass(frozen=True)
class Labelled:
    """`records` in the columns of `Record`; `cluster`: the label of each, in the same order."""

    name: str
    records: pa.Table
    cluster: np.ndarray
    rows: list[dict[str, str]]

    @property
    def ids(self) -> list[str]:
        return [row["id"] for row in self.rows]

    @property
    def flagged(self) -> set[str]:
        """Ids of records that are said to have a duplicate, in sets that name no clusters."""
        return {row["id"] for row in self.rows if row.get("duplicate_label") == "Duplicate"}

    def true_pairs(self) -> set[Pair]:
        return pairs(dict(zip(self.ids, self.cluster.tolist(), strict=True)))


def load(folder: Path) -> list[Labelled]:
    """Every set of FOLDER/NAME/records.csv.gz whose records have a cluster_id or a duplicate_label."""
    found = []
    for path in sorted(folder.glob("*/records.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8", newline="") as handle:
            rows = list(csv.DictReader(handle))
        if rows and ("cluster_id" in rows[0] or "duplicate_label" in rows[0]):
            cluster = np.array([row.get("cluster_id") or row["id"] for row in rows])
            found.append(Labelled(path.parent.name, table([record(row) for row in rows]), cluster, rows))
    return [labelled for labelled in found if labelled.true_pairs() or labelled.flagged]


def record(row: dict[str, str]) -> dict:
    """One row as the ingest stage would hand it on."""
    return {
        "record_id": row["id"],
        "source_key": row["id"],
        "kind": kinds.kind(row.get("entrytype") or ""),
        "title": normalise.clean(row.get("title") or ""),
        "authors": list(names.read_all(row.get("authors") or "")),
        "year": normalise.year(row.get("year") or ""),
        "container": normalise.clean(row.get("journal") or row.get("booktitle") or ""),
        "volume": row.get("volume") or "",
        "issue": row.get("number") or "",
        "pages": normalise.pages(row.get("pages") or ""),
        "doi": identifiers.doi(row.get("doi") or ""),
        "source_file": row.get("source") or "",
        "abstract": row.get("abstract") or "",
    }


def table(rows: list[dict]) -> pa.Table:
    """Rows as an Arrow table in the columns of `Record`; what a row does not name is empty."""
    columns = {}
    for field in arrow_schema(Record):
        empty: object = [] if pa.types.is_list(field.type) else 0 if pa.types.is_integer(field.type) else ""
        empty = None if field.name == "year" else empty
        columns[field.name] = pa.array([row.get(field.name, empty) for row in rows], field.type)
    return pa.table(columns)


def pairs(group: dict[str, object]) -> set[Pair]:
    """All pairs of ids with one group: the closure."""
    members: dict[object, list[str]] = {}
    for identifier, name in group.items():
        members.setdefault(name, []).append(identifier)
    return {pair for ids in members.values() for pair in combinations(sorted(ids), 2)}
