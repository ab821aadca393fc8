"""What `evidence build` does behind its stages."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence import alone
from evidence.build import run
from evidence.build.run import Outcome
from evidence.cli import build, report
from evidence.layout import Layout


@pytest.mark.parametrize("made", [True, False])
def test_a_book_that_was_not_made_says_anew_what_it_would_be_built_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: bool
) -> None:
    """One that was made in this build has just said so: to find it out again takes longer than most stages."""
    at, renewed = Layout(tmp_path), list[Layout]()
    at.manifest.parent.mkdir(parents=True)
    at.manifest.write_text("before")
    at.home.touch()

    def snakemake(*_: object, **__: object) -> Outcome:
        if made:
            at.manifest.unlink()
            at.manifest.write_text("before")
        return Outcome()

    monkeypatch.setattr(alone, "without_frames", lambda: None)  # of which other tests make some
    monkeypatch.setattr(run, "snakemake", snakemake)
    monkeypatch.setattr(report, "told", lambda at: ([], False))
    monkeypatch.setattr(build, "_renew", renewed.append)
    build._made(at, "1", None, None, ended=True)
    assert bool(renewed) is not made


@pytest.mark.parametrize("second_name", [True, False])
def test_of_a_book_that_was_edited_what_stands_in_the_way_of_a_new_one_goes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], second_name: bool
) -> None:
    """A data file of the book is one that is staged, under a second name: an edit is in both."""
    at = Layout(tmp_path)
    for folder in (at.html, at.staged_book):
        (folder / "_static").mkdir(parents=True)
    at.home.write_text("home")
    staged, page = at.staged_book / "_static" / "a.csv", at.html / "_static" / "a.csv"
    staged.write_text("a")
    page.hardlink_to(staged) if second_name else page.write_text("a")
    build._make_anew(at, [])
    assert at.home.exists()
    build._make_anew(at, ["_static/a.csv", "gone.html"])
    assert not at.home.exists() and staged.exists() is not second_name
    assert "not as it was built: _static/a.csv, gone.html" in capsys.readouterr().out
