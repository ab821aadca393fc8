"""The works of the last build: columns in memory, and a row made when one is shown, so that a hundred thousand open in a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from evidence.deduplicate.rows import Membership, Work
from evidence.desk.learner import Matter
from evidence.io import to_rows
from evidence.layout import Layout
from evidence.review import Review
from evidence.screen.asked import Meanings, question_of
from evidence.texts import is_bare, joined


@dataclass(frozen=True)
class Texts:
    """The words of all works, in the order of their table, for who learns from them; read when asked, in whatever process."""

    at: Layout

    def __call__(self) -> Matter:
        columns = Review(self.at).columns(Work)
        parts = [columns[name].to_pylist() for name in ("title", "abstract", "container")]
        texts = [joined(*row) for row in zip(*parts, strict=True)]
        bare = [is_bare(abstract) for abstract in parts[1]]
        return Matter(texts, columns["work_id"].to_pylist(), bare, question_of(self.at), Meanings(self.at))


class Works:
    """Works by id."""

    def __init__(self, review: Review) -> None:
        self._columns = review.columns(Work).combine_chunks()
        self.ids: list[str] = self._columns["work_id"].to_pylist()
        self._place = {work_id: row for row, work_id in enumerate(self.ids)}
        members = review.columns(Membership)
        pairs = zip(
            members["record_id"].to_pylist(),
            members["work_id"].to_pylist(),
            members["primary"].to_pylist(),
            strict=True,
        )
        self.of_record: dict[str, str] = {}
        self.record_of: dict[str, str] = {}
        for record_id, work_id, primary in pairs:
            self.of_record[record_id] = work_id
            if primary:
                self.record_of[work_id] = record_id

    def __len__(self) -> int:
        return len(self.ids)

    def __contains__(self, work_id: object) -> bool:
        return work_id in self._place

    def __getitem__(self, work_id: str) -> Work:
        """Raises KeyError where there is no such work."""
        (work,) = to_rows(self._columns.slice(self._place[work_id], 1), Work)
        return work

    def place(self, work_id: str) -> int:
        """The row of a work in its table."""
        return self._place[work_id]

    @cached_property
    def titles(self) -> list[str]:
        titles: list[str] = self._columns["title"].to_pylist()
        return titles

    @cached_property
    def study_of(self) -> dict[str, str]:
        """Work → the study that it reports."""
        return dict(zip(self.ids, self._columns["study_id"].to_pylist(), strict=True))

    def title(self, work_id: str) -> str:
        return self.titles[self._place[work_id]] if work_id in self._place else ""

    def find(self, words: str, most: int = 50) -> Iterator[str]:
        """Works whose title, authors, year, key or id has all these words, by whatever capitals."""
        import pyarrow.compute as pc

        hit = None
        for word in words.split():
            found = None
            for column in self._searched:
                here = pc.match_substring(column, word, ignore_case=True)
                found = here if found is None else pc.or_(found, here)
            hit = found if hit is None else pc.and_(hit, found)
        if hit is not None:
            for row in pc.indices_nonzero(hit).to_pylist()[:most]:
                yield self.ids[row]

    @cached_property
    def _searched(self) -> list[object]:
        import pyarrow as pa
        import pyarrow.compute as pc

        authors = pc.binary_join(self._columns["authors"].combine_chunks(), "; ")
        year = self._columns["year"].cast(pa.string()).fill_null("")
        own = [self._columns[name] for name in ("title", "key", "doi", "work_id")]
        return [*own, authors.fill_null(""), year]
