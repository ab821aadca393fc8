"""Files under releases/ that are of no release."""

from __future__ import annotations

from evidence.releases.about import foreign
from evidence.releases.freeze import freeze

from .small import small


def test_foreign_files_are_found_and_what_computers_leave_is_not(tmp_path):
    review = small(tmp_path)
    freeze(review, "one", date="2026-11-26", title="Trees")
    assert foreign(review.at) == []
    for name in (
        "notes.txt",
        "README.md",
        "one/mine.csv",
        "one/tables/.DS_Store",
        "old/tables/x.csv",
        ".two.part/x",
    ):
        path = tmp_path / "releases" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = [path.relative_to(tmp_path / "releases").as_posix() for path in foreign(review.at)]
    assert found == ["notes.txt", "old/tables/x.csv", "one/mine.csv"]
