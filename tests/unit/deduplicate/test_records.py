"""Records by id whose abstracts are read when they are asked for: the same cells as those of the table."""

from random import Random

import numpy as np
import pyarrow as pa
import pytest

from evidence.deduplicate import records as module
from evidence.deduplicate.decisions import Retracted, RetractionDecision
from evidence.deduplicate.records import Records
from evidence.deduplicate.stage import link
from tests.unit.deduplicate.test_readings import Pieced, many


@pytest.mark.parametrize("few", [0, 2])
def test_every_cell_is_that_of_the_table(monkeypatch, few):
    monkeypatch.setattr(module, "_FEW", few)
    chance = Random(few)
    table = many(chance, 60)  # by id
    abstracts = table["abstract"].to_pylist()
    records = Records.of(Pieced(table, chance))
    for name in table.column_names:
        assert records[name].to_pylist() == table[name].to_pylist()
    rows = np.array([chance.randrange(60) for _ in range(25)])
    assert records.cells("abstract", rows).to_pylist() == [abstracts[row] for row in rows]
    assert records.take(pa.array(rows))["abstract"].to_pylist() == [abstracts[row] for row in rows]
    mask = pa.array([chance.random() < 0.3 for _ in range(60)])
    assert records.filter(mask).select(table.column_names).to_pylist() == table.filter(mask).to_pylist()


def test_of_few_rows_their_pieces_are_read():
    class Noted(Pieced):
        def some(self, numbers, names):
            assert len(numbers) == 1
            return super().some(numbers, names)

        def read(self, names):
            assert "abstract" not in names
            return super().read(names)

    table = many(Random(3), 60)
    records = Records.of(Noted(table, Random(3)))
    assert records.cells("abstract", np.array([7])).to_pylist() == table["abstract"].to_pylist()[7:8]
    assert records.cells("abstract", np.zeros(0, np.int64)).to_pylist() == []


@pytest.mark.parametrize("name", ["abstract", "title"])
def test_what_is_asked_for_again_and_again_is_read_once(name):
    table = many(Random(3), 60)
    pieces = Pieced(table, Random(3))
    records, had = Records.of(pieces), []
    for row in range(60):
        assert records.cells(name, np.array([row])).to_pylist() == table[name].to_pylist()[row : row + 1]
        had.append(pieces.asked.count(name))
    assert had[5] == 6
    assert had[10:] == [7] * 50  # a tenth of them by their pieces, then all


def test_a_person_may_retract_a_work_of_records_in_pieces():
    table = many(Random(3), 20).drop_columns(["raw"])  # as the stage reads them
    record = table["record_id"][4].as_py()
    row = RetractionDecision(
        "r.csv",
        2,
        record=record,
        decision=Retracted.RETRACTED,
        reason="fraud",
        reviewer="A",
        date="2026-01-01",
    )
    done = link(Records.of(Pieced(table, Random(3))), retractions=[row])
    assert "A says so: fraud" in done.works["retracted"].to_pylist()
