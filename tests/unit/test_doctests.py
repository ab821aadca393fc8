"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import evidence

FOUND = {m.name: m.module_finder for m in pkgutil.walk_packages(evidence.__path__, "evidence.")}
MODULES = sorted(FOUND)


def _has_examples(name: str) -> bool:
    return b">>>" in Path(FOUND[name].find_spec(name).origin).read_bytes()


WITH_EXAMPLES = [name for name in MODULES if _has_examples(name)]


def tried(name: str) -> doctest.TestResults:
    """Docstrings without an example are not run: before each doctest looks at every file that was ever read."""
    runner = doctest.DocTestRunner()
    for found in doctest.DocTestFinder().find(importlib.import_module(name)):
        if found.examples:
            runner.run(found)
    return runner.summarize(verbose=False)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples(name):
    assert tried(name).failed == 0


def test_there_are_examples():
    assert len(WITH_EXAMPLES) > 150 and "evidence.normalise" in WITH_EXAMPLES
    assert tried("evidence.normalise").attempted > 5


def test_every_module_can_be_imported():
    for name in MODULES:
        importlib.import_module(name)
