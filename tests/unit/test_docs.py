"""What the documents name is there: modules, files, tests, verbs, targets of make and downloads; and nothing that is gone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from evidence.catalogue import TABLES
from evidence.main import app

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    ROOT / "literature/README.md",
    ROOT / "config/README.md",
)
UNDER = (
    "",
    "workflow/evidence",
    "workflow/evidence/engine",
    "workflow/evidence/brief",
    "tests",
    "literature",
)
GONE = (
    "engine/schemas", "workflow/schemas", "people.py", "provenance.py", "otherwise:", "`contested`", "`supported`",
    "`insufficient`", "silent by rule", "tests/unit/test_schemas", "evidence validate",
)  # fmt: skip
"""Names and words of earlier versions, of which no document speaks any more."""


def quoted(page: Path) -> list[str]:
    """What a page says in the type of code: between ticks, and in its blocks."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, flags=re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    return [*lines, *re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S))]


def _is_there(path: str) -> bool:
    """Whether a path is one of the project, named from one of its rooms or by its last parts."""
    if any((ROOT / place / path).exists() for place in UNDER):
        return True
    return any(
        any(ROOT.joinpath(top).rglob(path))
        for top in ("workflow/evidence", "tests")
        if not path.startswith("/")
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_modules_and_folders_that_a_page_names_are_there(page: Path) -> None:
    said = [word.split("::")[0] for code in quoted(page) for word in re.findall(r"[\w./:-]+", code)]
    named = {
        w
        for w in said
        if re.fullmatch(r"[\w./-]+\.(py|smk|typ|md|html|yaml)|(tests|workflow|docs)/[\w./-]+", w)
    }
    made = {
        "404.html",
        "works.html",
        "engine/index.md",
        "changes.md",
        "run.html",
    }  # by a build or a command; what `extends` names is no path of ours
    made |= {
        w for w in named if re.search("NAME|WORK|CASE|ROOM|config/imports/", w) or w.startswith("book/_build")
    }
    assert [w for w in sorted(named - made) if not _is_there(w.rstrip("/."))] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_tests_that_a_page_names_are_there(page: Path) -> None:
    for file, name in re.findall(r"(tests/[\w/]+\.py|test_\w+\.py)::(\w+)", page.read_text(encoding="utf-8")):
        texts = [text for path, text in _tests().items() if path.endswith(f"/{file}")]
        assert any(f"def {name}(" in text for text in texts), (file, name)


@cache
def _tests() -> dict[str, str]:
    """What each module of tests says, by its place."""
    return {path.as_posix(): path.read_text(encoding="utf-8") for path in ROOT.glob("tests/**/test_*.py")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    verbs = get_command(app).commands
    makes = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    for code in quoted(page):
        for verb, rest in re.findall(r"^(?:\$ |\.venv/bin/)?evidence ([a-z]+)\b(?![.:])([^|&;)#]*)", code):
            assert verb in verbs, code
            known = {name for option in verbs[verb].params for name in (*option.opts, *option.secondary_opts)}
            assert set(re.findall(r"(?<!\S)--[a-z-]+", rest)) <= known, code
        for target in re.findall(r"\bmake ([a-z-]+)", code):
            assert target in makes, code
        for module in re.findall(r"python -m (tests[\w.]*)", code):
            path = ROOT / module.replace(".", "/")
            assert path.with_suffix(".py").exists() or (path / "__main__.py").exists(), code


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_no_page_speaks_of_what_is_gone(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [word for word in GONE if re.search(rf"(?<![\w-]){re.escape(word)}", text)] == []


def test_the_checklists_name_downloads_of_the_book() -> None:
    named = set(re.findall(r"`([a-z_]+\.csv)`", (ROOT / "docs/checklists.md").read_text(encoding="utf-8")))
    assert len(named) > 5 and named <= {table.download for table in TABLES}
