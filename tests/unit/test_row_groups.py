"""Row groups that are put together as bytes are a Parquet file like any other, whoever reads it."""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import row_groups
from evidence.row_groups import Body, Gathering, Joining, joined

SCHEMA = pa.schema(
    [
        ("name", pa.string()),
        ("many", pa.list_(pa.string())),
        ("year", pa.int64()),
        ("share", pa.float64()),
        ("is", pa.bool_()),
    ]
)


def table(start: int, n: int) -> pa.Table:
    numbers = range(start, start + n)
    rows = [
        [f"é{i}" * (i % 7) for i in numbers],
        [[f"w{i}"] * (i % 3) for i in numbers],
        [None if i % 5 == 0 else i for i in numbers],
        [i / 3 for i in numbers],
        [i % 2 == 0 for i in numbers],
    ]
    return pa.table([pa.array(row, kind.type) for row, kind in zip(rows, SCHEMA, strict=True)], schema=SCHEMA)


def written(path, bodies):
    file = Joining(path)
    for body in bodies:
        file.add(body)
    file.close()
    return path


@pytest.mark.parametrize("sizes", [[1], [3, 0, 5], [700] * 3, [1] * 40])
def test_bodies_are_the_rows_of_all_for_two_readers(tmp_path, sizes) -> None:
    parts = [table(10 * n, size) for n, size in enumerate(sizes)]
    path = written(tmp_path / "t.parquet", map(Body.of, parts))
    whole = pa.concat_tables(parts)
    file = pq.ParquetFile(path)
    assert file.read() == whole and file.metadata.num_row_groups == len(sizes)
    file.read_row_group(len(sizes) - 1).validate(full=True)
    assert file.metadata.row_group(0).column(0).statistics.min == min(parts[0]["name"].to_pylist())
    found = duckdb.read_parquet(str(path)).fetchall()
    assert found == [tuple(row.values()) for row in whole.to_pylist()]


def test_a_file_of_one_body_has_the_bytes_that_the_library_writes(tmp_path) -> None:
    pq.write_table(table(0, 50), tmp_path / "own.parquet", compression="zstd")
    assert (
        written(tmp_path / "t.parquet", [Body.of(table(0, 50))]).read_bytes()
        == (tmp_path / "own.parquet").read_bytes()
    )


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 12), max_size=8))
def test_small_bodies_stand_together(tmp_path_factory, sizes) -> None:
    path = tmp_path_factory.mktemp("groups") / "t.parquet"
    parts = [table(10 * n, size) for n, size in enumerate(sizes)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_groups, "LEAST", 5)
        file = Gathering(path, SCHEMA.empty_table())
        for part in parts:
            file.add(Body.of(part))
        file.close()
    assert file.count == sum(sizes)
    assert pq.read_table(path) == pa.concat_tables([SCHEMA.empty_table(), *parts])
    groups = pq.ParquetFile(path).metadata
    rows = [groups.row_group(n).num_rows for n in range(groups.num_row_groups)]
    assert all(a >= 5 or b >= 5 for a, b in zip(rows, rows[1:], strict=False))


def test_rows_do_not_depend_on_how_they_lie_in_memory() -> None:
    whole = table(0, 90)
    cut = pa.concat_tables([whole.slice(0, 31), whole.slice(31)])
    assert Body.of(cut) == Body.of(whole) == joined([Body.of(whole)])
    assert joined([Body.of(whole.slice(0, 31)), Body.of(whole.slice(31))]) == Body.of(whole)


def test_what_would_not_move_along_is_refused(tmp_path) -> None:
    pq.write_table(table(0, 5), tmp_path / "i.parquet", write_page_index=True)
    with pytest.raises(ValueError, match="index"):
        written(tmp_path / "t.parquet", [Body((tmp_path / "i.parquet").read_bytes(), 5)])
