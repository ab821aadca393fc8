"""Broken input, strictness, other topics, first days and mistakes."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from evidence.pipeline import STAGES

from .conftest import TINY, Project, copy_project
from .later import BROKEN

pytestmark = pytest.mark.workflow


def _line(project: Project, name: str) -> int:
    """Where the broken entry begins."""
    text = (project.folder / "literature" / "records" / name).read_text(encoding="utf-8")
    entry = BROKEN[name].lstrip("\n")
    assert text.endswith(entry)
    return text.removesuffix(entry).count("\n") + 1


def test_a_broken_record_in_each_format_is_set_aside_with_its_line_and_remedy(later) -> None:
    for name in BROKEN:
        place = rf"literature/records/{re.escape(name)}:{_line(later, name)}"
        assert re.search(rf"set aside\s+{place}\b.* → \S", later.said), name
    last = later.said.strip().splitlines()
    assert any("book/_build/html/index.html; 4 quarantined." in text for text in last)


def test_the_other_records_are_all_in_the_book(later) -> None:
    page = (later.html / "selection.html").read_text()
    assert "472 entries counted in the files = 462 works + 6 duplicates + 4 quarantined" in page
    for name in BROKEN:
        assert name in page


def test_strict_makes_it_a_failure(later) -> None:
    assert later.evidence("report", "--strict").returncode == 3
    assert later.evidence("check").returncode == 3


def test_trace_answers_for_a_quarantined_entry(later) -> None:
    said = later.evidence("trace", "Never closed").stdout
    assert "set aside" in said and "mvpf_germany.bib" in said and "to release" in said


def test_another_topic_builds_without_a_change_of_code(tiny) -> None:
    home = (tiny.html / "index.html").read_text()
    assert "BCG vaccination against tuberculosis" in home
    assert "artnership" not in re.sub(r"<script.*?</script>", "", home, flags=re.S)
    assert (tiny.html / "_static" / "briefing.pdf").stat().st_size > 10_000


def test_exports_alone_build_a_book_that_says_what_is_missing(tmp_path) -> None:
    """A researcher's first day: records, and nothing screened, coded or extracted yet."""
    project = copy_project(tmp_path / "first day", TINY)
    for name in ("case_studies", "effects", "decisions"):
        shutil.rmtree(project.folder / "literature" / name)
    assert project.planned() == {*(stage.name for stage in STAGES), "all"}
    project.stages()  # which the flow plans though folders are not there
    assert "Next: 5 works to screen" in project.does("status")
    assert "No counted study" in (project.html / "findings" / "b1.html").read_text()


def by_flow(project: Project):
    return project.snakemake()


def by_stage(project: Project):
    """Where the flow has shown the like."""
    return project.evidence("brief")


@pytest.mark.parametrize(
    ("by", "file", "old", "new", "said"),
    [
        (by_flow, "config/config.yaml", "precision: 0.9", "precision: 9", "config/config.yaml:"),
        (
            by_stage,
            "config/config.yaml",
            "precision: 0.9",
            "precison: 0.9",
            "there is no setting of this name here",
        ),
        (
            by_flow,
            "config/propositions.yaml",
            "mandate: mandated",
            "mandate: compulsory",
            "the codebook does not have this code",
        ),
        (
            by_stage,
            "config/propositions.yaml",
            "such evidence scarce",
            "such evidence scarce, 3 to 1,",
            "a figure that is not computed",
        ),
        (
            by_stage,
            "config/propositions.yaml",
            "such evidence scarce",
            "most such evidence scarce",
            "a quantifier that is not bound",
        ),
    ],
)
def test_a_mistake_ends_with_a_message_and_never_a_traceback(
    request, tiny, tmp_path, by, file, old, new, said
) -> None:
    """In the tiny review, but for claims that only the shipped one makes."""
    changed = tiny.copy(tmp_path / "tiny") if "config.yaml" in file else request.getfixturevalue("changed")
    path = changed.folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    for done in (by(changed), changed.evidence("check")):
        text = done.stdout + done.stderr
        assert done.returncode != 0
        assert said in text and "to fix" in text
        assert "Traceback" not in text


def test_an_empty_review_is_an_error(tiny, tmp_path) -> None:
    project = tiny.copy(tmp_path / "empty")
    for path in Path(project.folder / "literature" / "records").glob("*"):
        path.unlink()
    done = project.snakemake()
    assert done.returncode != 0 and "not one usable record" in done.stdout + done.stderr
