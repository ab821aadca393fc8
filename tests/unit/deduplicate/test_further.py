"""The pairs that a few new records change among those of an earlier run are those that all records give."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from evidence.deduplicate import candidates as module
from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.further import FEW, further
from evidence.deduplicate.keys import keys
from evidence.deduplicate.levels import compare
from evidence.deduplicate.memory import Memory
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.records import Records
from tests.unit.deduplicate.test_readings import many


def asked(table, memory=None):
    """(what a few new records give, what all give, the memory of these) of the records of a table."""
    columns = Columns(Records.of(table))
    keyed = keys(columns)
    found = candidates(columns, keyed)
    stored = compare(columns, found)[1].table("code")
    return further(columns, keyed, memory), found, Memory.from_table(stored, "code")


def various(chance, n):
    """Records as `many` makes them, of several years, of which some are copies of another in all but their abstract."""
    records = many(chance, n)
    rows = [chance.randrange(row) if row and chance.random() < 0.05 else row for row in range(n)]
    years = pa.array([chance.choice([2001, 2002]) for _ in range(n)], records.schema.field("year").type)
    records = records.set_column(records.schema.get_field_index("year"), "year", years)
    alike = records.take(pa.array(rows))
    for name in ("record_id", "abstract"):
        alike = alike.set_column(alike.schema.get_field_index(name), name, records[name])
    return alike


def of(records, rows):
    return records.take(pa.array(sorted(rows)))


@pytest.fixture(params=[1, 2, 12])
def window(request, monkeypatch):
    monkeypatch.setattr(module, "WINDOW", request.param)


@pytest.mark.parametrize("seed", range(15))
def test_records_that_come_change_what_they_would_in_a_first_run(seed, window):
    chance = Random(seed)
    records = various(chance, 120)
    here = set(chance.sample(range(120), 90))
    _, _, memory = asked(of(records, here))
    for came in (1, 1, 0, 4, 9):
        here |= set(chance.sample(sorted({*range(120)} - here), came))
        found, whole, memory = asked(of(records, here), memory)
        if found is not None:  # one is the copy of another
            assert all(map(np.array_equal, found, whole))


def test_few_that_came_are_nearly_always_taken():
    records = many(Random(5), 200)
    taken = [asked(records, asked(of(records, {*range(200)} - {row}))[2])[0] for row in range(0, 200, 9)]
    assert sum(one is not None for one in taken) > 15


def test_where_records_went_or_changed_all_is_found_anew():
    records = many(Random(5), 2 * FEW + 20)
    _, _, memory = asked(records)
    assert further(*_columns(records), memory) is not None
    assert further(*_columns(of(records, range(1, len(records)))), memory) is None
    cells = ["Another title altogether", *records["title"].to_pylist()[1:]]
    at = records.schema.get_field_index("title")
    assert further(*_columns(records.set_column(at, "title", pa.array(cells))), memory) is None
    _, _, memory = asked(of(records, range(FEW)))
    assert further(*_columns(records), memory) is None


def _columns(table):
    columns = Columns(Records.of(table))
    return columns, keys(columns)
