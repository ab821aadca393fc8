"""Why two records were joined, held apart or asked about, in words and in numbers."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from evidence.deduplicate.decide import Judged
from evidence.deduplicate.levels import LEVELS, PAGED
from evidence.deduplicate.weights import MISSING, stored
from evidence.io import to_json

_SAID = {"same": "{} the same", "nearly": "{} nearly the same", "alike": "{} alike", "other": "{} differs"}
_OWN_WORDS = {
    ("title", "same, a heading"): "title the same, a heading",
    ("title", "same, few words"): "title the same, in few words",
    ("title", "same, many words"): "title the same, in many words",
    ("title", "contained"): "one title holds the other",
    ("title", "related"): "titles resemble each other",
    ("title", "other"): "titles differ",
    ("authors", "none shared"): "no author shared",
    ("authors", "some shared"): "some authors shared",
    ("authors", "most shared"): "most authors shared",
    ("authors", "first shared"): "the first author shared",
    ("authors", "the only one shared"): "the only author shared",
    ("authors", "all of several shared"): "all authors shared",
    ("year", "next"): "a year apart",
    ("year", "near"): "two or three years apart",
    ("year", "far"): "years apart",
    ("container", "same"): "place of publication the same",
    ("container", "alike"): "place of publication alike",
    ("container", "other"): "place of publication differs",
    ("pages", "same first"): "first page the same",
    ("pages", "same first, other last"): "first page the same, last page not",
    ("pages", "other"): "pages differ",
    ("pages", "disjoint"): "no page in common",
    ("wording", "a notice"): "one title is that of a notice",
    ("wording", "other part"): "the titles name other parts or opposites",
    ("wording", "another word"): "the titles have another word",
    ("wording", "word changed"): "a word of the title differs",
    ("wording", "part added"): "one title names a part or a place more",
    ("wording", "short form"): "one title is that of a short form",
    ("wording", "words added"): "one title has more words",
    ("wording", "spelling"): "the titles differ in spelling",
    ("wording", "same"): "the same words",
    ("pages", "other kind"): "pages of another kind",
    ("pages", "same"): "pages the same",
}


def joined_by(judged: Judged, pair: int) -> str:
    """The short name of what joined a pair."""
    c = judged.compared
    levels = {name: LEVELS[name][c.levels[pair, n]] for n, name in enumerate(LEVELS)}
    if c.identical[pair]:
        return "identical entries"
    if levels["identifier"] == "same":
        return "same identifier"
    if levels["pages"] in PAGED and levels["volume"] == "same":
        return "same place"
    if levels["title"].startswith("same") and levels["year"] == "same":
        return "same title and year"
    return "alike in most fields"


def evidence(judged: Judged, pair: int) -> list[tuple[str, str, float]]:
    """(field or remark, level or "yes", weight) of all that counts for a pair or against it; the intercept first.

    Their weights sum to the log-odds of the pair.
    """
    told = list(_of_levels(tuple(judged.compared.levels[pair].tolist()), _key()))
    weights = stored()["remarks"]
    held = [judged.remarks[n].reason for n in judged.held(pair)]
    return told + [(reason, "yes", float(weights[reason])) for reason in held]


@lru_cache(maxsize=20_000)
def _of_levels(levels: tuple[int, ...], key: int) -> tuple[tuple[str, str, float], ...]:
    """The part of `evidence` that levels alone tell: few combinations of them occur. `key`: which weights are meant."""
    weights = stored()
    told = [("intercept", "", float(weights["intercept"]))]
    for (name, names), level in zip(LEVELS.items(), levels, strict=True):
        told.append((name, names[level], float(weights["fields"][name].get(names[level], 0.0))))
    return tuple(told)


def _key() -> int:
    return id(stored())


def reason(judged: Judged, pair: int) -> str:
    """What counts for a pair and against it, each with its weight, and the probability: one line."""
    return f"{_said(tuple(evidence(judged, pair)))}; probability {judged.probability[pair]:.3f}"


@lru_cache(maxsize=20_000)
def _said(told: tuple[tuple[str, str, float], ...]) -> str:
    return ", ".join(
        f"{_words(name, level)} ({weight:+.1f})"
        for name, level, weight in told[1:]
        if level not in MISSING and round(weight, 1)
    )


def _words(name: str, level: str) -> str:
    if level == "yes":
        return name
    return _OWN_WORDS.get((name, level)) or _SAID[level].format(name)


def fields(judged: Judged, pair: int) -> str:
    """JSON: field or remark → [level, weight], with the intercept."""
    return _as_json(tuple(evidence(judged, pair)))


@lru_cache(maxsize=20_000)
def _as_json(told: tuple[tuple[str, str, float], ...]) -> str:
    return to_json({name: [level, weight] for name, level, weight in told})


def log_odds(told: dict[str, list[Any]]) -> float:
    """The sum of the weights of `fields`.

    >>> log_odds({"intercept": ["", 1.0], "title": ["same", 0.5]})
    1.5
    """
    return math.fsum(weight for _, weight in told.values())
