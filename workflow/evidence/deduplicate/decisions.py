"""What people decide on pairs of records (literature/decisions/duplicates*.csv), and what works have been called."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from evidence.given.declare import (
    Placed,
    day,
    given,
    given_table,
    judged,
    reference,
    reviewer,
    title,
    withdrawn,
)


class Judgement(StrEnum):
    """What two records are to one another."""

    DUPLICATE = "duplicate"
    SAME_STUDY = "same_study"
    DISTINCT = "distinct"


class ReportOf(StrEnum):
    """How the second of two reports of one study relates to the first."""

    WORKING_PAPER = "working_paper_of"
    PREPRINT = "preprint_of"
    VERSION = "version_of"
    RELATED = "related_output"
    NOT_STATED = ""


class Retracted(StrEnum):
    """Whether a work is retracted."""

    RETRACTED = "was_retracted"
    STANDS = "not_retracted"


@given_table(
    "retractions",
    "What people say of retractions, which outranks databases, publishers and notices",
    says="decision",
)
class RetractionDecision(Placed):
    """Whether one record is of a retracted work."""

    record: str = reference()
    decision: Retracted = given(
        "was_retracted: the study counts nowhere; not_retracted: it stands, whatever a database says",
        required=True,
        also={
            **dict.fromkeys(("stands", "reinstated"), Retracted.STANDS),
            "retracted": Retracted.RETRACTED,
        },
    )
    reason: str = given("Why", prose=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    withdrawn: str = withdrawn(default="")


SHOWN = ("title", "authors", "year", "container", "volume", "issue", "pages", "doi", "source", "abstract")
"""What a worksheet shows of either work."""
_DECIDED = ("record_a", "record_b", "decision", "relation", "reason", "reviewer", "date")
_SPOKEN = {
    "probability": "That the two are one work, as the machine has it",
    "speaks_for": "What speaks for one work, with weights",
    "speaks_against": "What speaks against it",
}
_BOTH = {
    f"{name}_{side}": f"The {name} of the {which} work"
    for name in SHOWN
    for side, which in (("a", "first"), ("b", "second"))
}
DUPLICATES_SHEET = (*_DECIDED, *_SPOKEN, *_BOTH, "judged")
"""The columns of a worksheet of duplicates: those of the table of decisions, and what a person decides by."""


@given_table(
    "duplicates",
    "What people decided on pairs of records",
    about=("record_a", "record_b"),
    says="decision",
    shown=_SPOKEN | _BOTH,
    sheet=DUPLICATES_SHEET,
)
class DuplicateDecision(Placed):
    """One decision on one pair of records."""

    record_a: str = reference()
    record_b: str = reference()
    decision: Judgement = given(
        "duplicate: one publication; same_study: two reports of one study; distinct: neither",
        required=True,
        also={"duplicates": Judgement.DUPLICATE, "different": Judgement.DISTINCT},
    )
    relation: ReportOf = given("For same_study: how record_b relates to record_a")
    reason: str = given("Why", prose=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    title_a: str = given(_BOTH["title_a"], default="")
    title_b: str = given(_BOTH["title_b"], default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")


@given_table(
    "known_works",
    "What works have been called and what their entries said, so that they keep their names and addresses and are known again; written by evidence remember",
)
class KnownWork(Placed):
    """The id that the work of one record has had, and what the record said then."""

    record: str = reference("A record id")
    work: str = given(
        "The id that the work of this record has had; the last row on a record counts",
        required=True,
        pattern=r"w-[A-Za-z0-9._-]+",
    )
    was: str = given("The record id that this entry had before it was described otherwise", default="")
    key: str = given("Its key", default="")
    title: str = given("Its title", default="")
    authors: str = given("Its authors, parted by semicolons", default="")
    year: str = given("Its year", default="")
    container: str = given("Its journal, book or series", default="")
    volume: str = given("Its volume", default="")
    issue: str = given("Its issue", default="")
    pages: str = given("Its pages", default="")
    doi: str = given("Its DOI", default="")
    pmid: str = given("Its PubMed number", default="")
    url: str = given("Its address", default="")
    kind: str = given("What kind of publication it is", default="")
    export: str = given("The export that it stood in", default="")


DESCRIBED = (
    *("key", "title", "authors", "year", "container", "volume", "issue", "pages"),
    *("doi", "pmid", "url", "kind", "export"),
)
"""The columns of `KnownWork` that say what an entry said."""


def names_of(rows: Iterable[KnownWork]) -> dict[str, str]:
    """Record id → the id that its work has had, the first known first; of rows on one record the last counts."""
    known: dict[str, str] = {}
    for row in rows:
        if known.get(row.record) != row.work:
            known.pop(row.record, None)
            known[row.record] = row.work
    return known
