"""Deduplicate: records in, works, links and questions out.

Candidate pairs (`candidates`) are compared field by field (`levels`; years, pages and numbers in `standing`, words in
`texts`, kept for the next run in `memory`). What several fields say together (`objections`) and each by itself has a
weight (`weights`). A pair is joined when its probability is high enough for what is in doubt (`doubts`, `decide`); else it
is a question for a person (`asked`), and may be linked (`relations`). People's rulings (`people`) come first. Joined
pairs become works (`cluster`, `merge`), and the tables say what tied each record (`outcome`).

For scripts: `from evidence.deduplicate import link`.
"""

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    """The function of the room, imported when asked for, so that rows cost no comparisons."""
    if name == "link":
        return import_module("evidence.deduplicate.stage").link
    raise AttributeError(f"evidence.deduplicate has no {name!r}")
