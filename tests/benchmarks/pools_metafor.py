"""Ten thousand random pools, likely and nasty, beside metafor: every number that the stage would print, held to metafor's.

`python -m tests.benchmarks.pools_metafor SCRATCH --pools 10000 --rscript Rscript`, with an R that has metafor and clubSandwich. In batches: pools are drawn
with fixed seeds (`pools_drawn.py`), synthesised by the functions of the stage (`pools`, `pool_studies`, `pool_analyses` without its Bayesian rows), and done once more by
pools_metafor.R. Written to SCRATCH: one line for every number that differs, and for every number that only one of the two has.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import subprocess
from collections import Counter, defaultdict
from pathlib import Path
from unittest import mock

from tests.benchmarks.pools_compared import NOT_JUDGED, SIDES, Number, alone, compared, nearer
from tests.benchmarks.pools_drawn import TESTS, drawn

from evidence.extract.rows import EvidenceItem
from evidence.meta import METHODS
from evidence.synthesise import pool_analyses as stage
from evidence.synthesise.pool import numbers_of, pool_studies, pools
from evidence.synthesise.settings import Pooling

BATCH = 500
DEEP, DEEP_UP_TO = 21, 2000
CLOSED = (
    "common effect",
    "random effects, DL",
    "random effects, HE",
    "random effects, HS",
    "random effects, SJ",
)
COLUMNS = (
    *("pool", "again", "row", "study", "kind", "y", "se", "method", "test", "level", "methods", "deep"),
    *("events_1", "n_1", "events_2", "n_2", "form", "months"),
)
_NAMES = {
    "rank correlation (Kendall’s tau)": "rank correlation",
    "precision-effect test (PET)": "PET",
    "precision-effect estimate with standard error (PEESE)": "PEESE",
}
_FIELDS = ("estimate", "ci_low", "ci_high", "tau2", "statistic", "p")
_POOL = (
    *("estimate", "ci_low", "ci_high", "tau2", "i2", "se", "p"),
    *("q", "q_p", "h2", "pi_low", "pi_high", "tau2_low", "tau2_high"),
)
_STUDY = ("weight", "without_estimate", "without_tau2", "rstudent", "cooks", "dffits", "hat")


def ours(
    number: int, rows: list[EvidenceItem], how: Pooling, lines: list[list[str]]
) -> dict[tuple[str, str], float | str]:
    """(analysis, field) → number, or the reason why there is none. The rows of the pool go to `lines`, for R."""
    (pool,) = pools(rows, {}, how)
    by_id = {one.item_id: one for one in rows}
    found: dict[tuple[str, str], float | str] = {}
    if not pool.pooled:
        found["pool", "estimate"] = pool.reason
    chosen = [by_id[name] for name in pool.items]
    whole = [one for one in rows if one.item_id not in pool.items] if pool.pooled else []
    for one in (*chosen, *whole):
        lines.append(_line(number, one, how, "yes" if one in whole else ""))
    if not pool.pooled:
        return found
    found |= {("pool", name): getattr(pool, name) for name in _POOL}
    studies = pool_studies(pool, by_id, how) if deep(number) else ()
    found |= {("pool", f"{name}.{n}"): getattr(one, name) for n, one in enumerate(studies) for name in _STUDY}
    left = {
        "_bayesian": lambda *_: (),
        "METHODS": ways(number, how),
        "REFERENCES": {how.test: TESTS[how.test]},
    }
    left |= (
        {}
        if deep(number)
        else {name: lambda *_: () for name in ("small_studies", "moderators", "_subgroups")}
    )
    with mock.patch.multiple(stage, **left):
        for analysis in stage.pool_analyses(pool, rows, how, facets=("form",)):
            name = _NAMES.get(analysis.analysis, analysis.analysis)
            numbers = {field: getattr(analysis, field) for field in _FIELDS}
            if any(value is not None for value in numbers.values()):
                found |= {(name, field): value for field, value in numbers.items() if value is not None}
            else:
                found[name, "estimate"] = analysis.note
    return found


def ways(number: int, how: Pooling) -> tuple[str, ...]:
    """Estimators that are compared in a pool: its own, and in the deep ones two more in turn."""
    return tuple(
        dict.fromkeys(
            [how.method, *((METHODS[number % 9], METHODS[(number // 9 + 4) % 9]) if deep(number) else ())]
        )
    )


def deep(number: int) -> bool:
    """Whether a pool is also looked at without each study, for small studies, in subgroups and by moderators, which takes most of the time."""
    return number % DEEP in (0, 1, 2) if number < BATCH else number % DEEP == 0 and number < DEEP_UP_TO


def _line(number: int, one: EvidenceItem, how: Pooling, more: str) -> list[str]:
    y, se = numbers_of(one)
    cells = json.loads(one.raw) if one.raw else {}
    (form,) = json.loads(one.facets)["form"]
    return [
        *(f"p{number}", more, one.item_id, one.study_id, one.effect_type, float(y).hex(), float(se).hex()),
        *(how.method, how.test, float(how.level).hex(), " ".join(ways(number, how))),
        "yes" if deep(number) else "",
        *(str(cells.get(name, "")) for name in ("events_1", "n_1", "events_2", "n_2")),
        *(form, str(one.months)),
    ]


def batch(first: int, last: int, folder: Path, rscript: str) -> None:
    """Both sides of the pools of some numbers, each in a file of its own; what is there already is not done again."""
    rows_file, own, theirs = (folder / f"{first:05}.{end}" for end in ("rows.tsv", "ours.json", "theirs.tsv"))
    if not own.exists():
        lines: list[list[str]] = []
        found = {}
        for number in range(first, last):
            kind, rows, how = drawn(number)
            if len(rows) >= 2:
                numbers = ours(number, rows, how, lines)
                found[f"p{number}"] = {
                    "kind": kind,
                    "k": len(rows),
                    "numbers": [[*at, value] for at, value in numbers.items()],
                }
        rows_file.write_text("".join("\t".join(line) + "\n" for line in (COLUMNS, *lines)))
        own.write_text(json.dumps(found))
    if not theirs.exists():
        partial = theirs.with_suffix(".part")
        subprocess.run(
            [rscript, str(Path(__file__).with_suffix(".R")), str(rows_file), str(partial)], check=True
        )
        partial.rename(theirs)


def read(theirs: Path) -> dict[str, dict[tuple[str, str], Number]]:
    found: dict[str, dict[tuple[str, str], Number]] = defaultdict(dict)
    for line in theirs.read_text(encoding="utf-8").splitlines():
        pool, way, field, value = line.split("\t")
        found[pool][way, field] = (
            value if field == "error" else math.nan if value == "NA" else float.fromhex(value)
        )
    return found


def main(folder: Path, pools_drawn: int, rscript: str) -> None:
    for first in range(0, pools_drawn, BATCH):
        batch(first, min(first + BATCH, pools_drawn), folder, rscript)
    report(folder)


def report(folder: Path) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    largest: dict[str, float] = defaultdict(float)
    one_sided: Counter[str] = Counter()
    with (folder / "differences.tsv").open("w") as out:
        for theirs in sorted(folder.glob("*.theirs.tsv")):
            start = theirs.name.split(".")[0]
            other = read(theirs)
            rows: dict[str, list[dict[str, str]]] = defaultdict(list)
            with (folder / f"{start}.rows.tsv").open() as lines:
                for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                    rows[line["pool"]].append(line)
            for pool, mine in json.loads((folder / f"{start}.ours.json").read_text()).items():
                own = {(way, field): value for way, field, value in mine["numbers"]}
                kind = mine["kind"]
                counts[kind]["pools"] += 1
                for way, field, value, found, apart, most in compared(own, other[pool], rows[pool]):
                    counts[kind]["numbers"] += 1
                    if apart <= most:
                        largest[kind] = max(largest[kind], apart)
                        continue
                    side = nearer(way, field, own, other[pool], rows[pool])
                    counts[kind]["differ"] += 1
                    counts[kind][side] += 1
                    out.write(
                        "\t".join([pool, kind, way, field, f"{value!r}", f"{found!r}", f"{apart:.1e}", side])
                        + "\n"
                    )
                one_sided.update(alone(kind, own, other[pool]))
    print(
        "| pools | | numbers | differ | ours nearer | metafor's nearer | not judged | largest difference of the others |\n|---|---|---|---|---|---|---|---|"
    )
    for kind, own in counts.items():
        cells = (own[name] for name in ("pools", "numbers", "differ", *SIDES, NOT_JUDGED))
        print(f"| {kind} | " + " | ".join(f"{cell:,}" for cell in cells) + f" | {largest[kind]:.1e} |")
    for name, number in one_sided.most_common():
        print(f"{number:,} {name}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("scratch", type=Path)
    parser.add_argument("--pools", type=int, default=10_000)
    parser.add_argument("--rscript", default="Rscript")
    options = parser.parse_args()
    main(options.scratch, options.pools, options.rscript)
