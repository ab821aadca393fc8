"""What the how-to hands out to be copied into a review: workflows with the least rights, and a citation that can be read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PUBLISH = ROOT / "docs" / "publish"
USES = re.compile(r"uses: (\S+?)@(\S+)")


def read(name: str) -> Any:
    return yaml.safe_load((PUBLISH / name).read_text(encoding="utf-8"))


def test_each_action_is_pinned_by_its_digest() -> None:
    uses = USES.findall((PUBLISH / "github-pages.yml").read_text())
    assert len(uses) == 4
    assert all(re.fullmatch("[0-9a-f]{40}", digest) for _, digest in uses)


def test_an_action_has_the_digest_that_ours_have() -> None:
    ours = dict(USES.findall((ROOT / ".github/workflows/ci.yml").read_text()))
    theirs = dict(USES.findall((PUBLISH / "github-pages.yml").read_text()))
    both = ours.keys() & theirs.keys()
    assert len(both) == 2
    assert {name: ours[name] for name in both} == {name: theirs[name] for name in both}


def test_a_job_may_do_what_it_needs_and_no_more() -> None:
    workflow = read("github-pages.yml")
    assert workflow["permissions"] == {}
    assert workflow["jobs"]["build"]["permissions"] == {"contents": "read"}
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow[True] == {
        "push": {"branches": ["main"]},
        "workflow_dispatch": None,
    }  # `on` is a truth of YAML 1.1


@pytest.mark.parametrize("name", ["github-pages.yml", "gitlab-pages.yml"])
def test_only_a_strict_build_is_published(name: str) -> None:
    assert "evidence build --strict" in (PUBLISH / name).read_text()


def test_the_citation_has_what_its_format_demands() -> None:
    citation = read("CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["type"] == "dataset"
    assert all("family-names" in author or "name" in author for author in citation["authors"])


def test_the_how_to_names_each_file() -> None:
    text = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    assert all(f"(publish/{path.name})" in text for path in PUBLISH.iterdir())
