"""Each promise of SECURITY.md names tests that exist."""

from __future__ import annotations

import ast
import re

import pytest


def _promises(repository) -> dict[str, list[str]]:
    """The rows of the table of promises: what is promised, and the tests behind it."""
    text = (repository / "SECURITY.md").read_text(encoding="utf-8")
    part = text.split("## What is promised", 1)[1].split("\n## ", 1)[0]
    rows = [line.strip("|").split("|") for line in part.splitlines() if line.startswith("|")][2:]
    return {promise.strip(): re.findall(r"`(tests/[^`]+)`", tests) for promise, tests in rows}


def test_every_promise_names_a_test_that_exists(repository) -> None:
    promises = _promises(repository)
    assert len(promises) > 15
    missing = []
    for promise, named in promises.items():
        assert named, f"no test is named for: {promise}"
        for test in named:
            file, _, name = test.partition("::")
            path = repository / file
            tree = ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else ast.Module([], [])
            found = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
            if not name.startswith("test_") or name not in found:
                missing.append(test)
    assert missing == []


@pytest.mark.parametrize("word", ["who writes what", "reviewer may assume", "builds strangers' branches"])
def test_the_threat_model_is_there(repository, word) -> None:
    assert word in (repository / "SECURITY.md").read_text(encoding="utf-8").lower()
