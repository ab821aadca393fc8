"""`evidence add` on a small review: what it tells, what it copies, and under which search."""

from __future__ import annotations

from pathlib import Path

import yaml

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
