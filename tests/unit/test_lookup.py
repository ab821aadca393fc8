"""Rows that are made when they are asked for are those that lists and dicts of all rows give, however a table is cut."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.deduplicate.rows import Membership, Work
from evidence.ingest.rows import Record
from evidence.io import to_table
from evidence.lookup import (
    Listed,
    Lookup,
    Rows,
    of_length,
    rows_in,
)
from evidence.mentions import Mentions
from evidence.rows import column_names, table_of, view, whole

from .builders import make, work

TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
COLUMN = st.lists(TEXT | st.sampled_from(["", "a", "ab", "ba"]), max_size=30)


def _cut(table: pa.Table, every: int) -> pa.Table:
    return pa.concat_tables([table.slice(n, every) for n in range(0, max(len(table), 1), every)])


@given(COLUMN, TEXT, st.integers(1, 7))
def test_every_place_of_a_text_is_found_in_one_chunk_and_in_many(column, other, every):
    arrow = _cut(pa.table({"x": pa.array(column, pa.string())}), every)["x"]
    for text in {*column, other}:
        places = [place for place, own in enumerate(column) if own == text]
        assert Lookup(arrow, short=0).at(text) == Lookup(arrow, short=99).at(text) == places
    asked = [*column, other, "\ud800", other]
    for short in (0, 99):
        look = Lookup(arrow, short)
        assert look.at_each(asked) == [Lookup(arrow, short).at(text) for text in asked]
        # What was asked for before, one by one, at once or in many small looks, makes no difference.
        assert [look.at(text) for text in asked] == look.at_each(asked)
        look = Lookup(arrow, short)
        assert [look.at_each([text])[0] for text in asked] == look.at_each(asked)


def test_texts_of_one_digest_are_told_apart(monkeypatch):
    monkeypatch.setattr("evidence.text_digests._FACTOR", 0)
    lookup = Lookup(pa.array(["a", "b", "a"]), short=0)
    assert [lookup.at(text) for text in "abc"] == [[0, 2], [1], []]


def test_what_is_no_text_stands_nowhere():
    assert Lookup(pa.array(["a"]), short=0).at("\ud800") == []


WORKS = [
    work(f"w{n}", title=f"On {n}", authors=("Ash, A",), year=None if n % 3 else 2000 + n) for n in range(9)
]


@pytest.mark.parametrize("every", [1, 4, 100])
def test_rows_are_those_of_the_table(every):
    table = _cut(to_table(WORKS, Work), every)
    rows, listed = Rows(Work, table), Listed(WORKS)
    assert list(rows) == [*listed] == [rows[n] for n in range(9)] == rows[:] == WORKS
    assert rows[-1] == WORKS[-1] and rows[2:4] == WORKS[2:4] and rows.take([5, 1]) == listed.take([5, 1])
    assert list(rows.among(work_id=["w3", "x"], title=["On 1"])) == [WORKS[1], WORKS[3]]
    assert list(listed.among(work_id=["w3", "x"], title=["On 1"])) == [WORKS[1], WORKS[3]]
    assert list(rows_in(table, Work, short=0)) == list(rows_in(table, Work, short=9)) == WORKS


def test_a_view_has_the_columns_that_it_names_and_the_methods_of_its_row():
    some = view(Membership, "record_id", "known", "formerly", "strange")
    assert column_names(some) == ["record_id", "known", "formerly", "strange"]
    assert table_of(some) == table_of(Membership) and whole(Membership) and not whole(some)
    row = some("r1", True, (), ("old",))
    assert row.had("any") and not row.had("old")
    with pytest.raises(AttributeError):
        row.reason  # noqa: B018
    assert view(Work, "work_id")("w1").letter == ""
    with pytest.raises(TypeError, match="no column titel"):
        view(Work, "titel")


def test_texts_of_some_length():
    assert of_length(pa.array(["a", "éé", "ccc", "dddd"]), 2, 3) == ["éé", "ccc"]


NAMES = st.sampled_from(
    ["", "smith2010", "smith2011", "10.1/a", "10.1/b", "123", "On oak and ash", "r1", "r2"]
)


@given(
    st.lists(st.tuples(NAMES, NAMES, NAMES, st.sampled_from(["On oak and ash", "On Oak & Ash!", "Öl und Esche", ""])), max_size=8),
    st.lists(st.tuples(st.booleans(), st.lists(NAMES, max_size=2), st.lists(NAMES, max_size=2)), min_size=8, max_size=8),
)  # fmt: skip
def test_names_mean_the_same_records_in_columns_and_in_rows(names, known):
    records = [
        make(
            Record,
            record_id=f"r{n}",
            source_key=key,
            doi=doi,
            pmid=pmid,
            title=title,
            url=f"https://example.org/{n % 3}/",
            source_file=f"records/{'ab'[n % 2]}.bib",
        )
        for n, (key, doi, pmid, title) in enumerate(names)
    ]
    members = [
        Membership(f"r{n}", f"w{n}", True, "", "", "", "", is_known, tuple(formerly), tuple(strange))
        for n, (is_known, formerly, strange) in enumerate(known[: len(records)])
    ]
    plain = Mentions(records, members)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("evidence.lookup.Lookup", partial(Lookup, short=0))
        columns = Mentions(
            Rows(Record, _cut(to_table(records, Record), 3)),
            Rows(Membership, _cut(to_table(members, Membership), 2)),
        )
    asked = [
        "smith2010",
        "smith201",
        "10.1/a",
        "https://doi.org/10.1/b",
        "On oak & ash",
        "öl und Esche",
        "r1",
        "123",
        "",
        "On",
    ]
    for name in asked:
        assert columns.find(name) == plain.find(name)
        assert columns.nearly(name) == plain.nearly(name)
    assert columns.at("http://Example.org/1") == plain.at("http://Example.org/1")
    assert [columns.has_export(name) for name in ("a.bib", "b.bib", "no")] == [
        plain.has_export(name) for name in ("a.bib", "b.bib", "no")
    ]


@pytest.mark.parametrize("short", [0, 99])
def test_what_is_looked_up_beforehand_is_what_is_found_one_by_one(monkeypatch, short):
    monkeypatch.setattr("evidence.lookup.SHORT", short)
    monkeypatch.setattr(Lookup.__init__, "__defaults__", (short,))
    given = [
        make(
            Record,
            record_id=f"r{n}",
            source_key=f"k{n % 4}",
            doi="10.1/a" * (n % 3 == 1),
            pmid="7" * (n == 5),
        )
        for n in range(9)
    ]
    members = [
        make(Membership, record_id="r1", work_id="w", known=True, formerly=("k2", "old")),
        make(Membership, record_id="r2", work_id="w", strange=("k2",)),
    ]
    asked = ["r3", "k2", "k2", "10.1/a", "https://doi.org/10.1/a", "7", "old", "none", "", "\ud800"]
    rows = [
        rows_in(to_table(given, Record), Record, short),
        rows_in(to_table(members, Membership), Membership, short),
    ]
    before, alone = Mentions(*rows), Mentions(*rows)
    before.foresee(asked)
    assert [before.find(name) for name in asked] == [alone.find(name) for name in asked]
    assert [len(alone.find(name)) for name in asked[:3]] == [1, 2, 2]
