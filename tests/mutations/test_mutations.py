"""The catalogue stays true while the code moves: each fault can still be made, and its tests are still there.

That they see it is tried by `python -m tests.mutations`, which takes minutes.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from tests.mutations.catalogue import FOUND_MISSING, LAWS, MUTATIONS
from tests.mutations.mutation import Mutation
from tests.mutations.table import table
from tests.mutations.trial import PACKAGE, ROOT, TESTS, mutated

ROOMS = (
    "ingest", "deduplicate", "screen", "classify", "extract", "appraise", "synthesise", "qca", "assess", "brief",
    "export", "publish", "cli",
)  # fmt: skip
SLOW = ("workflow", "book")


@cache
def _functions(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_a_fault_can_still_be_made_and_its_tests_are_there(mutation: Mutation) -> None:
    path = PACKAGE / mutation.file
    changed = mutated(path.read_text(encoding="utf-8"), mutation)
    if path.suffix == ".py":
        ast.parse(changed)
    assert changed != path.read_text(encoding="utf-8") and mutation.tests
    for test in mutation.tests:
        file, _, name = test.partition("::")
        assert Path(file).parts[0] not in SLOW
        assert (name in _functions(file)) if name else any(n.startswith("test_") for n in _functions(file))


def test_a_fault_that_stands_nowhere_or_twice_is_refused() -> None:
    fault = Mutation("n", "l", "f.py", "a < b", "a <= b", ())
    assert mutated("if a < b:", fault) == "if a <= b:"
    for text in ("if a > b:", "a < b and a < b"):
        with pytest.raises(ValueError, match="n: 'a < b' stands [02] times in f.py"):
            mutated(text, fault)


def test_names_are_said_once_and_every_room_has_a_fault() -> None:
    names = [mutation.name for mutation in MUTATIONS]
    assert len(set(names)) == len(names) >= 24
    assert set(LAWS) | set(FOUND_MISSING) <= set(names)
    assert (len(LAWS), len(FOUND_MISSING)) == (10, 8)
    rooms = {mutation.file.removesuffix(".py").split("/")[0] for mutation in MUTATIONS}
    assert set(ROOMS) <= rooms


def test_the_documents_hold_this_table() -> None:
    text = (ROOT / "docs" / "mutations.md").read_text(encoding="utf-8")
    assert table(MUTATIONS) in text, "write it anew with `python -m tests.mutations --table`"
