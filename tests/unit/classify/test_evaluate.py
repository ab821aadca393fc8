"""The figures of the evaluation, by hand."""

import numpy as np
import pytest

from evidence.classify.evaluate import (
    calibration_error,
    confusion,
    counted,
    evaluation,
    macro_f1,
    macro_f1_of,
    marked,
    resamples,
    risk_coverage,
)


def test_macro_f1_by_hand():
    """Code a: one right, one missed, none wrong: 2/3. Code b: one right, one wrong: 2/3."""
    truth, given = (marked(sets, ["a", "b"]) for sets in ([{"a"}, {"a"}, {"b"}], [{"a"}, {"b"}, {"b"}]))
    counts = counted(truth, given).sum(axis=0)
    assert counts.tolist() == [[1, 0, 1], [1, 1, 0]]
    assert macro_f1(counts) == pytest.approx(2 / 3)


@pytest.mark.parametrize("absent", [0, 0.5, 1])
def test_macro_f1_of_many_samples_is_that_of_each(absent):
    """To the last bit, whichever codes a sample leaves out."""
    chance = np.random.default_rng(1)
    samples = chance.integers(0, 30, (60, 9, 3)) * (chance.random((60, 9, 1)) >= absent)
    assert macro_f1_of(samples).tolist() == [macro_f1(counts) for counts in samples]


def test_calibration_error_by_hand():
    """Ten decisions at .75, of which five hold, and ten at .05, of which none does."""
    p = np.array([0.75] * 10 + [0.05] * 10)
    actual = np.array([True] * 5 + [False] * 15)
    assert calibration_error(p, actual) == pytest.approx((10 * 0.25 + 10 * 0.05) / 20)


def test_risk_and_coverage_by_hand():
    p = np.linspace(0.99, 0.5, 10)[:, None] * [[1, 0]]
    actual = np.array([[True, False]] * 5 + [[False, True]] * 5)
    curve = risk_coverage(p, actual, True)
    assert [point["precision"] for point in curve] == [1, 1, 1, 1, 1, 0.8333, 0.7143, 0.625, 0.5556, 0.5]


def test_what_is_taken_for_what():
    truth, given = [{"a"}, {"a"}, {"b"}, {"c"}], [{"b"}, {"b"}, {"b"}, {"a", "c"}]
    assert confusion(truth, given) == [{"people": "a", "machine": "b", "works": 2}]


def test_studies_are_drawn_whole():
    draws = resamples(["x", "y", "x", "z"], 50)
    assert draws.shape == (50, 4) and (draws[:, 0] == draws[:, 2]).all()
    assert np.array_equal(draws, resamples(["x", "y", "x", "z"], 50))


def judged(accepted, truth):
    return evaluation(
        codes=["a", "b"],
        truth=truth,
        study=["1", "2", "3", "4"],
        folds=[0, 1, 0, 1],
        p=np.array([[0.9, 0.1], [0.8, 0.3], [0.2, 0.6], [0.3, 0.7]]),
        accepted=accepted,
        alone={"words_only": np.array([[1, -1], [1, -1], [-1, 1], [-1, 1]])},
        phrases=[set(), {"a"}, set(), set()],
        multiple=True,
        wanted=0.9,
        not_learnt=["c"],
        accept_at=[0.6, 2.0],
    )


def test_evaluation_by_hand():
    """Four works; the last was found unclear, so its code is wrong. Two of three given are right, three of four answered."""
    got = judged([{"a"}, {"a"}, set(), {"b"}], [{"a"}, {"a"}, {"b"}, set()])
    assert (got["works_coded_by_people"], got["answered"], got["coverage"]) == (4, 3, 0.75)
    assert got["precision_where_answered"] == 0.6667 and not got["trustworthy"] and "below 0.9" in got["why"]
    low, high = got["precision_interval"]
    assert low <= 0.6667 <= high
    assert got["macro_f1"]["machine"] == pytest.approx((1 + 2 / 3) / 2, abs=1e-4)
    assert got["macro_f1"]["phrases_only"] == pytest.approx((2 / 3) / 2, abs=1e-4)
    assert got["too_few_examples"] == ["c"] and got["each_code"]["b"]["precision"] == 0.5


def test_all_right_is_not_certain():
    """Eight works of four studies, all right: no fewer than .3976, of which four in a row are right once in forty times."""
    truth = [{"a"} if n % 2 else {"b"} for n in range(8)]
    p = np.array([[0.9, 0.1] if "a" in own else [0.1, 0.9] for own in truth])
    got = evaluation(
        codes=["a", "b"],
        truth=truth,
        study=[f"s{n // 2}" for n in range(8)],
        folds=[n // 2 for n in range(8)],
        p=p,
        accepted=truth,
        alone={},
        phrases=[set()] * 8,
        multiple=True,
        wanted=0.9,
        not_learnt=[],
        accept_at=[0.9],
    )
    assert got["precision_where_answered"] == 1 and got["precision_interval"] == [0.3976, 1]


def test_silence_is_not_trusted():
    got = judged([set()] * 4, [{"a"}, {"a"}, {"b"}, set()])
    assert not got["trustworthy"] and "accepted no code" in got["why"] and got["precision_interval"] == []
