"""What several stages read of the large tables: the columns and the rows that they need, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.review import Review
from evidence.rows import view
from evidence.screen.rows import Screen, Screening
from evidence.stage import Bench

if TYPE_CHECKING:
    from evidence.extract.stage import Library

Entry = view(
    Record, "record_id", "source_file", "line", "source_key", "title", "authors", "year", "doi", "pmid", "url"
)
Cited = view(
    Work, "work_id", "key", "kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher",
    "study_id", "members", "retracted",
)  # fmt: skip
Belongs = view(Membership, "record_id", "work_id", "known", "formerly", "strange")
BIBLIOGRAPHY = (Entry, Cited, Belongs, Screening)
"""What says which work a reference means, what to call it, and whether it was included."""
Coded = view(Label, "work_id", "facet", "code", "source", "state")
"""Codes without what spoke for them."""


def bibliography(bench: Bench | Review) -> Library:
    """The works that items refer to, with their screening."""
    from evidence.extract.stage import library

    return library(bench.rows(Entry), bench.rows(Cited), bench.rows(Belongs), bench.rows(Screening))


def counting(bench: Bench | Review, machine_too: bool = False) -> list[Label]:
    """The codes that may place a work (`Label.counts`), in the order of their table."""
    accepted = bench.rows(Coded).among(state=[State.ACCEPTED])
    return list(accepted if machine_too else accepted.among(source=[CodedBy.PERSON]))


def weighed(bench: Bench | Review, machine_too: bool) -> list[Label]:
    """Those, and what machines gave included works, for which it is said what would be if it counted."""
    accepted = bench.rows(Coded).among(state=[State.ACCEPTED])
    if machine_too:
        return list(accepted)
    included = bench.rows(Screening).among(decision=[Screen.INCLUDE]).cells("work_id").to_pylist()
    return list(accepted.among(source=[CodedBy.PERSON], work_id=included))
