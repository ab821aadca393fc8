"""A table that cannot be read again is named and made anew; one that can stays."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evidence.build.heal import unreadable
from evidence.errors import UserError
from evidence.ingest.rows import FileCount
from evidence.io import write_json
from evidence.layout import Layout
from evidence.review import Review
from evidence.rows import table_of

COUNTS = [FileCount("a.ris", "ris", 2, 2, 0)]


@pytest.fixture
def at(tmp_path) -> Layout:
    at = Layout(tmp_path)
    Review(at).put(table_of(FileCount), COUNTS)
    write_json(at.document("screen", "agreement"), {})
    return at


def test_what_can_be_read_stays(at):
    assert unreadable(at) == []
    assert Review(at)[FileCount] == COUNTS


def _cut(path):
    path.write_bytes(path.read_bytes()[:-20])


def _empty(path):
    path.write_bytes(b"")


def _text(path):
    path.write_text("source_file,format\n")


def _folder(path):
    path.unlink()
    path.mkdir()


def _column_more(path):
    table = pq.read_table(path)
    pq.write_table(table.append_column("new", pa.array(["x"])), path)


def _column_less(path):
    pq.write_table(pq.read_table(path).drop_columns(["read"]), path)


def _other_type(path):
    table = pq.read_table(path)
    pq.write_table(table.set_column(2, "counted", pa.array(["two"])), path)


@pytest.mark.parametrize("harm", [_cut, _empty, _text, _folder, _column_more, _column_less, _other_type])
def test_what_cannot_is_a_message_and_is_named(at, harm):
    path = at.table("ingest", "counts")
    harm(path)
    with pytest.raises(UserError, match="damaged|another version") as error:
        Review(at)[FileCount]
    assert str(path) in error.value.text() and "evidence build" in error.value.text()
    assert unreadable(at) == [path]


def test_a_document_that_is_no_json_is_named(at):
    at.document("screen", "agreement").write_text("{")
    assert unreadable(at) == [at.document("screen", "agreement")]


def test_a_table_is_written_whole_or_not_at_all(at, monkeypatch):
    def fails(*arguments, **named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", fails)
    with pytest.raises(OSError):
        Review(at).put(table_of(FileCount), [])
    monkeypatch.undo()
    assert Review(at)[FileCount] == COUNTS
    assert [p.name for p in at.table("ingest", "counts").parent.iterdir()] == ["counts.parquet"]


def test_damage_within_a_table_is_found_where_every_cell_is_read(at) -> None:
    table = table_of(FileCount)
    Review(at).put(table, [FileCount(f"{n * 7919 % 10_007}.ris", "ris", n, n, 0) for n in range(5_000)])
    path = at.table(table.stage, table.name)
    data = bytearray(path.read_bytes())
    data[400:900] = bytes(range(250)) * 2
    path.write_bytes(data)
    assert unreadable(at) == [] and unreadable(at, whole=True) == [path]
