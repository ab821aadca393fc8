"""What people own is written whole or not at all, never over another file, by one writer at a time."""

import os

import pytest

from evidence.errors import UserError
from evidence.given.reading import numbered_rows
from evidence.layout import Layout
from evidence.owned import add_rows, file_of, table, write_outside


def test_cells_stand_as_they_are():
    assert table(["record", "note"], [["=1+1", "@home"], ["-x", None]]) == "record,note\n=1+1,@home\n-x,\n"


@pytest.mark.parametrize(
    "place", ["literature/decisions/coding.csv", "config/codebook.yaml", "literature/new.csv"]
)
def test_nothing_is_written_among_the_inputs(tmp_path, place):
    target = tmp_path / place
    target.parent.mkdir(parents=True, exist_ok=True)
    with pytest.raises(UserError, match="among the inputs"):
        write_outside(Layout(tmp_path), target, "x", force=True)
    assert not target.exists()


def test_a_file_that_is_there_stays_unless_it_is_to_go(tmp_path):
    target = tmp_path / "queue.csv"
    target.write_text("mine")
    with pytest.raises(UserError, match="already"):
        write_outside(Layout(tmp_path), target, "x")
    assert target.read_text() == "mine"
    write_outside(Layout(tmp_path), target, "x", force=True)
    assert target.read_text() == "x"


def test_a_folder_that_is_not_there_is_not_made(tmp_path):
    with pytest.raises(UserError, match="no such folder"):
        write_outside(Layout(tmp_path), tmp_path / "slip" / "queue.csv", "x")
    assert not (tmp_path / "slip").exists()


def test_rows_are_added_below_what_stands_there(tmp_path):
    path = tmp_path / "t.csv"
    add_rows(path, ("a", "b"), [["1", "=2"]])
    add_rows(path, ("a", "b"), [["3", "4"]])
    path.write_text(path.read_text().rstrip("\n"))  # as an editor may leave it
    add_rows(path, ("a", "b"), [["5", "6"]])
    assert path.read_text() == "a,b\n1,=2\n3,4\n5,6\n"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("parted", [";", "\t"])
def test_rows_are_added_as_the_columns_of_the_table_are_parted(tmp_path, parted):
    path = tmp_path / "t.csv"
    path.write_text(f"a{parted}b\n1{parted}2\n")  # as a spreadsheet of another country saves it
    add_rows(path, ("a", "b"), [["3,5", f"4{parted}"]])
    assert list(numbered_rows(path.read_text())) == [
        (2, {"a": "1", "b": "2"}),
        (3, {"a": "3,5", "b": f"4{parted}"}),
    ]


def test_a_full_disk_leaves_what_stood_there(tmp_path, monkeypatch):
    path = tmp_path / "t.csv"
    add_rows(path, ("a",), [["1"]])

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError):
        add_rows(path, ("a",), [["2"]])
    assert path.read_text() == "a\n1\n"
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_other_columns_are_said_and_nothing_is_added(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,c\n1,2\n")
    with pytest.raises(UserError, match="other columns"):
        add_rows(path, ("a", "b"), [["3", "4"]])
    assert path.read_text() == "a,c\n1,2\n"


def test_two_writers_at_once_are_not_let_in_and_a_dead_one_is_passed_over(tmp_path):
    path, lock = tmp_path / "t.csv", tmp_path / ".t.csv.lock"
    lock.write_text(str(os.getppid()))
    with pytest.raises(UserError, match="another program"):
        add_rows(path, ("a",), [["1"]])
    lock.write_text("999999999")
    add_rows(path, ("a",), [["1"]])
    assert not lock.exists()


@pytest.mark.parametrize("name", ["../../x", "a/b", "", ".hidden", "a" * 80, "x y", "-rf", "a..b"])
def test_a_name_of_a_reviewer_stays_in_its_folder(tmp_path, name):
    with pytest.raises(UserError, match="name of a file"):
        file_of(Layout(tmp_path), "screening", name)
    assert file_of(Layout(tmp_path), "screening", "Ella-2").name == "screening-Ella-2.csv"


@pytest.mark.parametrize(
    "place", ["book/_build/html/x.zip", "book/x.md", "releases/x.zip", "config/x", "literature/x"]
)
def test_nothing_is_written_where_it_would_be_read_or_published(tmp_path, place):
    from evidence.owned import check_outside

    with pytest.raises(UserError, match="would stand"):
        check_outside(Layout(tmp_path), tmp_path / place)
    check_outside(Layout(tmp_path), tmp_path / "x.zip")
