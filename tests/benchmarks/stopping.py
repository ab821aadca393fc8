"""The stopping rule on labelled reviews, beside the rule without a lead and that of buscarpy, on the same orders of reading.

`python tests/benchmarks/stopping.py FOLDER [NAME ...] [--starts 50]`

FOLDER holds CSV files with the columns title, abstract and label_included (see `screening.py`). Orders of reading are made once, from
random starts of one included and one excluded record, and kept in FOLDER/orders; every rule is tried on the same ones, asked forty times
over the works. `plain` is the test of Callaghan and Müller-Hansen (2020) alone, which is buscarpy with bias 1; bias 5 is theirs too. `the sample
alone` is ours where no ranking is trusted.
Each cell of a rule: in how many starts 95 % recall was reached / least recall / mean share of works read.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np

from evidence.screen.ranking import features
from evidence.screen.simulate import LOOKS, ended, play, starts
from evidence.screen.stopping import Ground
from evidence.screen.urns import below_target, ranked_p

csv.field_size_limit(10_000_000)
HEAD = "| review | records | included | no abstract | plain | bias 5 | ours | read / plain | warned | by the sample | the sample alone, 10 starts |"
RECALL, BARE, FEW = 0.95, 40, 10  # BARE: letters of an abstract that is none


def orders(folder: Path, name: str, times: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(times, n) rows in order of reading, (n,) included, (n,) without an abstract."""
    kept = folder / "orders" / f"{name}.npz"
    if kept.exists() and len((found := np.load(kept))["orders"]) >= times:
        return found["orders"][:times], found["included"], ~found["text"]
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        rows = [row for row in csv.DictReader(handle) if row["title"].strip()]
    included = np.array([row["label_included"] in ("1", "1.0") for row in rows])
    text = np.array([len(row["abstract"].strip()) >= BARE for row in rows])
    matrix = features([f"{row['title']} . {row['abstract']}" for row in rows])
    made = []
    for known in starts(included, times, seed=2):
        order = play(matrix, included, known, judge=False, rest=0.02).order
        made.append(
            np.concatenate([order, np.setdiff1d(np.arange(len(rows)), order)])
        )  # nothing relevant is among the rest
    kept.parent.mkdir(exist_ok=True)
    np.savez(kept, orders=np.array(made), included=included, text=text)
    return np.array(made), included, ~text


def alone(answers: np.ndarray, lead: float) -> int:
    """How many are read by rank until the test of the ranked reading alone says stop."""
    n = len(answers)
    for read in range(1, n, max(1, n // LOOKS)):
        found = int(answers[:read].sum())
        if found and ranked_p(answers[:read], n, below_target(found, RECALL), lead) < 0.05:
            return read
    return n


def told(ends: list[tuple[int, float]], total: int) -> str:
    recalls = [recall for _, recall in ends]
    return f"{sum(r >= RECALL for r in recalls)} / {min(recalls):.3f} / {np.mean([read for read, _ in ends]) / total:.3f}"


def ranked(made: np.ndarray, included: np.ndarray, lead: float) -> list[tuple[int, float]]:
    """(how many were read, recall) of each order under the test of the ranked reading alone."""
    ends = [alone(included[order], lead) for order in made]
    return [
        (end, float(included[order[:end]].sum() / included.sum()))
        for order, end in zip(made, ends, strict=True)
    ]


def row(name: str, made: np.ndarray, included: np.ndarray, bare: np.ndarray) -> float:
    """Prints the row of a review; the share of the plain rule's reading that ours takes."""
    n = len(included)
    plain, five = ranked(made, included, 1.0), ranked(made, included, 5.0)
    ours = [ended(order, included, bare, seed=seed) for seed, order in enumerate(made)]
    proved = [ended(order, included, bare, seed=seed, trusted=False) for seed, order in enumerate(made[:FEW])]
    cells = [told([(e.read, e.recall) for e in runs], n) for runs in (ours, proved)]
    ratio = float(sum(e.read for e in ours) / sum(read for read, _ in plain))
    print(
        f"| {name} | {n:,} | {included.sum()} | {bare.sum()} | {told(plain, n)} | {told(five, n)} | {cells[0]} | {ratio:.2f} | "
        f"{sum(e.warned for e in ours)} | {sum(e.rule.ground == Ground.SAMPLE for e in ours)} | {cells[1]} |",
        flush=True,
    )
    return ratio


def main(folder: Path, names: list[str], times: int) -> None:
    print(HEAD + "\n" + "|---" * 11 + "|")
    ratios = [row(name, *orders(folder, name, times)) for name in names]
    print(f"mean of read / plain: {np.mean(ratios):.3f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--starts", type=int, default=50)
    options = parser.parse_args()
    main(
        options.folder, options.names or sorted(p.stem for p in options.folder.glob("*.csv")), options.starts
    )
