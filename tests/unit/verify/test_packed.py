"""A pack that a stranger made: what is not as its list says is named, no file lies outside, and nothing of it is run unasked."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
import typer

import evidence.verify
from evidence.cli.verify import verify
from evidence.engine import resource
from evidence.errors import UserError
from evidence.verify import is_pack, programs, unpack

FILES = {"config/config.yaml": "a: 1", "literature/records/été.ris": "TY  - JOUR", "site/index.html": "<h1>"}


def pack(path: Path, files: dict[str, str], **more: str) -> Path:
    """A zip with these files and a list of their checksums; `more` are laid in beside the list."""
    sums = "".join(f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n" for name, text in files.items())
    with zipfile.ZipFile(path, "w") as zipped:
        for name, text in {**files, **more, "manifest-sha256.txt": sums}.items():
            zipped.writestr(name, text)
    return path


def test_a_pack_is_told_from_a_book_and_from_a_folder(tmp_path: Path) -> None:
    assert is_pack(pack(tmp_path / "p.zip", FILES))
    with zipfile.ZipFile(tmp_path / "book.zip", "w") as zipped:
        zipped.writestr("html/SHA256SUMS", "")
    assert not is_pack(tmp_path / "book.zip") and not is_pack(tmp_path) and not is_pack(tmp_path / "none.zip")


def test_files_that_were_changed_added_or_taken_out_are_named(tmp_path: Path) -> None:
    assert unpack(pack(tmp_path / "whole.zip", FILES), tmp_path / "whole") == []
    assert (tmp_path / "whole/literature/records/été.ris").read_text() == "TY  - JOUR"
    sums = "".join(
        f"{hashlib.sha256(text.encode()).hexdigest()}  {name}\n"
        for name, text in {**FILES, "literature/gone.csv": "x"}.items()
    )
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as zipped:
        for name, text in {
            **FILES,
            "site/index.html": "<h2>",
            "site/new.js": "x",
            "manifest-sha256.txt": sums,
        }.items():
            zipped.writestr(name, text)
    assert unpack(tmp_path / "other.zip", tmp_path / "other") == [
        "literature/gone.csv is missing",
        "site/index.html was changed",
        "site/new.js was added",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../outside.txt",
        "/tmp/outside.txt",
        "a/../../outside.txt",
        "c:\\outside.txt",
        "a\\..\\..\\outside.txt",
        ".",
    ],
)
def test_a_file_that_would_lie_outside_is_refused(tmp_path: Path, name: str) -> None:
    path = pack(tmp_path / "p.zip", FILES, **{name: "x"})
    with pytest.raises(UserError, match="would lie outside it") as refused:
        unpack(path, tmp_path / "in")
    assert refused.value.value == name and not (tmp_path / "outside.txt").exists()


def _review(folder: Path, **files: str) -> Path:
    for name, text in {"Snakefile": resource("review", "Snakefile").read_text(), **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_rules_and_extensions_are_programs_and_pages_are_none(tmp_path: Path) -> None:
    plain = resource("review", "Snakefile").read_text()
    own = _review(
        tmp_path / "plain", Snakefile=f'"""What it is."""\n\n{plain}', **{"book/index.md": "# Hello"}
    )
    assert programs(own) == []
    more = {"book/_ext/mine.py": "", "book/_config.yml": "", "book/deep/x.py": ""}
    other = _review(tmp_path / "other", Snakefile=f"{plain}\nshell('true')\n", **more)
    assert programs(other) == ["Snakefile", "book/_config.yml", "book/_ext/mine.py", "book/deep/x.py"]
    hidden = _review(tmp_path / "hidden", Snakefile=f'"""x""";import os\n{plain}')
    assert programs(hidden) == ["Snakefile"]


def test_a_pack_with_programs_is_built_only_by_who_says_that_she_trusts_it(
    tmp_path: Path, monkeypatch
) -> None:
    files = {**FILES, "Snakefile": "import os", "site/SHA256SUMS": ""}
    path = pack(tmp_path / "p.zip", files)
    built = []
    monkeypatch.setattr(evidence.verify, "rebuild", lambda at, *_: built.append(at) or at.root / "site")
    with pytest.raises(UserError, match="programs of its own") as refused:
        verify(path, cores="1", trust=False)
    assert refused.value.value == "Snakefile" and not built
    with pytest.raises(typer.Exit):  # what this book lists is not what lies there
        verify(path, cores="1", trust=True)
    assert len(built) == 1


@pytest.mark.parametrize("name", ["config/config.yaml/x", "site", "config"])
def test_a_file_that_has_the_name_of_a_folder_is_refused(tmp_path: Path, name: str) -> None:
    path = pack(tmp_path / "p.zip", FILES, **{name: "x"})
    with pytest.raises(UserError, match="has the name of a folder"):
        unpack(path, tmp_path / "in")


@pytest.mark.parametrize("gone", ["manifest-sha256.txt", "site/SHA256SUMS"])
def test_a_pack_without_what_it_is_checked_by_is_named_as_one(tmp_path: Path, gone: str) -> None:
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as zipped:
        for name in {*FILES, "manifest-sha256.txt", "site/SHA256SUMS"} - {gone}:
            zipped.writestr(name, "")
    with pytest.raises(UserError, match=f"has no {gone}"):
        verify(tmp_path / "p.zip", cores="1", trust=False)


def test_what_was_changed_is_said_before_a_build_that_it_stops(tmp_path: Path, monkeypatch, capsys) -> None:
    path = pack(tmp_path / "p.zip", {**FILES, "site/SHA256SUMS": ""}, **{"config/more.yaml": "a: ["})

    def stopped(*_: object) -> Path:
        raise UserError("it could not be built")

    monkeypatch.setattr(evidence.verify, "rebuild", stopped)
    with pytest.raises(UserError, match="could not be built"):
        verify(path, cores="1", trust=False)
    assert "changed after it was made: config/more.yaml was added" in capsys.readouterr().out


def test_what_is_not_there_is_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is nothing here"):
        verify(tmp_path / "nothing.zip", cores="1", trust=False)
