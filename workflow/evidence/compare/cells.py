"""Cells of the evidence map: how many works, passages and studies each holds, and which came or went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from evidence.compare.by_field import said
from evidence.compare.rows import Change, Kind, Way
from evidence.rows import column_names
from evidence.synthesise.rows import MapCell

_COUNTED = tuple(name for name in column_names(MapCell) if name not in ("form", "field", "works", "items"))
_NOTHING = ("", "0")


def subject(form: str, field: str) -> str:
    """What a cell is known by in the changes."""
    return f"{form}|{field}"


def cells(
    before: list[MapCell], after: list[MapCell], work: Mapping[str, str], labels: Mapping[str, str]
) -> Iterator[Change]:
    """One row for each count of a cell that differs; works and passages in and out are named in `why`, also where as many came as went.

    `work`: name of before → name of after; `labels`: what codes are called.
    """
    own, now = ({(row.form, row.field): row for row in rows} for rows in (before, after))
    for key in [*now, *(key for key in own if key not in now)]:
        name = " × ".join(labels.get(code, code) for code in key if code)
        for field, was, is_now, why in _moved(own.get(key), now.get(key), work):
            yield Change(Kind.CELL, subject(*key), name, field, was, is_now, Way.NONE, why, "")


def _moved(
    before: MapCell | None, after: MapCell | None, work: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    """(field, before, after, why) of what differs; a cell that is not there has nothing in it."""
    for field, names in (("works", work), ("items", {})):
        own = {names.get(each, each) for each in getattr(before, field, ())}
        now = set(getattr(after, field, ()))
        if own != now:
            parts = (("in", now - own), ("out", own - now))
            why = "; ".join(f"{way}: {', '.join(sorted(ids))}" for way, ids in parts if ids)
            yield field, f"{len(own)}", f"{len(now)}", why
    for field in _COUNTED:
        was, is_now = (said(getattr(cell, field, "")) for cell in (before, after))
        if was != is_now and not (was in _NOTHING and is_now in _NOTHING):
            yield field, was, is_now, ""
