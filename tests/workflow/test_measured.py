"""A comparison of numbers alone: Lipset's theory, from the raw table to the published solution, through all stages up to the pages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.io import read_table
from evidence.layout import Layout
from evidence.qca.rows import QcaCase, QcaTerm

from .conftest import Project, copy_project, once

pytestmark = pytest.mark.workflow


@pytest.fixture(scope="module")
def lipset(repository, tmp_path_factory) -> Project:
    topic = repository / "tests" / "topics" / "lipset"

    def make(folder: Path) -> str:
        project = copy_project(folder, topic)
        return project.stages("pdf", "publish")

    return once(tmp_path_factory, "measured", make)


def test_raw_values_and_anchors_give_the_published_memberships_and_solution(lipset, repository) -> None:
    """Ragin (2009), chapter 5 of Configurational Comparative Methods: memberships with two digits, solutions at .80."""
    path = repository / "tests" / "validation" / "qca" / "lf.json"
    published = json.loads(path.read_text(encoding="utf-8"))
    at = Layout(lipset.folder)
    cases = {case.case_id: case for case in read_table(at.table("qca", "cases"), QcaCase)}
    ours = [(json.loads(c.memberships), c.outcome) for c in cases.values()]
    assert len(ours) == len(published["values"]) == 18
    for row, outcome in zip(published["values"], published["outcomes"], strict=True):
        printed = dict(zip(published["conditions"], row, strict=True))
        same = [
            1
            for own, y in ours
            if own == pytest.approx(printed, abs=0.0101) and y == pytest.approx(outcome, abs=0.0101)
        ]
        assert len(same) == 1, printed

    terms = read_table(at.table("qca", "solutions"), QcaTerm)
    for kind in ("complex", "parsimonious"):
        (model,) = published[kind]
        found = {frozenset(t.term.split("*")): t for t in terms if t.kind == kind and t.term and not t.absent}
        assert set(found) == {frozenset(text.split("*")) for text in model["terms"]}
        for text, consistency, coverage in zip(model["terms"], model["inclS"], model["covS"], strict=True):
            own = found[frozenset(text.split("*"))]
            assert (own.consistency, own.coverage) == pytest.approx((consistency, coverage), abs=0.005)


def test_the_page_shows_raw_values_with_units_and_sources_and_links_to_no_missing_case(lipset) -> None:
    """As it is given to Sphinx."""
    page = (lipset.folder / "results" / "brief" / "book" / "combinations.md").read_text(encoding="utf-8")
    assert page.count("Rihoux and De Meur 2009, table 3.2") == 108 and "US dollars" in page
    assert "cases.html#case-" not in page and "cases.md#case-" not in page


def test_a_name_that_was_not_measured_is_an_error_that_lists_what_was(lipset, tmp_path) -> None:
    changed = lipset.copy(tmp_path / "changed")
    config = changed.folder / "config" / "config.yaml"
    config.write_text(config.read_text().replace("measured: literacy", "measured: litteracy"))
    done = changed.evidence("qca")
    said = done.stdout + done.stderr
    assert done.returncode and "Traceback" not in said
    assert (
        "litteracy" in said
        and "qca.conditions.LIT" in said
        and "literacy" in said
        and "literature/conditions" in said
    )
