"""Snakemake finds its plugins with one look at what is installed, and ends when it has ended."""

import pkgutil
import subprocess
import sys

from evidence.build.engine_start import list_once


def test_a_path_is_looked_at_once_and_another_one_anew(tmp_path, monkeypatch):
    looked = []

    def look(path=None, prefix=""):
        looked.append((path, prefix))
        return iter(["a", "b"])

    monkeypatch.setattr(pkgutil, "iter_modules", look)
    list_once()
    assert [list(pkgutil.iter_modules()) for _ in range(3)] == [["a", "b"]] * 3
    assert looked == [(None, "")]
    monkeypatch.syspath_prepend(tmp_path)
    assert list(pkgutil.iter_modules()) == ["a", "b"]
    assert len(looked) == 2
    list(pkgutil.iter_modules(["x"], "y."))
    assert looked[2:] == [(["x"], "y.")]
    assert str(tmp_path) in sys.path


_SETS_A_TIMER = """
import threading
from evidence.build.engine_start import end_at_once
end_at_once()
threading.Timer(0, print, ["called"]).run()
threading.Timer(600, print).start()
"""


def test_a_timer_calls_and_no_process_waits_for_one():
    done = subprocess.run(
        [sys.executable, "-c", _SETS_A_TIMER], timeout=60, capture_output=True, text=True, check=True
    )
    assert done.stdout == "called\n"


def test_rings_are_not_looked_for_where_snakemake_runs():
    asked = "import gc; from evidence.build.engine_start import begin; begin(); print(gc.isenabled())"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
