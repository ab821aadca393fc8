"""A book that is made over what the last build kept is, file by file, that of a build that kept nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import Project

pytestmark = pytest.mark.workflow
_MORE = "TY  - JOUR\nAU  - Nobody, Nora\nTI  - One more\nPY  - 2026\nID  - one_more\nER  - \n"


def _files(html: Path) -> dict[Path, bytes]:
    return {path.relative_to(html): path.read_bytes() for path in html.rglob("*") if path.is_file()}


def test_records_that_come_change_and_go_leave_no_trace_of_the_last_build(tiny: Project, tmp_path) -> None:
    review = tiny.copy(tmp_path / "review")
    kept, html = review.folder / "results" / "meanings", review.folder / "book" / "_build" / "html"
    assert list((kept / "pages").glob("*.arrow")), "the build before kept its pages"
    records = review.folder / "literature" / "records"
    (records / "one_more.ris").write_text(_MORE, encoding="utf-8")
    for path in sorted(records.glob("*.bib")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("1948}", "1949}"), encoding="utf-8")
    review.stages()
    warm = _files(html)
    shutil.rmtree(kept)
    shutil.rmtree(review.folder / "results" / "brief")
    shutil.rmtree(html)
    review.stages()
    cold = _files(html)
    assert warm.keys() == cold.keys() and [name for name in cold if warm[name] != cold[name]] == []


def test_of_an_export_that_came_and_went_and_one_that_had_another_name_nothing_stays(
    tiny: Project, tmp_path
) -> None:
    review = tiny.copy(tmp_path / "review")
    records, works = review.folder / "literature" / "records", Path("_static", "data", "works.csv")
    first = min(records.glob("*.bib"))
    (records / "more.ris").write_text(_MORE, encoding="utf-8")
    first.rename(records / f"z_{first.name}")
    review.build()
    assert "One more" in (review.html / works).read_text(encoding="utf-8")
    (records / "more.ris").unlink()
    (records / f"z_{first.name}").rename(first)
    review.build()
    cold, warm = _files(tiny.html), _files(review.html)
    assert warm.keys() == cold.keys() and [name for name in cold if warm[name] != cold[name]] == []
