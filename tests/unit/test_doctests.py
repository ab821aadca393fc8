"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import evidence

MODULES = sorted(m.name for m in pkgutil.walk_packages(evidence.__path__, "evidence."))


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0


def test_there_are_examples():
    assert "evidence.normalise" in MODULES
    module = importlib.import_module("evidence.normalise")
    assert doctest.testmod(module).attempted > 5
