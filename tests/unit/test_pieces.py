"""A table in its row groups: what is read of some is what stands in them, and their checksums are of the columns that are asked for."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.errors import UserError
from evidence.ingest.rows import FileCount
from evidence.io import to_table
from evidence.pieces import Stored, Whole

ROWS = [FileCount(f"{name}.ris", "ris", number, number, 0) for number, name in enumerate("abcdefg")]


@pytest.fixture
def path(tmp_path):
    pq.write_table(to_table(ROWS, FileCount), tmp_path / "counts.parquet", row_group_size=3)
    return tmp_path / "counts.parquet"


def test_pieces_are_the_row_groups(path):
    pieces, whole = Stored(path, FileCount), Whole(to_table(ROWS, FileCount))
    names = ["source_file", "counted"]
    assert pieces.lengths == [3, 3, 1]
    assert pieces.read(names).equals(whole.read(names))
    assert pieces.some([2, 0], names)["source_file"].to_pylist() == ["g.ris", "a.ris", "b.ris", "c.ris"]


def test_a_piece_is_another_only_by_the_columns_that_are_read(path, tmp_path):
    before = Stored(path, FileCount, without=("counted",)).digests
    table = to_table(ROWS, FileCount)
    for name, same in (("counted", 3), ("read", 2)):
        cells = pa.array([*table[name].to_pylist()[:-1], 99])
        other = table.set_column(table.schema.get_field_index(name), name, cells)
        pq.write_table(other, tmp_path / "other.parquet", row_group_size=3)
        now = Stored(tmp_path / "other.parquet", FileCount, without=("counted",)).digests
        assert len({*before} & {*now}) == same


def test_damaged_cells_are_said(path):
    data = bytearray(path.read_bytes())
    data[4:60] = b"\xff" * 56
    path.write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        Stored(path, FileCount).some([0], ["source_file"])
