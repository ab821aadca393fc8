"""A build has nothing to do only where no file that it looks at has moved; whatever moved, Snakemake is asked."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.build import standing
from evidence.layout import Layout
from evidence.publish.manifest import write_manifest

REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def built(tmp_path: Path) -> Layout:
    """A folder as a build leaves it, but for what is in the files."""
    at = Layout(tmp_path)
    for name in (
        "config/config.yaml",
        "literature/records/a.bib",
        "results/ingest/records.parquet",
        "book/own.md",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    before = standing.now(at)
    standing.write(at, before, [tmp_path / "results" / "ingest" / "records.parquet"], ["said"], True)
    return at


def _edit_keeping_time_and_size(path: Path) -> None:
    was = path.stat()
    path.write_text(path.read_text()[::-1])
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))


MOVED: dict[str, Callable[[Path], object]] = {
    "an output is lost": lambda folder: (folder / "results/ingest/records.parquet").unlink(),
    "an output is edited": lambda folder: (folder / "results/ingest/records.parquet").write_text("x"),
    "an output is edited and its time set back": lambda folder: _edit_keeping_time_and_size(
        folder / "results/ingest/records.parquet"
    ),
    "all results are lost": lambda folder: shutil.rmtree(folder / "results"),
    "an input is edited": lambda folder: (folder / "literature/records/a.bib").write_text("x"),
    "an input is lost": lambda folder: (folder / "literature/records/a.bib").unlink(),
    "an input is new": lambda folder: (folder / "literature/records/b.bib").write_text("x"),
    "a setting is edited": lambda folder: (folder / "config/config.yaml").write_text("x"),
    "a list of software is new": lambda folder: (folder / "requirements.lock").write_text("x"),
    "a page is edited": lambda folder: (folder / "book/own.md").write_text("x"),
    "a release is frozen": lambda folder: shutil.copytree(folder / "config", folder / "releases/1"),
    "rules of one's own": lambda folder: (folder / "Snakefile").write_text("rule all:\n    input: 'x'\n"),
    "a build was cut short": lambda folder: shutil.copytree(folder / "config", folder / ".snakemake/locks"),
    "a profile for all runs": lambda folder: (folder / "profiles/default").mkdir(parents=True),
    "it is a copy": lambda folder: (folder / "results/code/.standing.json").write_text(
        (folder / "results/code/.standing.json").read_text().replace(str(folder), "/elsewhere")
    ),
    "what was written is damaged": lambda folder: (folder / "results/code/.standing.json").write_text("{"),
}


def test_where_nothing_moved_the_last_lines_are_known(built: Layout) -> None:
    (built.html / "a.html").parent.mkdir(parents=True)
    (built.html / "a.html").write_text("a page of the book, which a build does not look at")
    known = standing.untouched(built)
    assert known and (known.said, known.strict) == (["said"], True)


@pytest.mark.parametrize("how", MOVED)
def test_whatever_moved_is_seen(built: Layout, how: str) -> None:
    MOVED[how](built.root)
    assert standing.untouched(built) is None


def test_an_edit_during_the_build_is_seen_by_the_next(built: Layout) -> None:
    before = standing.now(built)
    (built.root / "config/config.yaml").write_text("edited while the build ran")
    standing.write(built, before, [], ["said"], False)
    assert standing.untouched(built) is None


def test_other_code_or_libraries_are_another_program(built: Layout, monkeypatch, tmp_path_factory) -> None:
    place = tmp_path_factory.mktemp("newer")
    monkeypatch.syspath_prepend(str(place))
    assert standing.untouched(built)
    (place / "scikit_learn-99.dist-info").mkdir()
    assert standing.untouched(built) is None


def test_a_snakefile_that_only_includes_the_engines_adds_nothing(built: Layout) -> None:
    shutil.copyfile(REPOSITORY / "Snakefile", built.root / "Snakefile")
    standing.write(built, standing.now(built), [built.setting("config")], [], False)
    assert standing.untouched(built)


def test_a_folder_that_only_the_build_made_is_no_edit(tmp_path) -> None:
    at = Layout(tmp_path)
    before = standing.now(at).given
    (tmp_path / "book" / "_build").mkdir(parents=True)
    assert standing.now(at).given == before
    (tmp_path / "book" / "own.md").write_text("# Own")
    assert standing.now(at).given != before


@pytest.fixture
def book(tmp_path: Path) -> Layout:
    """A book of three files with its list of checksums, made a while ago."""
    at = Layout(tmp_path)
    for name in ("index.html", "map.html", "studies/w-a.html"):
        (at.html / name).parent.mkdir(parents=True, exist_ok=True)
        (at.html / name).write_text(name)
        os.utime(at.html / name, (1_000, 1_000))
    write_manifest(at.html)
    os.utime(at.manifest, (2_000, 2_000))
    return at


def test_a_page_that_somebody_edited_or_lost_is_told(book: Layout) -> None:
    assert standing.hurt(book) == []
    (book.html / "notes of ours.txt").write_text("beside the book")
    book.home.touch()
    assert standing.hurt(book) == []
    (book.html / "map.html").write_text("edited")
    shutil.rmtree(book.html / "studies")
    assert standing.hurt(book) == ["map.html", "studies/w-a.html"]


@pytest.mark.parametrize("text", ["", "nonsense", "0" * 64 + "  map.html\n"])
def test_a_list_of_checksums_that_is_none_is_told(book: Layout, text: str) -> None:
    book.manifest.write_text(text)
    assert standing.hurt(book) == ["SHA256SUMS"]
    book.manifest.unlink()
    assert standing.hurt(book) == ["SHA256SUMS"]
    book.home.unlink()
    assert standing.hurt(book) == []
