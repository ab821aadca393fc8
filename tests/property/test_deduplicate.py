"""Deduplication of any records: no crash, no order, and agreement never speaks against two records."""

import json
import random
from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from tests.depth import examples

from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.levels import compare
from evidence.deduplicate.objections import objections
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.stage import deduplicate
from evidence.deduplicate.weights import probability
from evidence.ingest.rows import Record
from evidence.io import to_table

EMPTY = dict.fromkeys(
    ("kind", "title", "container", "volume", "issue", "pages", "publisher", "doi", "pmid"), ""
) | {"authors": (), "year": None}
BLANK = Record(
    **dict.fromkeys(Record.__dataclass_fields__, "") | {"position": 0, "line": 0, "keywords": ()} | EMPTY
)
TITLES = (
    "",
    "Editorial",
    "Housing first for young adults in three northern cities",
    "Housing first for young adults in three southern cities",
    "Housing frist for young adults in three northern cities: a trial",
)
VALUES = {
    "title": TITLES,
    "authors": ((), ("Ash, Ann",), ("Ash, A.", "Elm, Bo"), ("Fir, Cy",), ("Housing Board",)),
    "year": (None, 2001, 2002, 2010),
    "container": ("", "Journal of Tea", "J. Tea", "SSRN", "Housing Board"),
    "volume": ("", "3", "4"),
    "issue": ("", "1", "2"),
    "pages": ("", "5--9", "5", "120--131"),
    "doi": ("", "10.1000/x", "10.1000/y"),
}
ROW = st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()})


def records(rows):
    return [replace(BLANK, record_id=f"r{n}", source_key=f"k{n}", **row) for n, row in enumerate(rows)]


def sure(a, b):
    """The probability of a pair, 0 where the two are no candidates."""
    columns = Columns(to_table(records([a, b]), Record))
    compared, _ = compare(columns, candidates(columns))
    return float(probability(compared, objections(compared))[0]) if len(compared) else 0.0


@example([{name: EMPTY.get(name, "") for name in VALUES}] * 2 + [{"doi": "10.1000/x"}], random.Random(1))
@given(st.lists(ROW, max_size=6), st.randoms(use_true_random=False))
@examples(20)
def test_any_records_in_any_order(rows, chance):
    made = records(rows)
    done = deduplicate(made)
    assert sorted(name for work in done.works for name in work.members) == sorted(r.record_id for r in made)
    shuffled = chance.sample(made, len(made))
    assert deduplicate(shuffled) == done
    for pair in done.comparisons:
        assert pair.outcome != "duplicate" or json.loads(pair.fields)


@given(ROW, ROW, st.sampled_from(sorted(VALUES)))
@examples(75)
def test_one_more_field_that_agrees_never_makes_two_records_less_probably_one(a, b, field):
    missing = EMPTY[field]
    value = a[field] if a[field] != missing else b[field]
    if value == missing:
        return
    less, more = (
        sure(a | {field: missing}, b | {field: missing}),
        sure(a | {field: value}, b | {field: value}),
    )
    assert more >= less - 1e-6
