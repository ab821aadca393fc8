"""Phrases of the codebook as a classifier with scikit-learn's face: fit, predict_proba, get_params."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from evidence.codebook import Code

_BREAK = r"[\s\-\u00ad\u2010-\u2015\u2212]"
"""White space, hyphens and dashes: publishers print any of them inside a term."""


def pattern(phrase: str) -> re.Pattern[str]:
    """Whole words, any case; a hyphen, a space or nothing may stand between the words.

    >>> bool(pattern('co-production').search('on Co production of services'))
    True
    """
    words = [re.escape(word) for word in re.split(_BREAK + "+", phrase) if word]
    return re.compile(r"(?<!\w)" + f"{_BREAK}*".join(words) + r"(?!\w)", re.I)


class PhraseClassifier:
    """Proposes the codes whose phrases a text holds. Nothing is learnt; `fit` is there for the face."""

    def __init__(self, codes: Sequence[Code] = ()) -> None:
        self.codes = codes

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        return {"codes": self.codes}

    def set_params(self, **params: Any) -> PhraseClassifier:
        for name, value in params.items():
            setattr(self, name, value)
        return self

    def fit(self, texts: Iterable[str], codes: Any = None) -> PhraseClassifier:
        self.classes_ = [code.id for code in self.codes if not code.abstain]
        found: dict[tuple[str, re.Pattern[str]], str] = {}
        for code in self.codes:
            for phrase in () if code.abstain else code.phrases:
                found.setdefault((code.id, pattern(phrase)), phrase)  # two spellings match alike
        self._patterns = [(code, phrase, rx) for (code, rx), phrase in found.items()]
        return self

    def explain(self, text: str) -> list[tuple[str, str, str]]:
        """(code, phrase, the words found) of every phrase in the text."""
        return [(c, p, m.group()) for c, p, rx in self._patterns if (m := rx.search(text))]

    def predict_proba(self, texts: Iterable[str]) -> list[list[float]]:
        """1.0 for a code with a phrase in the text, else 0.0; columns in the order of `classes_`."""
        rows = []
        for text in texts:
            found = {code for code, _, _ in self.explain(text)}
            rows.append([1.0 if code in found else 0.0 for code in self.classes_])
        return rows
