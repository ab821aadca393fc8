"""How well the machine agrees with people, on works that it had not seen. Plain counts, no flattery.

Every figure comes from nested cross-validation grouped by study: probabilities, their calibration and the
threshold of acceptance were all made without the fold that they are judged on. Intervals are percentiles of a
bootstrap over studies; that of a precision of 0 or 1, which such draws leave without width, is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

BINS, RESAMPLES, SEED = 10, 2000, 20120101


def evaluation(
    *,
    codes: Sequence[str],
    truth: Sequence[set[str]],
    study: Sequence[str],
    folds: Sequence[int],
    p: np.ndarray,
    accepted: Sequence[set[str]],
    alone: Mapping[str, np.ndarray],
    phrases: Sequence[set[str]],
    multiple: bool,
    wanted: float,
    not_learnt: Sequence[str],
    accept_at: Sequence[float],
) -> dict[str, Any]:
    """What the book prints for one facet; lists have an entry a coded work, `p` is (n, k), and so are the log-odds of each voice by itself, `alone`.

    A work that people found unclear has no true code: whatever the machine accepts there is wrong. Macro-F1 is
    the mean over the codes that could be learnt.
    """
    told = {
        "machine": _chosen(codes, p, 0.5, multiple),
        **{name: _chosen(codes, margins, 0.0, multiple) for name, margins in alone.items()},
        "phrases_only": list(phrases),
        "commonest_code": majority(truth, folds),
    }
    actual = marked(truth, codes)
    table = {name: counted(actual, marked(given, codes)) for name, given in told.items()}
    draws = resamples(study)
    drawn = {name: macro_f1_of(sampled(draws, c)) for name, c in table.items()}
    answered = sum(1 for own in accepted if own)
    right = np.array([len(own & true) for own, true in zip(accepted, truth, strict=True)])
    given = np.array([len(own) for own in accepted])
    precision = _ratio(right.sum(), given.sum())
    return {
        "works_coded_by_people": len(truth),
        "answered": answered,
        "coverage": _ratio(answered, len(truth)),
        "precision_where_answered": precision,
        "precision_interval": _of_precision(draws, right, given, study),
        "accept_at": [round(float(t), 4) for t in accept_at],
        "trustworthy": bool(answered) and precision >= wanted,
        "why": _why(answered, precision, wanted),
        "macro_f1": {name: round(float(macro_f1(c.sum(axis=0))), 4) for name, c in table.items()},
        "macro_f1_interval": {name: _interval(f1) for name, f1 in drawn.items()},
        "better_than": {
            name: _interval(drawn["machine"] - f1) for name, f1 in drawn.items() if name != "machine"
        },
        "expected_calibration_error": calibration_error(p.ravel(), actual.ravel()),
        "best_guess_calibration_error": _best_guess(p, actual),
        "brier": round(float(np.mean((p - actual) ** 2)), 4) if p.size else 0.0,
        "calibration": calibration(p.ravel(), actual.ravel()),
        "risk_coverage": risk_coverage(p, actual, multiple),
        "each_code": _each(codes, table["machine"], draws),
        "confusion": confusion(truth, told["machine"]),
        "too_few_examples": sorted(not_learnt),
        "learnt": sorted(codes),
    }


def _of_precision(
    draws: np.ndarray, right: np.ndarray, given: np.ndarray, study: Sequence[str]
) -> list[float]:
    """The interval of the precision, empty where nothing was given. Where all drawn values are one, as all right or all wrong ones are, they
    tell nothing of the spread: then the exact bounds of Clopper and Pearson (1934), a study counting once."""
    found = _interval([_ratio(a, b) for a, b in zip(draws @ right, draws @ given, strict=True) if b])
    if not found or found[0] < found[1]:
        return found
    studies = len({name for name, n in zip(study, given, strict=True) if n})
    least = 0.025 ** (1 / studies)
    low = least if right.sum() == given.sum() else 0.0
    high = 1 - least if not right.any() else 1.0
    return [round(float(low), 4), round(float(high), 4)]


def _chosen(codes: Sequence[str], score: np.ndarray, least: float, multiple: bool) -> list[set[str]]:
    """The best code of each row, and where a work may have several all that reach `least`."""
    if not len(codes):
        return [set() for _ in score]
    best = score.argmax(axis=1)
    return [
        {codes[top]} | ({codes[c] for c in np.flatnonzero(row >= least).tolist()} if multiple else set())
        for top, row in zip(best, score, strict=True)
    ]


def marked(sets: Sequence[set[str]], codes: Sequence[str]) -> np.ndarray:
    """(n, k) bool: which of these codes each set has."""
    column = {code: n for n, code in enumerate(codes)}
    out = np.zeros((len(sets), len(codes)), bool)
    for row, own in enumerate(sets):
        out[row, [column[code] for code in own if code in column]] = True
    return out


def counted(truth: np.ndarray, given: np.ndarray) -> np.ndarray:
    """(n, k, 3): right, wrongly given, missed, for each work and code; of (n, k) bool."""
    return np.stack([truth & given, given & ~truth, truth & ~given], axis=2).astype(np.int32)


def macro_f1(counts: np.ndarray) -> float:
    """Mean F1 over codes of (k, 3) counts; a code that is neither there nor given is left out."""
    right, wrong, missed = counts[:, 0], counts[:, 1], counts[:, 2]
    total = 2 * right + wrong + missed
    return float(np.mean(2 * right[total > 0] / total[total > 0])) if (total > 0).any() else 0.0


def macro_f1_of(samples: np.ndarray) -> np.ndarray:
    """(n,) macro F1, as `macro_f1`, of n samples of (k, 3) counts each."""
    right, wrong, missed = np.moveaxis(samples, -1, 0)
    total = 2 * right + wrong + missed
    out = np.zeros(len(samples))
    for there in np.unique(total > 0, axis=0):  # together those in which the same codes are left out
        at = np.flatnonzero(((total > 0) == there).all(axis=1))
        if there.any():
            of_each = np.ascontiguousarray(2 * right[at][:, there] / total[at][:, there])
            out[at] = of_each.mean(axis=1)  # row by row in memory, so that it is summed as one sample is
    return out


def majority(truth: Sequence[set[str]], folds: Sequence[int]) -> list[set[str]]:
    """The baseline that gives everyone the commonest code outside their own fold."""
    top: dict[int, set[str]] = {}
    for fold in set(folds):
        outside = (own for own, placed in zip(truth, folds, strict=True) if placed != fold)
        counts = Counter(code for own in outside for code in own)
        top[fold] = {min(counts, key=lambda c: (-counts[c], c))} if counts else set()
    return [top[fold] for fold in folds]


def resamples(study: Sequence[str], times: int = RESAMPLES) -> np.ndarray:
    """(times, n) int: how often each work is drawn when studies are drawn with replacement."""
    names = {name: n for n, name in enumerate(sorted(set(study)))}
    if not names:
        return np.zeros((times, 0), np.int32)
    chosen = np.random.default_rng(SEED).integers(0, len(names), (times, len(names)))
    chosen += len(names) * np.arange(times)[:, None]
    drawn = np.bincount(chosen.ravel(), minlength=times * len(names)).reshape(times, len(names))
    return drawn[:, [names[name] for name in study]].astype(np.int32)


def sampled(draws: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """(times, ...) counts of each sample, of (n, ...) counts of works. Whole numbers, which floats hold exactly and multiply faster."""
    flat = draws.astype(float) @ counts.reshape(len(counts), -1).astype(float)
    return flat.reshape(len(draws), *counts.shape[1:])


def _interval(values: Sequence[float] | np.ndarray) -> list[float]:
    """The middle 95 % of bootstrap values; empty where there are none."""
    return [round(float(v), 4) for v in np.percentile(values, [2.5, 97.5])] if len(values) else []


def calibration(p: np.ndarray, actual: np.ndarray) -> list[dict[str, float]]:
    """Ten bins of equal width: how sure the machine was and how often it was right."""
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    return [
        {
            "n": int(part.sum()),
            "said": round(float(p[part].mean()), 4),
            "was": round(float(actual[part].mean()), 4),
        }
        for bin_ in range(BINS)
        if (part := place == bin_).any()
    ]


def calibration_error(p: np.ndarray, actual: np.ndarray) -> float:
    """Expected calibration error over ten bins of equal width (Naeini and others 2015; Guo and others 2017)."""
    bins = calibration(p, actual)
    return round(sum(b["n"] * abs(b["said"] - b["was"]) for b in bins) / max(1, len(p)), 4)


def _best_guess(p: np.ndarray, actual: np.ndarray) -> float:
    """The same of the best code of each work alone, where an error is not drowned by many sure noes."""
    if not p.size:
        return 0.0
    at = np.arange(len(p)), p.argmax(axis=1)
    return calibration_error(p[at], actual[at])


def risk_coverage(p: np.ndarray, actual: np.ndarray, multiple: bool) -> list[dict[str, float]]:
    """Precision of the surest answers at ten coverages, by the best code of each work."""
    if not p.size:
        return []
    best = p.argmax(axis=1)
    sure, right = p[np.arange(len(p)), best], actual[np.arange(len(p)), best]
    order = np.argsort(-sure, kind="stable")
    return [
        {"coverage": round(part / 10, 1), "precision": round(float(right[order[:n]].mean()), 4)}
        for part in range(1, 11)
        if (n := len(p) * part // 10)
    ]


def confusion(truth: Sequence[set[str]], given: Sequence[set[str]]) -> list[dict[str, Any]]:
    """Codes given where another was meant, the commonest first: what people and machine take for each other."""
    pairs = Counter(
        (true, wrong)
        for own, told in zip(truth, given, strict=True)
        for true in own - told
        for wrong in told - own
    )
    ordered = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
    return [{"people": true, "machine": wrong, "works": n} for (true, wrong), n in ordered[:10]]


def _each(codes: Sequence[str], counts: np.ndarray, draws: np.ndarray) -> dict[str, dict[str, Any]]:
    out, every = {}, sampled(draws, counts)
    for column, code in enumerate(codes):
        right, wrong, missed = counts[:, column].sum(axis=0).tolist()
        drawn = every[:, column]
        total = 2 * drawn[:, 0] + drawn[:, 1] + drawn[:, 2]
        out[code] = {
            "works": right + missed,
            "precision": _ratio(right, right + wrong),
            "recall": _ratio(right, right + missed),
            "f1": _ratio(2 * right, 2 * right + wrong + missed),
            "f1_interval": _interval(2 * drawn[total > 0, 0] / total[total > 0]),
        }
    return out


def _ratio(a: float, b: float) -> float:
    return round(float(a / b), 4) if b else 0.0


def _why(answered: int, precision: float, wanted: float) -> str:
    if not answered:
        return "the machine accepted no code on a work that people coded"
    than = "reaches" if precision >= wanted else "is below"
    return f"precision where answered {than} {wanted:g}"
