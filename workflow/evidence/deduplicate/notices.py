"""What a title says of itself: that it is a heading, or what its work is to another: a notice, a reply, a protocol."""

from __future__ import annotations

import re
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate.folding import rewritten

# Titles that one issue, year or column shares with the next.
GENERIC = (
    r"^(?:(?:guest|introductory|invited)?\s*(?:editors?|editorials?|editorial board|chairs?|chairmans?|presidents?|from the)"
    r"(?:\s+(?:s|in chief|notes?|comments?|corner|introduction|message|preface|letter|statement|view|page|desk|editors?))*"
    r"|introduction(?: to (?:the )?(?:special|minitrack|mini track|track|issue).*)?|foreword|preface|prologue|epilogue|title foreword.*"
    r"|(?:front|back) (?:matter|cover)|(?:table of )?contents|index|masthead|contributors?|acknowledge?ments?|reviewers?|obituary"
    r"|book ?reviews?(?: column| section)?|reviews?|letters?(?: to the editor)?|correspondence|commentary|comments?|reply|authors? reply"
    r"|response|in reply|erratum|errata|corrigend(?:um|a)|corrections?|retractions?|news(?: and notes)?|in this issue|announcements?"
    r"|call(?:s)? for papers.*|annual report|in brief|abstracts?|poster abstracts?|standards|discussion|conclusions?|summary|research note"
    r"|special (?:issue|section)(?: introduction| editorial| \d.*|(?: on)? (?:\w+ ?){1,5})?|(?:\w+ ){0,2}editorial (?:\w+ ?){1,5}|treasurers message|chair s message"
    r"|.*\b(?:guest )?editors? s (?:comments?|notes?|introduction|foreword|preface|message))$"
)
# What one work says that it is to another, in the order in which they are looked for.
RELATIONS = {
    "retraction-of": r"\b(?:retraction(?: note| notice)?(?: of| to)?|notice of retraction|expression of concern)\b",
    "erratum-to": r"\b(?:errat(?:um|a)|corrigend(?:um|a)|corrections?(?: to| for| of)|publishers? correction|author correction|addendum|correction to(?: \w+){1,6})\b",
    "reply-to": r"\b(?:authors?(?: s)? reply|in reply|replys?|reply to|response to|comments? on|comment|commentary on|letters?|re|rejoinder|rebuttal|response|discussion of)\b",
    "protocol-of": r"\b(?:study protocol|protocol (?:for|of)|protocol)\b",
}
# What is put behind the title of what was given at a meeting.
ABSTRACT = "meeting abstract"
# The same behind a title, where databases write it in brackets, and the word that is put in its place.
_BEHIND = {
    "retraction": r"(?:notice of )?retractions?(?: note| notice)?",
    "expression of concern": r"expressions? of concern",
    "erratum": r"(?:published |publishers? |publisher's |authors? )?(?:errat(?:um|a)|corrigend(?:um|a)|corrections?|addend(?:um|a))"
    r"|fe de erratas?|errata corrige|berichtigung|korrektur|rectificati(?:f|on)",
    "reply": r"(?:authors?[’']? |authors?[’']?s )?(?:reply|replies|response|rejoinder|rebuttal)",
    "letter": r"letters?(?: to the editor)?",
    "comment": r"comments?|commentary|discussion",
    "protocol": r"(?:study )?protocol",
    ABSTRACT: r"(?:(?:meeting|conference|congress|poster|oral|extended) )?abstract(?: only)?",
    "poster": r"poster(?: presentation)?",
    "supplement": r"(?:online )?(?:supplement(?:ary (?:material|data|file|appendix)s?)?|appendix)",
}
_MORE = r"(?:\s*(?:[:;,]|\b(?:of|to|for|on|no|number)\b)[^\[\]]*)?"
_BRACKETS = {word: rf"(?i)(\S)[\s.]*\[\s*(?:{said}){_MORE}\s*\]\W*$" for word, said in _BEHIND.items()}
# The Web of Science names a correction by where its article stands: `(vol 34, pg 1, 2019)`; a retraction by what it is, too.
_THERE = r"vol(?:ume)?\.? *[\pL\d]+,[^()]*\b(?:1[6-9]|20)\d\d *\)\W*$"
_CITED = {word: rf"(?i)(\S)[\s.]*\((?:{said}) (?:of|to|for|in) {_THERE}" for word, said in _BEHIND.items()}
# A notice that stands in round brackets, or behind a colon or a dash, and is no part of a sentence.
_ALONE = {
    word: rf"(?i)(\S)[\s.]*(?:\(\s*(?:{_BEHIND[word]})\s*\)|(?:[:.]|\s[-–—])\s+(?:{_BEHIND[word]}))\W*$"
    for word in ("retraction", "erratum")
}
_CORRECTED = rf"(?i)(\S)[\s.]*\({_THERE}"
# In their order, by what is in every title that one of them fits.
_SIGNS = {
    r"\[": [*_BRACKETS.items()],
    rf"(?i){'|'.join(_BEHIND[word] for word in _ALONE)}": [*_ALONE.items()],
    r"(?i)\(.*vol": [*_CITED.items(), ("erratum", _CORRECTED)],
}

# Only at the beginning or the end of a title: in its midst the same words are about something else.
_RELATION = {name: re.compile(rf"^{pattern}|{pattern}$") for name, pattern in RELATIONS.items()}


def in_words(titles: pa.Array) -> pa.Array:
    """Titles in which what a database says behind them, in brackets or by a place, is said in words.

    >>> in_words(pa.array(["Oak [Erratum]", "Oak [letter; comment]", "Oak (vol 3, pg 1, 2019)", "Oak [in German]"])).to_pylist()
    ['Oak erratum', 'Oak letter', 'Oak erratum', 'Oak [in German]']
    """
    for sign, patterns in _SIGNS.items():
        titles = rewritten(titles, sign, partial(_said, patterns))
    return titles


def _said(patterns: list[tuple[str, str]], titles: pa.Array) -> pa.Array:
    for word, pattern in patterns:
        titles = pc.replace_substring_regex(titles, pattern, rf"\1 {word}")
    return titles


def relation(title: str, other: str) -> str:
    """What the work with the first folded title is to the other by its own words, or an empty string.

    >>> relation("erratum to a trial of housing first", "a trial of housing first")
    'erratum-to'
    """
    for name, pattern in _RELATION.items():
        if pattern.search(title) and not pattern.search(other) and not _one_beginning(title, other):
            return name
    return ""


def is_concern(title: str) -> bool:
    """Whether a notice raises a doubt and retracts nothing.

    >>> is_concern("Expression of concern: Oak and ash"), is_concern("Retraction: Oak and ash")
    (True, False)
    """
    return "of concern" in title.casefold()


def _one_beginning(title: str, other: str) -> bool:
    """Whether the other title begins with the same letters: *re-housing* and *rehousing* are no replies."""
    start = title.replace(" ", "")[:10]
    return title[:3] == "re " and len(start) == 10 and other.replace(" ", "").startswith(start)
