"""Classification outside the shipped topic: texts that others coded, and a hundred thousand works.

`python tests/benchmarks/classification.py outside FOLDER [SET ...]`: FOLDER is what text_sets.py wrote. For each set, with 8, 16 and 64 labelled
texts a code and with none, three draws each: what ships beside logistic regression over words, letters, meaning, and all three
together, each with its C chosen by cross-validation (3 folds, macro-F1) on the labelled texts. At most 2,000 other texts a draw
are judged. One table a set, kept in FOLDER/classified as it is made: what is there is not made again. Without SET, the sets to
report; what ours is made of was chosen on the others (CHOSEN_ON in text_sets.py).

Macro-F1 is of the best code of each text. ECE (15 bins) is of the best code alone, then over all decisions. Covered is the share of texts
whose best code is taken where precision reached .9: at the best threshold in hindsight, the same for all; and for ours as it
abstains, by a threshold that the labelled texts gave, with the precision that it reached. Seconds are CPU of learning and judging,
the meaning (made once a set) apart.

`python tests/benchmarks/classification.py scale FOLDER [SIZE ...]`: time and memory of the whole stage with the shipped codebook and
codes; FOLDER holds labelled sets as in scaling.py, whose words make up the works that are to be coded.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

LABELS = (8, 16, 64)
DRAWS, JUDGED = 3, 2_000
GRID = (0.3, 1.0, 3.0, 10.0, 30.0)
PRECISION, CONFIDENCE = 0.9, 0.9


@dataclass(frozen=True)
class Coded:
    """A set: n texts, (n,) the column of each one's code, what is said of each of k codes, (n, d) and (k, d) meaning."""

    name: str
    texts: list[str]
    code: np.ndarray
    said: list[str]
    meaning: np.ndarray
    said_meaning: np.ndarray


@dataclass(frozen=True)
class Told:
    """(m, k) probabilities, and from which one on a code is taken, where that was learnt."""

    p: np.ndarray
    seconds: float
    taken_from: float = math.nan


def coded(folder: Path, name: str) -> Coded:
    from evidence.classify.zero_shot import described
    from evidence.codebook import Code

    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    codes = json.loads((folder / f"{name}_codes.json").read_text(encoding="utf-8"))
    ids = list(codes)
    texts, said = [row["text"] for row in rows], [described(Code(c, **codes[c])) for c in ids]
    at = np.array([ids.index(row["code"]) for row in rows])
    return Coded(name, texts, at, said, meant(folder, name, texts), meant(folder, f"{name}_said", said))


def meant(folder: Path, name: str, texts: list[str]) -> np.ndarray:
    """(n, d) what the texts mean, made once and kept in the folder."""
    from evidence.meaning.embed import meaning_of
    from evidence.meaning.settings import MeaningPlan

    kept = folder / "meaning" / f"{name}.npy"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        began = time.process_time()
        given = meaning_of(texts, MeaningPlan())
        assert given is not None
        np.save(kept, given.matrix)
        print(f"(meaning of {name}: {time.process_time() - began:.1f} CPU s)", flush=True)
    return np.load(kept)


def split(codes: np.ndarray, most: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows to learn from, at most `most` and at most half of each code, and of the others those to judge."""
    chance, chosen = np.random.default_rng(seed), []
    for code in np.unique(codes):
        rows = chance.permutation(np.flatnonzero(codes == code))
        chosen += rows[: min(most, len(rows) // 2)].tolist()
    others = chance.permutation(np.setdiff1d(np.arange(len(codes)), chosen))
    return np.sort(chosen), np.sort(others[:JUDGED])


def ours(data: Coded, learn: np.ndarray, judge: np.ndarray, meaning: bool = True) -> Told:
    from evidence.classify.abstain import threshold
    from evidence.classify.estimator import TextClassifier
    from evidence.classify.zero_shot import likeness

    k = len(data.said)
    truth = data.code[learn][:, None] == np.arange(k)
    began = time.process_time()
    own, more = [data.texts[i] for i in learn], [data.texts[i] for i in judge]
    alike = likeness(data.meaning, data.said_meaning) if meaning else None

    def of(rows: np.ndarray) -> dict[str, Any]:
        return {"meaning": data.meaning[rows], "likeness": alike[rows]} if alike is not None else {}

    model = TextClassifier().fit(own, truth, **of(learn))
    p = model.predict_proba(more, **of(judge))
    best = model.unseen_.argmax(axis=1)
    at = np.arange(len(learn)), best
    taken = threshold(model.unseen_[at].round(4), truth[at], PRECISION, CONFIDENCE)
    return Told(p, time.process_time() - began, taken)


def read(
    data: Coded, learn: np.ndarray, judge: np.ndarray, *, words: bool, letters: bool, meaning: bool
) -> tuple:
    """Features of the rows to learn from and to judge."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    a, b = [], []
    readers = []
    if words:
        readers.append(TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True))
    if letters:
        readers.append(TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2))
    for reader in readers:
        a.append(reader.fit_transform([data.texts[i] for i in learn]))
        b.append(reader.transform([data.texts[i] for i in judge]))
    if meaning and not readers:
        return data.meaning[learn], data.meaning[judge]
    if meaning:
        a, b = [*a, csr_matrix(data.meaning[learn])], [*b, csr_matrix(data.meaning[judge])]
    return hstack(a).tocsr(), hstack(b).tocsr()


