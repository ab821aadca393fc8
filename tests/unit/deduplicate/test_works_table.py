"""Works of which rows are made when they are written: over what was written before, the bytes of all rows made at once."""

from random import Random

import pyarrow as pa
import pytest

from evidence import blocks
from evidence.blocks import Before, write_blocks
from evidence.deduplicate.decisions import DuplicateDecision
from evidence.deduplicate.records import MERGED
from evidence.deduplicate.stage import link
from evidence.row_groups import Body
from tests.unit.deduplicate.test_readings import TITLES, changed, many, without


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch):
    monkeypatch.setattr(blocks, "SHORT", 2)
    monkeypatch.setattr(blocks, "_SIZE", 3)


def otherwise(records, row, name, chance):
    """Records of which one says something else in a field, under the id that it has."""
    if name in ("authors", "keywords", "year"):
        cells = records[name].to_pylist()
        cells[row] = (
            chance.choice([None, 0, 1999]) if name == "year" else chance.choice([[], [""], ["Roe, P."]])
        )
        at = records.schema.get_field_index(name)
        return records.set_column(at, name, pa.array(cells, records.schema.field(at).type))
    return changed(
        records, row, name, chance.choice(["", "report", f"10.1000/{chance.randrange(99)}", *TITLES])
    )


@pytest.mark.parametrize("seed", range(4))
def test_over_works_of_before_the_bytes_are_those_of_all_rows_at_once(tmp_path, seed):
    chance = Random(seed)
    records, before = many(chance, 40), Before()
    ids = records["record_id"].to_pylist()
    pair = DuplicateDecision(
        "d.csv",
        2,
        record_a=ids[3],
        record_b=ids[4],
        decision="duplicate",
        relation="",
        reason="",
        reviewer="A",
        date="2026-01-01",
    )
    for step in range(len(MERGED) + 4):
        works = link(records, [pair] if step % 5 == 4 else []).works
        told = write_blocks(tmp_path / "warm.parquet", works, before)
        write_blocks(tmp_path / "cold.parquet", works.whole(), Before())
        warm = (tmp_path / "warm.parquet").read_bytes()
        assert warm == (tmp_path / "cold.parquet").read_bytes(), step
        before = Before(warm, told)
        row = chance.randrange(len(records))
        if step < len(MERGED):
            records = otherwise(records, row, MERGED[step], chance)
        else:
            records = without(records, row)


def saying(records, row, name, cell):
    cells = records[name].to_pylist()
    cells[row] = cell
    at = records.schema.get_field_index(name)
    return records.set_column(at, name, pa.array(cells, records.schema.field(at).type))


@pytest.mark.parametrize("name", MERGED)
def test_whatever_a_work_takes_over_its_block_is_made_again(tmp_path, monkeypatch, name):
    """Also where it had that field before, and from the same record."""
    one, other = {
        "authors": (["Roe, P."], ["Doe, P."]),
        "keywords": (["a"], ["b"]),
        "year": (1999, 1998),
    }.get(name, ("one 10.1000/text", "another 10.1000/text"))
    records = saying(
        saying(many(Random(11), 40), 20, "title", "A title that no other record has at all"), 20, name, one
    )
    told = write_blocks(tmp_path / "t.parquet", link(records).works, Before())
    before = Before((tmp_path / "t.parquet").read_bytes(), told)
    made = []
    monkeypatch.setattr(
        Body, "of", classmethod(lambda cls, own, of=Body.of: made.append(len(own)) or of(own))
    )
    again = write_blocks(tmp_path / "t.parquet", link(saying(records, 20, name, other)).works, before)
    assert {*again} - {*told}
    assert 0 < sum(map(bool, made)) < len(told)
