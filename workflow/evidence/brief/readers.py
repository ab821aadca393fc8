"""Who drew, coded or read something, and what the review says of them."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.brief.tables import Tables
from evidence.brief.words import a_list


def readers(tables: Tables, names: Iterable[str]) -> str:
    """A sentence on who did it, with what `review: readers:` in config.yaml says of each; blank where nobody signed."""
    known = tables.config.review.readers
    signed = sorted({name for name in names if name})
    who = [f"{name} ({' '.join(known[name].split())})" if name in known else name for name in signed]
    return f"Read by {a_list(who)}." if who else ""
