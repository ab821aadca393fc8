"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import evidence

MODULES = sorted(m.name for m in pkgutil.walk_packages(evidence.__path__, "evidence."))


def tried(name: str) -> doctest.TestResults:
    """Docstrings without an example are not run: before each doctest looks at every file that was ever read."""
    runner = doctest.DocTestRunner()
    for found in doctest.DocTestFinder().find(importlib.import_module(name)):
        if found.examples:
            runner.run(found)
    return runner.summarize(verbose=False)


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    assert tried(name).failed == 0


def test_there_are_examples():
    assert "evidence.normalise" in MODULES
    assert tried("evidence.normalise").attempted > 5
