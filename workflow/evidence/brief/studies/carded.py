"""Which works have a page of their own (a card), and where all others are found.

A review may hold more works than anybody opens. Where it does, those that somebody has judged or written about have a card;
every other one stands in the list of all works and in the data files, and links to it lead to the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from evidence.book_settings import Cards
from evidence.brief.made_once import answered, keyed
from evidence.brief.markup import own_anchor
from evidence.brief.tables import Tables
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.rows import view
from evidence.screen.rows import Screen, ScreenedAt, Screening
from evidence.stored import values, where

LIST = "works.html"
_Name = view(Work, "work_id")
# It begins with letters, so that a text in which they do not stand is gone through at once.
_CARD = re.compile(r"studies/(w-[\w-]+)\.html(?:#[\w-]+)?")
_BEFORE = re.compile(r"(?:^|[^\w/-])(?:\.\./)*\Z")
_DEEP = 60  # letters before an address that are looked at; none of a book is so deep
_KEPT = (Screen.INCLUDE, Screen.BACKGROUND)


@answered
def carded(tables: Tables) -> frozenset[str]:
    """The ids of the works that have a card."""
    wording = tables.config.brief
    if wording.cards == Cards.ALL or tables.count(Work) <= wording.cards_for_all_up_to:
        return frozenset(values(tables[Work], "work_id"))
    judged = {row.work_id for row in tables.decided if _is_judged(row)}
    quoted = {item.work_id for item in tables[EvidenceItem]}
    named = judged | tables.coded | quoted | tables.used_in.keys()
    return frozenset(work.work_id for work in where(tables[_Name], "work_id", named))


@answered
def carded_works(tables: Tables) -> list[Work]:
    """Those works, in the order of their table."""
    known = carded(tables)
    judged = [work for work in tables.judged if work.work_id in known]
    return judged if len(judged) == len(known) else where(tables[Work], "work_id", known)


@keyed
def labels_of_carded(tables: Tables) -> Mapping[str, list[Label]]:
    """Their labels, by work."""
    found: dict[str, list[Label]] = defaultdict(list)
    for label in where(tables[Label], "work_id", carded(tables)):
        found[label.work_id].append(label)
    return found


def _is_judged(row: Screening) -> bool:
    return row.decision in _KEPT or bool(row.conflict) or row.stage == ScreenedAt.FULL_TEXT


def in_list(work_id: str) -> str:
    """Where the list shows a work that has no card, seen from the root of the book.

    >>> in_list("w-ash2019-abc")
    'works.html#work=w-ash2019-abc'
    """
    return f"{LIST}#work={own_anchor(work_id)}"


@dataclass(frozen=True, slots=True)
class ToCards:
    """Where links to cards lead: to the card, or to the list for those that there are none of, which `without` works have not."""

    there: frozenset[str]
    without: int

    def led(self, text: str) -> str:
        """The text with every address of a card that is not there changed to the place of its work in the list.

        >>> ToCards(frozenset({"w-a"}), 1).led('<a href="../studies/w-a.html">a</a> <a href="../studies/w-b.html#x">b</a>')
        '<a href="../studies/w-a.html">a</a> <a href="../works.html#work=w-b">b</a>'
        """
        return _CARD.sub(self._lead, text) if self.without else text

    def _lead(self, match: re.Match[str]) -> str:
        begin, text = match.start(), match.string
        if match[1] in self.there or not _BEFORE.search(text[max(0, begin - _DEEP) : begin]):
            return match.group()
        return f"{LIST}#work={match[1]}"


@answered
def to_cards(tables: Tables) -> ToCards:
    found = carded(tables)
    return ToCards(frozenset(map(own_anchor, found)), tables.count(Work) - len(found))
