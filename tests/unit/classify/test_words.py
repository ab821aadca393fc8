"""Words and letters as numbers: to the bit what scikit-learn counts and weighs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from evidence.classify.words import TITLE, TextFeatures, features_of

LEARNT = [
    "Housing of the poor, and of the rich",
    "On the rents of the poor",
    "a b It is naïve: the ſhop of İstanbul",
    "x_1 12 the the the poor poor",
    "",
]
OTHERS = [
    "The poor of Housing. of the",
    "naïve\u00a0naïve  \t rent",
    "zebra",
    "",
    "a",
    "of_the poor it is",
    "İSTANBUL ﬁne ß",
]


def as_scikit_learn(learnt: list[str], texts: list[str]):
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float64)
    letters = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        sublinear_tf=True,
        min_df=2 if len(learnt) > 20 else 1,
        max_features=40_000,
        dtype=np.float64,
    )
    told = words.fit_transform(learnt), letters.fit_transform([text[:TITLE] for text in learnt])
    then = words.transform(texts), letters.transform([text[:TITLE] for text in texts])
    return hstack(told).tocsr(), hstack(then).tocsr()


def same(one, other) -> bool:
    parts = (one.data, other.data), (one.indices, other.indices), (one.indptr, other.indptr)
    return one.shape == other.shape and all(np.array_equal(a, b) for a, b in parts)


@pytest.mark.parametrize("times", [1, 5])
def test_counts_and_weights_are_those_of_scikit_learn(times: int) -> None:
    learnt = [f"{text} {n}" for n in range(times) for text in LEARNT]
    features = TextFeatures()
    told = features.fit_transform(learnt)
    expected, then = as_scikit_learn(learnt, [*OTHERS, *learnt, OTHERS[0] * 40])
    expected.sort_indices()
    assert np.array_equal(told.indices, expected.indices) and np.array_equal(told.indptr, expected.indptr)
    assert told.data == pytest.approx(expected.data, rel=1e-14)  # which sums words as they first occur
    assert same(told, features.transform(learnt))
    assert same(features.transform([*OTHERS, *learnt, OTHERS[0] * 40]), then)


@given(st.lists(st.text(alphabet="ab cİſßé1_-.\u00a0\u0301", max_size=40), min_size=1, max_size=6))
def test_so_are_those_of_any_text(texts: list[str]) -> None:
    learnt = [*LEARNT, "ab ab c1 éé", "ab c1 b_a"]
    features = TextFeatures()
    features.fit_transform(learnt)
    assert same(features.transform(texts), as_scikit_learn(learnt, texts)[1])


def test_names_are_those_of_the_columns() -> None:
    features = TextFeatures()
    features.fit_transform(LEARNT)
    words = TfidfVectorizer(ngram_range=(1, 2)).fit(LEARNT)
    assert features.names_.tolist() == words.get_feature_names_out().tolist()


def test_the_commonest_runs_of_letters_are_kept(monkeypatch) -> None:
    monkeypatch.setattr("evidence.classify.words._MOST_RUNS", 3)
    features = TextFeatures()
    told = features.fit_transform(["abcd abcd", "xyz", "abcd"])
    assert told.shape[1] == len(features.names_) + 3
    assert sorted(features._run) == [" ab", " abc", " abcd"]  # of runs as common as each other the first


def test_texts_without_a_word_have_one_column_of_noughts() -> None:
    assert features_of(["", "?"]).toarray().tolist() == [[0.0], [0.0]]
