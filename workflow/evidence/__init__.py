"""Evidence synthesis: pure functions, one room a stage.

`evidence.open("my-review")["pools"]` is a table of a built review as a pandas frame (`evidence.frames`).
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence.frames import Frames


def open(folder: str | Path = ".") -> Frames:
    """The tables of the review in a folder, by name. Raises UserError where there is no such folder."""
    # By name: what is for scripts is no part of what a stage runs (`evidence.stage_code`).
    return import_module("evidence.frames").Frames(folder)