def peer(**blocks: bool) -> Callable[[Coded, np.ndarray, np.ndarray], Told]:
    """Logistic regression over these blocks with C chosen by cross-validation."""

    def tuned(data: Coded, learn: np.ndarray, judge: np.ndarray) -> Told:
        from sklearn.linear_model import LogisticRegression
        from sklearn.model_selection import GridSearchCV

        began = time.process_time()
        a, b = read(data, learn, judge, **blocks)
        one = LogisticRegression(class_weight="balanced", max_iter=200, tol=1e-3)
        search = GridSearchCV(one, {"C": list(GRID)}, scoring="f1_macro", cv=3)
        p = np.zeros((len(judge), len(data.said)))
        search.fit(a, data.code[learn])
        p[:, search.classes_] = search.predict_proba(b)
        return Told(p, time.process_time() - began)

    return tuned


def described_alone(data: Coded, learn: np.ndarray, judge: np.ndarray) -> Told:
    """No label at all: only what is said of the codes."""
    from evidence.classify.zero_shot import WORDS, likeness, rough, shared

    began = time.process_time()
    alike = likeness(data.meaning[judge], data.said_meaning)
    alike = alike + WORDS * shared([data.texts[i] for i in judge], data.said)
    return Told(rough(alike), time.process_time() - began)


RACE: dict[str, Callable[[Coded, np.ndarray, np.ndarray], Told]] = {
    "ours": ours,
    "ours, without meaning": lambda *given: ours(*given, meaning=False),
    "words": peer(words=True, letters=False, meaning=False),
    "letters": peer(words=False, letters=True, meaning=False),
    "meaning": peer(words=False, letters=False, meaning=True),
    "all in one": peer(words=True, letters=True, meaning=True),
}


def measured(truth: np.ndarray, told: Told) -> list[float]:
    """Macro-F1, ECE of the best, ECE of all, covered at the best threshold, covered and precision as it abstains, seconds."""
    from sklearn.metrics import f1_score

    best = told.p.argmax(axis=1)
    sure, right = told.p.max(axis=1), best == truth
    every = truth[:, None] == np.arange(told.p.shape[1])
    taken = sure.round(4) >= told.taken_from
    return [
        float(f1_score(truth, best, average="macro")),
        calibration(sure, right),
        calibration(told.p.ravel(), every.ravel()),
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


def covered(sure: np.ndarray, right: np.ndarray) -> float:
    """The largest share of texts, the surest first, with precision PRECISION."""
    order = np.argsort(-sure, kind="stable")
    holds = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(sure) + 1) >= PRECISION)
    return float((holds[-1] + 1) / len(sure)) if len(holds) else 0.0


HEAD = "| labels a code | who | macro-F1 | ECE best | ECE all | covered, best threshold | as it abstains: covered | precision | CPU s |"


def table(folder: Path, name: str, again: bool) -> str:
    kept = folder / "classified" / f"{name}.md"
    if kept.is_file() and not again:
        return kept.read_text(encoding="utf-8")
    data = coded(folder, name)
    lines = [
        f"**{name}**: {len(data.texts):,} texts, {len(data.said)} codes, {DRAWS} draws\n",
        HEAD,
        "|---" * 9 + "|",
    ]
    for most in (0, *LABELS):
        race = RACE if most else {"ours, from descriptions alone": described_alone}
        scores: dict[str, list[list[float]]] = {who: [] for who in race}
        for seed in range(DRAWS):
            learn, judge = split(data.code, most, seed)
            for who, one in race.items():
                scores[who].append(measured(data.code[judge], one(data, learn, judge)))
        for who, of in scores.items():
            print(name, most, who, np.round(np.mean(of, axis=0), 3), flush=True)
            lines.append(row(most, who, np.array(of)))
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def row(most: int, who: str, scores: np.ndarray) -> str:
    mean = [float(np.nanmean(column)) if not np.isnan(column).all() else math.nan for column in scores.T]
    cells = [f"{mean[0]:.3f} ± {scores[:, 0].std():.3f}", *(f"{m:.3f}" for m in mean[1:6]), f"{mean[6]:.1f}"]
    return f"| {most} | {who} | " + " | ".join("" if cell == "nan" else cell for cell in cells) + " |"


def outside(folder: Path, sets: list[str], again: bool) -> None:
    from text_sets import REPORTED

    for name in sets or REPORTED:
        print(table(folder, name, again), flush=True)


def scale(folder: Path, sizes: list[int]) -> None:
    from scaling import made_up, vocabulary

    from evidence import inputs
    from evidence.classify.decisions import CodingDecision
    from evidence.classify.settings import LearningPlan
    from evidence.classify.stage import classify
    from evidence.codebook_file import load_codebook
    from evidence.deduplicate.rows import Membership, Work
    from evidence.ingest.rows import Record
    from evidence.io import read_table
    from evidence.layout import Layout

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
        classify([*works, *more], records, members, decided, book, LearningPlan())
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
    parser.add_argument("what", choices=["outside", "scale"])
    parser.add_argument("path", type=Path)
    parser.add_argument("more", nargs="*", help="sets, or sizes")
    parser.add_argument("--again", action="store_true", help="make tables anew that are there")
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    if options.what == "outside":
        outside(options.path, options.more, options.again)
    else:
        scale(options.path, [int(size) for size in options.more] or [100_000])
