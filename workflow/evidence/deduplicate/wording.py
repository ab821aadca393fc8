"""How two titles differ: in a spelling, in a word, by an addition, or because one is that of a notice or of another part."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from evidence.deduplicate.notices import relation
from evidence.deduplicate.spelling import numbered, unmatched
from evidence.deduplicate.vocabulary import PLACES, known

_OPPOSITES = (
    *(("men", "women"), ("male", "female"), ("males", "females"), ("boys", "girls"), ("vivo", "vitro")),
    *(("adult", "pediatric"), ("adults", "children"), ("adult", "adolescent"), ("adults", "adolescents")),
    *(("resistant", "sensitive"), ("with", "without"), ("before", "after"), ("pre", "post")),
    *(("increased", "decreased"), ("increase", "decrease"), ("positive", "negative"), ("acute", "chronic")),
    *(("mothers", "fathers"), ("maternal", "paternal"), ("urban", "rural"), ("primary", "secondary")),
    *(("early", "late"), ("short", "long"), ("high", "low"), ("left", "right"), ("internal", "external")),
    *(
        ("inpatients", "outpatients"),
        ("prospective", "retrospective"),
        ("active", "passive"),
        ("upper", "lower"),
    ),
    *(("cold", "warm"), ("young", "old"), ("younger", "older"), ("small", "large"), ("public", "private")),
    *(
        ("north", "south"),
        ("east", "west"),
        ("northern", "southern"),
        ("eastern", "western"),
        ("rich", "poor"),
    ),
    *(
        ("quantitative", "qualitative"),
        ("minimum", "maximum"),
        ("employers", "employees"),
        ("local", "national"),
    ),
    *(
        ("landlords", "tenants"),
        ("supply", "demand"),
        ("hypo", "hyper"),
        ("micro", "macro"),
        ("junior", "senior"),
        ("convergent", "divergent"),
        ("convergence", "divergence"),
        ("proactive", "reactive"),
        ("reskilling", "deskilling"),
        ("winners", "losers"),
        ("entry", "exit"),
    ),
)
# A figure, perhaps with a letter; `1earning` is what a scanner made of a word.
_PART = re.compile(r"(?:[a-z]{0,2}\d+[a-z]?|b|c)$")
_OPPOSED = {frozenset(pair) for pair in _OPPOSITES}
# What turns a word into its opposite or another degree of it when it stands before it.
_PREFIXES = (
    *(
        "un",
        "in",
        "im",
        "il",
        "ir",
        "dis",
        "non",
        "anti",
        "mis",
        "de",
        "ex",
        "em",
        "e",
        "a",
        "out",
        "counter",
    ),
    *(
        "under",
        "over",
        "pre",
        "post",
        "sub",
        "super",
        "inter",
        "intra",
        "hypo",
        "hyper",
        "micro",
        "macro",
        "mono",
        "multi",
    ),
    *("uni", "bi", "semi", "quasi", "pro", "intro", "extro", "extra", "trans", "ab", "ad"),
    *("endo", "exo", "up", "down", "homo", "hetero"),
)
# Who does something, and to whom it is done: *trainers* and *trainees*, *coaches* and *coachees*.
_DOER = re.compile(r"(?:er|or|(?<=[csx]h)e|(?<=ss)e)?s?$")
_DONE_TO = re.compile(r"ees?$")
SMALL = {
    *(
        "the",
        "of",
        "and",
        "in",
        "for",
        "on",
        "an",
        "a",
        "to",
        "with",
        "by",
        "from",
        "at",
        "as",
        "is",
        "s",
        "or",
    )
}
# Words that say of which part or place a title's longer form is.
OF_A_PART = {
    *(
        "part",
        "volume",
        "phase",
        "wave",
        "round",
        "appendix",
        "annex",
        "supplement",
        "summary",
        "edition",
        "chapter",
    ),
    *(
        "report",
        "county",
        "region",
        "regional",
        "city",
        "state",
        "district",
        "province",
        "country",
        "technical",
        "case",
    ),
    *(
        "section",
        "update",
        "addendum",
        "year",
        "interim",
        "final",
        "follow",
        "baseline",
        "quarter",
        "north",
        "south",
    ),
    *("east", "west", "northern", "southern", "eastern", "western"),
}

# Kinds of contribution that stand beside a full paper of the same name.
GENRES = {*("demo", "demonstration", "tutorial", "panel", "poster", "abstract", "addendum", "keynote")}
# What is shown at the meeting at which its full paper is given, as another contribution.
_SHOWN = {"demo", "demonstration", "poster"}

LEVELS = (
    "missing",
    "a notice",
    "other part",
    "another word",
    "word changed",
    "part added",
    "short form",
    "words added",
    "spelling",
    "same",
)


@lru_cache(maxsize=50_000)
def difference(a: str, b: str) -> int:
    """How two folded titles differ, as an index into LEVELS.

    >>> [LEVELS[difference("trial in men", other)] for other in ("trial in women", "new trial in men", "tryal in men")]
    ['other part', 'words added', 'spelling']
    >>> [LEVELS[difference("views of a tree", f"views of a tree {genre}")] for genre in ("panel", "demo abstract")]
    ['short form', 'other part']
    """
    if not a or not b:
        return 0
    if a.replace(" ", "") == b.replace(" ", ""):
        return LEVELS.index("same")
    list_a, list_b = numbered(a), numbered(b)
    words_a, words_b = Counter(list_a), Counter(list_b)
    only_a, only_b = list((words_a - words_b).elements()), list((words_b - words_a).elements())
    if "".join(only_a) == "".join(only_b):
        return LEVELS.index("spelling")
    if relation(a, b) or relation(b, a):
        return LEVELS.index("a notice")
    if any(opposed(x, y) for x in only_a for y in only_b):
        return LEVELS.index("other part")
    if _parts(only_a) != _parts(only_b) and (
        (only_a and only_b) or _ends_in_part(only_a + only_b, max(list_a, list_b, key=len))
    ):
        return LEVELS.index("other part")
    rest_a = [word for word in only_a if word not in SMALL]
    rest_b = [word for word in only_b if word not in SMALL]
    if not {*rest_a, *rest_b} - GENRES - {"session", "description", "talk"}:
        if {*rest_a, *rest_b} & _SHOWN:
            return LEVELS.index("other part")
        if _genre(a) != _genre(b):
            return LEVELS.index("short form")
    rest_a, rest_b = unmatched(rest_a, rest_b)
    if not rest_a and not rest_b:
        return LEVELS.index("spelling")
    if rest_a and rest_b:
        both = any(map(known, rest_a)) and any(map(known, rest_b))
        return LEVELS.index("another word" if both else "word changed")
    return LEVELS.index("part added" if {*rest_a, *rest_b} & (OF_A_PART | PLACES) else "words added")


def opposed(a: str, b: str) -> bool:
    """Whether two words are opposites, one word under two prefixes that turn it, or who does a thing and to whom it is done.

    >>> [opposed(*pair.split("/")) for pair in ("employment/unemployment", "inclusion/exclusion", "trail/trial", "mentors/mentees")]
    [True, True, False, True]
    """
    if frozenset((a, b)) in _OPPOSED or _done_to(a, b) or _done_to(b, a):
        return True
    stems_a, stems_b = _stems(a), _stems(b)
    return any(stem in stems_b and stems_b[stem] != prefix for stem, prefix in stems_a.items())


def _done_to(some: str, other: str) -> bool:
    """
    >>> [_done_to(*pair.split("/")) for pair in ("referees/referrers", "coachee/coaches", "employee/employees", "committee/commits")]
    [True, True, False, False]
    """
    if not _DONE_TO.search(some) or _DONE_TO.search(other):
        return False
    stem, doer = _DONE_TO.sub("", some), _DOER.sub("", other)
    return len(stem) > 2 and stem in (doer, doer[:-1] if doer[-2:-1] == doer[-1:] else doer)


@lru_cache(maxsize=50_000)
def _stems(word: str) -> dict[str, str]:
    """Stem of four letters or more: the prefix before it; the word itself has none."""
    singular = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    stems = {
        singular[len(p) :]: p for p in _PREFIXES if singular.startswith(p) and len(singular) - len(p) >= 4
    }
    return stems | {singular: ""}


def _genre(title: str) -> bool:
    """Whether a title begins or ends with the name of a short form, as in `(demo abstract)`."""
    words = title.split()
    return bool(GENRES & {words[0], words[-1]})


def _parts(words: list[str]) -> list[str]:
    return sorted(word for word in words if _PART.match(word))


def _ends_in_part(added: list[str], long: list[str]) -> bool:
    """Whether the words that one title has more are a part number and little else."""
    return len(added) <= 3 and bool(_parts(added)) and long[-1] in added
