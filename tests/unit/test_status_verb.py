"""What `evidence status` says of files that the last build has not seen."""

from __future__ import annotations

import os

from evidence.cli.status import since_built
from evidence.layout import Layout


def test_files_that_were_written_since_the_last_build_are_named(tmp_path) -> None:
    at = Layout(tmp_path)
    for name in ("literature/decisions/screening.csv", "config/config.yaml"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("a")
        os.utime(tmp_path / name, (1_000, 1_000))
    assert since_built(at) == [], "nothing was built"
    at.html.mkdir(parents=True)
    at.home.write_text("home")
    os.utime(at.home, (2_000, 2_000))
    assert since_built(at) == []
    os.utime(tmp_path / "literature/decisions/screening.csv", (3_000, 3_000))
    assert since_built(at) == ["literature/decisions/screening.csv"]
    at.standing.parent.mkdir(parents=True)
    at.standing.write_text("{}")
    assert since_built(at) == [], "a build found that nothing had to be made"
