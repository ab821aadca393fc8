"""Sides that studies take on claims: new, gone, or others than before, with what makes them so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from evidence.compare.by_field import Compared, keyed
from evidence.compare.rows import Change, Kind
from evidence.synthesise.claim_rows import SideOfStudy

_Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Side:
    """A side as it is compared: `shares` are the studies with which it is one body of evidence."""

    row: SideOfStudy
    side: str
    counted: bool
    directness: str
    by: str
    shares: tuple[str, ...]


def sides(
    before: list[SideOfStudy], after: list[SideOfStudy], study: Mapping[str, str], gone: Mapping[str, str]
) -> Iterator[Change]:
    """One row a side that came or went, one for each of side, counted, directness, reader and body that differs.

    `study`: name of before → name of after. `gone`: study of before that is in the review no more → why.
    """
    own = [replace(row, study_id=study.get(row.study_id, row.study_id)) for row in before]
    both = {_key(row) for row in own} & {_key(row) for row in after}
    compared = Compared(
        Kind.SIDE,
        ("side", "counted", "directness", "by", "shares"),
        "side",
        subject=lambda one: one.row.proposition,
        name=lambda one: one.row.study_label,
        study=lambda one: one.row.study_id,
        why=lambda one, name: f"{one.row.reason} ({one.row.by})",
        why_gone=lambda one: gone.get(one.row.study_id, f"it was: {one.row.reason} ({one.row.by})"),
        told=lambda one, name: _FIELDS.get(name, name),
    )
    yield from compared.changes(_sides(own, both), _sides(after, both))


_FIELDS = {"": "side", "by": "who read it", "shares": "studies of the same body of evidence"}


def _key(row: SideOfStudy) -> _Key:
    return row.proposition, row.study_id


def _sides(rows: Iterable[SideOfStudy], both: set[_Key]) -> dict[_Key, _Side]:
    """Rows by claim and study. Of a body only those are looked at that both versions have: what came or went is told of itself."""
    rows = list(rows)
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if _key(row) in both:
            held[row.proposition, row.body or row.study_id].append(row.study_id)

    def made(row: SideOfStudy) -> _Side:
        body = held[row.proposition, row.body or row.study_id] if _key(row) in both else []
        shares = tuple(sorted(study for study in body if study != row.study_id))
        return _Side(row, row.side, row.counted, row.directness, row.by, shares)

    return keyed(map(made, rows), lambda one: _key(one.row))
