"""What several stages read of the large tables: the columns and the rows that they need, and no others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from evidence.classify.rows import CodedBy, Label, State
from evidence.deduplicate.rows import Work
from evidence.deduplicate.views import Belongs, Entry
from evidence.ingest.rows import Record
from evidence.review import Review
from evidence.rows import view
from evidence.screen.rows import Screen, Screening
from evidence.stage import Bench

if TYPE_CHECKING:
    from evidence.extract.whose import Library
    from evidence.meant import Place

Cited = view(
    Work, "work_id", "key", "kind", "title", "authors", "year", "container", "volume", "issue", "pages", "publisher",
    "study_id", "members", "retracted",
)  # fmt: skip
BIBLIOGRAPHY: tuple[type, ...] = (Entry, Cited, Belongs, Screening)
"""What says which work a reference means, what to call it, and whether it was included."""
Coded = view(Label, "work_id", "facet", "code", "source", "state")
"""Codes without what spoke for them."""


OF_WORKS = (
    "find",
    "nearly",
    "at",
    "has_export",
    "places",
    "work_of",
    "work",
    "screened",
    "in_order",
    "of_studies",
)
"""The questions whose answers come of BIBLIOGRAPHY alone."""


def _counts(row: Mapping[str, object]) -> bool:
    return row["state"] == State.ACCEPTED and row["source"] == CodedBy.PERSON


def _included(row: Mapping[str, object]) -> bool:
    return row["decision"] == Screen.INCLUDE


OF_CODES: dict[str, dict[type, Callable[[Mapping[str, object]], bool]]] = {
    "counting": {Coded: _counts},
    "weighed": {Coded: _counts, Screening: _included},
}
"""The questions whose answers are the codes that count, in their order: of which tables, and which of their rows an answer follows from."""


class Answers:
    """What stages ask of the large tables: the same questions to the same answers are the same evidence (`evidence.unchanged`)."""

    def __init__(self, review: Review) -> None:
        self._review = review

    @cached_property
    def _books(self) -> Library:
        return bibliography(self._review)

    def foresee(self, asked: Iterable[Sequence[str]]) -> None:
        """Make at once what these questions ask for."""
        from evidence.keyed import Keyed

        named: dict[str, list[str]] = defaultdict(list)
        for question, *words in asked:
            named[question] += words
        if named["find"] or named["places"]:
            self._books.mentions.foresee([*named["find"], *named["places"]])
        if named["work"] and isinstance(self._books.works, Keyed):
            self._books.works.fetch(named["work"])

    def find(self, reference: str) -> list[Record]:
        return self._books.mentions.find(reference)

    def nearly(self, reference: str) -> str:
        return self._books.mentions.nearly(reference)

    def at(self, address: str) -> list[Record]:
        return self._books.mentions.at(address)

    def has_export(self, name: str) -> bool:
        return self._books.mentions.has_export(name)

    def places(self, reference: str) -> list[Place]:
        return self._books.mentions.places(self._books.work_of)(reference)

    def work_of(self, record: str) -> str | None:
        return self._books.work_of.get(record)

    def work(self, name: str) -> Work | None:
        return self._books.works.get(name)

    def screened(self, name: str) -> Screening | None:
        return self._books.screening.get(name)

    def in_order(self, *names: str) -> list[Work]:
        return self._books.in_order(names)

    def of_studies(self, *studies: str) -> list[Work]:
        return self._books.of_studies(studies)

    def counting(self) -> list[Label]:
        return counting(self._review)

    def weighed(self) -> list[Label]:
        return weighed(self._review, machine_too=False)


def bibliography(bench: Bench | Review) -> Library:
    """The works that items refer to, with their screening."""
    from evidence.extract.asked import AskedLibrary
    from evidence.extract.stage import library

    if isinstance(bench, Bench) and (ask := bench.asking(*BIBLIOGRAPHY)):
        return AskedLibrary(ask)
    return library(bench.rows(Entry), bench.rows(Cited), bench.rows(Belongs), bench.rows(Screening))


def counting(bench: Bench | Review, machine_too: bool = False) -> list[Label]:
    """The codes that may place a work (`Label.counts`), in the order of their table."""
    if isinstance(bench, Bench) and not machine_too and (ask := bench.asking(Coded)):
        return ask("counting")
    accepted = bench.rows(Coded).among(state=[State.ACCEPTED])
    return list(accepted if machine_too else accepted.among(source=[CodedBy.PERSON]))


def weighed(bench: Bench | Review, machine_too: bool) -> list[Label]:
    """Those, and what machines gave included works, for which it is said what would be if it counted."""
    if isinstance(bench, Bench) and not machine_too and (ask := bench.asking(Coded, Screening)):
        return ask("weighed")
    accepted = bench.rows(Coded).among(state=[State.ACCEPTED])
    if machine_too:
        return list(accepted)
    included = bench.rows(Screening).among(decision=[Screen.INCLUDE]).cells("work_id").to_pylist()
    return list(accepted.among(source=[CodedBy.PERSON], work_id=included))
