"""Footers that are read and written again are the bytes that the library wrote."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.parquet_footer import read, written

FLAT = pa.table({"a": ["x", None, "é"], "b": [1, -2, None], "c": [0.5, None, 1.0], "d": [True, False, None]})
DEEP = pa.table(
    {
        "l": [[["a"], []], None, [["b", None]]],
        "m": pa.array([[("k", 1)]] * 3, pa.map_(pa.string(), pa.int8())),
    }
)


@pytest.mark.parametrize("table", [FLAT, DEEP, FLAT.slice(0, 0), pa.concat_tables([FLAT] * 40)])
@pytest.mark.parametrize("how", [{}, {"row_group_size": 2}, {"write_page_index": True, "version": "1.0"}])
def test_footers_come_back(tmp_path, table, how) -> None:
    pq.write_table(table, tmp_path / "t.parquet", **how)
    data = (tmp_path / "t.parquet").read_bytes()
    size = int.from_bytes(data[-8:-4], "little")
    assert written(read(data, len(data) - 8 - size)) == data[-8 - size : -8]
