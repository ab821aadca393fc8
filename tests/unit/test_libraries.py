"""A stage depends on the version of every library behind what it imports, and on Python's."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from evidence import libraries, stage_code
from evidence.memo import Memo

from .imports import closure, of
from .planned_code import NAMES, code_with, sources_with

ABSENT = "not installed"


@cache
def _records() -> dict[str, str]:
    """The list of files of each library that is installed, by its name."""
    return {
        canonicalize_name(found.name): found.read_text("RECORD") or "" for found in metadata.distributions()
    }


def _owner(imported: str) -> str:
    """The library that has what is imported; by the name of the import where none is installed."""
    module = re.compile(rf"^{imported}(/__init__)?\.(py|\S+\.so),", flags=re.M)
    return next(
        (name for name, files in _records().items() if module.search(files)), canonicalize_name(imported)
    )


@cache
def _required(library: str) -> frozenset[str]:
    needed = [Requirement(line) for line in metadata.requires(library) or []]
    named = {canonicalize_name(r.name) for r in needed if not r.marker or r.marker.evaluate({"extra": ""})}
    return frozenset(named & {*_records()})


@cache
def _libraries(stage: str) -> set[str]:
    imported = {name for module in closure(f"evidence.stages.{stage}") for name in of(module).others}
    seen: set[str] = set()
    waiting = [_owner(name) for name in imported]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _required(name) if name in _records() else ()
    return seen


def test_each_version_is_that_which_is_installed(now):
    for code in now.values():
        for library, version in code.libraries.items():
            assert version == (metadata.version(library) if library in _records() else ABSENT)


def test_another_version_of_any_library_changes_the_stages_that_use_it_and_no_other(now, kept, monkeypatch):
    versions = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: versions(name) + ".post9")
    after = code_with(kept=kept)
    for library in sorted(set().union(*(code.libraries for code in now.values()))):
        stages = {name for name in NAMES if library in _libraries(name)}
        assert {name for name in NAMES if library in now[name].libraries} == stages, library
        for name in stages:
            given = {**now[name].libraries, library: after[name].libraries[library]}
            changed = replace(now[name], libraries=given).digest != now[name].digest
            assert changed == (library in _records()), (library, name)


@pytest.mark.parametrize(
    ("library", "stages"),
    [
        ("scikit-learn", set()),
        ("pylatexenc", {"ingest"}),
        ("typst", {"pdf", "publish"}),
        ("sphinx-book-theme", {"publish"}),
        ("pyarrow", set(NAMES)),
        ("pytest", set()),
    ],
)
def test_one_changed_library_alone(now, kept, monkeypatch, library, stages):
    versions = metadata.version
    monkeypatch.setattr(
        metadata, "version", lambda name: "99" if canonicalize_name(name) == library else versions(name)
    )
    after = code_with(kept=kept)
    assert {name for name in NAMES if after[name].digest != now[name].digest} == stages


def test_a_library_that_comes_is_known_though_it_was_remembered_as_absent(kept, monkeypatch, tmp_path):
    """The memory of what stands behind an import holds for one state of the environment."""
    record = tmp_path / "torch-9.dist-info"
    record.mkdir()
    (record / "METADATA").write_text("Metadata-Version: 2.1\nName: torch\nVersion: 9\n")
    asks = sources_with(
        lambda text: text + "\nimport torch\n", lambda module: module == "evidence.classify.stage"
    )
    before = code_with(asks, kept)["classify"].libraries["torch"]
    monkeypatch.syspath_prepend(tmp_path)
    assert (before, code_with(asks, kept)["classify"].libraries["torch"]) == (ABSENT, "9")


def test_another_python_changes_every_stage(now, monkeypatch):
    assert all(replace(code, python="3.99").digest != code.digest for code in now.values())
    assert {code.python for code in now.values()} == {stage_code.PYTHON}


def test_each_library_is_asked_for_its_version_once(monkeypatch) -> None:
    """Its record is parsed each time, and a hundred stand behind several imports."""
    asked: list[str] = []
    memo = Memo(None, "x")
    libraries.versions(["sphinx", "jupyter_book"], memo)  # what is behind them is found before
    monkeypatch.setattr(libraries, "_version", lambda name: asked.append(name) or "1")
    found = libraries.versions(["sphinx", "jupyter_book"], memo)
    assert {*found["sphinx"]} & {*found["jupyter_book"]}
    assert len(asked) == len({*asked})
