"""Why two records were joined, held apart or asked about, in words and in numbers."""

from __future__ import annotations

import math

from evidence.deduplicate.decide import Judged
from evidence.deduplicate.levels import LEVELS
from evidence.deduplicate.weights import FLAGS, stored
from evidence.io import to_json

_SAID = {"same": "{} the same", "nearly": "{} nearly the same", "alike": "{} alike", "other": "{} differs"}
_OWN_WORDS = {
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
    ("pages", "other"): "pages differ",
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
    if levels["pages"] in ("same", "same first") and levels["volume"] == "same":
        return "same place"
    if levels["title"] == "same" and levels["year"] == "same":
        return "same title and year"
    return "alike in most fields"


def reason(judged: Judged, pair: int) -> str:
    """The levels of the fields that are there, as one line."""
    c = judged.compared
    said = []
    for number, (name, levels) in enumerate(LEVELS.items()):
        level = levels[c.levels[pair, number]]
        if level in ("missing", "one missing") or name == "wording":
            continue
        said.append(_OWN_WORDS.get((name, level)) or _SAID[level].format(name))
    return f"{', '.join(said)}; probability {judged.probability[pair]:.3f}"


def fields(judged: Judged, pair: int) -> str:
    """JSON: field → [level, weight], with the flags that hold and the intercept."""
    weights, c = stored(), judged.compared
    told: dict[str, list] = {"intercept": ["", weights["intercept"]]}
    flags = (judged.soft, c.generic, c.translated, c.brief)
    for name, holds in zip(FLAGS, flags, strict=True):
        if holds[pair]:
            told[name] = ["yes", weights["flags"][name]]
    for number, (name, levels) in enumerate(LEVELS.items()):
        level = levels[c.levels[pair, number]]
        told[name] = [level, weights["fields"][name][level]]
    return to_json(told)


def log_odds(told: dict[str, list]) -> float:
    """The sum of the weights of `fields`.

    >>> log_odds({"intercept": ["", 1.0], "title": ["same", 0.5]})
    1.5
    """
    return math.fsum(weight for _, weight in told.values())
