"""What each stage runs, as planning finds it, with and without edits: for test_stage_code and test_libraries."""

from __future__ import annotations

from pathlib import Path

from evidence.pipeline import STAGES
from evidence.stage_code import StageCode, code_of

from .imports import files

NAMES = [stage.name for stage in STAGES]


def code_with(sources: dict[str, bytes] | None = None, kept: Path | None = None) -> dict[str, StageCode]:
    return code_of(NAMES, kept, sources)


def sources_with(edit, only=lambda module: True) -> dict[str, bytes]:
    texts = {module: path.read_text(encoding="utf-8") for module, path in files().items()}
    return {module: (edit(text) if only(module) else text).encode() for module, text in texts.items()}
