"""Which questions (`evidence.stages.views.Answers`) may have other answers after some rows of the bibliography came or went.

An answer follows from the rows that a question names and from their order. So a question that names none of the rows that moved has the answer that it had. What names
a record stands in `evidence.mentions`: whoever lets more be a name there, adds it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from evidence.identifiers import doi as normal_doi
from evidence.mentions import NAMES, bare, may_be_nearly, may_be_title
from evidence.normalise import fold

_Rows = Sequence[dict[str, Any]]


class Touched:
    """`records`, `works`, `memberships`, `screening`: the rows that moved, with the columns of BIBLIOGRAPHY, as they were and as they are."""

    def __init__(self, records: _Rows, works: _Rows, memberships: _Rows, screening: _Rows) -> None:
        self._records, self._works = records, works
        self._ids = {row["record_id"] for row in records}
        self._members = {row["record_id"] for row in memberships}
        self._former = {name for row in memberships for kind in ("formerly", "strange") for name in row[kind]}
        self._by_id = {row["work_id"] for row in works}
        self._screened = {row["work_id"] for row in screening}
        self._found: dict[str, bool] = {}

    @property
    def told(self) -> bool:
        """Whether the names of all records of which anything moved are known; where they are not, any question may be touched."""
        return self._members <= self._ids

    def __call__(self, question: Sequence[str]) -> bool:
        """Whether a question, with its words, may have another answer. Raises KeyError for one that is not of the bibliography alone."""
        name, *words = question
        return any(map(self._asks[name], words))

    @cached_property
    def _asks(self) -> dict[str, Callable[[str], bool]]:
        return {
            "find": self._finds,
            "places": self._finds,
            "nearly": lambda word: any(may_be_nearly(word, name) for name in self._names),
            "at": lambda word: "://" in word and bare(word) in self._addresses,
            "has_export": self._exports.__contains__,
            "work_of": self._members.__contains__,
            "work": self._by_id.__contains__,
            "in_order": self._by_id.__contains__,
            "screened": self._screened.__contains__,
            "of_studies": self._studies.__contains__,
        }

    def _finds(self, word: str) -> bool:
        if word not in self._found:
            named = word in self._ids or word in self._names or normal_doi(word) in self._names
            self._found[word] = named or (may_be_title(word) and fold(word) in self._titles)
        return self._found[word]

    @cached_property
    def _names(self) -> set[str]:
        return {*self._cells(*NAMES), *self._former} - {""}

    @cached_property
    def _titles(self) -> set[str]:
        return {fold(title) for title in (*self._cells("title"), *self._former)}

    @cached_property
    def _addresses(self) -> set[str]:
        return {bare(url) for url in self._cells("url")}

    @cached_property
    def _exports(self) -> set[str]:
        return {PurePosixPath(path).name for path in self._cells("source_file")}

    @cached_property
    def _studies(self) -> set[str]:
        return {row["study_id"] for row in self._works}

    def _cells(self, *names: str) -> Iterable[str]:
        return (row[name] for row in self._records for name in names)
