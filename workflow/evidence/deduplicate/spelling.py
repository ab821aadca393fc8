"""Whether words are one another's spellings, and numbers in one way of writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from rapidfuzz.distance import OSA

from evidence.deduplicate.folding import HAN
from evidence.deduplicate.vocabulary import known

_UNITS = "one two three four five six seven eight nine ten eleven twelve"
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv"
_NUMBER = {word: n for words in (_UNITS, _ORDINALS, _ROMAN) for n, word in enumerate(words.split(), start=1)}
_TH = re.compile(r"^(\d+)(?:st|nd|rd|th)$")
# British and American, and two ways to write one letter.
_VARIANTS = (
    *(
        (r"ae|oe", "e"),
        (r"our", "or"),
        (r"([iy])s(e|ed|es|ing|ation|ations|er|ers)$", r"\1z\2"),
        (r"ll", "l"),
    ),
    *((r"tre$", "ter"), (r"ogue$", "og"), (r"ence$", "ense"), (r"ph", "f"), (r"mme$", "m"), (r"ss", "s")),
)
_VARIANT = [(re.compile(pattern), put) for pattern, put in _VARIANTS]
_SCANNED = str.maketrans("015", "ols")
_HAN = re.compile(f"({HAN})")
_IRREGULAR = {
    "women": "woman",
    "men": "man",
    "children": "child",
    "people": "person",
    "mice": "mouse",
    "feet": "foot",
}


@lru_cache(maxsize=50_000)
def numbered(title: str) -> list[str]:
    """The words of a folded title with numerals, number words and short years as figures; each Han character is a word.

    >>> numbered("youth in world war ii 2012 13"), numbered("the twenty first century")
    (['youth', 'in', 'world', 'war', '2', '2012', '2013'], ['the', '21', 'century'])
    """
    words: list[str] = []
    tens = 0
    for word in _HAN.sub(r" \1 ", title).split():
        number = _TENS.get(word) or _NUMBER.get(word, 0)
        if tens and 0 < number < 10:
            words[-1], tens = str(tens + number), 0
            continue
        tens = _TENS.get(word, 0)
        figure = str(number) if number else _TH.sub(r"\1", word)
        year = words[-1] if words else ""
        if (
            len(figure) == 2
            and figure.isdecimal()
            and len(year) == 4
            and year.isdecimal()
            and figure > year[2:]
        ):
            figure = year[:2] + figure
        words.append(figure)
    return words


def spelt(only_a: list[str], only_b: list[str]) -> bool:
    """Whether the words in which two titles differ are one another's spellings.

    >>> spelt(["behaviour", "chldren"], ["children", "behaviors"]), spelt(["austria"], ["australia"])
    (True, False)
    """
    return bool(only_a and only_b) and unmatched(only_a, only_b) == ([], [])


def unmatched(only_a: list[str], only_b: list[str]) -> tuple[list[str], list[str]]:
    """The words on either side that are no spelling of a word on the other.

    >>> unmatched(["new", "cmmunity", "care"], ["community", "work"])
    (['new', 'care'], ['work'])
    """
    joined_a, joined_b = "".join(only_a), "".join(only_b)
    if joined_a == joined_b:
        return [], []
    # *Data base* and *databse*; but *Dominica* is no *Dominican Republic* that was cut short.
    parted = only_a and only_b and 0 < abs(len(only_a) - len(only_b)) <= 2
    if parted and abs(len(joined_a) - len(joined_b)) <= 2 and slip(joined_a, joined_b):
        return [], []
    return unpaired(only_a, only_b, slip)


def unpaired(
    some: list[str], others: list[str], alike: Callable[[str, str], bool]
) -> tuple[list[str], list[str]]:
    """The words on either side for which the nearest on the other, taken once, is not alike."""
    left, rest = list(others), []
    for word in some:
        best = min(left, key=lambda other: OSA.normalized_distance(word, other), default="")
        if best and alike(word, best):
            left.remove(best)
        else:
            rest.append(word)
    return rest, left


@lru_cache(maxsize=50_000)
def slip(a: str, b: str) -> bool:
    """Whether one word is the other in another number or spelling, cut short, or with a slip of the pen.

    Two words that are both in the vocabulary are two words, however alike.

    >>> [slip(*pair.split("/")) for pair in ("county/country", "contry/country", "organisation/organizations")]
    [False, True, True]
    """
    a, b = _letters(a), _letters(b)
    if _variant(a) == _variant(b):
        return True
    if _figures(a) != _figures(b) or (known(a) and known(b)):
        return False
    short, long = sorted((a, b), key=len)
    if len(short) >= 3 and long.startswith(short):
        return True
    least = (4, 8) if known(a) or known(b) else (6, 12)
    return OSA.distance(a, b, score_cutoff=2) <= (len(short) >= least[0]) + (len(short) >= least[1])


@lru_cache(maxsize=50_000)
def _variant(word: str) -> str:
    word = _IRREGULAR.get(word, word)
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-3] + "y" if word.endswith("ies") else word[:-1]
    for pattern, put in _VARIANT:
        word = pattern.sub(put, word)
    return word.removesuffix("e")


def _letters(word: str) -> str:
    """A word that a scanner read with figures for letters, with letters."""
    return word.translate(_SCANNED) if sum(c.isalpha() for c in word) > 2 else word


def _figures(word: str) -> str:
    return "".join(c for c in word if c.isdecimal())
