"""The machine beside plain logistic regression on a review's own works, on the folds and with the measures of its page.

`python tests/benchmarks/classification_shipped.py`, in the folder of a review that was built: what *classify* judged of works that people
coded, each by a machine that had not seen its study, beside one logistic regression a code (balanced, C chosen by three folds of studies
inside) over words, letters, meaning and all three, with the same folds of studies. Macro-F1 as the book prints it; ECE over 15 bins of the best
code and of all decisions, and by how much ours of the best code is larger, with a 95 % interval of a paired bootstrap over studies; covered: the share of works whose best code is right at precision .9, at the best threshold in hindsight.
"""

from __future__ import annotations

import time
import warnings
from typing import Any

import numpy as np
from classification import calibration, covered, difference
from race import GRID

from evidence.classify.evaluate import _chosen, counted, macro_f1, marked

BLOCKS = {
    "words": ("words",),
    "letters": ("letters",),
    "meaning": ("meaning",),
    "all in one": ("words", "letters", "meaning"),
}


def read(texts: list[str], meaning: np.ndarray, learn: np.ndarray, judge: np.ndarray, blocks: tuple) -> tuple:
    """Features of the rows to learn from and to judge; words and letters as they occur in the former."""
    from scipy.sparse import csr_matrix, hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    a, b = [], []
    for block in blocks:
        if block == "meaning":
            a, b = [*a, csr_matrix(meaning[learn])], [*b, csr_matrix(meaning[judge])]
            continue
        reader = (
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
            if block == "words"
            else TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2)
        )
        a.append(reader.fit_transform([texts[i] for i in learn]))
        b.append(reader.transform([texts[i] for i in judge]))
    return hstack(a).tocsr(), hstack(b).tocsr()


def fitted(features: Any, truth: np.ndarray, C: float, judged: Any) -> np.ndarray:
    """(m, k) probabilities of one regression a code; a code that none or all have gets its share."""
    from sklearn.linear_model import LogisticRegression

    p = np.tile(truth.mean(axis=0), (judged.shape[0], 1))
    for code in np.flatnonzero(truth.any(axis=0) & ~truth.all(axis=0)):
        one = LogisticRegression(C=C, class_weight="balanced", max_iter=500, tol=1e-3)
        p[:, code] = one.fit(features, truth[:, code]).predict_proba(judged)[:, 1]
    return p


def plain(
    texts: list[str], meaning: np.ndarray, truth: np.ndarray, folds: np.ndarray, blocks: tuple, multiple: bool
) -> np.ndarray:
    """(n, k) probabilities, each fold judged by what was learnt, C included, from the others."""
    p = np.zeros(truth.shape)
    for fold in np.unique(folds):
        learn, judge = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        inner = folds[learn]
        scores = {}
        for C in GRID:
            own = np.zeros(truth[learn].shape)
            for part in np.unique(inner):
                a, b = np.flatnonzero(inner != part), np.flatnonzero(inner == part)
                own[b] = fitted(*_pair(texts, meaning, learn[a], learn[b], truth, blocks, C))
            scores[C] = f1(own, truth[learn], multiple)
        best = max(scores, key=lambda C: (scores[C], -C))
        p[judge] = fitted(*_pair(texts, meaning, learn, judge, truth, blocks, best))
    return p if multiple else p / np.maximum(p.sum(axis=1, keepdims=True), 1e-12)


def _pair(
    texts: list[str],
    meaning: np.ndarray,
    learn: np.ndarray,
    judge: np.ndarray,
    truth: np.ndarray,
    blocks: tuple,
    C: float,
) -> tuple:
    a, b = read(texts, meaning, learn, judge, blocks)
    return a, truth[learn], C, b


def f1(p: np.ndarray, truth: np.ndarray, multiple: bool) -> float:
    codes = [str(c) for c in range(truth.shape[1])]
    given = marked(_chosen(codes, p, 0.5, multiple), codes)
    return float(macro_f1(counted(truth, given).sum(axis=0)))


def main() -> None:
    from evidence.classify.combine import fold_of
    from evidence.classify.corpus import Batch
    from evidence.stage import Bench
    from evidence.stages.classify import CLASSIFY, learnt
    from evidence.texts import text_of

    print(
        "| facet | who | macro-F1 | ECE best | ours larger by | ECE all | covered | CPU s |\n"
        + "|---" * 8
        + "|"
    )
    for machine in learnt(Bench(CLASSIFY)).machines:
        taught = machine.taught
        known = Batch(machine.corpus, [machine.corpus.works[row] for row in machine.known])
        texts, meaning = list(map(text_of, known.works)), known.meaning
        folds = np.array([fold_of(work.study_id, machine.settings.folds) for work in known.works])
        told: dict[str, tuple[np.ndarray, float]] = {"ours": (machine.judge(known).p, float("nan"))}
        at = np.flatnonzero(taught)
        for who, blocks in BLOCKS.items():
            began = time.process_time()
            p = np.zeros(machine.truth.shape)
            p[at] = plain(
                [texts[i] for i in at],
                meaning[at],
                machine.truth[at],
                folds[at],
                blocks,
                machine.facet.multiple,
            )
            told[who] = p, time.process_time() - began
        studies = np.array([known.works[i].study_id for i in at])
        truth = machine.truth[at]
        sides = {who: _best(p[at], truth) for who, (p, _) in told.items()}
        for who, (p, seconds) in told.items():
            p = p[at]
            of_best, of_all = calibration(*sides[who]), calibration(p.ravel(), truth.ravel())
            larger = ""
            if who != "ours":
                low, high = np.percentile(difference(sides["ours"], sides[who], studies), [2.5, 97.5])
                larger = f"{calibration(*sides['ours']) - of_best:+.3f} ({low:+.3f} to {high:+.3f})"
            print(
                f"| {machine.facet.id} ({len(at)} works, {truth.shape[1]} codes) | {who} | {f1(p, truth, machine.facet.multiple):.3f} | "
                f"{of_best:.3f} | {larger} | {of_all:.3f} | {covered(*sides[who]):.3f} | {seconds:.1f} |",
                flush=True,
            )


def _best(p: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) how sure the best code of each work is, and whether it is right."""
    return p.max(axis=1), truth[np.arange(len(truth)), p.argmax(axis=1)]


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    main()
