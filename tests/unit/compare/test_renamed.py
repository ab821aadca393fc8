"""A whole review under other names: entries have other keys, and with them entries, works and studies other ids. Nothing else changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from evidence.compare.differences import differences
from evidence.compare.rows import Kind
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import QUARANTINE, Record
from evidence.rows import columns, table_of
from evidence.synthesise.claim_rows import SideOfStudy
from tests.unit.compare.altered import Partial, base, told


def renamed() -> Partial:
    """The review of a dozen works in which every id of an entry, work or study is another, wherever it stands."""
    own = {row.record_id for row in base()[Record]} | {row.work_id for row in base()[Work]}
    names = {name: f"{name}-again" for name in own}

    def cell(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(cell(each) for each in value)
        if not isinstance(value, str) or not value:
            return value
        if value.startswith("{"):  # JSON
            for name in sorted(own, key=len, reverse=True):
                value = value.replace(f'"{name}"', f'"{names[name]}"')
            return value
        return type(value)(names[value]) if value in names else value

    other = Partial(base().at)
    for (stage, name), rows in base()._read.items():
        named = [c.name for c in columns(type(rows[0])) if not c.words] if rows else []
        other._read[stage, name] = [replace(r, **{n: cell(getattr(r, n)) for n in named}) for r in rows]
    other.put(table_of(Record), [replace(row, source_key=f"{row.source_key}-again") for row in other[Record]])
    return other


def test_other_names_alone_are_told_entry_by_entry() -> None:
    other = renamed()
    for changes in (differences(base(), other), differences(other, base())):
        assert Counter(change.kind for change in changes) == {Kind.REKEYED: len(base()[Record])}
        assert {change.field for change in changes} == {"key"}
    assert len(other[QUARANTINE]) == len(base()[QUARANTINE]) > 0


def test_what_changed_besides_is_told_under_the_names_of_now() -> None:
    other, same = renamed(), Partial(base().at)
    same._read = {**base()._read}

    def altered(review: Partial) -> Partial:
        review.put(table_of(EvidenceItem), [
            replace(row, estimate=0.5) if row.item_id == "E03" else row for row in review[EvidenceItem]
        ])  # fmt: skip
        review.put(table_of(SideOfStudy), [
            replace(row, side="silent") if row.proposition == "G3" else row for row in review[SideOfStudy]
        ])  # fmt: skip
        return review

    there = [row for row in told(differences(base(), altered(other))) if row[0] != Kind.REKEYED.value]
    assert there == told(differences(base(), altered(same))) and len(there) > 1
