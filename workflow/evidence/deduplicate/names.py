"""Whether two lists of authors are those of one work, whatever the format and order of the names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz

_BLOB = re.compile(r"(?<=[a-z]{2}\s[A-Z])\.(?=[A-Z][a-z])|(?<=[A-Z]\.)(?=[A-Z][a-z]{2})")
_CORPORATE = re.compile(
    r"\b(group|study|trial|trialists|consortium|committee|investigators|collaborati\w+|network|society|association|"
    r"institute|ministry|department|office|commission|council|team|task force|organi[sz]ation|agency|corporation)\b"
)
_Person = tuple[str, frozenset[str], frozenset[str]]
_SUFFIX = {"jr", "sr", "ii", "iii", "iv"}
_NOBODY = {"", "anonymous", "anon", "unknown", "others", "et al", "no authorship indicated", "author unknown"}


def agreement(a: Sequence[str], b: Sequence[str]) -> int:
    """The level of `levels.LEVELS["authors"]` that two lists of `Family, Given` reach.

    Names are one where the family name is (in any order of the parts) and no initial speaks against it.

    >>> agreement(["Smith, J.", "Wu, A."], ["Ada Wu", "Smith, John"]), agreement(["Lee, K."], ["Roe, P."])
    (6, 1)
    >>> agreement(["Chen, Jia"], ["Chen, Lin"]), agreement(["Chen, J."], ["Chen, Jia"])
    (1, 5)

    A list of one may be what is left of a longer one, which begins with that name.

    >>> agreement(["Wu, A."], ["Wu, Ada", "Roe, P."]), agreement(["Wu, A."], ["Roe, P.", "Wu, Ada"])
    (4, 2)
    """
    if a == b and a and _people(tuple(a)):
        return 6 if len(_people(tuple(a))) > 1 else 5
    people_a, people_b = _people(tuple(a)), _people(tuple(b))
    if not people_a or not people_b:
        return 0
    if _corporate(a) != _corporate(b) and not any(_among(person, people_b) for person in people_a):
        return 0
    few, many = sorted((people_a, people_b), key=len)
    shared = sum(_among(person, many) for person in few)
    if shared == len(few) > 1:
        return 6
    if shared == len(few):
        return 5 if len(many) == 1 else 4 if _among(few[0], many[:1]) else 2
    if shared * 2 >= len(few):
        return 3
    return 2 if shared else 1


@lru_cache(maxsize=50_000)
def _people(names: tuple[str, ...]) -> tuple[_Person, ...]:
    """(family name, every part of the name that is no initial, initials of the given names) of each author."""
    people = []
    for name in names:
        for one in _BLOB.split(name):
            family, comma, given = one.partition(",")
            parts = [p for p in _fold(family).split() if p not in _SUFFIX]
            if _fold(one) in _NOBODY or not parts:
                continue
            others = [p for p in _fold(given).split() if len(p) > 1 and p not in _SUFFIX]
            if "?" in family or "\ufffd" in family:
                parts = ["?" + "".join(parts)]
            initials = frozenset(p[0] for p in _fold(given).split() if p not in _SUFFIX)
            # Where nothing parts the names, as in 王小明, they are those of `王, 小明`.
            whole = "".join(
                [*parts, *others, *(p for p in _fold(given).split() if len(p) == 1 and not p.isascii())]
            )
            people.append(("".join(parts), frozenset([*parts, *others, "".join(parts), whole]), initials))
    return tuple(people)


def _corporate(names: Sequence[str]) -> bool:
    return len(names) == 1 and bool(_CORPORATE.search(_fold(names[0])))


def _among(person: _Person, people: Sequence[_Person]) -> bool:
    family, parts, initials = person
    for other_family, other_parts, other_initials in people:
        if family == other_family:
            if not initials or not other_initials or initials & other_initials:
                return True
        elif family in other_parts or other_family in parts:
            return True
        elif family[:1] == "?" or other_family[:1] == "?":
            if fuzz.ratio(family.strip("?"), other_family.strip("?")) >= 70:
                return True
        elif min(len(family), len(other_family)) >= 5 and fuzz.ratio(family, other_family) >= 80:
            return True
    return False


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    if text.isascii():  # most are, and have no accents to look for
        text = text.lower()
    else:
        text = unicodedata.normalize("NFKD", text).casefold()
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w]+|_", " ", text.replace("'", "").replace("’", "")).split())
