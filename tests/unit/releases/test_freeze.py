"""A release is written whole or not at all, the same bytes each time, never over another, and under a name that every machine can bear."""

from __future__ import annotations

import csv
import json
import os
import random

import pytest

from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.releases import freeze as freezing
from evidence.releases.freeze import check_name, freeze
from evidence.releases.frozen import FROZEN
from evidence.releases.version import load

from .small import SENTENCES, small

GIVEN = {"date": "2026-11-26", "title": "Trees", "sentences": SENTENCES}


def _files(folder):
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }


def test_a_release_holds_tables_sentences_settings_and_peoples_tables(tmp_path):
    freeze(small(tmp_path), "one", **GIVEN, note="first")
    files = _files(tmp_path / "releases" / "one")
    assert {name for name in files if not name.startswith("tables/")} == {
        "release.json", "sentences.csv", "config/config.yaml", "literature/decisions/screening-ella.csv"
    }  # fmt: skip
    assert files["literature/decisions/screening-ella.csv"] == b"record,decision\r\nA,include\r\n"
    assert {name for name in files if name.startswith("tables/")} == {
        f"tables/{frozen.table.stage}/{frozen.table.name}.csv" for frozen in FROZEN
    }
    records = list(csv.DictReader(files["tables/ingest/records.csv"].decode().splitlines()))
    assert [row["record_id"] for row in records] == ["r1", "r2", "r3"] and "raw" not in records[0]
    assert [line.split(",")[0] for line in files["tables/screen/ledger.csv"].decode().splitlines()] == [
        "entry_id",
        "r1",
    ]
    said = json.loads(files["release.json"])
    assert (said["format"], said["name"], said["date"], said["after"], said["note"]) == (
        1, "one", "2026-11-26", "", "first"
    )  # fmt: skip
    assert said["counts"] == {
        "entries": 4, "works": 3, "included": 2, "studies": 1, "items": 1, "findings": 2, "tested": 1, "pools": 0, "pooled": 0
    }  # fmt: skip
    assert set(said["files"]) == files.keys() - {"release.json"}


def test_every_line_but_of_people_is_one_fact_and_ends_alike(tmp_path):
    freeze(small(tmp_path), "one", **GIVEN)
    for name, data in _files(tmp_path / "releases" / "one").items():
        if name.startswith(("tables/", "sentences")):
            assert b"\r" not in data and data.endswith(b"\n")
            rows = list(csv.reader(data.decode().splitlines()))
            assert len({len(row) for row in rows}) == 1 and len(rows) == data.count(b"\n"), name


def test_twice_frozen_is_the_same_bytes_whatever_the_order_of_rows_and_files(tmp_path):
    freeze(small(tmp_path / "a"), "one", **GIVEN)
    other = small(tmp_path / "b")
    for frozen in FROZEN:
        rows = list(other[frozen.kind])
        random.Random(1).shuffle(rows)
        other.put(frozen.table, rows)
    freeze(other, "one", **{**GIVEN, "sentences": SENTENCES[::-1]})
    assert _files(tmp_path / "a/releases/one") == _files(tmp_path / "b/releases/one")


def test_a_second_release_says_what_it_came_after_and_what_changed(tmp_path):
    review = small(tmp_path)
    freeze(review, "one", **GIVEN)
    freeze(review, "two", **GIVEN, changed={"changes": [{"kind": "work in"}], "causes": []})
    assert "changes.json" not in _files(tmp_path / "releases" / "one")
    two = load(review.at, "two")
    assert (two.about.after, two.about.number) == ("one", 2)
    assert two.changes == {"changes": [{"kind": "work in"}], "causes": []}


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "../x", "a/b", "a\\b", "a b", ".git", "-x", "a..b", "a.", "con", "NUL.txt", "é", "a\n", "x" * 61, "now", "a*"],
)  # fmt: skip
def test_names_that_cannot_be_are_refused_and_nothing_is_written(tmp_path, name):
    review = small(tmp_path)
    with pytest.raises(UserError):
        freeze(review, name, **GIVEN)
    assert not (tmp_path / "releases").exists()


@pytest.mark.parametrize("name", ["2026-11", "v1.0", "a", "A_b"])
def test_plain_names_are_taken(tmp_path, name):
    check_name(small(tmp_path).at, name)


def test_a_release_is_never_written_over_not_even_in_other_capitals(tmp_path):
    review = small(tmp_path)
    freeze(review, "One", **GIVEN)
    before = _files(tmp_path / "releases")
    for name in ("One", "one"):
        with pytest.raises(UserError, match="already"):
            freeze(review, name, **GIVEN)
    (tmp_path / "releases" / "mine").mkdir()
    with pytest.raises(UserError, match="already"):
        freeze(review, "mine", **GIVEN)
    assert _files(tmp_path / "releases") == before


def test_a_release_that_is_cut_short_leaves_nothing_and_does_not_stand_in_the_way(tmp_path, monkeypatch):
    review = small(tmp_path)

    def full(path, data, _lay=freezing._lay):
        if path.name == "release.json":
            raise OSError(28, "No space left on device")
        _lay(path, data)

    with monkeypatch.context() as patched:
        patched.setattr(freezing, "_lay", full)
        with pytest.raises(OSError):
            freeze(review, "one", **GIVEN)
    assert os.listdir(tmp_path / "releases") == []
    for left in (
        ".one.part",
        f".one.{os.getpid()}.part",
        ".one.1.part",
        ".one.two.part",
    ):  # of some that were killed
        (tmp_path / "releases" / left / "tables").mkdir(parents=True)
        (tmp_path / "releases" / left / "tables" / "old.csv").write_text("x")
    freeze(review, "one", **GIVEN)
    assert sorted(os.listdir(tmp_path / "releases")) == [".one.two.part", "one"]
    assert "tables/old.csv" not in _files(tmp_path / "releases" / "one")


@pytest.mark.parametrize("last", ["first", "release.json"])
def test_of_two_of_one_name_at_once_the_second_is_told_and_the_first_stands(tmp_path, monkeypatch, last):
    review, meanwhile = small(tmp_path), []

    def slow(path, data, _lay=freezing._lay):
        if not meanwhile and (last == "first" or path.name == last):
            meanwhile.append(1)
            with monkeypatch.context() as other:
                other.setattr(os, "getpid", lambda: 7)
                freeze(review, "one", **GIVEN, note="the quicker one")
        _lay(path, data)

    monkeypatch.setattr(freezing, "_lay", slow)
    with pytest.raises(UserError, match="already"):
        freeze(review, "one", **GIVEN)
    assert os.listdir(tmp_path / "releases") == ["one"]
    assert "the quicker one" in (tmp_path / "releases" / "one" / "release.json").read_text()


def test_links_that_lead_out_are_not_followed(tmp_path):
    review = small(tmp_path / "review")
    (tmp_path / "secret.yaml").write_text("secret")
    (tmp_path / "review/config/glossary.yaml").symlink_to(tmp_path / "secret.yaml")
    freeze(review, "one", **GIVEN)
    assert not any(b"secret" in data for data in _files(tmp_path / "review/releases").values())


def test_nothing_of_the_review_is_changed(tmp_path):
    review = small(tmp_path)
    before = _files(tmp_path)
    freeze(review, "one", **GIVEN)
    after = _files(tmp_path)
    assert {name: after[name] for name in before} == before
    assert len(review[Work]) == 3
