"""What works are called is written down once, and only added to."""

from evidence.cli.remember import remember
from evidence.deduplicate.decisions import KnownWork, names_of
from evidence.deduplicate.rows import Membership
from evidence.inputs import people
from evidence.io import write_table
from evidence.layout import Layout


def known_works(at):
    rows, remarks = people(KnownWork, at.known_works, at)
    return names_of(rows), remarks


def built(folder, **works):
    rows = [Membership(record, work, True, "", "", "", "") for record, work in sorted(works.items())]
    write_table(folder / "results" / "deduplicate" / "memberships.parquet", rows, Membership)
    (folder / "literature").mkdir(exist_ok=True)
    return folder / "literature" / "known_works.csv"


def test_rows_are_added_and_none_is_altered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = built(tmp_path, a="w-a", b="w-a")
    remember()
    first = path.read_text()
    assert first == "record,work\na,w-a\nb,w-a\n"
    remember()
    assert path.read_text() == first
    built(tmp_path, a="w-a", b="w-b", c="w-c")
    remember()
    assert path.read_text() == first + "b,w-b\nc,w-c\n"
    assert known_works(Layout())[0] == {"a": "w-a", "b": "w-b", "c": "w-c"}


def test_a_row_that_cannot_be_a_name_is_set_aside_with_its_line(tmp_path):
    path = tmp_path / "literature" / "known_works.csv"
    path.parent.mkdir()
    path.write_text("record,work\na,w-a\nb,../../etc\nc\n")
    known, remarks = known_works(Layout(tmp_path))
    assert known == {"a": "w-a"} and [r.line for r in remarks] == [3, 4]
    assert known_works(Layout(tmp_path / "none")) == ({}, [])
