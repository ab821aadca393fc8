"""Every table says what tells its rows apart and where the names in it stand; the made-up review keeps to both."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from evidence.catalogue import BY_NAME, TABLES
from evidence.deduplicate.rows import Work
from evidence.rows import column, columns, table
from evidence.screen.rows import Screening
from tests.keys import broken

from .brief.reviews import dozen


def test_every_table_has_a_key_of_its_own_columns():
    for one in TABLES:
        assert one.key, f"{one.stage}/{one.name} has no key: give it one in its rows.py"
        assert set(one.key) <= {c.name for c in columns(one.row)}


def test_what_a_column_refers_to_is_a_column_of_a_table_with_a_name_of_its_own():
    names = Counter(one.name for one in TABLES)
    settings = {"codebook.facet", "codebook.code", "claims.claim"}
    for one in TABLES:
        for said in filter(None, (c.refers for c in columns(one.row))):
            name, _, other = said.partition(".")
            assert (
                said in settings or names[name] == 1 and other in {c.name for c in columns(BY_NAME[name].row)}
            ), said


def test_a_key_of_no_column_is_refused_where_it_is_declared():
    with pytest.raises(TypeError, match="Odd has no column id"):

        @table("odd", key=("id",))
        class Odd:
            name: str = column("name")


def test_the_made_up_review_breaks_no_key_and_every_name_in_it_leads_somewhere():
    review = dozen().rows
    assert broken(review) == []
    assert len(review[Work]) == len(review[Screening]) == 14


def test_a_row_that_stands_twice_and_a_work_that_is_gone_are_found():
    """The look itself can fail: one screening decision once more, and one of a work that is not there."""

    class Spoilt:
        def __getitem__(self, asked):
            rows = dozen().rows[asked]
            if asked is not Screening:
                return rows
            return [*rows, rows[0], replace(rows[1], work_id="w-nobody")]

    first = dozen().rows[Screening][0].work_id
    assert broken(Spoilt()) == [
        f"screen/screening: ('{first}',) stands twice",
        "screen/screening.work_id: w-nobody is no works.work_id",
    ]
