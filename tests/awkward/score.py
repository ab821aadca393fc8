"""Score any tool on the awkward records, by class of failure.

    python tests/awkward/score.py OUTPUT.csv

OUTPUT.csv has a row for each entry that the tool handed on: `file`, `position` (from 1) and `cluster` (any name; entries
with one name are one work). What it does not list was lost or set aside.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
Entry = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Truth:
    """What should become of one entry. `work` is the same for entries of one work."""

    file: str
    position: int
    label: str
    failure_class: str
    fate: str
    work: str
    relation: str
    target: str
    ask: bool
    why: str

    @property
    def entry(self) -> Entry:
        return (self.file, self.position)


def truth() -> list[Truth]:
    with (HERE / "truth.csv").open(encoding="utf-8", newline="") as handle:
        return [
            Truth(**{**row, "position": int(row["position"]), "ask": row["ask"] == "yes"})  # type: ignore[arg-type]
            for row in csv.DictReader(handle)
        ]


def right(expected: list[Truth], cluster: Mapping[Entry, str]) -> dict[Entry, bool]:
    """Whether each entry came out as it should: set aside or read, and with just the entries of its work."""
    together: dict[str, set[Entry]] = defaultdict(set)
    for entry, name in cluster.items():
        together[name].add(entry)
    works: dict[str, set[Entry]] = defaultdict(set)
    for t in expected:
        if t.fate == "record":
            works[t.work].add(t.entry)
    return {
        t.entry: together.get(cluster.get(t.entry, ""), set()) == works[t.work]
        if t.fate == "record"
        else t.entry not in cluster
        for t in expected
    }


def table(results: Mapping[str, Mapping[Entry, bool]], expected: list[Truth]) -> str:
    """A markdown table: a row for each class, a column for each tool."""
    classes: dict[str, list[Entry]] = defaultdict(list)
    for t in expected:
        classes[t.failure_class].append(t.entry)
    lines = [f"| class | entries | {' | '.join(results)} |", f"|{'---|' * (len(results) + 2)}"]
    for name in sorted(classes):
        cells = [str(sum(found[entry] for entry in classes[name])) for found in results.values()]
        lines.append(f"| {name} | {len(classes[name])} | {' | '.join(cells)} |")
    total = [str(sum(found.values())) for found in results.values()]
    return "\n".join([*lines, f"| **all** | {len(expected)} | {' | '.join(total)} |"])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8", newline="") as given:
        handed_on = {(row["file"], int(row["position"])): row["cluster"] for row in csv.DictReader(given)}
    print(table({Path(sys.argv[1]).stem: right(truth(), handed_on)}, truth()))
