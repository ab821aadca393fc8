"""How long the shipped review takes: cold build, nothing to do, one record more, trace, check.

Run from the folder of the project, with its environment: `python tests/benchmarks/pipeline.py`.
It works in a temporary copy and prints a table in markdown. Medians of the repeated ones.
"""

from __future__ import annotations

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.workflow.conftest import copy_project


def timed(action: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """(seconds, CPU seconds with those of all processes) of an action, medians."""
    taken, worked = [], []
    for _ in range(times):
        began, before = time.monotonic(), _cpu()
        action()
        taken.append(time.monotonic() - began)
        worked.append(_cpu() - before)
    return statistics.median(taken), statistics.median(worked)


def _cpu() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "project", code=True)
        rows = [("cold build, 2 cores, environment there", timed(project.build))]
        rows.append(("nothing to do", timed(project.build, 3)))
        rows.append(("`evidence trace KEY`", timed(lambda: project.evidence("trace", "krug2016"), 5)))
        rows.append(("`evidence check --ledger`", timed(lambda: project.evidence("check", "--ledger"), 3)))
        rows.append(("`evidence status`", timed(lambda: project.evidence("status"), 3)))
        page = project.folder / "book" / "index.md"
        page.write_text(page.read_text() + "\nA remark.\n")
        rows.append(("one page edited", timed(project.build)))
        export = project.folder / "literature" / "records" / "mvpf_germany.bib"
        export.write_text(export.read_text() + "\n@article{new, title={A new study}, year={2026}}\n")
        rows.append(("one record more", timed(project.build)))
    print("| what | seconds | CPU s |\n|---|---|---|")
    for what, (seconds, cpu) in rows:
        print(f"| {what} | {seconds:.1f} | {cpu:.1f} |")


if __name__ == "__main__":
    main()
