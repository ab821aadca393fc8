"""A table that stays on the disk says what a list of its rows says, and the book made of it is the same."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evidence.brief.long_tables import LongTables
from evidence.brief.render import Book, render
from evidence.brief.tables import Tables
from evidence.catalogue import TABLES
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Membership, Work
from evidence.keyed import Keyed
from evidence.layout import Layout
from evidence.remarks import REMARKS
from evidence.review import Review
from evidence.rows import table_of
from evidence.screen.rows import Screening
from evidence.shelf import Shelf
from evidence.stored import Stored, cells, values, where

from .reviews import dozen
from .test_render import ENGINE


@pytest.fixture(scope="module")
def review(tmp_path_factory: pytest.TempPathFactory) -> Review:
    found = Review(Layout(tmp_path_factory.mktemp("dozen")))
    for table in (*TABLES, *REMARKS):
        found.put(table, [*dozen().rows[table]])
    return found


@pytest.mark.parametrize("row", [Work, Label, Membership, Screening])
def test_rows_and_cells_are_those_of_the_list(review: Review, row: type) -> None:
    held, stored = review[row], LongTables(review, held=0)[row]
    assert isinstance(stored, Stored) and len(stored) == len(held)
    assert [*stored] == held and stored[0] == held[0] and stored[-1] == held[-1] and stored[2:5] == held[2:5]
    names = ("work_id", *(["members", "year"] if row is Work else []))
    assert [*cells(stored, *names)] == [tuple(getattr(r, name) for name in names) for r in held]
    wanted = {held[1].work_id, held[-2].work_id, "no such"}
    assert where(stored, "work_id", wanted) == [r for r in held if r.work_id in wanted]
    assert {*values(stored, "work_id")} == {r.work_id for r in held}


def test_a_row_is_found_by_its_name_and_nothing_by_another(review: Review) -> None:
    works = Keyed(Stored(review.at.table("deduplicate", "works"), Work), "work_id")
    assert [*works] == [w.work_id for w in review[Work]] and len(works) == len(review[Work])
    assert works[review[Work][3].work_id] == review[Work][3]
    assert "no such" not in works and works.get("no such") is None


def test_a_short_table_is_held(review: Review) -> None:
    assert LongTables(review)[Work] is review[Work]


def test_rows_that_are_kept_are_those_of_the_table_as_it_stands(tmp_path: Path) -> None:
    row = dozen().rows[Membership][0]
    rows = [replace(row, record_id=f"r{n:03}", work_id=f"w{n:03}", reason="first") for n in range(200)]
    review, path = Review(Layout(tmp_path)), tmp_path / "shelf.arrow"

    def some(*names: str) -> list[tuple[str, str]]:
        shelf = Shelf(path, "one")
        stored = Stored(review.at.table("deduplicate", "memberships"), Membership, shelf=shelf)
        found = where(stored, "work_id", {*names})
        shelf.save()
        return [(found.work_id, found.reason) for found in found]

    review.put(table_of(Membership), rows)
    assert some("w007", "w150") == [("w007", "first"), ("w150", "first")]
    assert len(Shelf(path, "one").keys()) == 2 and some("w007", "w150") == some("w150", "w007")
    rows[150] = replace(rows[150], reason="second")
    for rows_now in (rows, rows[1:]):
        review.put(table_of(Membership), rows_now)
        assert some("w007", "w150") == [("w007", "first"), ("w150", "second")]
    assert some("w007", "w151") == [("w007", "first"), ("w151", "first")]


@cache
def _wording(all_up_to: int) -> object:
    config = dozen().config
    return replace(config, brief=replace(config.brief, cards_for_all_up_to=all_up_to))


def _book(rows: object, all_up_to: int) -> Book:
    own = {name: getattr(dozen(), name) for name, held in Tables.__dataclass_fields__.items() if held.init}
    return render(Tables(**{**own, "rows": rows, "config": _wording(all_up_to)}), ENGINE, ENGINE)


@pytest.mark.parametrize("all_up_to", [2000, 0])
def test_the_book_is_the_same_whether_tables_are_held_or_stored(review: Review, all_up_to: int) -> None:
    held, stored = (_book(LongTables(review, n), all_up_to) for n in (10_000, 0))
    assert stored.pages == held.pages and stored.texts == held.texts
    assert dict(stored.scripts()) == dict(held.scripts()) and stored.package({}) == held.package({})
    assert [b"".join(d.lines()) for d in stored.downloads] == [b"".join(d.lines()) for d in held.downloads]
    assert [(d.name, d.header, [*map(list, d.rows)]) for d in stored.downloads] == [
        (d.name, d.header, [*map(list, d.rows)]) for d in held.downloads
    ]


def test_a_table_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="not been built"):
        LongTables(Review(Layout(tmp_path)))[Work]


def test_where_rows_hold_a_value_follows_from_the_column_as_it_stands(tmp_path: Path) -> None:
    row = dozen().rows[Membership][0]
    rows = [replace(row, record_id=f"r{n:03}", work_id=f"w{n:03}", primary=n % 3 > 0) for n in range(200)]
    review, path = Review(Layout(tmp_path)), tmp_path / "shelf.arrow"

    def stored() -> Stored[Membership]:
        return Stored(review.at.table("deduplicate", "memberships"), Membership, shelf=Shelf(path, "one"))

    for rows_now in (rows, rows, [replace(rows[0], work_id="w007"), *rows[2:]], []):
        review.put(table_of(Membership), rows_now)
        for table in (stored(), Stored(review.at.table("deduplicate", "memberships"), Membership)):
            assert [*table.holding("work_id", {"w007", "w1"})] == [r.work_id == "w007" for r in rows_now]
            assert [*table.holding("primary", {False})] == [not r.primary for r in rows_now]
            assert where(table, "primary", {False}, 5) == [r for r in rows_now if not r.primary][:5]
            assert where(table, "primary", set(), 5) == [] == where(table, "primary", {True, False}, 0)
            table.shelf.save()


def test_a_column_that_stands_as_it_stood_is_not_looked_through(tmp_path: Path) -> None:
    row = dozen().rows[Membership][0]
    rows = [replace(row, record_id=f"r{n:03}", work_id=f"w{n:03}") for n in range(9)]
    review = Review(Layout(tmp_path))

    def looked(held: list[Membership]) -> bool:
        review.put(table_of(Membership), held)
        shelf = Shelf(tmp_path / "shelf.arrow", "one")
        stored = Stored(review.at.table("deduplicate", "memberships"), Membership, shelf=shelf)
        assert stored.holding("work_id", {"w003"}).sum() == 1
        shelf.save()
        return shelf.made > 0

    assert looked(rows) and not looked(rows)
    assert not looked([replace(held, reason="another") for held in rows]) and looked(rows[1:])
