"""The words of a work that machines read, in screening and in classification."""

from __future__ import annotations

from collections.abc import Iterable

from evidence.deduplicate.rows import Work

LEAST = 40
"""Bytes in UTF-8 of the shortest abstract that says something; "No abstract available" has fewer. Of Latin letters one is a byte, of Chinese,
of which fewer say as much, three."""


def text_of(work: Work) -> str:
    """Title, abstract and place of publication."""
    return joined(work.title, work.abstract, work.container)


def joined(title: str, abstract: str, container: str) -> str:
    return " . ".join(part for part in (title, abstract, container) if part)


def textless(works: Iterable[Work]) -> list[bool]:
    """Which works have no abstract to speak of, so that a machine judges them by their title alone.

    Their scores are not comparable with those of works that have one: fewer words can speak for them.
    """
    return [is_bare(work.abstract) for work in works]


def is_bare(abstract: str) -> bool:
    """Whether an abstract says nothing."""
    return len(abstract.strip().encode("utf-8", "surrogatepass")) < LEAST
