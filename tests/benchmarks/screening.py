"""Screening simulations beside ASReview's default model, on labelled reviews, in one run.

`python tests/benchmarks/screening.py FOLDER [NAME ...] --peer EXECUTABLE [--starts N] [--rule N]`

FOLDER holds CSV files with the columns title, abstract and label_included, such as those of Cohen and others (2006), which
are part of SYNERGY: `git clone https://github.com/asreview/synergy-dataset`, `git checkout c85f92c`, folder
`datasets/Cohen_EBM/output` (labels CC0 or as their authors say; abstracts are their publishers', and none is in this repository).
What the texts mean is kept in FOLDER/meaning and made there where it is missing; its seconds are told apart, because a review pays them once
and not at each answer.
EXECUTABLE is `asreview` 3. Each start (one included, one excluded record, drawn at random) is one process of each tool; seconds are
CPU seconds of the whole process, on one thread. `--kept` is a file of what the peer did, one line a start: it is read first and added to,
so that a run can be broken off and continued. `--rule` plays that many more starts to see whether the stopping rule keeps its word.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from math import ceil
from pathlib import Path

import numpy as np

from evidence.cli.screening import labelled
from evidence.meaning.embed import meaning_of
from evidence.meaning.settings import MeaningPlan
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


def run(command: list[str], scratch: Path | None = None) -> tuple[str, float]:
    """(what a process printed, its CPU seconds on one thread)."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=alone, cwd=scratch).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return said, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(file: Path, known: list[int], read: Path | None = None) -> tuple[float, ...]:
    """(average time to discovery, WSS@95, recall at 10 %, CPU seconds) of `evidence simulate`; with meaning, where it was `read`."""
    command = [sys.executable, "-m", "evidence.main", "simulate", str(file), "--no-rule"]
    command += ["--meaning", str(read)] if read else []
    said, seconds = run([*command, "--known", ",".join(map(str, known))])
    return *(float(line.split()[-1]) for line in said.splitlines()[1:4]), seconds


def together(folder: Path, names: list[str]) -> None:
    """CPU seconds a start where one command plays ten, which is what `evidence simulate` does unless told otherwise."""
    print("\n| review | CPU s a start of ten, words | and meaning |\n|---|---|---|")
    everything = []
    for name in names:
        rows, included = read(folder / f"{name}.csv")
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "records.csv"
            write(file, rows, included)
            command = [sys.executable, "-m", "evidence.main", "simulate", str(file), "--no-rule"]
            meant = ["--meaning", str(read_once(folder, name, labelled(file)[0]))]
            everything.append([run(command)[1] / 10, run([*command, *meant])[1] / 10])
        print(f"| {name} | {everything[-1][0]:.2f} | {everything[-1][1]:.2f} |", flush=True)
    mean = np.mean(everything, axis=0)
    print(f"| mean | {mean[0]:.2f} | {mean[1]:.2f} |")


def texts_of(rows: list[dict]) -> list[str]:
    return [f"{row['title']} . {row['abstract']}" for row in rows]


def read_once(folder: Path, name: str, texts: list[str]) -> Path:
    """The folder of what texts mean, for `evidence simulate --meaning`, where it is made if it is missing."""
    kept = folder / "meaning" / name
    began = time.process_time()
    meaning_of(texts, MeaningPlan(), kept)
    if (seconds := time.process_time() - began) > 10:
        print(f"meaning of {name}: {seconds:.0f} CPU seconds", file=sys.stderr)
    return kept


def peer(executable: str, file: Path, known: list[int], included: np.ndarray) -> tuple[float, ...]:
    """The same of `asreview simulate` with its default model."""
    project = file.with_suffix(".asreview")
    project.unlink(missing_ok=True)
    command = [executable, "simulate", str(file), "--prior-idx", *map(str, known)]
    _, seconds = run([*command, "-o", str(project), "--seed", "1"], file.parent)
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
    answers = included[[n for n in order if n not in known]]
    total, wanted = len(included) - len(known), int(included.sum()) - int(included[known].sum())
    return *measures(answers, total, wanted), float(answers[: ceil(total / 10)].sum() / wanted), seconds


def beside(folder: Path, names: list[str], executable: str, times: int, kept: Path | None) -> None:
    sides = ("words", "and meaning", "ASReview")
    names_of = [
        f"{measure} {side}" for measure in ("ATD", "WSS@95", "recall@10 %", "CPU s") for side in sides
    ]
    print(f"| review | records | included | {' | '.join(names_of)} |\n" + "|---" * (3 + len(names_of)) + "|")
    lines = kept.read_text().splitlines() if kept and kept.exists() else []
    known_peers = {(name, *known): tuple(told) for name, known, told in map(json.loads, lines)}
    everything = []
    for name in names:
        rows, included = read(folder / f"{name}.csv")
        runs = []
        with tempfile.TemporaryDirectory() as scratch:
            file = Path(scratch) / "records.csv"
            write(file, rows, included)
            # the texts as `evidence simulate` reads them, or it would read the meaning of some anew
            meanings = read_once(folder, name, labelled(file)[0])
            for known in starts(included, times, seed=1):
                told = known_peers.get((name, *known)) or peer(executable, file, known, included)
                if kept and (name, *known) not in known_peers:
                    with kept.open("a") as more:
                        more.write(json.dumps([name, known, told]) + "\n")
                runs.append((ours(file, known), ours(file, known, meanings), told))
        everything.append(np.mean(runs, axis=0))
        print(f"| {name} | {len(rows):,} | {included.sum()} | {_beside(everything[-1])} |", flush=True)
    print(f"| mean | | | {_beside(np.mean(everything, axis=0))} |")


def _beside(sides: np.ndarray) -> str:
    """(sides, measures) as cells, measure by measure."""
    digits = (4, 4, 3, 1)
    return " | ".join(f"{x:.{d}f}" for one, d in zip(sides.T, digits, strict=True) for x in one)


def main(folder: Path, names: list[str], executable: str, times: int, kept: Path | None, rule: int) -> None:
    if times:
        beside(folder, names, executable, times, kept)
    together(folder, names)
    if rule:
        print(
            f"\n| review | starts | recall {RECALL:.0%} reached | least recall | left unread |\n|---|---|---|---|---|"
        )
    for name in names if rule else []:
        rows, included = read(folder / f"{name}.csv")
        matrix = features(texts_of(rows))
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
    parser.add_argument("--kept", type=Path, help="a file of what the peer did")
    parser.add_argument("--rule", type=int, default=0)
    options = parser.parse_args()
    chosen = options.names or sorted(p.stem for p in options.folder.glob("*.csv"))
    main(options.folder, chosen, options.peer, options.starts, options.kept, options.rule)
