"""Whether a word in which two titles differ is that of another work: an opposite, a place, or simply another word.

A machine does not join two records over such a word unless an identifier or a whole run of pages is the same. A slip of
the pen, a plural, another spelling, a subtitle that one of them lacks and words of grammar tell nothing.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from rapidfuzz.distance import OSA

from evidence.deduplicate.spelling import numbered, unmatched, unpaired
from evidence.deduplicate.vocabulary import PLACES, known
from evidence.deduplicate.wording import GENRES, OF_A_PART, SMALL, opposed

# Words of grammar and of method, which one export may have and another not, or in the place of one another.
_LIGHT_WORDS = """
almost its their his her our your this that these those there it we they be are was were been being has have had
do does did can could may might will would should shall not using use used usage via through applying applied
based toward towards upon into onto within among amongst between across about concerning regarding versus vs et
al amp new novel some any also more than but if so such how what which who whom whose when where why while
during der die das und la le les el los de des du en y e i o
"""
_LIGHT = SMALL | set(_LIGHT_WORDS.split())
# What makes a place another place where it stands before or behind its name: Mexico and New Mexico, Ireland and Northern Ireland.
_QUALIFYING = """
new papua north south east west northern southern eastern western northeast northwest southeast southwest
central upper lower inner outer greater equatorial bissau republic democratic peoples federal federated islands
island british french dutch american danish saint st dc city county state states district province region rural
urban former formerly non
"""
_QUALIFIERS = set(_QUALIFYING.split())
# What makes a title that of a later work on the same matter.
_COMING_LATER = """
revisited reconsidered reexamined reexamination reappraisal reappraised reassessed reassessment replication
replicated extension extended continued again update updated followup sequel
"""
_LATER = set(_COMING_LATER.split())
_LIGHT -= _QUALIFIERS
_TELLING = PLACES | OF_A_PART | _QUALIFIERS | _LATER
# Forms of one contribution, which one list names and another does not.
_FORM_WORDS = """
session description talk extended short full long version invited meeting
"""
_FORMS = GENRES | set(_FORM_WORDS.split())
_ENDINGS = {"d", "ed", "ing", "n", "ly"}
# Of a word so large a part of the letters may be slips.
_SLIPS = 1 / 3


@lru_cache(maxsize=50_000)
def telling(a: str, b: str) -> int:
    """Whether two folded titles differ in a word that tells.

    2: they do; 1: one has but a word more in its midst; 0: they do not.

    >>> [telling("care in mexico city", other) for other in ("care in new mexico city", "caring in mexico city a trial")]
    [2, 2]
    >>> [telling("rising rents in towns", other) for other in ("falling rents in towns", "rising rents in townes a trial")]
    [2, 0]
    """
    list_a, list_b = numbered(a), numbered(b)
    words_a, words_b = Counter(list_a), Counter(list_b)
    only_a, only_b = list((words_a - words_b).elements()), list((words_b - words_a).elements())
    if "".join(only_a) == "".join(only_b):
        return 0
    if any(opposed(x, y) for x in only_a for y in only_b):
        return 2
    unlike = _unlike(*unmatched(only_a, only_b))
    rest_a, rest_b = ([w for w in rest if w not in _LIGHT and w not in _FORMS] for rest in unlike)
    if rest_a and rest_b:
        return 0 if _initials(rest_a, rest_b) or _initials(rest_b, rest_a) else 2
    more = [w for w in rest_a or rest_b if not w.isdecimal()]
    if more and len(more) <= 2 and not _TELLING.isdisjoint(more):
        return 2
    return int(bool(more) and _amid(list_a, list_b))


def _unlike(rest_a: list[str], rest_b: list[str]) -> tuple[list[str], list[str]]:
    """The words on either side that no slip of the pen could have made of a word on the other."""
    rest, left = unpaired(rest_a, rest_b, _near)
    whole = rest and left and len(rest) != len(left) and _near("".join(rest), "".join(left))
    return ([], []) if whole else (rest, left)


def _near(a: str, b: str) -> bool:
    """Whether two words are one word in another form, one with slips, or shortened between its first and last letter."""
    short, long = sorted((a, b), key=len)
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return True
    if known(a) and known(b):
        return False
    return OSA.normalized_distance(a, b) <= _SLIPS or _shortened(short, long)


def _shortened(short: str, long: str) -> bool:
    letters = iter(long)
    inside = all(letter in letters for letter in short)
    return 3 <= len(short) <= 5 and (short[0], short[-1]) == (long[0], long[-1]) and inside


def _initials(few: list[str], many: list[str]) -> bool:
    """Whether one word is made of the first letters of the others."""
    return len(few) == 1 and few[0] == "".join(word[0] for word in many)


def _amid(a: list[str], b: list[str]) -> bool:
    """Whether one title has more words between two words of the other, and not a subtitle or a heading more."""
    short, long = sorted((a, b), key=len)
    return long[0] == short[0] and long[-1] == short[-1]
