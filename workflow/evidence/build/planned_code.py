"""What stages run, said for a plan (`pipeline.write_code`), and not found out again where neither the program nor what was said of it has moved.

To find it out reads every module and asks for the version of every library, which takes as long as to plan. As in `evidence.build.standing`, files are told
by their size, their number on the disk, and the times of their last edit and last change of any kind.
"""

from __future__ import annotations

import json
from contextlib import suppress

from evidence import pipeline
from evidence.build.standing import Facts, facts, program
from evidence.layout import Layout


def write_code(at: Layout) -> None:
    """Say it for each stage, where that is not said yet. What is noted of it may be lost at any time."""
    before = program()
    if _said(at) != [before, _stands(at)]:
        pipeline.write_code(at)
        with suppress(OSError):
            at.planned.write_text(json.dumps([before, _stands(at)]), encoding="utf-8")


def _said(at: Layout) -> object:
    with suppress(OSError, ValueError):
        return json.loads(at.planned.read_text(encoding="utf-8"))
    return None


def _stands(at: Layout) -> dict[str, Facts]:
    """The files in which it is said, also those of stages that are none."""
    return {
        path.name: facts(path)
        for path in sorted({*at.codes, *(at.code(stage.name) for stage in pipeline.STAGES)})
    }
