"""One written name: what is initials, what is a suffix, which words are the family name."""

from __future__ import annotations

import re

from evidence.names import bodies
from evidence.names import body_words as lists
from evidence.names.bodies import PARTICLES, speaks_of_a_body

OWN_COMMA = ",\u00a0"  # a comma that belongs to the name of a body
SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|ii|iii|iv|2nd|3rd|4th|esq|filho|neto|júnior)\.?", re.I)
ROMAN = re.compile(r"(?:II|III|IV|Jr|Sr|Jnr|Snr|JR|SR|2nd|3rd|4th)\.?")
_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?[-‐]?){1,4}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,2}\.[-‐]?)+[^\W\d_]?\.?")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]")
_CAPITAL_PARTICLES, _ABBREVIATED = (
    frozenset(text.split()) for text in (lists.CAPITAL_PARTICLES, lists.ABBREVIATED)
)


def is_body(name: str) -> bool:
    """Whether a stored author is a body, or a person of one name: never turned round, no initials.

    >>> [is_body(n) for n in ("Krug, Gerhard", "OECD", "Ministry of Housing, Communities and Local Government")]
    [False, True, True]
    """
    family, comma, given = name.partition(",")
    if not comma or given.startswith(OWN_COMMA[1:]):
        return True
    return comma_in_a_body(family, given)


def pair(family: str, given: str, suffix: list[str] | None = None) -> str:
    """Two parts of a name that a comma parted, as they are stored: a person, or a body that has a comma or was turned."""
    family, given = family.strip(), given.strip()
    if speaks_of_a_body(f"{given} {family}") and _turned_body(family, given):
        return f"{given} {family}"
    if comma_in_a_body(family, given):
        return body(", ".join([family, given, *(suffix or [])]))
    suffix = list(suffix or [])
    for part in (family, given):
        *rest, last = part.split() or [""]
        if rest and ROMAN.fullmatch(last) and not suffix:
            suffix = [last]
            family, given = (" ".join(rest), given) if part is family else (family, " ".join(rest))
    return ", ".join(filter(None, [family, _ended(given), *suffix]))


def _turned_body(family: str, given: str) -> bool:
    """`Office, National Audit`: another program turned a body round."""
    words = given.split()
    return (
        " " not in family
        and speaks_of_a_body(family)
        and bodies.stands_alone(family)
        and all(speaks_of_a_body(word) for word in words)
    )


def comma_in_a_body(family: str, given: str) -> bool:
    """Whether the words before and after a comma are those of one body."""
    words = given.split()
    if any(word in ("and", "&", "of", "for", "the") for word in words) or bodies.is_legal_form(given.strip()):
        return True
    if " " in family and speaks_of_a_body(family):
        return True
    return bool(words) and not all_initials(given) and bodies.word_of_a_body(given)


def body(text: str) -> str:
    """A declared body as it is stored: where its words would not tell, its comma does."""
    text = _ended(text.strip())
    if is_body(text):
        return text
    return re.sub(r",\s*", OWN_COMMA, text)


def _ended(text: str) -> str:
    """Without the full stop of a sentence; that of an initial or an abbreviation stays."""
    if not text.endswith(".") or not text.split():
        return text
    last = text.split()[-1].rstrip(".")
    abbreviated = len(last) < 4 and not (len(text.split()) > 3) or "." in last or last.lower() in _ABBREVIATED
    return text if abbreviated or all_initials(last) else text.rstrip(".")


def single(name: str) -> str:
    """One name without a comma: a body stays whole, a person's family name goes first."""
    name = name.strip(" ,")
    if _CJK.match(name) and (parted := _family_first(name)):
        return parted
    return _ended(name) if speaks_of_a_body(name) else turned(name)


def _family_first(name: str) -> str:
    """Han, Hangul and Kana names stand with the family name first; longer ones are bodies."""
    words = name.split()
    if len(words) == 2 and len(words[0]) <= 3 and len(name) <= 7 and not bodies.speaks_of_a_body(name):
        return f"{words[0]}, {words[1]}"
    return name


def turned(name: str) -> str:
    """A person's name without a comma as `Family, Given`.

    >>> turned("Gerrit van Bortel"), turned("Ash AB"), turned("J. R. R. Tolkien"), turned("Jan Smith III")
    ('van Bortel, Gerrit', 'Ash, AB', 'Tolkien, J. R. R.', 'Smith, Jan, III')
    """
    words = name.split()
    suffix = [words.pop()] if len(words) > 2 and ROMAN.fullmatch(words[-1]) else []
    loud = name.isupper()
    cut = len(words)
    while cut > 1 and is_initial(words[cut - 1], loud):
        cut -= 1
    if 0 < cut < len(words) and not all(is_initial(word, loud) for word in words[:cut]):
        return ", ".join([" ".join(words[:cut]), " ".join(words[cut:]), *suffix])
    small = [n for n, word in enumerate(words) if n and word[:1].islower() and word.lower() in PARTICLES]
    if len(words) < 2 or (len(words) > 5 and not small and not any(is_initial(w, loud) for w in words)):
        return _ended(name)
    cut = len(words) - 1
    if small and not name.islower():
        cut = small[0]
    while cut > 1 and words[cut - 1].lower() in _CAPITAL_PARTICLES:
        cut -= 1
    return ", ".join([_ended(" ".join(words[cut:])), " ".join(words[:cut]), *suffix])


def is_initial(word: str, loud: bool = False) -> bool:
    """`J.`, `JP`, `J.-P.`; in a name all of capitals (`loud`) no more than two letters are initials."""
    if len(word) > 16:
        return False
    if _DOTTED.fullmatch(word):
        return True
    return bool(_INITIALS.fullmatch(word)) and word.isupper() and (not loud or len(word.strip(".-")) <= 2)


def all_initials(text: str) -> bool:
    """Whether a text is initials only: `J.`, `J-P`, `A. B.`"""
    words = text.split()
    return bool(words) and all(is_initial(word, False) or ROMAN.fullmatch(word) for word in words)


def is_short(token: str) -> bool:
    """`Krug G`, `van der Berg JA`, `G. Krug`: a whole name with initials, without a comma."""
    words = token.split()
    if len(words) < 2 or all(is_initial(word, False) for word in words):
        return False
    last = words[-1] if not ROMAN.fullmatch(words[-1]) or len(words) == 2 else words[-2]
    return is_initial(last, False) or (is_initial(words[0], False) and not speaks_of_a_body(token))
