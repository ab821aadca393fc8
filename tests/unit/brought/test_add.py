"""`evidence add` on a small review: what it tells, what it copies, and under which search."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from evidence.main import app

from .layouts import (
    WORKS,
    bib,
)
from .typed import run


def test_a_search_much_like_another_begins_when_a_person_says_so(at):
    Path("config/searches.yaml").write_text(
        "searches:\n  - source: First practice search\n    files: [all.bib]\n"
    )
    for name, work in (("x.bib", WORKS[0]), ("y.bib", WORKS[1])):
        Path(name).write_text(bib([work]))
    second = "Second practice search"
    assert "did you mean “First practice search”" in run("add", "x.bib", "--search", second, code=1)
    assert "leave out" in run("add", "x.bib", "--search", "1", "--new-search", second, code=1)
    run("add", "x.bib", "y.bib", "--new-search", second)
    held = yaml.safe_load(Path("config/searches.yaml").read_text())["searches"]
    assert [(one["source"], one["files"]) for one in held] == [
        ("First practice search", ["all.bib"]), (second, ["x.bib", "y.bib"]),
    ]  # fmt: skip


def test_add_tells_and_copies_once(at):
    new = bib([("zed2020", "Zed, Zoe", 2020, "A wholly new account of tea rooms", "Tea", ""), WORKS[0]])
    Path("out").mkdir()
    Path("out/All.bib").write_text(new)
    assert (
        "Nothing is written" in run("add", "out/All.bib", "--dry-run")
        and not Path("literature/records/All-2.bib").exists()
    )
    said = run("add", "out/All.bib", "--search", "MEDLINE")
    assert "2 entries in = 1 new + 1 known" in said and "Copied to literature/records/All-2.bib" in said
    assert Path("literature/records/All-2.bib").read_text() == new
    assert yaml.safe_load(Path("config/searches.yaml").read_text())["searches"][0]["files"] == ["All-2.bib"]
    assert "this very file lies in literature/records/All-2.bib already" in run("add", "out/All.bib")
    assert len(list(Path("literature/records").iterdir())) == 2


def test_add_says_what_cannot_be_read(at):
    Path("half.ris").write_text(
        "TY  - JOUR\nTI  - One new study of tea\nPY  - 2001\nER  - \n\nTY  - JOUR\nAU  - No, Title\nER  - \n"
    )
    said = run("add", "half.ris", code=3)
    assert "unreadable  half.ris:6" in said and "no title" in said
    Path("none.ris").write_text("TY  - JOUR\nAU  - No, Title\nER  - \n")
    assert "nothing in this file can be read" in run("add", "none.ris", code=1)
    assert not Path("literature/records/none.ris").exists()
    assert "no such file" in run("add", "gone.ris", code=1) and "folder" in run("add", "config", code=1)


def test_a_search_that_is_run_again_is_noted_with_its_day_and_its_count(at):
    path = Path("config/searches.yaml")
    path.write_text('searches:\n  - source: MEDLINE\n    date: "2026-01-05"\n    files: [all.bib]\n')
    Path("may.bib").write_text(
        bib([("zed2020", "Zed, Zoe", 2020, "A wholly new account of tea rooms", "Tea", ""), WORKS[0]])
    )
    said = run("add", "may.bib", "--search", "MEDLINE", "--date", "2026-07-05", "--count", "5")
    assert "2 entries in = 1 new + 1 known" in said and "run again on 2026-07-05" in said
    assert "the source said 5; the file holds 2 entries" in said
    [search] = yaml.safe_load(path.read_text())["searches"]
    assert search["files"] == ["all.bib"]
    assert search["reruns"] == [{"date": "2026-07-05", "count": 5, "files": ["may.bib"]}]
    assert "is one of a search" in run("add", "may.bib", "--date", "2026-07-05", code=1)
    assert "this is no date" in run("add", "may.bib", "--search", "1", "--date", "soon", code=1)


def test_a_file_that_lies_there_already_is_filed_under_its_search(at):
    Path("again.bib").write_bytes(Path("literature/records/all.bib").read_bytes())
    before = sorted(Path("literature/records").iterdir())
    said = run("add", "again.bib", "--search", "MEDLINE", "--dry-run")
    assert "lies in literature/records/all.bib already" in said and not Path("config/searches.yaml").exists()
    run("add", "again.bib", "--search", "MEDLINE", "--date", "2026-07-05")
    [search] = yaml.safe_load(Path("config/searches.yaml").read_text())["searches"]
    assert (search["source"], search["date"], search["files"]) == ("MEDLINE", "2026-07-05", ["all.bib"])
    assert "lists all.bib" in run("add", "again.bib", "--search", "MEDLINE")
    assert sorted(Path("literature/records").iterdir()) == before


def test_add_says_what_was_left_out_of_an_entry(at):
    Path("odd.ris").write_text("TY  - JOUR\nTI  - One new study of tea\nPY  - 20111\nER  - \n")
    said = run("add", "odd.ris", "--dry-run")
    assert "1 entry in = 1 new" in said and "remark  odd.ris:1, year: this is not a year" in said


def test_a_file_of_which_nothing_is_added_is_of_no_search(at):
    Path("packed.csv").write_bytes(b"\x1f\x8b\x08\x00 and so on")
    done = CliRunner().invoke(app, ["add", "packed.csv"])
    assert done.exit_code == 1 and "this is a packed file (gzip)" in done.stdout
    assert "search" not in done.stdout


def test_a_file_whose_name_is_no_text_is_added_under_one_that_is(at):
    odd = Path(os.fsdecode(b"pr\xe4gung.bib"))
    try:
        odd.write_text(bib([("zed2020", "Zed, Zoe", 2020, "A wholly new account of tea rooms", "Tea", "")]))
    except OSError:
        pytest.skip("this disk takes no such names")
    said = run("add", str(odd), "--search", "MEDLINE")
    assert "1 entry in = 1 new" in said.replace("entries", "entry") and "pr_gung.bib" in said
    assert Path("literature/records/pr_gung.bib").read_bytes() == odd.read_bytes()
