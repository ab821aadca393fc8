"""Whether two folded names of journals, proceedings or publishers may be names of one."""

from __future__ import annotations

from collections import Counter

from rapidfuzz import fuzz

from evidence.deduplicate.spelling import spelt
from evidence.deduplicate.vocabulary import known

_SMALL = {
    *("the", "of", "and", "in", "for", "on", "a", "an", "de", "der", "la", "le", "et", "und", "in", "proc")
}


def likeness(a: str, b: str) -> int:
    """The level of `levels.LEVELS["container"]` of two folded names.

    >>> likeness('nat rev nephrol', 'nature reviews nephrology'), likeness('jama', 'stroke'), likeness('', 'bmj')
    (2, 1, 0)
    """
    if not a or not b:
        return 0
    if a == b:
        return 3
    words_a, words_b = _words(a), _words(b)
    if words_a == words_b:
        return 3
    few, many = sorted((words_a, words_b), key=len)
    if few and (_abbreviates(few, many) or _acronym(few, many) or _acronym(many, few)):
        return 2
    if fuzz.token_sort_ratio(a, b) >= 80:
        # The American and the European journal of one field are alike in all other letters.
        only_a, only_b = (
            sorted((Counter(x) - Counter(y)).elements()) for x, y in ((words_a, words_b), (words_b, words_a))
        )
        return (
            1
            if any(known(x) for x in only_a) and any(known(y) for y in only_b) and not spelt(only_a, only_b)
            else 2
        )
    return 2 if len(few) >= 2 and fuzz.token_set_ratio(a, b) >= 95 else 1


def _words(name: str) -> list[str]:
    return [word for word in name.split() if word not in _SMALL]


def _abbreviates(few: list[str], many: list[str]) -> bool:
    """Every word of the shorter name begins, or is begun by, a word of the longer one, in order."""
    at = 0
    for word in few:
        while at < len(many) and not (many[at].startswith(word) or word.startswith(many[at])):
            at += 1
        if at == len(many):
            return False
        at += 1
    return len(few) > 1 or len(many) == 1 or len(few[0]) >= 5


def _acronym(few: list[str], many: list[str]) -> bool:
    letters = "".join(word[0] for word in many)
    return len(many) > 1 and any(len(word) > 2 and word == letters for word in few)
