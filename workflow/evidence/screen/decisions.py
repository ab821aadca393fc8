"""What people decide on works: literature/decisions/screening*.csv."""

from __future__ import annotations

from enum import StrEnum

from evidence.given.declare import (
    Placed,
    day,
    given,
    given_table,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)
from evidence.screen.rows import Screen


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


@given_table(
    "screening",
    "Screening decisions, one row a decision; append, never edit",
    about=("reviewer",),
    says="decision",
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
    settled_by: str = settled_by(default="")
    withdrawn: str = withdrawn(default="")
