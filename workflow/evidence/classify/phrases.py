"""Phrases of the codebook as a classifier with scikit-learn's face: fit, predict_proba, get_params.

A phrase speaks for its code where it stands in a text, unless the words before it deny it ("rather than
a merger"), an exception of the codebook stands there ("parents" for `parent`), or a word that it needs is
not near. What kept a phrase from speaking is reported as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sklearn.base import BaseEstimator

from evidence.codebook import Code, Phrase

_BREAK = r"[\s\-\u00ad\u2010-\u2015\u2212]"
"""White space, hyphens and dashes: publishers print any of them inside a term."""
_SOLID = re.compile(_BREAK + "+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|neither|nor|rather than|instead of|as opposed to|absence of|lack of)"
    r"(?:\W+\w+){0,2}\W*$",
    re.I,
)
_SENTENCE = re.compile(r"[.;:!?]\s")
BEFORE = 60
"""Characters before a phrase in which a negation is looked for, within the sentence."""


def pattern(phrase: str) -> re.Pattern[str]:
    """Whole words, any case; a hyphen, a space or nothing may stand between the words.

    >>> bool(pattern('co-production').search('on Co production of services'))
    True
    """
    words = [re.escape(word) for word in re.split(_BREAK + "+", phrase) if word]
    return re.compile(r"(?<!\w)" + f"{_BREAK}*".join(words) + r"(?!\w)", re.I)


def solid(text: str) -> str:
    """Lower case, without spaces and hyphens.

    >>> solid('Co-production of')
    'coproductionof'
    """
    return _SOLID.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A phrase in a text, at [start, end); `kept_from` says why it does not speak for its code."""

    code: str
    phrase: str
    words: str
    start: int
    end: int
    kept_from: str = ""


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    phrase: Phrase
    solid: str
    here: re.Pattern[str]
    unless: tuple[re.Pattern[str], ...]
    near: tuple[re.Pattern[str], ...]


class PhraseClassifier(BaseEstimator):
    """Proposes the codes whose phrases a text holds. Nothing is learnt; `fit` is there for the face."""

    def __init__(self, codes: Sequence[Code] = ()) -> None:
        self.codes = codes

    def fit(self, texts: Iterable[str], codes: Any = None) -> PhraseClassifier:
        self.classes_ = [code.id for code in self.codes if not code.abstain]
        rules: dict[tuple[str, re.Pattern[str]], _Rule] = {}
        for code in self.codes:
            for phrase in () if code.abstain else code.phrases:
                rule = _Rule(
                    code.id,
                    phrase,
                    solid(phrase.text),
                    pattern(phrase.text),
                    tuple(map(pattern, phrase.unless)),
                    tuple(map(pattern, phrase.near)),
                )
                rules.setdefault((code.id, rule.here), rule)  # two spellings match alike
        self._rules = list(rules.values())
        return self

    def find(self, text: str, letters: str | None = None) -> list[Occurrence]:
        """The first place of every phrase in the text where it speaks, else the first where it is kept from it. `letters`: `solid(text)`, where it is known."""
        # Most phrases are not there; a plain search without spaces and hyphens tells it at once.
        letters = solid(text) if letters is None else letters
        found = []
        for rule in self._rules:
            if rule.solid in letters:
                places = [_place(rule, text, match) for match in rule.here.finditer(text)]
                found += sorted(places, key=lambda place: bool(place.kept_from))[:1]
        return found

    def explain(self, text: str) -> list[tuple[str, str, str]]:
        """(code, phrase, the words found) of every phrase that speaks for its code."""
        return [(f.code, f.phrase, f.words) for f in self.find(text) if not f.kept_from]

    def counts(self, text: str) -> dict[str, int]:
        """How many phrases speak for each code."""
        told: dict[str, int] = {}
        for code, _, _ in self.explain(text):
            told[code] = told.get(code, 0) + 1
        return told

    def predict_proba(self, texts: Iterable[str]) -> list[list[float]]:
        """1.0 for a code with a phrase in the text, else 0.0; columns in the order of `classes_`."""
        return [[1.0 if code in told else 0.0 for code in self.classes_] for told in map(self.counts, texts)]


def _place(rule: _Rule, text: str, match: re.Match[str]) -> Occurrence:
    return Occurrence(
        rule.code, rule.phrase.text, match.group(), match.start(), match.end(), _kept_from(rule, text, match)
    )


def _kept_from(rule: _Rule, text: str, match: re.Match[str]) -> str:
    before = _SENTENCE.split(text[max(0, match.start() - BEFORE) : match.start()])[-1]
    denied = _NEGATION.search(before)
    if denied:
        return f"denied by ‘{denied.group().strip()}’"
    low, high = match.start(), match.end()
    for exception in rule.unless:
        for other in exception.finditer(text):
            if other.start() < high and other.end() > low:
                return f"part of ‘{other.group()}’"
    if rule.near:
        reach = rule.phrase.window
        words = " ".join([*text[:low].split()[-reach:], "\n", *text[high:].split()[:reach]])
        if not any(needed.search(words) for needed in rule.near):
            return f"none of {', '.join(rule.phrase.near)} within {reach} words"
    return ""
