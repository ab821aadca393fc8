"""Why two records were joined, held apart or asked about, in words and in numbers."""

from __future__ import annotations

import math

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
    ("authors", "all shared"): "the author shared",
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


def rule(judged: Judged, pair: int) -> str:
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
    weights, c = stored(), judged.compared
    told = [("intercept", "", float(weights["intercept"]))]
    for number, (name, levels) in enumerate(LEVELS.items()):
        level = levels[c.levels[pair, number]]
        told.append((name, level, float(weights["fields"][name].get(level, 0.0))))
    held = [remark.reason for remark in judged.remarks if remark.holds[pair]]
    return told + [(reason, "yes", float(weights["remarks"][reason])) for reason in held]


def reason(judged: Judged, pair: int) -> str:
    """What counts for a pair and against it, each with its weight, and the probability: one line."""
    said = [
        f"{_words(name, level)} ({weight:+.1f})"
        for name, level, weight in evidence(judged, pair)[1:]
        if level not in MISSING and round(weight, 1)
    ]
    return f"{', '.join(said)}; probability {judged.probability[pair]:.3f}"


def _words(name: str, level: str) -> str:
    if level == "yes":
        return name
    return _OWN_WORDS.get((name, level)) or _SAID[level].format(name)


def fields(judged: Judged, pair: int) -> str:
    """JSON: field or remark → [level, weight], with the intercept."""
    return to_json({name: [level, weight] for name, level, weight in evidence(judged, pair)})


def log_odds(told: dict[str, list]) -> float:
    """The sum of the weights of `fields`.

    >>> log_odds({"intercept": ["", 1.0], "title": ["same", 0.5]})
    1.5
    """
    return math.fsum(weight for _, weight in told.values())
