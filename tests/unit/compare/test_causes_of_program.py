"""A program that gives for the same evidence what was not frozen is the cause; one that gives the same is none."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from evidence.compare.causes import causes
from evidence.compare.differences import differences
from evidence.compare.rows import Cause, Change, Kind
from evidence.layout import Layout
from evidence.releases.about import read_about
from evidence.releases.freeze import freeze
from evidence.releases.version import Version
from evidence.review import InMemory
from evidence.rows import table_of
from evidence.synthesise.claim_rows import Finding
from tests.unit.brief.reviews import DOZEN

from .altered import Partial, base


@pytest.fixture
def review(tmp_path: Path) -> InMemory:
    """The review of a dozen in a folder of its own, whose last build was by scipy 2."""
    shutil.copytree(DOZEN, tmp_path / "review")
    found = Partial(Layout(tmp_path / "review"))
    found._read = {**base()._read}
    return found


def _frozen(review: InMemory, findings: list[Finding], scipy: str) -> Version:
    """A release with these findings, by that scipy."""
    review.put(table_of(Finding), findings)
    freeze(review, "first", date="2024-05-06", title="Gardens")
    review.put(table_of(Finding), base()[Finding])
    folder = review.at.root / "releases" / "first"
    about = read_about(folder)
    return Version(folder, replace(about, built_from=replace(about.built_from, libraries={"scipy": scipy})))


def _compared(before: Version, after: InMemory, differs: bool) -> tuple[list[Change], list[Cause]]:
    changes = [c for c in differences(before, after) if c.kind != Kind.PROGRAM]
    if differs:
        changes.append(
            Change(Kind.PROGRAM, "scipy", "version of the library scipy", "libraries", "1", "2", "", "", "")
        )  # type: ignore[arg-type]
    return changes, causes(before, after, changes)


def test_what_was_frozen_is_given_again_so_that_nothing_is_a_cause(review: InMemory):
    changes, found = _compared(_frozen(review, base()[Finding], "1"), review, differs=True)
    assert [c for c in changes if c.kind in (Kind.FINDING, Kind.POOL, Kind.THEME, Kind.CELL)] == []
    assert found == []


def test_another_version_of_a_library_is_the_cause_of_numbers_that_its_evidence_does_not_give(
    review: InMemory,
):
    told = [replace(row, ci_low=0.123) if row.proposition == "G1" else row for row in base()[Finding]]
    changes, found = _compared(_frozen(review, told, "1"), review, differs=True)
    (cause,) = found
    now = next(row for row in base()[Finding] if row.proposition == "G1")
    assert (cause.kind, cause.subject, cause.field, cause.before) == (Kind.PROGRAM, "G1", "ci_low", "0.123")
    assert (cause.alone, cause.needed, cause.in_set, cause.after) == ("0.123", True, 1, f"{now.ci_low:.6g}")
    assert cause.name == "version of the library scipy: 1 became 2"


def test_where_nothing_of_the_program_is_known_to_differ_that_is_said(review: InMemory):
    told = [replace(row, ci_low=0.123) if row.proposition == "G1" else row for row in base()[Finding]]
    (cause,) = _compared(_frozen(review, told, "2"), review, differs=False)[1]
    assert cause.kind == Kind.PROGRAM and "no code or library is known to differ" in cause.name


def test_the_program_and_a_decision_together(review: InMemory):
    """G1 was frozen with a number that today's program does not give, and one estimate has turned since."""
    told = [replace(row, n_for=7) if row.proposition == "G1" else row for row in base()[Finding]]
    before = _frozen(review, told, "1")
    path = review.at.root / "literature/effects/effects.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("smd,0.4,0.1,,,,100,,1,,positive", "smd,-0.4,0.1,,,,100,,1,,negative"), encoding="utf-8"
    )
    from evidence.stage import Bench
    from evidence.stages.extract import EXTRACT
    from evidence.stages.synthesise import SYNTHESISE

    for stage in (EXTRACT, SYNTHESISE):
        stage.run(Bench(stage, review))
    _, found = _compared(before, review, differs=True)
    own = {cause.kind: cause for cause in found if (cause.subject, cause.field) == ("G1", "n_for")}
    assert {kind: (cause.needed, cause.in_set) for kind, cause in own.items()} == {
        Kind.PROGRAM: (True, 2),
        Kind.ITEM: (True, 2),
    }
    assert own[Kind.PROGRAM].alone == ""  # nobody can run the program of then on the evidence of now
    clean = {cause.kind for cause in found if (cause.subject, cause.field) == ("G1", "n_against")}
    assert clean == {Kind.ITEM}


def test_a_release_whose_settings_no_program_of_today_reads_says_so(review: InMemory):
    told = [replace(row, ci_low=0.123) if row.proposition == "G1" else row for row in base()[Finding]]
    before = _frozen(review, told, "1")
    changes = differences(before, review)
    path = before.at.setting("config")
    path.write_text("synthesise: {no such key: 1}\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    (cause,) = causes(before, review, changes)
    assert (cause.field, cause.needed, cause.exact) == ("ci_low", False, False)
    assert "cannot be read" in cause.name
