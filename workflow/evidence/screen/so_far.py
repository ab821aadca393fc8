"""A reading so far: what the stopping rule says of it, and in which order to go on as the rule asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from evidence.screen.by_chance import at_random, drawn
from evidence.screen.reading_order import Reading
from evidence.screen.stopping import Next, Stopping, stopping


def judged(
    reading: Reading,
    included: Mapping[str, bool],
    unread: Sequence[str],
    bare: Collection[str],
    recall: float,
) -> Stopping:
    """The rule on works that were read. `included`: by work; one that is not in it is not decided on. `bare`: works without an abstract, of which
    the rule takes those with one apart. Which works were drawn by chance follows from the order of reading."""
    rows = [n for n, work in enumerate(reading.works) if work in included]
    works = [reading.works[n] for n in rows]
    without = np.array([work in bare for work in works], bool)
    chance = np.zeros(len(works), bool)
    for kind in (False, True):
        own = np.flatnonzero(without == kind)
        left = [work for work in unread if (work in bare) == kind]
        chance[own] = drawn([works[n] for n in own], left)
    return stopping(
        [included[work] for work in works],
        len(works) + len(unread),
        recall,
        random=chance.tolist(),
        bare=without.tolist(),
        bare_total=int(without.sum()) + sum(work in bare for work in unread),
        blocks=None if reading.blocks is None else reading.blocks[rows].tolist(),
    )


def to_go_on(rule: Stopping, ranked: Sequence[str], bare: Collection[str]) -> list[str]:
    """The undecided works in the order that the rule asks for: by relevance, or drawn by the hash of their ids, the same for everyone; those without
    an abstract, which no ranking can place, behind the others or, where it is their turn, before them."""
    texts = [work for work in ranked if work not in bare]
    without = at_random([work for work in ranked if work in bare])
    if rule.next == Next.BARE:
        return without + texts
    return (at_random(texts) if rule.next == Next.RANDOM else texts) + without
