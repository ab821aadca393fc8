"""Classification outside the shipped topic: policy topics from few labels, and a hundred thousand works.

`python tests/benchmarks/classification.py topics FILE [--semantic] [--times N]`: macro-F1 with 16, 64 and 256 labelled texts a topic,
beside TF-IDF with logistic regression and (with --semantic) MiniLM with logistic regression, each with its C chosen by
cross-validation on the labelled texts. FILE is `data/USCongress.csv.gz` of github.com/cran/RTextTools (GPL-3): 4,449 titles of bills with
the major topics of the Comparative Agendas Project, coded by hand (Adler and Wilkerson). Settings of ours were chosen on
`NYTimes.csv.gz` beside it and were not changed for the bills. --semantic needs the semantic extra.

`python tests/benchmarks/classification.py scale FOLDER [SIZE ...]`: time and memory of the whole stage with the shipped codebook and
codes; FOLDER holds labelled sets as in scaling.py, whose words make up the works that are to be coded.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import math
import resource
import sys
import time
import warnings
from dataclasses import replace
from pathlib import Path

import numpy as np

from evidence.classify.combine import Combined, Voices
from evidence.classify.linear import TextFeatures

LABELS = (16, 64, 256)


def bills(path: Path) -> tuple[list[str], np.ndarray]:
    with gzip.open(path, "rt", encoding="latin-1", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter=";"))
    return [row["text"] for row in rows], np.array([row["major"] for row in rows])


def split(topics: np.ndarray, most: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows to learn from, at most `most` and at most half of each topic, and the others."""
    chance, chosen = np.random.default_rng(seed), []
    for topic in np.unique(topics):
        rows = chance.permutation(np.flatnonzero(topics == topic))
        chosen += rows[: min(most, len(rows) // 2)].tolist()
    return np.sort(chosen), np.setdiff1d(np.arange(len(topics)), chosen)


def macro(topics: np.ndarray, given: np.ndarray) -> float:
    from sklearn.metrics import f1_score

    return float(f1_score(topics, given, average="macro"))


def tuned(a, labels: np.ndarray, b) -> np.ndarray:
    """Logistic regression with C chosen by cross-validation."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV

    one = LogisticRegression(class_weight="balanced", max_iter=300)
    search = GridSearchCV(one, {"C": [0.1, 1.0, 10.0, 100.0]}, scoring="f1_macro", cv=3)
    return search.fit(a, labels).predict(b)


def voices(rows: np.ndarray, texts: list[str], reader: TextFeatures, meaning, codes: int) -> Voices:
    """Bills have no codebook, and so no phrases."""
    return Voices(
        reader.transform([texts[i] for i in rows]),
        np.zeros((len(rows), codes)),
        None if meaning is None else meaning[rows],
        [f"{i}" for i in rows],
    )


def topics(path: Path, semantic: bool, times: int) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts, topic = bills(path)
    codes = np.unique(topic)
    meaning = None
    if semantic:
        from evidence.classify.semantic import embed

        meaning = embed(texts)
    print(f"{len(texts):,} bills, {len(codes)} topics, {times} draws\n")
    print(
        "| labels a topic | ours | TF-IDF + logistic | MiniLM + logistic | ours, without meaning |\n|---|---|---|---|---|"
    )
    for most in LABELS:
        scores = []
        for seed in range(times):
            learn, rest = split(topic, most, seed)
            own = [texts[i] for i in learn]
            reader = TextFeatures().fit(own)
            truth = topic[learn][:, None] == codes[None, :]
            told = []
            for with_meaning in (True, False):
                meant = meaning if with_meaning else None
                a, b = (voices(rows, texts, reader, meant, len(codes)) for rows in (learn, rest))
                p = Combined().fit(a, truth).predict_proba(b)
                told.append(macro(topic[rest], codes[p.argmax(axis=1)]))
            words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
            a, b = words.fit_transform(own), words.transform([texts[i] for i in rest])
            plain = macro(topic[rest], tuned(a, topic[learn], b))
            embedded = (
                macro(topic[rest], tuned(meaning[learn], topic[learn], meaning[rest]))
                if semantic
                else math.nan
            )
            scores.append((told[0], plain, embedded, told[1]))
        mean, spread = np.mean(scores, axis=0), np.std(scores, axis=0)
        cells = " | ".join(f"{m:.3f} ± {s:.3f}" for m, s in zip(mean, spread, strict=True))
        print(f"| {most} | {cells} |", flush=True)


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
    parser.add_argument("what", choices=["topics", "scale"])
    parser.add_argument("path", type=Path)
    parser.add_argument("sizes", type=int, nargs="*", default=[100_000])
    parser.add_argument("--semantic", action="store_true")
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    if options.what == "topics":
        topics(options.path, options.semantic, options.times)
    else:
        scale(options.path, options.sizes or [100_000])
