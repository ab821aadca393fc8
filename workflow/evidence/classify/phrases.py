"""Phrases of the codebook as a classifier with scikit-learn's face: fit, predict_proba, get_params.

A phrase speaks for its code where it stands in a text, unless the words before it deny it ("rather than
a merger"), an exception of the codebook stands there ("parents" for `parent`), or a word that it needs is
not near. What kept a phrase from speaking is reported as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from evidence.codebook import Code, Phrase
from evidence.estimator import Estimator

_BREAK = r"[\s\-\u00ad\u2010-\u2015\u2212]"
"""White space, hyphens and dashes: publishers print any of them inside a term."""
_SOLID = re.compile(_BREAK + "+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|neither|nor|rather than|instead of|as opposed to|absence of|lack of)"
    r"(?:\W+\w+){0,2}\W*$",
    re.I,
)
_RUN = re.compile(r"\w+")
_SENTENCE = re.compile(r"[.;:!?]\s")
_LIKE_ASCII = "\u017f\u212a\u0130\u0131"
"""Letters that a pattern of any case takes for s, k and i."""
BEFORE = 60
"""Characters before a phrase in which a negation is looked for, within the sentence."""


def pattern(phrase: str) -> re.Pattern[str]:
    """Whole words, any case; a hyphen, a space or nothing may stand between the words.

    >>> bool(pattern('co-production').search('on Co production of services'))
    True
    """
    return _compiled(_source(phrase), re.I)


def _source(phrase: str) -> str:
    words = [re.escape(word) for word in re.split(_BREAK + "+", phrase) if word]
    return r"(?<!\w)" + f"{_BREAK}*".join(words) + r"(?!\w)"


@cache
def _compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compiled when it is first looked for: most phrases of a codebook stand in no text at all."""
    return re.compile(source, flags)


def solid(text: str) -> str:
    """Lower case, without spaces and hyphens.

    >>> solid('Co-production of'), solid('Co\u2010production\u00a0of')
    ('coproductionof', 'coproductionof')
    """
    if text.isascii():
        return "".join(text.split()).replace("-", "").lower()
    return _SOLID.sub("", text).casefold()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as phrases are looked for in it. `small`: in small letters where all of them stand in the same place, and none but A to Z becomes
    one of a to z; else nothing. `runs`: the runs of letters and digits of `small`."""

    solid: str
    small: str
    runs: frozenset[str] = frozenset()


def as_plain(text: str) -> Plain:
    """What phrases of any facet are looked for in."""
    small = text.lower()
    like = len(small) == len(text) and not any(sign in text for sign in _LIKE_ASCII)
    return Plain(solid(text), small, frozenset(_RUN.findall(small))) if like else Plain(solid(text), "")


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
    """`here`: the pattern of a phrase. `first`: its first word in ASCII, in small letters, and `small` its pattern there; empty for any other."""

    code: str
    phrase: Phrase
    solid: str
    here: str
    first: str
    small: str


class PhraseClassifier(Estimator):
    """Proposes the codes whose phrases a text holds. Nothing is learnt; `fit` is there for the face."""

    def __init__(self, codes: Sequence[Code] = ()) -> None:
        self.codes = codes

    def fit(self, texts: Iterable[str], codes: Any = None) -> PhraseClassifier:
        self.classes_ = [code.id for code in self.codes if not code.abstain]
        rules: dict[tuple[str, str], _Rule] = {}
        for code in self.codes:
            for phrase in () if code.abstain else code.phrases:
                words = [word for word in re.split(_BREAK + "+", phrase.text.lower()) if word]
                plain = phrase.text.isascii() and words
                rule = _Rule(
                    code.id,
                    phrase,
                    solid(phrase.text),
                    _source(phrase.text),
                    words[0] if plain else "",
                    _source(phrase.text.lower()) if plain else "",
                )
                rules.setdefault((code.id, rule.here), rule)  # two spellings match alike
        self._rules = list(rules.values())
        self._by_run: dict[str, list[int]] = {}
        for n, rule in enumerate(self._rules):
            for run in _first_runs(rule.phrase.text) if rule.first else [""]:
                self._by_run.setdefault(run, []).append(n)
        return self

    def find(self, text: str, plain: Plain | None = None) -> list[Occurrence]:
        """The first place of every phrase in the text where it speaks, else the first where it is kept from it. `plain`: what `as_plain` makes of the text, where it is known."""
        # Most phrases are not there: no word is that with which they begin, or a plain search without spaces and hyphens tells it at once.
        told = plain or as_plain(text)
        return [
            place
            for rule in self._that_may_stand(told)
            if rule.solid in told.solid and (place := _first(rule, text, told.small)) is not None
        ]

    def _that_may_stand(self, told: Plain) -> Sequence[_Rule]:
        if not told.small:
            return self._rules
        runs = [*(told.runs & self._by_run.keys()), ""]
        return [self._rules[n] for n in sorted({n for run in runs for n in self._by_run.get(run, ())})]

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


def _first_runs(phrase: str) -> set[str]:
    """The runs of letters and digits with which a phrase in ASCII may begin in a text in small letters: its words may be written as one. Blank where it begins
    with another sign.

    >>> sorted(_first_runs("Co-production of care"))
    ['co', 'coproduction', 'coproductionof', 'coproductionofcare']
    """
    words = [word for word in re.split(_BREAK + "+", phrase.lower()) if word]
    return {re.match(r"\w*", "".join(words[:n]))[0] for n in range(1, len(words) + 1)}  # type: ignore[index]


def _first(rule: _Rule, text: str, small: str) -> Occurrence | None:
    """The first place where a phrase speaks, else the first where it is kept from it."""
    kept = None
    for start, end in _places(rule, text, small):
        why = _kept_from(rule, text, start, end)
        place = Occurrence(rule.code, rule.phrase.text, text[start:end], start, end, why)
        if not why:
            return place
        kept = kept or place
    return kept


def _places(rule: _Rule, text: str, small: str) -> Iterator[tuple[int, int]]:
    """Where a phrase stands, first to last. A plain search for its first word is many times quicker than the pattern."""
    if not rule.small or not small:
        yield from (match.span() for match in _compiled(rule.here, re.I).finditer(text))
        return
    at, whole = small.find(rule.first), _compiled(rule.small)
    while at >= 0:
        match = whole.match(small, at)
        if match:
            yield match.span()
        at = small.find(rule.first, match.end() if match else at + 1)


def _kept_from(rule: _Rule, text: str, low: int, high: int) -> str:
    before = _SENTENCE.split(text[max(0, low - BEFORE) : low])[-1]
    denied = _NEGATION.search(before)
    if denied:
        return f"denied by ‘{denied.group().strip()}’"
    for exception in rule.phrase.unless:
        for other in pattern(exception).finditer(text):
            if other.start() < high and other.end() > low:
                return f"part of ‘{other.group()}’"
    if rule.phrase.near:
        reach = rule.phrase.window
        words = " ".join([*text[:low].split()[-reach:], "\n", *text[high:].split()[:reach]])
        if not any(pattern(needed).search(words) for needed in rule.phrase.near):
            return f"none of {', '.join(rule.phrase.near)} within {reach} words"
    return ""
