"""What a build's server loads before stages are asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from evidence.pipeline import STAGES
from evidence.stage_code import code_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no stage is served")
_LOADED = """
import json, os, sys
from evidence.served import to_load
for load in to_load():
    load()
print(json.dumps([len(os.listdir("/proc/self/task")), sorted(sys.modules)]))
"""


def test_no_stage_has_a_module_to_load_and_no_thread_was_begun() -> None:
    """A fork that loads what the next one loads again makes every build longer; a thread is lost in a fork."""
    quiet = {**os.environ, "JE_ARROW_MALLOC_CONF": "background_thread:false"}
    done = subprocess.run([sys.executable, "-c", _LOADED], env=quiet, capture_output=True, text=True)
    threads, loaded = json.loads(done.stdout)
    assert threads == 1
    codes = code_of([stage.name for stage in STAGES])
    needed = {_module(name) for code in codes.values() for name in code.modules}
    assert needed - {*loaded} == set()
    assert {"typst", "pandas", "pydantic", "scipy.sparse"} <= {*loaded}
    assert "scipy.stats" not in loaded  # dear, and asked for by one stage alone, where it runs


def _module(file: str) -> str:
    return file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
