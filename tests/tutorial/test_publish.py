"""What the how-to hands out to be copied into a review: a workflow that publishes what is whole, and a citation that can be read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
PUBLISH = ROOT / "docs" / "publish"


def read(name: str) -> Any:
    return yaml.safe_load((PUBLISH / name).read_text(encoding="utf-8"))


def test_only_a_strict_build_is_published() -> None:
    assert "evidence build --strict" in (PUBLISH / "gitlab-pages.yml").read_text()


def test_the_citation_has_what_its_format_demands() -> None:
    citation = read("CITATION.cff")
    assert {"cff-version", "message", "title", "authors"} <= citation.keys()
    assert citation["type"] == "dataset"
    assert all("family-names" in author or "name" in author for author in citation["authors"])


def test_the_how_to_names_each_file() -> None:
    text = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
    assert all(f"(publish/{path.name})" in text for path in PUBLISH.iterdir())
