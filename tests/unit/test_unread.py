"""Files that no stage takes are said, each with where it should go."""

import os

import pytest

from evidence.built_from import input_files
from evidence.layout import Layout
from evidence.unread import begun, unread


def review(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return Layout(folder)


def told(at):
    return {remark.source_file: remark.how_to_fix for remark in unread(at)}


@pytest.mark.parametrize(
    ("name", "so"),
    [
        ("literature/decisions/screening-An.csv", True),
        ("literature/records/a.ris", True),
        ("literature/README.md", False),
    ],
)
def test_a_review_has_begun_with_its_first_export_or_decision(tmp_path, name, so):
    at = review(tmp_path, name)
    (tmp_path / name).write_text("record,decision\nw1,include\n")
    assert begun(at) is so


def test_a_table_with_nothing_but_its_header_begins_nothing(tmp_path):
    at = review(tmp_path, "literature/decisions/screening.csv", "literature/effects/effects.csv")
    for path in (tmp_path / "literature").rglob("*.csv"):
        path.write_text("record,decision\n")
    assert not begun(at) and unread(at) == []


def test_what_is_read_is_not_said(tmp_path):
    at = review(
        tmp_path,
        *("config/config.yaml", "config/README.md", "literature/README.md", "literature/known_works.csv"),
        *("literature/records/a.ris", "literature/records/b", "literature/decisions/screening-An.csv"),
        *("literature/effects/effects.csv", "literature/case_studies/x.csv", "literature/records/.DS_Store"),
    )
    assert told(at) == {}


def test_each_has_a_place_to_go_to(tmp_path):
    at = review(
        tmp_path,
        *(
            "literature/records/2023/a.bib",
            "literature/decisions/Screening.csv",
            "literature/decisions/an-screening.csv",
        ),
        *(
            "literature/effects/effects.CSV",
            "literature/a.ris",
            "literature/Records/b.ris",
            "config/confg.yaml",
        ),
        "literature/effects/effects.xlsx",
        "literature/decisions/screening-an.xlsx",
    )
    found = told(at)
    assert "literature/records/" in found["literature/records/2023/a.bib"]
    assert "screening.csv" in found["literature/decisions/Screening.csv"]
    assert "screening-NAME.csv" in found["literature/decisions/an-screening.csv"]
    assert ".csv" in found["literature/effects/effects.CSV"]
    assert "literature/records/" in found["literature/a.ris"]
    assert "literature/records/" in found["literature/Records/b.ris"]
    assert "config.yaml" in found["config/confg.yaml"]
    assert "CSV" in found["literature/effects/effects.xlsx"]
    assert "CSV" in found["literature/decisions/screening-an.xlsx"]
    assert all(remark.dropped for remark in unread(at))


def test_links_that_lead_nowhere_or_out_of_the_review_are_said_and_not_read(tmp_path):
    outside = tmp_path / "secret.csv"
    outside.write_text("root:x")
    at = review(tmp_path / "review", "literature/records/a.ris")
    os.symlink(outside, at.root / "literature/records/b.csv")
    os.symlink(tmp_path / "gone", at.root / "literature/records/c.csv")
    os.symlink(tmp_path, at.root / "literature/records/folder")
    found = told(at)
    assert "literature/records/b.csv" in found and "literature/records/c.csv" in found
    assert "literature/records/folder" in found
    assert [path.name for path in at.exports] == ["a.ris"]


def test_a_folder_that_may_not_be_read_is_no_empty_one(tmp_path, monkeypatch):
    """Listing it is refused, as the system refuses it to all but root; a folder that is not there is empty."""
    at = review(tmp_path, "literature/records/a.ris", "literature/records/sub/b.ris", "config/config.yaml")
    assert at.effects == [] and [path.name for path in at.exports] == ["a.ris"]
    listdir = os.listdir

    def refuse(folder):
        if str(folder) == closed:
            raise PermissionError(13, "Permission denied", closed)
        return listdir(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    for name, ask in (("records", lambda: at.exports), ("records/sub", lambda: unread(at))):
        closed = str(at.root / "literature" / name)
        with pytest.raises(PermissionError) as refused:
            ask()
        assert refused.value.filename == closed


def test_a_folder_within_that_may_not_be_opened_is_said_and_stops_nothing(tmp_path, monkeypatch):
    at = review(tmp_path, "literature/records/a.ris", "literature/records/old/b.ris", "literature/c.ris")
    shut = str(tmp_path / "literature/records/old")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, *how: str(path) != shut and real(path, *how))
    found = {remark.source_file: remark.problem for remark in unread(at)}
    assert found.keys() == {"literature/records/old", "literature/c.ris"}
    assert found["literature/records/old"] == "this folder may not be opened"


def test_what_computers_leave_behind_is_neither_read_nor_said(tmp_path):
    left = ("Thumbs.db", "desktop.ini", ".DS_Store", "~$works.xlsx")
    at = review(
        tmp_path,
        "literature/records/a.ris",
        *(f"literature/{f}/{n}" for f in ("records", "decisions") for n in left),
    )
    assert unread(at) == [] and [path.name for path in at.exports] == ["a.ris"]


def test_a_name_that_is_no_text_is_said_and_stops_nothing(tmp_path):
    """`evidence check` and a build ended with a fault of the program's."""
    at = review(tmp_path, "literature/records/a.ris")
    try:
        (tmp_path / "literature" / "records" / os.fsdecode(b"pr\xe4gung.ris")).write_text("x")
    except OSError:
        pytest.skip("this disk takes no such names")
    assert [path.name for path in at.exports] == [path.name for path in input_files(at)] == ["a.ris"]
    (said,) = unread(at)
    assert said.source_file.startswith("literature/records/pr") and said.source_file.encode()
    assert said.dropped and said.how_to_fix == "give it another name"


def test_a_name_with_a_word_in_braces_is_said_and_stops_nothing(tmp_path):
    """Snakemake takes it for a wildcard, and a build ended with its words for that."""
    at = review(tmp_path, "literature/records/a.ris", "literature/records/{b}.ris")
    assert [path.name for path in at.exports] == ["a.ris"]
    assert told(at) == {"literature/records/{b}.ris": "give it another name"}
