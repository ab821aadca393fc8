"""A hundred thousand effects and ten thousand extracts, from the coded tables to verdicts and their certainty.

`python tests/benchmarks/synthesis.py [--effects 100000] [--extracts 10000]` copies the project to a temporary folder, repeats the shipped rows under new
ids, cases and studies, and times the four stages that read them. It needs results/ of an earlier build beside it.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDIES = 500  # copies of the shipped studies


def repeat(path: Path, key: str, n: int, renamed: tuple[str, ...]) -> None:
    """Repeat the rows of a table until there are `n`, as rows of other studies that have no record of their own."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        out = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        out.writeheader()
        for number in range(n):
            row, copy = dict(rows[number % len(rows)]), number // len(rows)
            row[key] = f"{row[key]}-{copy}"
            if copy:
                row |= {name: f"{row[name]} {copy % STUDIES}" for name in renamed} | {
                    "record": "",
                    "study": "",
                }
            out.writerow(row)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--effects", type=int, default=100_000)
    ask.add_argument("--extracts", type=int, default=10_000)
    asked = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        for name in ("config", "literature", "workflow", "results"):
            shutil.copytree(ROOT / name, there / name)
        repeat(there / "literature/effects/effects.csv", "effect_id", asked.effects, ("study_label",))
        repeat(
            there / "literature/case_studies/extracts.csv",
            "extract_id",
            asked.extracts,
            ("case_id", "case_name"),
        )
        total = 0.0
        for verb in ("extract", "appraise", "synthesise", "assess"):
            start = time.perf_counter()
            environment = {**os.environ, "PYTHONPATH": str(there / "workflow")}
            command = [str(Path(sys.executable).parent / "evidence"), verb]
            done = subprocess.run(
                command, cwd=there, env=environment, capture_output=True, text=True, check=True
            )
            took = time.perf_counter() - start
            total += took
            print(f"{verb:11s} {took:6.1f} s   {done.stdout.strip().splitlines()[-1].strip()}")
        print(f"{'together':11s} {total:6.1f} s")


if __name__ == "__main__":
    main()
