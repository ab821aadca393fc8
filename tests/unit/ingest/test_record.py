"""One entry to one row: the quick way to clean a value changes no result."""

import json
from dataclasses import FrozenInstanceError, fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence import normalise
from evidence.ingest.record import _object, clean
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest

from .ingested import read

PIECES = [
    "a",
    "e\u0301",
    " ",
    "  ",
    "\u00a0",
    "\n",
    "\t",
    "\x00",
    "&",
    "&amp;",
    "<i>",
    "</i>",
    "<",
    "x > y",
    "é",
    "\u200b",
]


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_clean_as_normalise_does(text):
    assert clean(text) == normalise.clean(text)


@given(st.dictionaries(st.text(), st.text()))
def test_an_object_as_the_library_writes_it(extra):
    assert _object(extra) == json.dumps(extra, ensure_ascii=False, sort_keys=True)


@pytest.mark.parametrize(
    ("tags", "doi"),
    [
        ("UR  - https://doi.org/10.1000/Q1", "10.1000/q1"),
        ("UR  - http://dx.doi.org/10.1000/q1", "10.1000/q1"),
        ("DO  - 10.1000/own\nUR  - https://doi.org/10.1000/q1", "10.1000/own"),
        ("UR  - https://example.org/doi/10.1000/q1", ""),
    ],
)
def test_a_work_whose_only_address_is_its_doi_has_that_doi(tags, doi):
    (record,) = ingest([Source("a.ris", f"TY  - JOUR\nTI  - Homes\n{tags}\nER  - \n".encode())]).records
    assert record.doi == doi


def test_a_record_cannot_be_changed_and_is_like_another_of_the_same_columns():
    (record,) = ingest([Source("f", b"TY  - JOUR\nTI  - On tea\nER  - \n")]).records
    again = Record(**{column.name: getattr(record, column.name) for column in fields(Record)})
    assert type(record) is Record
    assert (record, hash(record)) == (again, hash(again))
    with pytest.raises(FrozenInstanceError):
        record.title = "On rent"


@pytest.mark.parametrize("name", ["李明", "Иванов Иван", "김 민수"])
def test_a_name_in_other_letters_is_kept_as_it_was_given(name):
    text = f"TY  - JOUR\nTI  - On homes\nAU  - Ash, Bo\nAU  - Li, Ming ({name})\nER  - \n"
    (record,) = ingest([Source("a.ris", text.encode())]).records
    assert record.authors[0] == "Ash, Bo"
    assert record.authors[1].startswith("Li, Ming")
    assert name in "; ".join(record.authors) + record.extra


def test_a_short_doi_is_told_as_one():
    (remark,) = read("@article{a, title={On tea}, doi={10/bqgmcv}}").remarks
    assert "short DOI" in remark.problem and remark.value == "10/bqgmcv"


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("isbn\nOn tea,0378-5955 and 1660-4601", ("", "0378-5955; 1660-4601", "")),
        ("isbn,issn\nOn tea,0378-5955,1660-4601", ("", "1660-4601", '{"isbn (as given)": "0378-5955"}')),
        ("issn\nOn tea,978-0-306-40615-7", ("9780306406157", "", "")),
    ],
)
def test_the_number_of_a_journal_under_the_name_of_a_books_is_no_mistake(row, kept):
    found = read("title," + row)
    (record,) = found.records
    assert ((record.isbn, record.issn, record.extra), found.remarks) == (kept, [])


def test_a_number_that_is_neither_is_said():
    (remark,) = read("title,isbn\nOn tea,0378-5950").remarks
    assert (remark.field, remark.value) == ("isbn", "0378-5950")
