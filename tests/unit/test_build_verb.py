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
