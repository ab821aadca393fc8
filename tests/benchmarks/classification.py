"""Classification outside the shipped topic: texts that others coded, and a hundred thousand works.

`python tests/benchmarks/classification.py outside FOLDER [SET ...]`: FOLDER is what text_sets.py wrote. For each set, with 16 and 64
labelled texts a code (8 and 16 in SMALL) and with none, three draws each: what ships beside logistic regression over words, letters, meaning, and all three
together, each with its C chosen by cross-validation (3 folds, macro-F1) on the labelled texts. All other texts are
judged. One table a set; measures are kept in FOLDER/classified, and those that are there are not made again. Without SET, the sets to
report; what ours is made of was chosen on the others (CHOSEN_ON in text_sets.py).

Macro-F1 is of the best code of each text. ECE (15 bins) is of the best code alone, then over all decisions. Covered is the share of texts
whose best code is taken where precision reached .9: at the best threshold in hindsight, the same for all; and for ours as it
abstains, by a threshold that the labelled texts gave, with the precision that it reached. Seconds are CPU of learning and judging,
the meaning (made once a set) apart.

`python tests/benchmarks/classification.py against FOLDER SET LABELS WHO`: how much larger our calibration error of the best code is than that of
WHO (as "meaning"), in the mean of the same draws, with a 95 % interval of a paired bootstrap over the judged texts.

`python tests/benchmarks/classification.py natural FOLDER [SET ...]`: macro-F1, log loss and calibration error of the best code of ours alone, with 450 labelled texts
drawn as frequent as their codes are, and up to 2,500 others judged; the mean of five draws.

`python tests/benchmarks/classification.py scale FOLDER [SIZE ...]`: time and memory of the whole stage with the shipped codebook and
codes; FOLDER holds labelled sets as in scaling.py, whose words make up the works that are to be coded.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import time
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np
from race import PRECISION, RACE, Told, coded, described_alone, split
from text_sets import REPORTED

LABELS, FEW = (16, 64), (8, 16)
SMALL = ("goals", "abstracts")
"""Sets that have no 64 texts to spare for many a code."""
DRAWS, RESAMPLES = 3, 1000


def measured(truth: np.ndarray, told: Told) -> list[float]:
    """Macro-F1, ECE of the best, ECE of all, covered at the best threshold, covered and precision as it abstains, seconds."""
    from sklearn.metrics import f1_score

    best = told.p.argmax(axis=1)
    sure, right = told.p.max(axis=1), best == truth
    every = truth[:, None] == np.arange(told.p.shape[1])
    taken = sure.round(4) >= told.taken_from
    return [
        float(f1_score(truth, best, average="macro")),
        calibration(sure, right) if told.probable else math.nan,
        calibration(told.p.ravel(), every.ravel()) if told.probable else math.nan,
        covered(sure, right),
        math.nan if math.isnan(told.taken_from) else float(taken.mean()),
        float(right[taken].mean()) if taken.any() else math.nan,
        told.seconds,
    ]


def calibration(p: np.ndarray, right: np.ndarray, bins: int = 15) -> float:
    """Expected calibration error (Naeini and others 2015)."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps = np.bincount(place, p, bins) - np.bincount(place, right, bins)
    return float(np.abs(gaps).sum() / len(p))


def difference(
    ours: tuple[np.ndarray, np.ndarray], theirs: tuple[np.ndarray, np.ndarray], group: np.ndarray
) -> np.ndarray:
    """(RESAMPLES,) by how much the first calibration error is larger, of (sure, right) texts each, when groups are drawn with replacement."""
    chance = np.random.default_rng(0)
    names, place = np.unique(group, return_inverse=True)
    found = np.empty(RESAMPLES)
    for n in range(RESAMPLES):
        times = np.bincount(chance.integers(0, len(names), len(names)), minlength=len(names))[place]
        rows = np.repeat(np.arange(len(group)), times)
        a, b = (calibration(sure[rows], right[rows]) for sure, right in (ours, theirs))
        found[n] = a - b
    return found


def against(folder: Path, name: str, most: int, who: str) -> None:
    data, drawn, found = coded(folder, name), [], []
    for seed in range(DRAWS):
        learn, judge = split(data.code, most, seed)
        sides = []
        for one in ("ours", who):
            p = RACE[one](data, learn, judge).p
            sides.append((p.max(axis=1), p.argmax(axis=1) == data.code[judge]))
        found.append([calibration(*side) for side in sides])
        drawn.append(difference(*sides, np.arange(len(judge))))
    a, b = np.mean(found, axis=0)
    low, high = np.percentile(np.mean(drawn, axis=0), [2.5, 97.5])
    print(
        f"{name}, {most} labels a code: ECE best ours {a:.4f}, {who} {b:.4f}; {a - b:+.4f} ({low:+.4f} to {high:+.4f})"
    )


def covered(sure: np.ndarray, right: np.ndarray) -> float:
    """The largest share of texts, the surest first, with precision PRECISION."""
    order = np.argsort(-sure, kind="stable")
    holds = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(sure) + 1) >= PRECISION)
    return float((holds[-1] + 1) / len(sure)) if len(holds) else 0.0


HEAD = "| labels a code | who | macro-F1 | ECE best | ECE all | covered, best threshold | as it abstains: covered | precision | CPU s |"


