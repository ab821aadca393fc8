"""The list of checksums names every file of the book, and each as it is."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evidence.main import app
from evidence.publish.manifest import write_manifest
from evidence.publish.metadata import CARD

FILES = {
    "index.html": b"<p>home</p>", "_static/briefing.pdf": b"%PDF", "_static/a.js": b"1", "findings/p1.html": b"p1",
    "studies/no-ending": b"", ".nojekyll": b"", "data/caf\xc3\xa9 1.csv".encode("latin-1").decode(): b"a\n",
}  # fmt: skip


def _listed(folder: Path) -> dict[str, str]:
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {line.split("  ", 1)[1]: line.split("  ", 1)[0] for line in lines}


def _there(folder: Path) -> dict[str, str]:
    """What a second pair of eyes finds in the folder."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files
    }


def _write(folder: Path) -> None:
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_every_file_is_listed_with_its_checksum_in_order_of_name(tmp_path) -> None:
    _write(tmp_path)
    write_manifest(tmp_path)
    found = _listed(tmp_path)
    assert found == {name: hashlib.sha256(data).hexdigest() for name, data in FILES.items()}
    assert list(found) == sorted(found)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_changes_one_line(tmp_path, name) -> None:
    _write(tmp_path)
    write_manifest(tmp_path)
    before = _listed(tmp_path)
    (tmp_path / name).write_bytes(FILES[name] + b"x")
    write_manifest(tmp_path)
    after = _listed(tmp_path)
    assert {key for key in before if before[key] != after[key]} == {name}


def test_publish_lists_what_it_adds_to_the_book(tmp_path, monkeypatch) -> None:
    """The PDF, the card and how to cite come after Sphinx: the list is written behind them, and the crate behind the list."""
    from evidence.publish import book, pdf

    def built(source, destination, epoch, log, finish=lambda html: None, kept=None, maker=""):
        _write(destination)
        (destination / "_static" / "briefing.pdf").unlink()
        finish(destination)
        return book.BookReport(1, 1, 1)

    monkeypatch.chdir(tmp_path)
    shutil.copytree(Path(__file__).resolve().parents[2] / "config", tmp_path / "config")
    monkeypatch.setattr(book, "build_book", built)
    monkeypatch.setattr(pdf, "build_card", lambda template, card: card.write_bytes(b"card"))
    (tmp_path / "results/brief/book").mkdir(parents=True)
    made = tmp_path / "results/publish/briefing.pdf"
    made.parent.mkdir(parents=True)
    made.write_bytes(b"%PDF-1.7 the briefing")
    done = CliRunner().invoke(app, ["publish"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    html = tmp_path / "book/_build/html"
    assert (html / "_static/briefing.pdf").read_bytes() == b"%PDF-1.7 the briefing"
    listed, there = _listed(html), _there(html)
    assert set(listed) == {*FILES, CARD, "_static/data/CITATION.cff"} and "_static/briefing.pdf" in listed
    assert {name: there[name] for name in listed} == listed
    assert (html / "ro-crate-metadata.json").is_file()


def test_what_is_not_as_it_was_listed_is_named(tmp_path):
    from evidence.publish.manifest import not_as_listed, write_manifest

    for name in ("index.html", "map.html", "gone.html"):
        (tmp_path / name).write_text(name)
    write_manifest(tmp_path)
    assert not_as_listed(tmp_path) == []
    (tmp_path / "map.html").write_text("other")
    (tmp_path / "gone.html").unlink()
    (tmp_path / "stray.zip").write_text("x")
    assert not_as_listed(tmp_path) == ["gone.html", "map.html", "stray.zip"]
