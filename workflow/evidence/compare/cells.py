"""Cells of the evidence map: how many works, passages and studies each holds, and which came or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.compare.by_field import said
from evidence.compare.rows import Change, Kind, Way
from evidence.synthesise.rows import MapCell

_COUNTED = ("positive", "negative", "mixed", "none")


def subject(cell: MapCell) -> str:
    """What a cell is known by in the changes: its form and its field."""
    return f"{cell.form}|{cell.field}"


def cells(
    before: list[MapCell], after: list[MapCell], work: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Change]:
    """One row for each count of a cell that differs; works and passages in and out are named in `why`."""
    own, now = ({(row.form, row.field): row for row in rows} for rows in (before, after))
    for key in [*now, *(key for key in own if key not in now)]:
        one, other = own.get(key), now.get(key)
        cell = other or one
        assert cell
        name = " × ".join(labels.get(code, code) for code in key if code)

        def row(
            field: str, was: str, is_now: str, why: str = "", cell: MapCell = cell, name: str = name
        ) -> Change:
            return Change(Kind.CELL, subject(cell), name, field, was, is_now, Way.NONE, why, "")

        for field, names in (("works", work), ("items", {})):
            held = [
                {names.get(each, each) for each in getattr(one, field)} if one else set(),
                set(getattr(other, field, ())),
            ]
            if held[0] != held[1]:
                counts = [
                    said(len(ids)) if there else "" for ids, there in zip(held, (one, other), strict=True)
                ]
                yield row(field, *counts, _moved(*held))
        for field in (*_COUNTED, "why_empty"):
            was, is_now = (said(getattr(each, field)) if each else "" for each in (one, other))
            if was != is_now and {was, is_now} != {"", "0"}:
                yield row(field, was, is_now)


def _moved(before: set[str], after: set[str]) -> str:
    parts = (("in", after - before), ("out", before - after))
    return "; ".join(f"{way}: {', '.join(sorted(ids))}" for way, ids in parts if ids)
