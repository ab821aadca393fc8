"""Checksums of columns are those of the file as it lies there, whoever wrote them down."""

import os

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence import column_sums
from evidence.column_sums import group_sums, sum_of_group

TABLE = pa.table({"a": ["x", "y", "z"], "b": [[1], [2, 3], []], "c": [1, 2, 3]})


@pytest.fixture
def path(tmp_path):
    (tmp_path / "results" / "code" / ".kept").mkdir(parents=True)
    place = tmp_path / "results" / "ingest" / "records.parquet"
    place.parent.mkdir()
    return place


def write(path, table, age=10**10):
    pq.write_table(table, path.with_name("part"), row_group_size=2)
    os.replace(path.with_name("part"), path)
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now - age, now - age))
    column_sums._columns.cache_clear()  # as another process begins


def changed(name, cells):
    return TABLE.set_column(TABLE.column_names.index(name), name, pa.array(cells, TABLE[name].type))


def test_of_each_column_and_row_group_alone(path):
    write(path, TABLE)
    whole, one = group_sums(path), group_sums(path, ["a"])
    assert [*map(len, whole), *map(len, one)] == [3, 2, 1, 2]
    for name, cells, same in (
        ("a", ["x", "y", "?"], [True, False]),
        ("b", [[1], [2], []], [False, True]),
        ("c", [1, 2, 4], [True, False]),
    ):
        write(path, changed(name, cells))
        assert [a == b for a, b in zip(group_sums(path)[1], whole[1], strict=True)] == same
        assert (group_sums(path, ["a"]) == one) == (name != "a")


def test_what_was_found_out_is_read_and_not_found_out_again(path, monkeypatch):
    write(path, TABLE)
    told = group_sums(path, ["a", "c"])
    column_sums._columns.cache_clear()
    monkeypatch.setattr(column_sums, "_sum", None)
    assert group_sums(path, ["a", "c"]) == told
    with pytest.raises(TypeError):
        group_sums(path, ["b"])


@pytest.mark.parametrize("lost", ["", "{", "[]", '{"of": 1}'])
def test_what_was_written_down_may_be_lost(path, lost):
    write(path, TABLE)
    told = group_sums(path)
    note = next((path.parents[1] / "code" / ".kept" / "sums").iterdir())
    note.write_text(lost)
    column_sums._columns.cache_clear()
    assert group_sums(path) == told


def test_a_table_that_was_just_written_is_not_written_down(path):
    write(path, TABLE, age=0)
    group_sums(path)
    assert not (path.parents[1] / "code" / ".kept" / "sums").exists()


def test_that_of_one_group_is_one_of_those(path):
    write(path, TABLE)
    with path.open("rb") as stream:
        rows = pq.ParquetFile(stream).metadata.row_group(1)
        assert sum_of_group(stream, rows, ["c", "a"]) == group_sums(path, ["a", "c"])[1][1]
