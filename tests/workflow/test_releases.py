"""Releases of a built review: the same bytes wherever they are frozen, and what has to be built again for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Project

pytestmark = pytest.mark.workflow


def _files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_folders_freeze_the_same_bytes_and_a_release_reruns_what_compares_with_it(tiny, tmp_path) -> None:
    one, other = tiny.copy(tmp_path / "one"), tiny.copy(tmp_path / "other" / "place")
    other.environment |= {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    for project in (one, other):
        assert "Frozen as first" in project.run("evidence", "release", "first").stdout
        assert project.evidence("changes").stdout == "No change.\n"
    frozen = _files(one.folder / "releases")
    assert len(frozen) > 30 and frozen == _files(other.folder / "releases")
    assert one.planned() == {"compare", "brief", "pdf", "publish", "all"}


def test_what_is_newer_than_the_build_is_not_frozen(tiny, tmp_path) -> None:
    review: Project = tiny.copy(tmp_path / "review")
    with (review.folder / "literature" / "records" / "medline.bib").open("a") as export:
        export.write("\n@article{added2026, title={One more}, author={Ash, Bo}, year={2026}}\n")
    refused = review.evidence("release", "first")
    assert refused.returncode == 1 and "literature/records/medline.bib" in refused.stderr
    assert not (review.folder / "releases").exists()
