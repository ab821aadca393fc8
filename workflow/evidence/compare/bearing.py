"""Of a large version, the part that can bear on what was found: of a hundred thousand works that were found most were screened out,
before as now, and moved nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from evidence import inputs
from evidence.classify.rows import CodedBy, Label, State
from evidence.codebook_file import load_codebook
from evidence.compare.columns import one
from evidence.compare.held import Held
from evidence.compare.same import Same, same
from evidence.deduplicate.rows import Membership, Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.io import to_rows
from evidence.layout import Layout
from evidence.review import Review
from evidence.rows import Table, column_names, table_of
from evidence.screen.rows import LedgerRow, Screen, Screening
from evidence.spanning import spanning
from evidence.synthesise.claim_rows import SideOfStudy
from evidence.synthesise.settings import SynthesisPlan

_BY = {
    Record: "record_id",
    LedgerRow: "entry_id",
    Membership: "work_id",
    Work: "work_id",
    Screening: "work_id",
    Label: "work_id",
}
MOST_WHOLE = 10_000
"""Works up to which a version is taken whole."""
_CALLED = ("source_key", "doi", "pmid", "title")
"""What people may call a work by: those that share it with one that bears are kept, so that a name that leads to two leads to two."""


class Bearing(Review):
    """A version without the works that bear on nothing; all else is as it is."""

    def __init__(self, review: Review, works: pa.Array, records: pa.Array) -> None:
        super().__init__(review.at)
        self._of, self._kept = review, {"work_id": works, "record_id": records, "entry_id": records}

    def columns(self, row: type, without: tuple[str, ...] = ()) -> Any:
        name = _BY.get(row, "")
        table = self._of.columns(row, tuple(each for each in without if each != name))
        if name:
            table = table.filter(pc.is_in(table[name], self._kept[name]))
        return table.drop_columns([name]) if name in without else table

    def __getattr__(self, name: str) -> Any:
        return getattr(self._of, name)

    def _rows(self, table: Table) -> list[Any]:
        known = table.row in _BY and table_of(table.row) == table
        return to_rows(self.columns(table.row), table.row) if known else self._of[table]


def bearing(before: Review, after: Review) -> tuple[Review, Review]:
    """The two versions with those works that were or are included, or that have a passage, an estimate, a side, or a code of the map that
    counts (a cell says whether what was found for it was left out); with what a person could mean by their names."""
    held = Held(before), Held(after)
    if all(each.columns(Work).num_rows <= MOST_WHOLE for each in held):
        return before, after
    alike = same(*held)
    spanned, machine_too = _spanned(before.at) | _spanned(after.at), _machine_counts(before.at, after.at)
    own, now = (_bear(each, spanned, machine_too) for each in (before, after))
    own, now = own | _then(now, alike), now | _now(own, alike)
    return tuple(_part(each, works) for each, works in ((before, own), (after, now)))  # type: ignore[return-value]


def _spanned(at: Layout) -> set[str]:
    """The facets of the map."""
    return {facet.id for facet in spanning(load_codebook(at.setting("codebook"))) or ()}


def _machine_counts(*places: Layout) -> bool:
    return any(inputs.settings(SynthesisPlan, "synthesise", at).count_machine_codes for at in places)


def _coded(review: Review, facets: set[str], machine_too: bool) -> set[str]:
    """Works with a code of these facets that counts."""
    labels = _some(review, Label, "work_id", "facet", "source", "state")
    counts = pc.and_(
        pc.equal(labels["state"], State.ACCEPTED.value),
        pc.is_in(labels["facet"], pa.array(sorted(facets), pa.string())),
    )
    if not machine_too:
        counts = pc.and_(counts, pc.equal(labels["source"], CodedBy.PERSON.value))
    return {*labels["work_id"].filter(counts).to_pylist()}


def _bear(review: Review, spanned: set[str], machine_too: bool) -> set[str]:
    screened = _some(review, Screening, "work_id", "decision")
    included = screened["work_id"].filter(pc.equal(screened["decision"], Screen.INCLUDE.value))
    sides = {side.work_id for side in review[SideOfStudy]}
    coded = _coded(review, spanned, machine_too)
    return {*included.to_pylist(), *sides, *coded, *(item.work_id for item in review[EvidenceItem])}


def _now(works: Iterable[str], alike: Same) -> set[str]:
    """Their names in the later version."""
    others = {a for b, a in alike.works if b in works}
    return {alike.work.get(work, work) for work in works} | others


def _then(works: Iterable[str], alike: Same) -> set[str]:
    """Their names in the earlier version."""
    was = {a: b for b, a in alike.work.items()}
    return {was.get(work, work) for work in works} | {b for b, a in alike.works if a in works}


def _part(review: Review, works: set[str]) -> Review:
    members = _some(review, Membership, "record_id", "work_id")
    records = _some(review, Record, "record_id", *_CALLED)
    kept = members["record_id"].filter(pc.is_in(members["work_id"], pa.array(works, pa.string())))
    bear = pc.is_in(records["record_id"], kept)
    for name in _CALLED:
        told = pc.unique(records[name].filter(pc.and_(bear, pc.not_equal(records[name], ""))))
        bear = pc.or_(bear, pc.is_in(records[name], told))
    own = records["record_id"].filter(bear)
    also = pc.unique(members["work_id"].filter(pc.is_in(members["record_id"], own)))
    all_of = members["record_id"].filter(pc.is_in(members["work_id"], also))
    return Bearing(review, also, all_of)


def _some(review: Review, row: type, *names: str) -> pa.Table:
    table = review.columns(row, tuple(name for name in column_names(row) if name not in names))
    return pa.table({name: one(table[name]) for name in names})
