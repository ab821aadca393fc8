"""How two titles differ, and what a title says of itself: a notice, a reply, a part, a generic heading."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

# Titles that one issue, year or column shares with the next.
GENERIC = (
    r"^(?:(?:guest|introductory|invited)?\s*(?:editors?|editorials?|editorial board|chairs?|chairmans?|presidents?|from the)"
    r"(?:\s+(?:s|in chief|notes?|comments?|corner|introduction|message|preface|letter|statement|view|page|desk|editors?))*"
    r"|introduction(?: to (?:the )?(?:special|minitrack|mini track|track|issue).*)?|foreword|preface|prologue|epilogue|title foreword.*"
    r"|(?:front|back) (?:matter|cover)|(?:table of )?contents|index|masthead|contributors?|acknowledge?ments?|reviewers?|obituary"
    r"|book ?reviews?(?: column| section)?|reviews?|letters?(?: to the editor)?|correspondence|commentary|comments?|reply|authors? reply"
    r"|response|in reply|erratum|errata|corrigend(?:um|a)|corrections?|retractions?|news(?: and notes)?|in this issue|announcements?"
    r"|call(?:s)? for papers.*|annual report|in brief|abstracts?|poster abstracts?|standards|discussion|conclusions?|summary|research note"
    r"|special issue(?: introduction| editorial)?|treasurers message|chair s message"
    r"|.*\b(?:guest )?editors? s (?:comments?|notes?|introduction|foreword|preface|message))$"
)
# What one work says that it is to another, in the order in which they are looked for.
RELATIONS = {
    "retraction-of": r"\b(?:retraction(?: note| notice)?(?: of| to)?|notice of retraction|expression of concern)\b",
    "erratum-to": r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?(?: to| for| of)|publishers? correction|author correction|addendum)\b",
    "reply-to": r"\b(?:authors?(?: s)? reply|in reply|replys?|reply to|response to|comments? on|comment|commentary on|letters?|re|rejoinder|rebuttal|discussion of)\b",
    "protocol-of": r"\b(?:study protocol|protocol (?:for|of)|protocol)\b",
}
# Only at the beginning or the end of a title: in its midst the same words are about something else.
_RELATION = {name: re.compile(rf"^{pattern}|{pattern}$") for name, pattern in RELATIONS.items()}
_ORDINALS = {*("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "b", "c")}
_COUNTED = (("one", "first"), ("two", "second"), ("three", "third"), ("four", "fourth"), ("five", "fifth"))
_NUMBER = {word: str(n) for n, words in enumerate(_COUNTED, start=1) for word in words}
_TH = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
_OPPOSITES = (
    *(("men", "women"), ("male", "female"), ("males", "females"), ("boys", "girls"), ("vivo", "vitro")),
    *(("adult", "pediatric"), ("adults", "children"), ("adult", "adolescent"), ("adults", "adolescents")),
    *(
        ("resistant", "sensitive"),
        ("with", "without"),
        ("before", "after"),
        ("pre", "post"),
        ("increased", "decreased"),
    ),
    *(
        ("positive", "negative"),
        ("acute", "chronic"),
        ("hypo", "hyper"),
        ("mothers", "fathers"),
        ("urban", "rural"),
    ),
    *(("primary", "secondary"), ("early", "late"), ("short", "long"), ("high", "low"), ("left", "right")),
    *(
        ("inpatients", "outpatients"),
        ("prospective", "retrospective"),
        ("active", "passive"),
        ("upper", "lower"),
        ("cold", "warm"),
        ("young", "old"),
        ("small", "large"),
    ),
)
_OPPOSED = {frozenset(pair) for pair in _OPPOSITES}
_SMALL = {
    *("the", "of", "and", "in", "for", "on", "an", "to", "with", "by", "from", "at", "as", "is", "s", "or")
}
_SPELLING = 75

# Kinds of contribution that stand beside a full paper of the same name.
_GENRES = {*("demo", "demonstration", "tutorial", "panel", "poster", "abstract", "addendum", "keynote")}

LEVELS = (
    "missing",
    "a notice",
    "other part",
    "word changed",
    "short form",
    "words added",
    "spelling",
    "same",
)


@lru_cache(maxsize=50_000)
def difference(a: str, b: str) -> int:
    """How two folded titles differ, as an index into LEVELS.

    >>> [LEVELS[difference("trial in men", other)] for other in ("trial in women", "a trial in men", "trail in men")]
    ['other part', 'words added', 'spelling']
    """
    if not a or not b:
        return 0
    if a.replace(" ", "") == b.replace(" ", ""):
        return LEVELS.index("same")
    words_a, words_b = Counter(a.split()), Counter(b.split())
    only_a, only_b = list((words_a - words_b).elements()), list((words_b - words_a).elements())
    if "".join(only_a) == "".join(only_b):
        return LEVELS.index("spelling")
    if relation(a, b) or relation(b, a):
        return LEVELS.index("a notice")
    if any(frozenset((x, y)) in _OPPOSED for x in only_a for y in only_b):
        return LEVELS.index("other part")
    if _parts(only_a) != _parts(only_b) and (only_a and only_b or _ends_in_part(only_a + only_b, a, b)):
        return LEVELS.index("other part")
    rest_a = [word for word in only_a if word not in _SMALL]
    rest_b = [word for word in only_b if word not in _SMALL]
    if _genre(a) != _genre(b) and not {*rest_a, *rest_b} - _GENRES - {"session", "description", "talk"}:
        return LEVELS.index("short form")
    if (not rest_a and not rest_b) or _spelt(rest_a, rest_b):
        return LEVELS.index("spelling")
    return LEVELS.index("word changed" if rest_a and rest_b else "words added")


def relation(title: str, other: str) -> str:
    """What the work with the first folded title is to the other by its own words, or an empty string.

    >>> relation("erratum to a trial of housing first", "a trial of housing first")
    'erratum-to'
    """
    for name, pattern in _RELATION.items():
        if pattern.search(title) and not pattern.search(other):
            return name
    return ""


def _genre(title: str) -> bool:
    """Whether a title begins or ends with the name of a short form, as in `(demo abstract)`."""
    words = title.split()
    return bool(_GENRES & {words[0], words[-1]})


def translated(raw_a: str, raw_b: str) -> bool:
    """Whether one of two titles is a translation: it stands in brackets, or the languages differ.

    >>> translated("[Treatment of pain]", "Behandlung von Schmerzen"), translated("A trial", "Another trial")
    (True, False)
    """
    if _BRACKETED.search(raw_a) or _BRACKETED.search(raw_b):
        return True
    language_a, language_b = _language(raw_a), _language(raw_b)
    return bool(language_a and language_b and language_a != language_b)


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


def _language(title: str) -> str:
    words = set(title.lower().split())
    scores = {name: len(words & known) for name, known in _FUNCTION_WORDS.items()}
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= 2 or (scores[best] and sum(scores.values()) == scores[best]) else ""


def _parts(words: list[str]) -> list[str]:
    found = (_NUMBER.get(word, word) for word in words)
    return sorted(_TH.sub("", word) for word in found if word in _ORDINALS or word[0].isdigit())


def _ends_in_part(added: list[str], a: str, b: str) -> bool:
    """Whether the words that one title has more are a part number and little else."""
    long = max(a, b, key=len)
    return len(added) <= 3 and bool(_parts(added)) and long.split()[-1] in added


def _spelt(only_a: list[str], only_b: list[str]) -> bool:
    """Whether the words that differ are one another's spellings."""
    if not only_a or not only_b:
        return False
    joined_a, joined_b = "".join(only_a), "".join(only_b)
    if joined_a == joined_b:
        return True
    if abs(len(only_a) - len(only_b)) > 2 or fuzz.ratio(joined_a, joined_b) < _SPELLING:
        return False
    if len(only_a) != len(only_b):
        return True
    left = list(only_b)
    for word in only_a:
        best = max(left, key=lambda other: fuzz.ratio(word, other))
        if fuzz.ratio(word, best) < _SPELLING and not _abbreviation(word, best):
            return False
        left.remove(best)
    return True


def _abbreviation(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return len(short) >= 2 and long.startswith(short)
