"""Who drew, coded or read something, and what the review says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from evidence.brief.tables import Tables
from evidence.brief.words import a_list
from evidence.classify.rows import CodedBy
from evidence.given.reviewers import voices

GIVEN_BY = {CodedBy.PERSON: "a reader", CodedBy.RULE: "a rule", CodedBy.MODEL: "the machine"}
"""Who gave a code, in words. A reader is whoever signs a row; what it is, `review: readers:` says."""


def readers(tables: Tables, names: Iterable[str]) -> str:
    """A sentence on who did it, with what `review: readers:` in config.yaml says of each; blank where nobody signed."""
    who = who_signed(tables, names)
    return f"Read by {who}." if who else ""


def who_signed(tables: Tables, names: Iterable[str]) -> str:
    """The names, each with what the review says of it; those of whom it says the same stand together."""
    known = tables.config.review.readers
    alike: dict[str, list[str]] = defaultdict(list)
    for name in voices(names):
        alike[" ".join(known.get(name, "").split()) or name].append(name)
    return a_list(
        [a_list(own) if own == [says] else f"{a_list(own)} ({says})" for says, own in alike.items()]
    )
