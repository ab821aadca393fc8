"""Whether a command was started in the folder of a review, and where one lies near by."""

from __future__ import annotations

import shlex
from pathlib import Path

from evidence.errors import UserError


def is_review(folder: Path) -> bool:
    """Whether a folder is that of a review, or of what was one."""
    return (folder / "config").is_dir() or (folder / "Snakefile").is_file()


def check_here(folder: Path) -> None:
    """Raises UserError where this is not the folder of a review, with the way to one that lies around it or in it."""
    if is_review(folder):
        return
    here = folder.resolve()
    above = next((parent for parent in here.parents if _whole(parent)), None)
    inside = (
        [child for child in sorted(here.iterdir()) if child.is_dir() and _whole(child)] if not above else []
    )
    if above:
        fix = f"it lies in one; go there: cd {shlex.quote(str(above))}"
    elif inside:
        fix = f"go into the one that lies here: cd {shlex.quote(inside[0].name)}"
    else:
        fix = "go to the folder that holds config/ and literature/, or make one: `evidence new FOLDER`"
    raise UserError("this is not the folder of a review", file=here, fix=fix)


def _whole(folder: Path) -> bool:
    return (folder / "config" / "config.yaml").is_file() and (folder / "literature").is_dir()
