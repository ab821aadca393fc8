"""The words of a work that machines read, in screening and in classification."""

from __future__ import annotations

from evidence.deduplicate.rows import Work


def text_of(work: Work) -> str:
    """Title, abstract and place of publication."""
    return joined(work.title, work.abstract, work.container)


def joined(title: str, abstract: str, container: str) -> str:
    return " . ".join(part for part in (title, abstract, container) if part)
