"""A book that is made over what the last build kept is, file by file, that of a build that kept nothing."""

from __future__ import annotations

import shutil

import pytest

from .conftest import Project

pytestmark = pytest.mark.workflow
_MORE = "TY  - JOUR\nAU  - Nobody, Nora\nTI  - One more\nPY  - 2026\nID  - one_more\nER  - \n"
_KEPT = ("book", "pages")


def _files(html) -> dict:
    return {path.relative_to(html): path.read_bytes() for path in html.rglob("*") if path.is_file()}


def test_records_that_come_change_and_go_leave_no_trace_of_the_last_build(tiny: Project, tmp_path) -> None:
    review = tiny.copy(tmp_path / "review")
    kept, html = review.folder / "results" / "meanings", review.folder / "book" / "_build" / "html"
    before = {name: path.stat().st_size for name in _KEPT for path in (kept / name).glob("*.arrow")}
    assert "pages" in before, "the build before kept its pages"
    records = review.folder / "literature" / "records"
    (records / "one_more.ris").write_text(_MORE, encoding="utf-8")
    for path in sorted(records.glob("*.bib")):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("1948}", "1949}"), encoding="utf-8")
    review.build()
    warm = _files(html)
    for name in _KEPT:
        shutil.rmtree(kept / name, ignore_errors=True)
    shutil.rmtree(review.folder / "results" / "brief")
    shutil.rmtree(html)
    review.build()
    cold = _files(html)
    assert warm.keys() == cold.keys() and [name for name in cold if warm[name] != cold[name]] == []


def test_of_an_export_that_is_renamed_and_one_that_is_deleted_nothing_stays(tiny: Project, tmp_path) -> None:
    review = tiny.copy(tmp_path / "review")
    html, records = (review.folder / place for place in ("book/_build/html", "literature/records"))
    more = records / "more.ris"
    more.write_text(_MORE, encoding="utf-8")
    first = min(records.glob("*.bib"))
    first.rename(records / f"z_{first.name}")
    review.build()
    assert "One more" in (more_data := (html / "_static" / "data" / "works.csv").read_text(encoding="utf-8"))
    more.unlink()
    (records / f"z_{first.name}").rename(first)
    review.build()
    assert len((html / "_static" / "data" / "works.csv").read_text(encoding="utf-8")) < len(more_data)
    warm = _files(html)
    for name in ("results", "book/_build", ".snakemake"):
        shutil.rmtree(review.folder / name)
    review.build()
    cold = _files(html)
    assert warm.keys() == cold.keys() and [name for name in cold if warm[name] != cold[name]] == []
