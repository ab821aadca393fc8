"""Whether a name is that of a body: a department, a charity, a council, a firm, a study group.

A name that holds a word of `words` is never turned round as a person's is. Where nothing tells, it is
taken for a person's.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from evidence.names import body_words as lists

_HEADS = frozenset(f"{lists.HEADS} {lists.OTHERS}".split())
_SINGLE = _HEADS | frozenset(f"{lists.MATTERS} {lists.CALLED}".split())
_ENDS = frozenset(word for word in _HEADS if len(word) > 5) - {"mission", "section", "escola"}
_SELF_STANDING = (_HEADS | frozenset(f"{lists.CALLED} bank exchange college".split())) - frozenset(
    lists.NOT_ALONE.split()
)
PARTICLES = frozenset(lists.BEFORE_FAMILY.split())
_PROOF = frozenset(lists.BINDING.split()) - PARTICLES
_ACRONYMS, _AT_FIRST, _LANDS, _LEGAL, _FOLLOWERS = (
    frozenset(text.split())
    for text in (lists.ACRONYMS, lists.AT_FIRST, lists.COUNTRIES, lists.LEGAL_FORMS, lists.FOLLOWERS)
)
_PHRASES = re.compile(
    r"homes england|big issue|big society|land berlin|u\.?\s?s\.?\s\w+ bureau|census bureau"
    r"|(?:^|\s)(?:red cross|red crescent|rotes kreuz|croix[ -]rouge|croce rossa|cruz roja|rode kruis|leger des heils"
    r"|armada spasy|radda barnen|freie (?:und )?hansestadt|magyar \w+szolgalat)\b"
)
_OF_PHRASES = frozenset(
    [
        "england",
        "issue",
        "berlin",
        "bureau",
        "cross",
        "crescent",
        "kreuz",
        "croix-rouge",
        "rouge",
        "rossa",
        "roja",
        "kruis",
        "heils",
        "barnen",
        "hansestadt",
    ]
)
_TELLING = _AT_FIRST | _LANDS | _LEGAL | _OF_PHRASES | _FOLLOWERS | {"of", "for", "and", "the"}
_ENDINGS = (*lists.ENDINGS.split(), *_ENDS)
_LONGEST = 80  # no word that tells anything is longer
_ODD = re.compile(
    r"[\d/:!+@]|\s[-–—]\s|(?:^|\s)&(?:\s|$)|\w\w['’]s\b|\w\ws['’](?:\s|$)|\.(?:org|com|net|gov|eu)\b|\b(?:e\.V\.|S\.A\.)",
    re.I,
)
_ASIAN_BODY = re.compile(
    r"(?:大学|大學|公司|中心|研究所|研究院|委员会|委員会|学校|協会|协会|財団|法人|政府|基金|银行|銀行|联盟|機構|机构"
    r"|학회|협회|대학교|대학|연구원|연구소|위원회|재단|정부|공사|센터|부처|\w{4}[院局部会會組组省庁室署社청])$"
)


@lru_cache(maxsize=100_000)
def plain(word: str) -> str:
    """A word for the lists: lower case, without accents and outer punctuation."""
    if word.isascii():
        return word.lower().strip(".,;()[]\"'")
    word = unicodedata.normalize("NFKD", word.replace("’", "'")).lower().strip(".,;()[]\"“”'")
    return "".join(c for c in word if not unicodedata.combining(c))


@lru_cache(maxsize=100_000)
def is_striking(word: str) -> bool:
    """Whether a word could tell a body's name; names without one are those of people."""
    if len(word) > _LONGEST:
        return False
    bare = plain(word)
    return (
        bare in _TELLING
        or _is_of_a_body(bare)
        or word in _PROOF
        or word.strip(",.;()") in _ACRONYMS
        or (word[:1].islower() and len(word) > 1 and _before_the_joint(word) not in PARTICLES)
    )


def _is_of_a_body(bare: str) -> bool:
    """The word itself or its end: `Adviescommissie`, `Berufsverband`, `Wirtschafts-Institut`."""
    if len(bare) > _LONGEST:
        return False
    if bare in _SINGLE or ("-" in bare and bare.rpartition("-")[2] in _ENDS):
        return True
    if not bare.endswith(_ENDINGS):
        return False
    return any(bare.endswith(ending) and len(bare) - len(ending) >= 3 for ending in _ENDINGS)


def speaks_of_a_body(name: str) -> bool:
    """Whether a word or a sign of this name says that no person bears it.

    >>> [speaks_of_a_body(n) for n in ("National Audit Office", "Shelter Scotland", "Ann Church", "José Ortega y Gasset")]
    [True, True, False, False]
    """
    return bool(_ODD.search(name) or _ASIAN_BODY.search(name)) or word_of_a_body(name)


def word_of_a_body(name: str) -> bool:
    """`speaks_of_a_body` by its words alone: figures and signs, which stray into people's names too, say nothing."""
    words = name.split()
    if not any(map(is_striking, words)):
        return False
    plains, loud, many = [plain(word) for word in words], name.isupper(), len(words) > 1
    return (
        any(map(_is_of_a_body, plains))
        or (many and plains[0] in _AT_FIRST and not _holds_initials(words))
        or (many and plains[0] == "the")
        or (many and not loud and any(word.strip(",.;()") in _ACRONYMS for word in words))
        or (many and (plains[-1] in _LANDS or not _LEGAL.isdisjoint(plains[1:])))
        or any(
            word in _PROOF or (loud and number and plains[number] in ("of", "for", "and"))
            for number, word in enumerate(words)
        )
        or _PHRASES.search(" ".join(plains)) is not None
        or _has_common_word(words)
    )


def _has_common_word(words: list[str]) -> bool:
    """A small word among capitals that stands before no family name: `Kaiser family foundation`."""
    if len(words) < 3 or not words[0][:1].isupper() or _holds_initials(words):
        return False
    small = [w for w in words[1:] if w[:1].islower() and len(w) > 1 and _before_the_joint(w) not in PARTICLES]
    return bool(small) and len(small) < len(words) - 1 or (len(small) > 1)


def _holds_initials(words: list[str]) -> bool:
    return any(word[-1] == "." or (len(word) < 4 and word.isupper()) for word in words)


def _before_the_joint(word: str) -> str:
    """`al` of `al-Fattah`, `d'` of `d'Angelo`."""
    found = re.match(r"\w+['’]|[^\W_]+", word)
    return found.group().replace("’", "'").lower() if found else word


def is_legal_form(word: str) -> bool:
    """`LLP`, `Inc.`: what follows the name of a firm."""
    return plain(word) in _LEGAL


def stands_alone(name: str) -> bool:
    """Whether a body's name is whole as it stands: `Home Office` is, `Pensions` is the end of another's.

    >>> stands_alone("Home Office"), stands_alone("Pensions"), stands_alone("OECD")
    (True, False, True)
    """
    words = [word for word in name.split() if word[0] != "("]
    return any(
        plain(word) in _SELF_STANDING or (word.isalpha() and word.isupper() and len(word) > 2)
        for word in words
    )


def is_open(name: str) -> bool:
    """Whether more can follow after an `and`: `Department for Work`, `Health`, but not `World Bank`.

    >>> is_open("Department for Work"), is_open("Health"), is_open("World Bank"), is_open("Ann Ash")
    (True, True, False, False)
    """
    words = name.split()
    if any(word in _PROOF for word in words):
        return True
    return all(plain(word) in _SINGLE for word in words) and not stands_alone(name)
