"""Columns of records: every field may be empty in the first, the last or all records."""

from dataclasses import replace
from itertools import product

import pytest

from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.rows import Record
from evidence.ingest.stage import Source, ingest
from evidence.io import to_table

FULL = ingest(
    [
        Source(
            "a.bib",
            b"@article{base, title={On the growing of tea in cold places}, author={Ash, Ann and Elm, Bo},"
            b" year={2001}, journal={Journal of Tea}, volume={3}, number={1}, pages={5--9}, doi={10.1234/tea},"
            b" publisher={Tea House}, abstract={We grew tea in cold places and it was well.}, keywords={tea}}",
        )
    ]
).records[0]
EMPTY = {
    **dict.fromkeys(("title", "container", "volume", "issue", "pages", "doi", "abstract", "publisher"), ""),
    **{"kind": "", "source_key": "", "authors": (), "year": None},
}


def records(*changes):
    return [
        replace(FULL, **{"record_id": f"r{n}", "source_key": f"k{n}", **more})
        for n, more in enumerate(changes)
    ]


def columns(*changes):
    return Columns(to_table(records(*changes), Record))


def test_a_record_without_authors_borrows_none():
    nobody = {"authors": ()}
    for place in range(3):
        c = columns(*[nobody if n == place else {} for n in range(3)])
        expected = ["" if n == place else "elm" for n in range(3)]
        assert c.last_author.to_pylist() == expected
        assert c.first_author.to_pylist() == [name and "ash" for name in expected]
    assert columns(nobody, nobody).last_author.to_pylist() == ["", ""]


@pytest.mark.parametrize(("field", "where"), list(product(EMPTY, ("first", "last", "all"))))
def test_any_field_may_be_empty(field, where):
    gone = {"first": {0}, "last": {2}, "all": {0, 1, 2}}[where]
    rows = records(*[{field: EMPTY[field]} if n in gone else {} for n in range(3)])
    done = deduplicate(rows)
    assert sum(len(work.members) for work in done.works) == 3


def test_nothing_but_empty_fields_is_no_crash():
    done = deduplicate(records(EMPTY, EMPTY, EMPTY))
    assert sum(len(work.members) for work in done.works) == 3


def test_what_other_records_hold_makes_no_heading_of_a_title():
    title = "On the growing of tea"
    crowd = [{"title": title, "volume": str(n), "year": 1990 + 2 * n, "container": "Other"} for n in range(5)]
    assert not columns({"title": title}, *crowd, {"title": "A leaf", "container": title}).generic[0]
    assert columns({"title": title, "container": title}).generic[0]
