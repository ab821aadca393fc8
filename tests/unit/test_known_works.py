"""What works are called is written down once, and only added to."""

from evidence.cli.remember import remember
from evidence.deduplicate.decisions import KnownWork, names_of
from evidence.deduplicate.rows import Membership
from evidence.ingest.rows import Record
from evidence.inputs import people
from evidence.io import write_table
from evidence.layout import Layout

from .builders import make


def known_works(at):
    rows, remarks = people(KnownWork, at.known_works, at)
    return names_of(rows), remarks


def built(folder, **works):
    rows = [Membership(record, work, True, "", "", "", "") for record, work in sorted(works.items())]
    records = [
        make(
            Record,
            record_id=record,
            source_key=f"k{record}",
            title=f"Oak {record}",
            authors=("Ash, Bo", "Elm, C"),
        )
        for record in sorted(works)
    ]
    write_table(folder / "results" / "ingest" / "records.parquet", records, Record)
    write_table(folder / "results" / "deduplicate" / "memberships.parquet", rows, Membership)
    (folder / "literature").mkdir(exist_ok=True)
    return folder / "literature" / "known_works.csv"


def test_rows_are_added_and_none_is_altered(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = built(tmp_path, a="w-a", b="w-a")
    remember()
    first = path.read_text()
    names, *rows = first.splitlines()
    assert names.startswith("record,work,was,key,title,authors,year,")
    assert [row.split(",")[:5] for row in rows] == [
        ["a", "w-a", "", "ka", "Oak a"],
        ["b", "w-a", "", "kb", "Oak b"],
    ]
    assert "Ash, Bo; Elm, C" in rows[0]
    remember()
    assert path.read_text() == first
    built(tmp_path, a="w-a", b="w-b", c="w-c")
    remember()
    assert path.read_text().startswith(first)
    assert [row.split(",")[:2] for row in path.read_text()[len(first) :].splitlines()] == [
        ["b", "w-b"],
        ["c", "w-c"],
    ]
    assert known_works(Layout())[0] == {"a": "w-a", "b": "w-b", "c": "w-c"}


def test_what_was_written_down_by_an_earlier_version_is_completed(tmp_path, monkeypatch):
    """Its rows stay, letter for letter but for the columns at their right, and say nothing that they did not say."""
    monkeypatch.chdir(tmp_path)
    path = built(tmp_path, a="w-old")
    path.write_text("record,work\na,w-old\n")
    remember()
    before, said = path.read_text().splitlines()[1:]
    assert before.startswith("a,w-old,") and not before.removeprefix("a,w-old").strip(",")
    assert said.startswith("a,w-old,") and "Oak a" in said
    assert known_works(Layout())[0] == {"a": "w-old"}


def test_a_row_that_cannot_be_a_name_is_set_aside_with_its_line(tmp_path):
    path = tmp_path / "literature" / "known_works.csv"
    path.parent.mkdir()
    path.write_text("record,work\na,w-a\nb,../../etc\nc\n")
    known, remarks = known_works(Layout(tmp_path))
    assert known == {"a": "w-a"} and [r.line for r in remarks] == [3, 4]
    assert known_works(Layout(tmp_path / "none")) == ({}, [])