def table(folder: Path, name: str, again: bool) -> str:
    """The table of a set. Each measure is kept as it is made, so that a run that was stopped goes on."""
    kept = folder / "classified" / f"{name}.jsonl"
    kept.parent.mkdir(exist_ok=True)
    if again:
        kept.unlink(missing_ok=True)
    told = kept.read_text(encoding="utf-8").splitlines() if kept.is_file() else []
    known = {tuple(key): scores for key, scores in map(json.loads, told)}
    data = coded(folder, name)
    lines = [
        f"**{name}**: {len(data.texts):,} texts, {len(data.said)} codes, {DRAWS} draws\n",
        HEAD,
        "|---" * 9 + "|",
    ]
    for most in (0, *(FEW if name in SMALL else LABELS)):
        for who, one in (RACE if most else {"ours, from descriptions alone": described_alone}).items():
            for seed in range(DRAWS):
                if (most, who, seed) not in known:
                    learn, judge = split(data.code, most, seed)
                    scores = measured(data.code[judge], one(data, learn, judge))
                    known[most, who, seed] = scores
                    with kept.open("a", encoding="utf-8") as handle:
                        handle.write(json.dumps([[most, who, seed], scores]) + "\n")
            lines.append(row(most, who, np.array([known[most, who, seed] for seed in range(DRAWS)])))
    return "\n".join(lines) + "\n"


def row(most: int, who: str, scores: np.ndarray) -> str:
    mean = [float(np.nanmean(column)) if not np.isnan(column).all() else math.nan for column in scores.T]
    cells = [f"{mean[0]:.3f} ± {scores[:, 0].std():.3f}", *(f"{m:.3f}" for m in mean[1:6]), f"{mean[6]:.1f}"]
    return f"| {most} | {who} | " + " | ".join("" if cell == "nan" else cell for cell in cells) + " |"


def outside(folder: Path, sets: list[str], again: bool) -> None:
    for name in sets or REPORTED:
        print(table(folder, name, again), flush=True)


def natural(folder: Path, sets: list[str], labelled: int = 450, judged: int = 2500, draws: int = 5) -> None:
    from sklearn.metrics import f1_score

    for name in sets or REPORTED:
        data, found = coded(folder, name), []
        for seed in range(draws):
            order = np.random.default_rng(1000 + seed).permutation(len(data.code))
            learn, judge = np.sort(order[:labelled]), np.sort(order[labelled : labelled + judged])
            p, truth = RACE["ours"](data, learn, judge).p, data.code[judge]
            loss = -np.log(np.maximum(p[np.arange(len(p)), truth], 1e-9)).mean()
            best = p.argmax(axis=1)
            score = f1_score(truth, best, average="macro")
            found.append([score, loss, calibration(p.max(axis=1), best == truth)])
        f1, loss, error = np.mean(found, axis=0)
        print(f"{name}: macro-F1 {f1:.3f}, log loss {loss:.3f}, ECE best {error:.3f}", flush=True)


def scale(folder: Path, sizes: list[int]) -> None:
    from scaling import made_up, vocabulary

    from evidence import inputs
    from evidence.classify.decisions import CodingDecision
    from evidence.classify.settings import LearningPlan
    from evidence.classify.stage import learn
    from evidence.codebook_file import load_codebook
    from evidence.deduplicate.rows import Membership, Work
    from evidence.ingest.rows import Record
    from evidence.io import read_table
    from evidence.layout import Layout
    from evidence.meaning.settings import MeaningPlan

    at = Layout()
    book = load_codebook(at.setting("codebook"))
    decided, _ = inputs.decisions(CodingDecision, at, book)
    works = read_table(at.table("deduplicate", "works"), Work)
    records = read_table(at.table("ingest", "records"), Record)
    members = read_table(at.table("deduplicate", "memberships"), Membership)
    words = vocabulary(folder)
    seconds = {}
    print("| works | seconds | peak MB |\n|---|---|---|")
    for size in sizes:
        table = made_up(size, words).select(["record_id", "title", "abstract", "container"]).to_pylist()
        more = [
            replace(
                works[0],
                work_id=f"w-{row['record_id']}",
                study_id=f"w-{row['record_id']}",
                title=row["title"],
                abstract=row["abstract"],
                container=row["container"],
            )
            for row in table
        ]
        del table
        began = time.monotonic()
        learnt = learn([*works, *more], records, members, decided, book, LearningPlan(), MeaningPlan())
        sum(map(len, learnt.batches()))  # as the stage writes them: some at a time
        seconds[size] = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {size + len(works):,} | {seconds[size]:.1f} | {peak:,.0f} |", flush=True)
    if len(sizes) > 1:
        growth = math.log(seconds[sizes[-1]] / seconds[sizes[0]]) / math.log(sizes[-1] / sizes[0])
        print(f"\nGrowth: exponent {growth:.2f}")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["outside", "against", "natural", "scale"])
    parser.add_argument("path", type=Path)
    parser.add_argument("more", nargs="*", help="sets, or sizes")
    parser.add_argument("--again", action="store_true", help="measure anew what was measured")
    options = parser.parse_args()
    if options.what == "outside":
        outside(options.path, options.more, options.again)
    elif options.what == "against":
        against(options.path, options.more[0], int(options.more[1]), options.more[2])
    elif options.what == "natural":
        natural(options.path, options.more)
    else:
        scale(options.path, [int(size) for size in options.more] or [100_000])
