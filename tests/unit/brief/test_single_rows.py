"""A row that is looked up by itself is the one that stands in the table now, whatever was kept of it before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from evidence import blocks
from evidence.brief.single_rows import SingleRows
from evidence.deduplicate.rows import Membership
from evidence.keyed import Keyed
from evidence.layout import Layout
from evidence.review import Review
from evidence.rows import table_of
from evidence.shelf import Shelf
from evidence.stored import Stored

from .reviews import dozen


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "SHORT", 5)
    monkeypatch.setattr(blocks, "_SIZE", 4)


def rows_of(n: int, said: str = "first") -> list[Membership]:
    one = dozen().rows[Membership][0]
    return [replace(one, record_id=f"r{i:03}", work_id=f"w{i:03}", reason=said) for i in range(n)]


def test_rows_are_those_of_the_table_as_it_stands(tmp_path: Path) -> None:
    review, path = Review(Layout(tmp_path)), tmp_path / "shelf.arrow"
    place, asked = review.at.table("deduplicate", "memberships"), ("w007", "w050", "w149", "w150", "no such")

    def made(rows: list[Membership], shelf: Shelf) -> int:
        review.put(table_of(Membership), rows)
        stored = Stored(place, Membership, shelf=shelf)
        found, by_id = Keyed(SingleRows(stored), "work_id"), {row.work_id: row for row in rows}
        assert [found.get(name) for name in asked] == [by_id.get(name) for name in asked]
        assert [*found] == [*by_id] and [*found.values()][:3] == rows[:3] and len(found) == len(rows)
        assert SingleRows(stored)[2:4] == rows[2:4] and SingleRows(stored).take([5, 2]) == [rows[5], rows[2]]
        shelf.save()
        return shelf.made

    rows = rows_of(200)
    assert (
        made(rows, Shelf(None)) == 0 < made(rows, Shelf(path, "one")) and made(rows, Shelf(path, "one")) == 0
    )
    changed = [*rows[:50], replace(rows[50], reason="second"), *rows[51:]]
    assert 0 < made(changed, Shelf(path, "one")) < 32
    for other in (changed[1:], rows_of(200, "third"), rows_of(10), rows):
        made(other, Shelf(path, "one"))
