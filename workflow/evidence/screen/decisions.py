"""What people decide on works: literature/decisions/screening*.csv."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from evidence.given.declare import (
    OF_WORK,
    Placed,
    day,
    given,
    given_table,
    judged,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)
from evidence.screen.rows import Screen, ScreenedAt


class Basis(StrEnum):
    """What a reviewer had read of a work."""

    TITLE = "title"
    ABSTRACT = "title_abstract"
    OPENING = "abstract_or_opening"
    BIB_ENTRY = "bib_entry"
    RIS_ENTRY = "ris_entry"
    LISTING = "listing"
    REFERENCE_LIST = "reference_list"
    FULL_TEXT = "full_text"


_OTHER_NAMES = {
    Basis.TITLE: ("title only", "titles"),
    Basis.ABSTRACT: ("abstract", "abstracts", "title and abstract", "title/abstract", "title & abstract", "tiab", "ti/ab"),
    Basis.BIB_ENTRY: ("record",),
    Basis.FULL_TEXT: ("fulltext", "full texts", "full paper", "full article", "full report", "whole text", "whole paper", "ft", "pdf"),
}  # fmt: skip


_STAGES = {
    ScreenedAt.TITLE_ABSTRACT: ("title and abstract", "title/abstract", "title & abstract", "abstract", "tiab", "ti/ab", "records"),
    ScreenedAt.FULL_TEXT: ("fulltext", "full texts", "full-text review", "full text review", "eligibility", "reports", "ft"),
}  # fmt: skip
NOT_RETRIEVED = "not retrieved"
"""The reason of an exclusion by which PRISMA 2020 counts a report that was sought and could not be had."""
_UNHAD = re.compile(
    r"(?:(?:the )?(?:full[- ]?texts?|reports?|papers?|articles?|pdf)(?: was| were| is| are)? )?"
    r"(?:(?:not|could not be|cannot be) (?:be )?(?:retrieved|obtained|accessed|accessible|available|retrievable)|unavailable|unobtainable|inaccessible)"
    r"|no (?:access to (?:the )?)?(?:full[- ]?text|pdf)(?: available)?|unable to (?:retrieve|obtain|access)(?: (?:the )?(?:full[- ]?text|report|paper))?",
    re.IGNORECASE,
)


@cache
def is_not_retrieved(reason: str) -> bool:
    """Whether a reason says that a report was sought and could not be had.

    >>> [is_not_retrieved(why) for why in ("not retrieved", "Full text not available", "No full-text", "no outcome", "not available in English")]
    [True, True, True, False, False]
    """
    return bool(_UNHAD.fullmatch(" ".join(reason.split()).rstrip(". ")))


@given_table(
    "screening",
    "Screening decisions, one row a decision; append, never edit",
    about=("reviewer", "level"),
    says="decision",
    shown=OF_WORK,
)
class ScreeningDecision(Placed):
    """One decision of one reviewer on one record."""

    record: str = reference()
    decision: Screen = given(
        "What was decided",
        required=True,
        words=(Screen.INCLUDE, Screen.BACKGROUND, Screen.EXCLUDE),
        also={"included": Screen.INCLUDE, "excluded": Screen.EXCLUDE},
    )
    reason: str = given("Why")
    basis: str = given(
        "What the reviewer had read; words of your own are kept, and count as less than the full text",
        known=tuple(Basis),
        also={name: basis for basis, names in _OTHER_NAMES.items() for name in names},
    )
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    stage: ScreenedAt = given(
        "At which stage of selection; where it is blank, full_text where that was read, or sought and not retrieved, else title_abstract",
        also={name: stage for stage, names in _STAGES.items() for name in names},
        default=ScreenedAt.NOT_STATED,
    )
    settled_by: str = settled_by(default="")
    note: str = given("Working note; kept in the table and printed nowhere", default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")

    @property
    def level(self) -> ScreenedAt:
        """The stage that is said, or that follows from what was read."""
        in_full = self.basis == Basis.FULL_TEXT or self.unretrieved
        return ScreenedAt(self.stage) or (ScreenedAt.FULL_TEXT if in_full else ScreenedAt.TITLE_ABSTRACT)

    @property
    def unretrieved(self) -> bool:
        """Whether the work was left out because its full text could not be had."""
        return self.decision == Screen.EXCLUDE and is_not_retrieved(self.reason)
