"""What `evidence verify` says and how it ends, with a rebuilt book that the test lays down."""

import hashlib
import json
import shutil

import pytest
import typer

import evidence.verify
from evidence.cli.verify import verify

FACTS = {
    "inputs": {"literature/a.ris": "a" * 64},
    "stages": {},
    "code": {},
    "libraries": {},
    "platform": {"cpu": "x"},
}


def _book(folder, facts=FACTS, **pages):
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.html").write_text(text)
    (folder / "BUILT_FROM.json").write_text(json.dumps(facts))
    _list(folder)
    return folder


def _list(folder):
    pages = sorted(folder.glob("*.html"))
    lines = [f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in pages]
    (folder / "SHA256SUMS").write_text("".join(lines))


@pytest.fixture
def told(tmp_path, monkeypatch, capsys):
    """The exit code and the words, for a published book against one rebuilt here."""
    rebuilt = _book(tmp_path / "rebuilt", index="home", map="map")

    def telling(published, facts=None):
        if facts:
            (rebuilt / "BUILT_FROM.json").write_text(json.dumps(facts))
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(evidence.verify, "rebuild", lambda *_: rebuilt)
        try:
            verify(published, cores="1", trust=False)
            code = 0
        except typer.Exit as ended:
            code = ended.exit_code
        return code, capsys.readouterr().out

    return telling


@pytest.fixture
def published(tmp_path):
    return _book(tmp_path / "published", index="home", map="map")


def test_the_same_bytes(told, published):
    code, said = told(published)
    assert code == 0
    assert said.endswith("The same bytes: 2 files.\n")


def test_the_same_bytes_from_another_machine(told, published):
    code, said = told(published, {**FACTS, "platform": {"cpu": "y"}})
    assert code == 0
    assert "The same bytes: 2 files." in said and "the platform differs: cpu was x, here it is y" in said


def test_a_page_changed_alone(told, published):
    (published / "map.html").write_text("mop")
    code, said = told(published)
    assert code == 3
    assert (
        "map.html differs" in said and "byte 2, line 1" in said and "was changed after it was built" in said
    )


def test_a_page_and_its_checksum_changed_together(told, published):
    (published / "map.html").write_text("mop")
    _list(published)
    code, said = told(published)
    assert code == 3
    assert "it and its checksum were changed after the build" in said


def test_another_input(told, published):
    (published / "map.html").write_text("mop")
    _list(published)
    code, said = told(published, {**FACTS, "inputs": {"literature/a.ris": "b" * 64}})
    assert code == 3
    assert "why: an input differs: literature/a.ris was sha256 aaaaaaaaaaaa…" in said


def test_an_edited_page_does_not_hide_another_reason(told, published):
    (published / "map.html").write_text("mop")
    _list(published)
    (published / "index.html").write_text("hame")
    code, said = told(published, {**FACTS, "platform": {"cpu": "y"}})
    assert code == 3
    assert "was changed after it was built" in said and "why: the platform differs" in said


def test_a_book_that_does_not_say_what_it_is_from(told, published):
    (published / "BUILT_FROM.json").unlink()
    shutil.copyfile(published / "index.html", published / "map.html")
    _list(published)
    code, said = told(published)
    assert code == 3
    assert "why: not known" in said
