"""A long table that is written over what was written before has the bytes of one that is written from nothing."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import blocks
from evidence.blocks import Before, is_long, write_blocks
from evidence.row_groups import Body


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "SHORT", 2)
        patch.setattr(blocks, "_SIZE", 2)
        yield


def table(rows: list[tuple[str, int | None]]) -> pa.Table:
    names, years = ([row[n] for row in rows] for n in (0, 1))
    return pa.table({"year": pa.array(years, pa.int64()), "name": pa.array(names, pa.string())})


ROWS = st.lists(st.tuples(st.text("abé", max_size=3), st.none() | st.integers(0, 3)), min_size=3, max_size=40)


@settings(max_examples=60, deadline=None)
@given(st.lists(ROWS, min_size=2, max_size=3))
def test_over_what_was_written_before_is_from_nothing(tmp_path_factory, states) -> None:
    folder = tmp_path_factory.mktemp("blocks")
    before = Before()
    for rows in states:
        told = write_blocks(folder / "warm.parquet", table(rows), before)
        assert write_blocks(folder / "cold.parquet", table(rows), Before()) == told
        warm = (folder / "warm.parquet").read_bytes()
        assert warm == (folder / "cold.parquet").read_bytes()
        assert pq.read_table(folder / "warm.parquet") == table(rows)
        before = Before(warm, told)


def test_of_one_row_more_its_block_is_made_and_seldom_one_beside_it(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(blocks, "_SIZE", 4)
    rows = [(f"w{n:03}", n % 5) for n in range(200)]
    told = write_blocks(tmp_path / "t.parquet", table(rows), Before())
    before = Before((tmp_path / "t.parquet").read_bytes(), told)
    made = []
    monkeypatch.setattr(
        Body, "of", classmethod(lambda cls, own, of=Body.of: made.append(len(own)) or of(own))
    )
    more = write_blocks(tmp_path / "t.parquet", table([*rows[:77], ("w076b", 1), *rows[77:]]), before)
    assert len(told) > 12 and len({*more} - {*told}) == len([n for n in made if n]) <= 3


def test_nothing_is_taken_of_other_columns_or_of_digests_that_are_not_of_this_file(tmp_path) -> None:
    rows = [(f"w{n}", n % 5) for n in range(50)]
    told = write_blocks(tmp_path / "t.parquet", table(rows), Before())
    data = (tmp_path / "t.parquet").read_bytes()
    other = table(rows).rename_columns(["when", "name"])
    write_blocks(tmp_path / "cold.parquet", other, Before())
    for before in (Before(data, told), Before(data, told[:-1]), Before(b"", ())):
        write_blocks(tmp_path / "warm.parquet", other, before)
        assert (tmp_path / "warm.parquet").read_bytes() == (tmp_path / "cold.parquet").read_bytes()
    write_blocks(tmp_path / "again.parquet", table(rows), Before(data, told[:-1]))
    assert (tmp_path / "again.parquet").read_bytes() == data


def test_a_table_without_text_or_with_few_rows_is_written_in_one_piece() -> None:
    assert is_long(table([("a", 1)] * 3)) and not is_long(table([("a", 1)] * 2))
    assert not is_long(pa.table({"n": range(9)}))
