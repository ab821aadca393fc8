"""Screening done elsewhere: labels in exports, and ASReview's projects."""

import sqlite3
import zipfile

import pytest

from evidence.errors import UserError
from evidence.ingest.stage import Source, ingest
from evidence.screen.exchange import label_of, project, reference


def records(text, name="a.csv"):
    return ingest([Source(name, text.encode())]).records


@pytest.mark.parametrize("column", ["asreview_label", "label_included", "included", "final_included"])
def test_labels_are_read_from_the_columns_of_tools_and_published_sets(column):
    found = records(f"title,year,{column}\nOne study,2001,1\nAnother study,2002,0\nA third study,2003,\n")
    assert [label_of(r) for r in found] == [True, False, None]


def test_labels_are_read_from_the_notes_of_asreview_in_ris():
    text = "".join(
        f"TY  - JOUR\nTI  - Study {n}\nN1  - {note}\nER  - \n\n"
        for n, note in enumerate(["ASReview_relevant", "ASReview_irrelevant", "ASReview_not_seen"])
    )
    assert [label_of(r) for r in records(text, "a.ris")] == [True, False, None]


def test_the_record_id_that_was_given_out_comes_back():
    own, other = records(
        "title,doi,record_id,included\nOne study,10.1234/a,abc-1,1\nTwo studies,10.1234/b,,0\n"
    )
    assert reference(own) == "abc-1" and reference(other) == "10.1234/b"


def make_project(path, rows):
    database = path.with_suffix(".db")
    with sqlite3.connect(database) as connection:
        connection.execute("create table record (record_id integer, title text, doi text)")
        connection.execute("create table results (record_id integer, label integer, time float)")
        for n, (title, doi, label) in enumerate(rows):
            connection.execute("insert into record values (?, ?, ?)", (n, title, doi))
            connection.execute("insert into results values (?, ?, ?)", (n, label, 10 - n))
    connection.close()
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(database, "results.db")
        archive.writestr("project.json", "{}")


def test_a_project_gives_its_labels_in_the_order_of_labelling(tmp_path):
    path = tmp_path / "a.asreview"
    make_project(path, [("One", "10.1234/a", 1), ("Two", None, 0), ("Not seen", None, None)])
    assert project(path) == [
        {"record": "Two", "title": "Two", "included": False, "date": "1970-01-01", "note": ""},
        {"record": "10.1234/a", "title": "One", "included": True, "date": "1970-01-01", "note": ""},
    ]


@pytest.mark.parametrize("content", [b"no zip", b""])
def test_what_is_no_project_is_refused_in_words(tmp_path, content):
    path = tmp_path / "a.asreview"
    path.write_bytes(content)
    with pytest.raises(UserError, match="not an ASReview project"):
        project(path)


def test_a_project_without_its_database_is_refused_too(tmp_path):
    path = tmp_path / "a.asreview"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("results.db", "no database")
    with pytest.raises(UserError, match="not an ASReview project"):
        project(path)
