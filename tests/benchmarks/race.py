"""The ways to code texts that classification.py lets race: ours, and logistic regression over words, letters, meaning and all of them."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

JUDGED = 5_000
GRID = (0.5, 2.0, 8.0, 32.0)
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
    """(m, k) probabilities (not where `probable` is False), and from which one on a code is taken, where that was learnt."""

    p: np.ndarray
    seconds: float
    taken_from: float = math.nan
    probable: bool = True


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

    said_meaning = data.said_meaning if meaning else None
    model = TextClassifier(one=True).fit(own, truth, **of(learn), said=data.said, said_meaning=said_meaning)
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
    """No label at all: codes in the order of likeness to what is said of them, which is no probability."""
    from evidence.classify.zero_shot import likeness

    began = time.process_time()
    alike = likeness(data.meaning[judge], data.said_meaning)
    return Told(alike, time.process_time() - began, probable=False)


RACE: dict[str, Callable[[Coded, np.ndarray, np.ndarray], Told]] = {
    "ours": ours,
    "ours, without meaning": lambda *given: ours(*given, meaning=False),
    "words": peer(words=True, letters=False, meaning=False),
    "letters": peer(words=False, letters=True, meaning=False),
    "meaning": peer(words=False, letters=False, meaning=True),
    "all in one": peer(words=True, letters=True, meaning=True),
}
