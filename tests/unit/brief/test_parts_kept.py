"""Parts of the book that are kept: whatever came, went or changed, the book is that of nothing kept; and of what nobody shows nothing is made again."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from markupsafe import Markup

from evidence.assess.rows import ThemeCertainty
from evidence.brief.long_tables import LongTables
from evidence.brief.parts_kept import Asked, PartsKept, told
from evidence.brief.render import Book, render
from evidence.brief.tables import Tables
from evidence.catalogue import BY_NAME, TABLES
from evidence.classify.rows import Label, State
from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import FileCount, Record
from evidence.layout import Layout
from evidence.remarks import REMARKS
from evidence.review import Review
from evidence.rows import table_of
from evidence.screen.rows import Fate, LedgerRow, Screen, Screening
from evidence.shelf import Shelf
from evidence.synthesise.theme_rows import Theme, ThemePassage

from .reviews import dozen
from .test_render import ENGINE

Given = dict[str, list[Any]]


def _of(given: Given, row: type) -> list[Any]:
    return given[table_of(row).name]


def _another_work(given: Given, chance: Random) -> None:
    """One that nobody has decided on, which may be of the authors and year of another."""
    n = chance.randint(1, 99)
    like = chance.choice(_of(given, Work))
    name, entry = f"w-new{n}-aaaa", f"r-new{n}"
    if name in {work.work_id for work in _of(given, Work)}:
        return
    told_of = replace(
        like, work_id=name, key=f"new{n}", title=f"News {n}", doi="", study_id=name, members=(entry,)
    )
    _of(given, Work).append(told_of)
    record = replace(_of(given, Record)[0], record_id=entry, title=f"News {n}")
    _of(given, Record).append(record)
    _of(given, Membership).append(Membership(entry, name, True, "", "", "", ""))
    _of(given, Screening).append(Screening(name, Screen.UNDECIDED, "", "", "", "", ""))
    row = LedgerRow(entry, record.source_file, 1, "screen", Fate.UNDECIDED, "", "", True)
    _of(given, LedgerRow).append(row)


def _a_work_goes(given: Given, chance: Random) -> None:
    new = [work for work in _of(given, Work) if work.work_id.startswith("w-new")]
    if not new:
        return
    gone = chance.choice(new)
    for row, name, value in (
        (Work, "work_id", gone.work_id), (Membership, "work_id", gone.work_id), (Screening, "work_id", gone.work_id),
        (Record, "record_id", gone.members[0]), (LedgerRow, "entry_id", gone.members[0]),
    ):  # fmt: skip
        given[table_of(row).name] = [one for one in _of(given, row) if getattr(one, name) != value]


def _words(given: Given, chance: Random) -> None:
    """Another title, year or DOI of some work."""
    works = _of(given, Work)
    n = chance.randrange(len(works))
    what = chance.choice(
        ({"title": "Another title"}, {"year": chance.choice((1999, None))}, {"doi": "10.1/other"})
    )
    works[n] = replace(works[n], **what)


def _decision(given: Given, chance: Random) -> None:
    """Of somebody on a work that nobody counts yet, or the reason of another."""
    rows = _of(given, Screening)
    n = chance.randrange(len(rows))
    if rows[n].decision == Screen.UNDECIDED:
        rows[n] = replace(rows[n], decision=chance.choice((Screen.EXCLUDE, Screen.BACKGROUND)), by="coder-1")
    else:
        rows[n] = replace(rows[n], reason=chance.choice(("too old", "of no use")))


def _code(given: Given, chance: Random) -> None:
    rows = _of(given, Label)
    n = chance.randrange(len(rows))
    rows[n] = replace(rows[n], state=chance.choice([State.ACCEPTED, State.OVERRIDDEN]))


def _a_theme_goes(given: Given, chance: Random) -> None:
    themes = [
        row.theme for row in _of(given, Theme) if not any(row.theme in o.made_from for o in _of(given, Theme))
    ]
    if themes:
        gone = chance.choice(themes)
        for row in (Theme, ThemePassage, ThemeCertainty):
            given[table_of(row).name] = [one for one in _of(given, row) if one.theme != gone]


def _file(given: Given, chance: Random) -> None:
    rows = _of(given, FileCount)
    rows[0] = replace(rows[0], source_file=chance.choice(("one.bib", "another.bib")))


CHANGES: tuple[tuple[Callable[[Given, Random], None], ...], ...] = (
    (_another_work, _file), (_words, _decision, _another_work, _code, _a_theme_goes), (_a_work_goes,),
)  # fmt: skip


class Written:
    """The review of a dozen on the disk, as it is after changes."""

    def __init__(self, folder: Path) -> None:
        self.given: Given = {table.name: [*dozen().rows[table]] for table in TABLES}
        self.at, self.shelf = Layout(folder), folder / "parts.arrow"
        review = Review(self.at)
        for table in REMARKS:
            review.put(table, [*dozen().rows[table]])

    def book(self, held: int, keep: bool, sources: dict[str, str] = ENGINE) -> tuple[Book, Shelf | None]:
        review = Review(self.at)
        for name, rows in self.given.items():
            review.put(BY_NAME[name], rows)
        own = {
            name: getattr(dozen(), name) for name, field in Tables.__dataclass_fields__.items() if field.init
        }
        shelf = Shelf(self.shelf, str(len(sources))) if keep else None
        tables = Tables(**{**own, "rows": LongTables(review, held), "shelf": shelf})
        found = render(tables, sources, ENGINE)
        files = [(d.name, d.header, b"".join(d.lines())) for d in found.downloads]
        tables.parts.save()
        assert files
        return found, shelf


def _said(book: Book) -> dict[str, Any]:
    return {
        "pages": book.pages,
        "texts": book.texts,
        "sentences": book.sentences,
        "scripts": dict(book.scripts()),
        "files": [(d.name, d.header, b"".join(d.lines())) for d in book.downloads],
    }


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], bytes]:
    """What the first build over whole tables says, and what it keeps."""
    review = Written(tmp_path_factory.mktemp("first"))
    said = _said(review.book(10_000, keep=True)[0])
    return said, review.shelf.read_bytes()


def _built(folder: Path, first: tuple[dict[str, Any], bytes]) -> Written:
    """The review after its first build over whole tables."""
    review = Written(folder)
    review.shelf.write_bytes(first[1])
    return review


@cache
def _without(page: str) -> dict[str, str]:
    return {name: text for name, text in ENGINE.items() if name != page}


@pytest.mark.parametrize(
    ("held", "steps"),
    [(10_000, CHANGES), (0, (sum(CHANGES, ()),))],
    ids=["whole tables", "looked up, all at once"],
)
def test_the_book_is_that_of_nothing_kept(tmp_path: Path, first: Any, held: int, steps: Any) -> None:
    """Also where tables are looked up over what was kept of whole ones, as of a review that grew."""
    review, chance = _built(tmp_path, first), Random(held)
    for changes in steps:
        for change in changes:
            change(review.given, chance)
        kept, new = review.book(held, keep=True)[0], review.book(held, keep=False)[0]
        assert _said(kept) == _said(new), changes


def test_a_page_that_went_and_came_back(tmp_path: Path, first: Any) -> None:
    review, with_it = _built(tmp_path, first), first[0]
    kept, new = (review.book(10_000, keep, _without("limits.md"))[0] for keep in (True, False))
    assert _said(kept) == _said(new) != with_it
    assert _said(review.book(10_000, True)[0]) == with_it


def test_a_broken_file_changes_nothing(tmp_path: Path, first: Any) -> None:
    review, (new, whole) = Written(tmp_path), first
    review.shelf.write_bytes(whole[:2000] + bytes([whole[2000] ^ 1]) + whole[2001:])
    assert _said(review.book(10_000, keep=True)[0]) == new


@pytest.mark.parametrize("held", [10_000, 0])
def test_a_work_more_makes_its_card_and_what_counts_works(tmp_path: Path, held: int) -> None:
    review = Written(tmp_path)
    review.book(held, keep=True)
    _, again = review.book(held, keep=True)
    assert again and again.made == 0
    before = len(_keys(review))
    _another_work(review.given, Random(1))
    _, more = review.book(held, keep=True)
    assert more and 0 < more.made < before / 2


def _keys(review: Written) -> set[str]:
    return Shelf(review.shelf).keys()


class Notes:
    """Answers that can be changed."""

    def __init__(self, path: Path | None, **answers: str) -> None:
        self.answers = answers
        self.kept = PartsKept(
            Shelf(path, "test") if path else None, lambda question: self.answers[question[0]]
        )


def test_what_asks_through_others_follows_from_what_they_asked(tmp_path: Path) -> None:
    made = []

    def build(**answers: str) -> Any:
        notes = Notes(tmp_path / "parts", **answers)

        def inner() -> str:
            notes.kept.note("deep")
            return "in"

        def outer() -> str:
            made.append(answers)
            return notes.kept.once("inner", inner) + answers["deep"]

        first = notes.kept.part("first", outer)
        second = notes.kept.part("second", outer)
        notes.kept.save()
        return first, second

    assert build(deep="1") == build(deep="1") == ("in1", "in1") and len(made) == 2
    assert build(deep="2") == ("in2", "in2") and len(made) == 4


def test_what_cannot_be_told_is_made_again(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        told([object()])
    assert told({"a": [1, "1"]}) != told({"a": ["1", "1"]}) and told({"b", "a"}) == told({"a", "b"})
    assert (
        told(("a,b",)) != told(("a", "b"))
        and told(1) != told(True) != told("True")
        and told(None) != told("None")
    )
    assert told(Markup("a")) != told("a") and told([[1], 2]) != told([1, [2]]) != told([1, 2])
    row = dozen().rows[Label][0]
    assert told([row, row]) == told([replace(row), replace(row)]) != told([row, replace(row, code="other")])


def test_looking_into_a_mapping_leaves_it_as_it_is(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "parts")
    held: dict[str, list[int]] = defaultdict(list, a=[1])
    asked = Asked(notes.kept, "some", held)
    assert asked["b"] == [] and "b" not in asked and asked.get("a") == [1] and asked.get("b", [2]) == [2]
    assert json.dumps(held) == '{"a": [1]}' and 7 not in asked
