"""Whether one of two titles translates the other."""

from __future__ import annotations

import re

_BRACKETED = re.compile(r"^\W*\[|[:\w?)]\s*\[[^\]]{25,}\]\W*$")
_FUNCTION_WORDS = {
    "en": {*("the", "of", "and", "in", "for", "with", "on", "to", "from", "an", "by")},
    "de": {
        *(
            "der",
            "die",
            "das",
            "des",
            "den",
            "und",
            "von",
            "zur",
            "zum",
            "im",
            "bei",
            "mit",
            "fur",
            "für",
            "eine",
            "einer",
        )
    },
    "fr": {*("le", "les", "des", "du", "et", "dans", "pour", "une", "sur", "au", "aux", "chez", "par")},
    "es": {*("el", "los", "las", "del", "y", "con", "para", "una", "por", "sobre", "su")},
    "pt": {*("o", "os", "da", "do", "das", "dos", "e", "com", "para", "uma", "em", "na", "no", "sobre")},
    "it": {*("il", "lo", "gli", "della", "dei", "delle", "nel", "nella", "con", "per", "una", "sulla")},
}


def translated(raw_a: str, raw_b: str) -> bool:
    """Whether one of two titles is a translation: it stands in brackets, or the languages differ.

    >>> translated("[Treatment of pain]", "Behandlung von Schmerzen"), translated("A trial", "Another trial")
    (True, False)
    """
    if _BRACKETED.search(raw_a) or _BRACKETED.search(raw_b):
        return True
    language_a, language_b = _language(raw_a), _language(raw_b)
    return bool(language_a and language_b and language_a != language_b)


def _language(title: str) -> str:
    words = set(title.lower().split())
    scores = {name: len(words & known) for name, known in _FUNCTION_WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 2 or (scores[best] and sum(scores.values()) == scores[best]) else ""
