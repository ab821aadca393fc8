"""That numbers do not hang on the processor: what the command line says to numpy and OpenBLAS before they are loaded, and that they hear it."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from evidence import processor
from evidence.processor import OLDER, SINCE_2013, THREADS, as_on_any_other

here = pytest.mark.skipif(
    platform.machine().lower() not in ("x86_64", "amd64"), reason="this processor is left as it is"
)
_LOADED = """
import json, sys
from unittest.mock import patch
from evidence import main
with patch.object(sys, "argv", ["evidence", "known", "--help"]):
    try:
        main.main()
    except SystemExit:
        pass
import numpy, scipy.linalg
from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__
from threadpoolctl import threadpool_info
print()
print(json.dumps([
    [name for name in __cpu_dispatch__ if __cpu_features__[name]],
    sorted({pool["architecture"] for pool in threadpool_info() if pool["internal_api"] == "openblas"}),
    sorted({pool["num_threads"] for pool in threadpool_info()}),
]))
"""


def _loaded(**own: str) -> list[list[object]]:
    """(what numpy chooses among, the kernels of OpenBLAS, threads) in a process that began with the command line."""
    bare = {name: value for name, value in os.environ.items() if name not in (*SINCE_2013, *THREADS)}
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], env=bare | own, capture_output=True, text=True, check=True
    )
    told: list[list[object]] = json.loads(done.stdout.splitlines()[-1])
    return told


@here
def test_numpy_and_openblas_compute_as_on_processors_of_2013() -> None:
    known = {"avx2", "fma"} <= processor._features()
    assert _loaded() == ([["X86_V3"], ["Haswell"], [1]] if known else [[], ["Nehalem"], [1]])


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ("flags\t\t: fpu sse2 avx2 bmi2 fma avx512f\nflags\t\t: fpu\n", SINCE_2013),
        ("processor\t: 0\nflags\t\t: fpu sse2 avx\n", OLDER),
        ("flags\t\t: fpu avx2\n", OLDER),
        (None, OLDER),
    ],
)
def test_an_older_processor_is_asked_for_nothing_that_it_lacks(
    told: str | None, wanted: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in SINCE_2013:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platform, "machine", lambda: "x86_64")
    monkeypatch.setattr(processor, "_TOLD", tmp_path / "cpuinfo")
    if told:
        (tmp_path / "cpuinfo").write_text(told)
    as_on_any_other()
    assert {name: os.environ.get(name) for name in wanted} == wanted


@here
def test_what_a_person_has_set_stays() -> None:
    assert _loaded(OPENBLAS_CORETYPE="Prescott")[1] not in (["Haswell"], ["Nehalem"])


def test_other_processors_are_told_of_threads_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*SINCE_2013, *THREADS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    as_on_any_other()
    assert {name: os.environ.get(name) for name in (*SINCE_2013, *THREADS)} == dict.fromkeys(
        SINCE_2013
    ) | dict.fromkeys(THREADS, "1")


@here
def test_tests_compute_as_the_command_line_does() -> None:
    ours = SINCE_2013 if {"avx2", "fma"} <= processor._features() else OLDER
    assert {name: os.environ.get(name) for name in (*ours, *THREADS)} == ours | dict.fromkeys(THREADS, "1")
