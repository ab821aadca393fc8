"""Broken input, strictness, other topics, and the same bytes for everyone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .conftest import Project, copy_project, once

pytestmark = pytest.mark.workflow

BROKEN = {
    "mvpf_germany.bib": "\n@article{broken2026, title = {Never closed, year = 2026\n",
    "publisher_pages.ris": "\nTY  - JOUR\nID  - broken2026\nAU  - Nobody, N.\nPY  - 2026\nER  - \n",
    "pubmed_central.nbib": "\nPMID- 99999999\nFAU - Nobody, Nora\nDP  - 2026\n",
    "press_and_sector_web.csv": "broken2026,too,few\n",
}


@pytest.fixture(scope="module")
def broken(built, tmp_path_factory):
    """The shipped project with one broken entry at the end of a file of each format, and the lines of these."""

    def make(folder: Path) -> str:
        project = built.copy(folder)
        for name, entry in BROKEN.items():
            with (folder / "literature" / "records" / name).open("a", encoding="utf-8") as handle:
                handle.write(_parted(built, name) + entry)
        return project.build()

    project = once(tmp_path_factory, "broken", make)
    return project, {name: _line(built, name) for name in BROKEN}


def _parted(built: Project, name: str) -> str:
    """A line end, where the file has none at its end."""
    return "" if (built.folder / "literature" / "records" / name).read_text().endswith("\n") else "\n"


def _line(built: Project, name: str) -> int:
    """Where the broken entry begins."""
    text = (built.folder / "literature" / "records" / name).read_text() + _parted(built, name)
    return text.count("\n") + len(BROKEN[name]) - len(BROKEN[name].lstrip("\n")) + 1


def test_a_broken_record_in_each_format_is_set_aside_with_its_line_and_remedy(broken) -> None:
    project, lines = broken
    for name, line in lines.items():
        assert re.search(
            rf"set aside\s+literature/records/{re.escape(name)}:{line}\b.* → \S", project.said
        ), name
    last = project.said.strip().splitlines()
    assert any("book/_build/html/index.html; 4 quarantined." in text for text in last)


def test_the_other_records_are_all_in_the_book(broken) -> None:
    project, _ = broken
    page = (project.html / "selection.html").read_text()
    assert "356 entries counted in the files = 346 works + 6 duplicates + 4 quarantined" in page
    for name in BROKEN:
        assert name in page


def test_strict_makes_it_a_failure(broken) -> None:
    project, _ = broken
    assert project.evidence("report", "--strict").returncode == 3
    assert project.evidence("check").returncode == 3


def test_trace_answers_for_a_quarantined_entry(broken) -> None:
    project, _ = broken
    said = project.evidence("trace", "Never closed").stdout
    assert "set aside" in said and "mvpf_germany.bib" in said and "to release" in said


def test_another_topic_builds_without_a_change_of_code(repository, tmp_path) -> None:
    project = copy_project(tmp_path / "bcg", repository / "tests" / "topics" / "bcg")
    project.build()
    home = (project.html / "index.html").read_text()
    assert "BCG vaccination against tuberculosis" in home
    assert "artnership" not in re.sub(r"<script.*?</script>", "", home, flags=re.S)
    assert (project.html / "_static" / "briefing.pdf").stat().st_size > 10_000


def test_exports_alone_build_a_book_that_says_what_is_missing(repository, tmp_path) -> None:
    """A researcher's first day: records, and nothing screened, coded or extracted yet."""
    project = copy_project(tmp_path / "first day", repository / "tests" / "topics" / "bcg")
    for name in ("case_studies", "effects", "decisions"):
        shutil.rmtree(project.folder / "literature" / name)
    project.build()
    assert "Next: 5 works to screen" in project.evidence("status").stdout
    assert "No counted study" in (project.html / "findings" / "b1.html").read_text()


def test_the_same_bytes_in_another_place_time_zone_language_and_with_one_core(
    built, repository, tmp_path
) -> None:
    elsewhere = copy_project(tmp_path / "a rather different place" / "x")
    elsewhere.build("--cores", "1", TZ="Pacific/Auckland", LANG="tr_TR.UTF-8", PYTHONHASHSEED="7")
    assert elsewhere.checksums() == built.checksums()


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("config/config.yaml", "precision: 0.9", "precision: 9", "config/config.yaml:"),
        ("config/config.yaml", "precision: 0.9", "precison: 0.9", "this key is not known"),
        (
            "config/propositions.yaml",
            "mandate: mandated",
            "mandate: compulsory",
            "the codebook does not have this code",
        ),
        (
            "config/propositions.yaml",
            "is {divided}",
            "is divided, 3 to 1",
            "a figure that is not computed",
        ),
        (
            "config/propositions.yaml",
            "is {divided}",
            "mostly divided",
            "a quantifier that is not bound",
        ),
    ],
)
def test_a_mistake_ends_with_a_message_and_never_a_traceback(changed, file, old, new, said) -> None:
    path = changed.folder / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    for done in (changed.snakemake(), changed.evidence("check")):
        text = done.stdout + done.stderr
        assert done.returncode != 0
        assert said in text and "to fix" in text
        assert "Traceback" not in text


def test_an_empty_review_is_an_error(repository, tmp_path) -> None:
    project = copy_project(tmp_path / "empty")
    for path in Path(project.folder / "literature" / "records").glob("*"):
        path.unlink()
    done = project.snakemake()
    assert done.returncode != 0 and "not one usable record" in done.stdout + done.stderr
