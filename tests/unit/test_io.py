"""Tables survive the disk, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from evidence import io
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.io import TableWriter, read_table, to_table, write_table
from evidence.remarks import Remark
from evidence.rows import column_names, unstored
from evidence.screen.rows import Fate
from evidence.synthesise.claim_rows import Finding


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    number: int
    maybe: int | None
    share: float | None
    yes: bool
    many: tuple[str, ...]


ROWS = [
    Row("é\n=1", 1, None, 0.5, True, ("a", "b")),
    Row("", -2, 3, None, False, ()),
    Row(Fate.INCLUDED, 0, 0, 0.0, True, ("",)),
]


def test_a_table_comes_back_as_it_went(tmp_path):
    io.write_table(tmp_path / "new" / "t.parquet", ROWS, Row)
    assert io.read_table(tmp_path / "new" / "t.parquet", Row) == ROWS


def test_an_empty_table_keeps_its_columns(tmp_path):
    io.write_table(tmp_path / "t.parquet", [], Record)
    assert io.read_table(tmp_path / "t.parquet", Record) == []
    assert io.arrow_schema(Record).names == column_names(Record)


def test_same_rows_same_bytes(tmp_path):
    for name in ("a", "b"):
        io.write_table(tmp_path / name, ROWS, Row)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_every_table_has_an_arrow_type():
    assert str(io.arrow_schema(Finding).field("share_for").type) == "double"


def test_a_missing_table_is_a_user_error(tmp_path):
    with pytest.raises(UserError, match="not been built"):
        io.read_table(tmp_path / "none.parquet", Row)


def test_json_is_canonical(tmp_path):
    assert io.to_json({"b": (1,), "a": ROWS[1]}).startswith('{"a": {"many": [], "maybe": 3')
    io.write_json(tmp_path / "j", {"é": {"x"}})
    assert (tmp_path / "j").read_text(encoding="utf-8") == '{\n "é": [\n  "x"\n ]\n}\n'


def test_text_files(tmp_path):
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(b"\xef\xbb\xbfa\r\n")
    bad.write_bytes(b"a\nb\n\xff")
    assert io.read_text(good) == "a\n"
    with pytest.raises(UserError, match="bad:3: the file is not UTF-8"):
        io.read_text(bad)
    with pytest.raises(UserError, match="missing"):
        io.read_text(tmp_path / "none")


def test_a_missing_file_whose_name_is_nearly_there_is_named(tmp_path):
    (tmp_path / "config.yml").write_text("title: x")
    with pytest.raises(UserError) as missing:
        io.read_text(tmp_path / "config.yaml")
    assert missing.value.fix == "rename config.yml, which stands beside it, to config.yaml"


@pytest.mark.parametrize(("n", "pieces"), [(0, 1), (1, 1), (2999, 7), (40_000, 2_501)])
def test_a_table_that_is_written_in_pieces_has_the_bytes_of_one_that_is_not(tmp_path, n, pieces) -> None:
    rows = [Remark(f"r{i}", "a.csv", i, "f", "é" * (i % 90), f"text {i % 11} {i} " * 9, "") for i in range(n)]
    write_table(tmp_path / "whole.parquet", rows, Remark)
    writer = TableWriter(tmp_path / "parts.parquet", Remark, 1 << 20)
    for start in range(0, n, pieces):
        some = rows[start : start + pieces]
        writer.add(to_table(some, Remark) if start % 2 else some)
    writer.close()
    assert (tmp_path / "parts.parquet").read_bytes() == (tmp_path / "whole.parquet").read_bytes()
    assert writer.count == n


def test_row_groups_are_of_one_size_however_rows_come(tmp_path) -> None:
    rows = [Remark(f"r{i}", "a.csv", i, "f", "", f"text {i}", "") for i in range(100)]
    made = set()
    for step in (1, 30, 45, 100):
        writer = TableWriter(tmp_path / "t.parquet", Remark, 30)
        for start in range(0, 100, step):
            writer.add(rows[start : start + step])
        writer.close()
        made.add((tmp_path / "t.parquet").read_bytes())
    assert len(made) == 1 and read_table(tmp_path / "t.parquet", Remark) == rows


@dataclass(frozen=True, slots=True)
class Between:
    """A row of which what is not stored stands between what is."""

    first: str
    letter: str = unstored("")
    last: int = 0


def test_cells_stand_under_their_names_whatever_is_not_stored_and_however_columns_lie(tmp_path):
    rows = [Between("a", last=1), Between("b", last=2)]
    write_table(tmp_path / "t.parquet", rows, Between)
    assert read_table(tmp_path / "t.parquet", Between) == rows
    table = to_table(ROWS, Row)
    assert io.to_rows(table.select(table.column_names[::-1]), Row) == ROWS
