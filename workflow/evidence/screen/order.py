"""The undecided works of a review in the order in which they are read, and what that order rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evidence.deduplicate.rows import Work
from evidence.screen.ranking import rank
from evidence.screen.rows import Screen
from evidence.screen.start import Asked, rests_on, to_the_point
from evidence.texts import text_of

Reads = Callable[[Sequence[str]], "np.ndarray | None"]
"""What texts mean, (n, d); None where it is not known."""


@dataclass(frozen=True)
class Ordered:
    """`queue`: undecided works and their scores, the most promising first. `because`: what the order rests on, in words."""

    queue: list[tuple[Work, float]]
    because: str


def ordered(
    works: Sequence[Work], told: Mapping[str, Screen], question: str, reads: Reads | None = None
) -> Ordered:
    """`told`: the decision on each work by its id. A background work counts as included: it is read for the review."""
    included = [
        None if told[w.work_id] == Screen.UNDECIDED else told[w.work_id] != Screen.EXCLUDE for w in works
    ]
    texts, words = [text_of(work) for work in works], to_the_point(question)
    meaning = reads([*texts, words]) if reads and None in included else None
    read, asked = (None, None) if meaning is None else (meaning[:-1], meaning[-1])
    about = Asked(words, asked) if words else None
    found = rank(texts, included, [work.work_id for work in works], read, about)
    return Ordered([(works[row], score) for row, score in found], rests_on(included, about))
