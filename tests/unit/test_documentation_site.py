"""The documentation as a site: every page is on it, every link within it leads somewhere, and it is built without a warning or another host."""

from __future__ import annotations

import os
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site() -> ModuleType:
    spec = spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_page_of_the_documentation_is_on_it_once(site: ModuleType) -> None:
    listed = site.pages()
    assert len(listed) == len(set(listed)) and listed[0] == "index"
    there = {path.relative_to(ROOT).with_suffix("").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert there <= set(listed) and {
        "CONTRIBUTING",
        "SECURITY",
        "CHANGELOG",
        "config/README",
        "literature/README",
    } <= set(listed)
    assert all((ROOT / site.source(page)).is_file() for page in listed)


def test_every_link_of_a_staged_page_leads_to_a_file_of_the_site(site: ModuleType, tmp_path: Path) -> None:
    site.stage(tmp_path)
    lost = [
        (page.name, where)
        for page in tmp_path.rglob("*.md")
        for where in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not Path(os.path.normpath(page.parent / where)).is_file()
    ]
    assert lost == []
    assert "`tests/fuzz`" in (tmp_path / "docs" / "fuzzing.md").read_text(encoding="utf-8"), (
        "what is no page is said as text"
    )


def test_it_is_built_without_a_warning_and_asks_no_other_host(site: ModuleType, tmp_path: Path) -> None:
    """The build ends with any warning (`publish/book.py`)."""
    site.main(tmp_path / "html")
    pages = list((tmp_path / "html").rglob("*.html"))
    assert len(pages) >= len(site.pages())
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "Content-Security-Policy" in text, page
        assert not re.search(
            r"<(?:script|img|iframe|link rel=\"stylesheet\")[^>]*(?:src|href)=\"(?:https?:)?//", text
        ), page
