"""Screening simulations beside ASReview's default model, on labelled reviews, in one run.

`python tests/benchmarks/screening.py FOLDER [NAME ...] --peer EXECUTABLE [--starts N] [--rule N]`

FOLDER holds CSV files with the columns title, abstract and label_included, such as those of Cohen and others (2006), which
are part of SYNERGY: `git clone https://github.com/asreview/synergy-dataset`, `git checkout c85f92c`, folder
`datasets/Cohen_EBM/output` (labels CC0 or as their authors say; abstracts are their publishers', and none is in this repository).
EXECUTABLE is `asreview` 3. Each start (one included, one excluded record, drawn at random) is one process of each tool; wall time
is that of the whole process. `--rule` plays that many more starts to see whether the stopping rule keeps its word.
"""

from __future__ import annotations

import argparse
import csv
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import numpy as np

from evidence.screen.ranking import features
from evidence.screen.simulate import measures, play, starts

csv.field_size_limit(10_000_000)
RECALL = 0.95


def read(path: Path) -> tuple[list[dict], np.ndarray]:
    """Rows with a title, and (n,) bool whether they were included."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["title"].strip()]
    return rows, np.array(
        [(row.get("label_included") or row.get("included")) in ("1", "1.0") for row in rows]
    )


def write(path: Path, rows: list[dict], included: np.ndarray) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["title", "abstract", "included"])
        writer.writerows([r["title"], r["abstract"], int(yes)] for r, yes in zip(rows, included, strict=True))


def ours(file: Path, known: list[int]) -> tuple[float, float, float]:
    """(average time to discovery, WSS@95, seconds) of `evidence simulate`."""
    began = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "evidence.main",
        "simulate",
        str(file),
        "--no-rule",
        "--known",
        ",".join(map(str, known)),
    ]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return float(out[1].split()[-1]), float(out[2].split()[-1]), time.monotonic() - began


def peer(executable: str, file: Path, known: list[int], included: np.ndarray) -> tuple[float, float, float]:
    """The same of `asreview simulate` with its default model."""
    project = file.with_suffix(".asreview")
    project.unlink(missing_ok=True)
    began = time.monotonic()
    rows = [str(n) for n in known]
    subprocess.run(
        [executable, "simulate", str(file), "--prior-idx", *rows, "-o", str(project), "--seed", "1"],
        capture_output=True,
        check=True,
    )
    seconds = time.monotonic() - began
    with zipfile.ZipFile(project) as archive:
        (file.parent / "results.db").write_bytes(archive.read("results.db"))
    with sqlite3.connect(file.parent / "results.db") as connection:
        order = [
            n
            for (n,) in connection.execute(
                "select record.dataset_row from results join record using (record_id) where results.classifier is not null "
                "order by results.rowid"
            )
        ]
    rest = [n for n in order if n not in known]
    wanted = int(included.sum()) - int(included[known].sum())
    return *measures(included[rest], len(included) - len(known), wanted), seconds


def beside(folder: Path, names: list[str], executable: str, times: int) -> None:
    print(
        "| review | records | included | ATD | ASReview | WSS@95 | ASReview | seconds | ASReview |\n"
        + "|---" * 9
        + "|"
    )
    everything = []
    for name in names:
        rows, included = read(folder / f"{name}.csv")
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "records.csv"
            write(file, rows, included)
            runs = [
                (ours(file, k), peer(executable, file, k, included)) for k in starts(included, times, seed=1)
            ]
        a, b = (np.mean([run[side] for run in runs], axis=0) for side in (0, 1))
        everything.append((a, b))
        print(
            f"| {name} | {len(rows):,} | {included.sum()} | {a[0]:.4f} | {b[0]:.4f} | {a[1]:.4f} | {b[1]:.4f} | {a[2]:.1f} | {b[2]:.1f} |",
            flush=True,
        )
    a, b = np.mean(everything, axis=0)
    print(f"| mean | | | {a[0]:.4f} | {b[0]:.4f} | {a[1]:.4f} | {b[1]:.4f} | {a[2]:.1f} | {b[2]:.1f} |")


def main(folder: Path, names: list[str], executable: str, times: int, rule: int) -> None:
    if times:
        beside(folder, names, executable, times)
    if rule:
        print(
            f"\n| review | starts | recall {RECALL:.0%} reached | least recall | left unread |\n|---|---|---|---|---|"
        )
    for name in names if rule else []:
        rows, included = read(folder / f"{name}.csv")
        matrix = features([f"{row['title']} . {row['abstract']}" for row in rows])
        played = [play(matrix, included, known, RECALL) for known in starts(included, rule, seed=2)]
        reached, least = sum(p.recall >= RECALL for p in played), min(p.recall for p in played)
        unread = 1 - np.mean([p.stopped_at for p in played]) / len(rows)
        print(f"| {name} | {rule} | {reached} | {least:.3f} | {unread:.1%} |", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--peer", required=True, help="the asreview executable")
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--rule", type=int, default=0)
    options = parser.parse_args()
    chosen = options.names or sorted(p.stem for p in options.folder.glob("*.csv"))
    main(options.folder, chosen, options.peer, options.starts, options.rule)
