"""Ingest: database exports in, records and quarantine out. Nothing is lost in silence.

For scripts: `from evidence.ingest import Source, ingest`; `ingest([Source("a.ris", data)])` gives records, quarantine,
remarks and counts.
"""

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    """The function of the room and what it takes; they are imported when asked for, so that rows cost no readers."""
    if name in ("Source", "ingest"):
        return getattr(import_module("evidence.ingest.stage"), name)
    raise AttributeError(f"evidence.ingest has no {name!r}")
