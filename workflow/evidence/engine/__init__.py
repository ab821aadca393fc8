"""What the package carries besides its code: the workflow, the book's frame, and what a new review begins with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def resource(*parts: str) -> Path:
    """A file or folder that the package carries, wherever it is installed.

    >>> resource("book", "map.md").is_file(), workflow_file().is_file()
    (True, True)
    """
    return Path(str(files(__name__).joinpath(*parts)))


def workflow_file() -> Path:
    """The Snakefile with a rule for each stage, which the Snakefile of a review includes."""
    return resource("Snakefile")
