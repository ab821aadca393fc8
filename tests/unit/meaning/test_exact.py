"""Sums of whole numbers that no order can change, and what they stand for to a known error."""

import numpy as np
import pytest
from scipy.special import erf
from scipy.special import softmax as true_softmax

from evidence.meaning.exact import WHOLE, Linear, attention, gelu, layer_norm, levels_for, quantised, softmax

RANDOM = np.random.default_rng(7)


@pytest.mark.parametrize("k", [384, 1536])
def test_a_product_is_that_of_integers(k) -> None:
    """The largest numbers that may come: all of one sign, so that every partial sum is as great as it can be."""
    whole = RANDOM.integers(-127, 128, (k, 16)).astype(np.float32)
    levels = levels_for(whole)
    assert levels * max(np.abs(whole[at : at + 384]).sum(axis=0).max() for at in range(0, k, 384)) < WHOLE
    x = np.where(whole.T > 0, 1, -1).astype(np.float32)  # row i meets column i with its signs
    y = Linear(whole, np.ones(16), np.zeros(16))(x)
    exact = (x.astype(np.int64) * levels) @ whole.astype(np.int64)
    assert np.allclose(y, exact / levels, rtol=1e-6)
    some = RANDOM.permutation(16)[:5]
    assert np.array_equal(Linear(whole, np.ones(16), np.zeros(16))(x[some]), y[some])


def test_quantised_numbers_are_whole_and_near() -> None:
    x = RANDOM.normal(size=(50, 384)).astype(np.float32)
    x[3] = 0
    whole, step = quantised(x, 900)
    assert np.array_equal(whole, np.rint(whole)) and np.abs(whole).max() == 900
    assert (np.abs(whole * step - x) <= step * 0.501).all() and not whole[3].any()


@pytest.mark.parametrize("levels", [127, 1295, (1 << 21) - 1])
def test_no_rounding_makes_more_levels_than_there_are(levels) -> None:
    """The largest number of a row, whatever its last digits, is the last level."""
    x = (RANDOM.random((200_000, 1)) * 10.0 ** RANDOM.integers(-6, 6, (200_000, 1))).astype(np.float32)
    assert np.unique(quantised(np.hstack([x, -x]), levels)[0]).tolist() == [-levels, levels]


def test_the_functions_are_those_of_scipy() -> None:
    x = (RANDOM.normal(size=(140, 384)) * 3).astype(np.float32)
    assert np.abs(gelu(x) - x * (1 + erf(x / np.sqrt(2))) / 2).max() < 2e-3
    far = np.array([[-1e6, -50, 50, 1e6]], np.float32)
    assert gelu(far).tolist() == [[0, 0, 50, 1e6]]
    ones, none = np.ones(384, np.float32), np.zeros(384, np.float32)
    normal = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
    assert np.abs(layer_norm(x, ones, none) - normal).max() < 5e-4
    assert np.abs(softmax(x * 512) / 8192 - true_softmax(x, axis=1)).max() < 1.5e-3
    assert np.isfinite(layer_norm(np.ones((2, 384), np.float32), ones, none)).all()


def test_attention_is_that_of_the_paper() -> None:
    query, key, value = (RANDOM.normal(size=(2, 3, 11, 32)).astype(np.float32) for _ in range(3))
    weights = true_softmax(query @ key.transpose(0, 1, 3, 2) / np.sqrt(32), axis=-1)
    assert np.abs(attention(query, key, value) - weights @ value).max() < 5e-3
