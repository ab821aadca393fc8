"""What a stage is planned with, by contents: the files that people wrote and the settings that it takes. It is a small file, an input of its rule.

Snakemake tells an edit by the times of files, and another list of files or another setting by what it noted in `.snakemake`. But clocks are put right, copies come
back under old times, folders are copied without theirs, people delete `.snakemake`, and a stage that is run by hand notes nothing there. So a plan looks at the contents,
which costs no more than to ask where files lie (`input_sums`), and writes the file of a stage anew where they are others. Then the stage is called, and looks itself
whether it has to run (`evidence.unchanged`).
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from evidence.built_from import input_files
from evidence.input_sums import input_sums
from evidence.layout import Layout
from evidence.pipeline import STAGES, of_people, settings
from evidence.reading import sha256
from evidence.stage import Stage

_BY_HAND = "by_hand"


def write_inputs(at: Layout, config: dict[str, Any]) -> None:
    """Say it for each stage, where that is not said yet. `config`: config.yaml as it stands."""
    sums = input_sums(at, input_files(at), noted=True)
    for stage in STAGES:
        _say(stage, at, config, sums, 0)


def note_by_hand(stage: Stage, at: Layout, config: dict[str, Any]) -> None:
    """That a stage runs now with what stands here, without a plan: what it was planned with before is no more what its tables are of."""
    if at.planned_inputs(stage.name).exists():
        _say(stage, at, config, {}, 1)


def _say(stage: Stage, at: Layout, config: dict[str, Any], sums: dict[str, str], more: int) -> None:
    path = at.planned_inputs(stage.name)
    before, runs = _read(at, stage.name)
    files = {str(file): sums.get(file.as_posix()) or sha256(file) for file in sorted({*of_people(stage, at)})}
    told = {"settings": json.loads(settings(stage, config)), "files": files, _BY_HAND: runs + more}
    if (text := json.dumps(told, indent=1)) != before:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", errors="surrogatepass")


def _read(at: Layout, stage: str) -> tuple[str, int]:
    """(what was said last, how often the stage was run by hand until then)."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        text = at.planned_inputs(stage).read_text(encoding="utf-8", errors="surrogatepass")
        return text, int(json.loads(text)[_BY_HAND])
    return "", 0
