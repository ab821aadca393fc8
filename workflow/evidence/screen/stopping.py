"""When screening may stop: ranked reading first, then a random sample of what is left, and on which of them the verdict rests.

Ranked reading. Callaghan and Müller-Hansen (2020), Statistical stopping criteria for automated screening in systematic reviews,
Systematic Reviews 9:273, with the biased urn of their buscarpy: from any point of the reading, a relevant work was at least `lead` times as
likely to be read next as an irrelevant one. That is an assumption about the ranking, and it fails where relevant works sink to the bottom.
Where none may be missed (fewer than 19 are found, at 95 % recall), one work at the bottom breaks the promise: no lead is trusted there.

Random sample. Works drawn by chance from the unread: what they show holds whatever the ranking did, at every draw (`urns.sample_p`).

Works without an abstract are drawn by chance from the first: no ranking leads there. May `allowed` works be missed, then so many of them with
and so many without an abstract. If recall is below the target, one of the two is exceeded. Either test may be the one that errs, so that
the sample's word rests on the sum of both p.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from evidence.screen.pile import Pile, pile_of
from evidence.screen.urns import below_target, lead_of

MOST_LEAD = 5.0
"""No ranking is trusted with more, whatever it showed so far."""
SHARE = 0.05
"""Of the unread, so many are read at random before the ranking's word is taken."""


class Ground(StrEnum):
    """What lets screening stop."""

    NONE = ""
    ALL = "all"
    RANKING = "ranking"
    SAMPLE = "sample"


class Next(StrEnum):
    """What to read now."""

    RANKED = "ranked"
    BARE = "bare"
    RANDOM = "random"


@dataclass(frozen=True, slots=True)
class Stopping:
    """`p`: that recall is below `target`, by what `ground` or else the ranking says; `lead`: what the ranking was trusted with.
    `next`: what to read now; `warnings`: where an assumption fails or cannot be looked at, in words."""

    read: int
    total: int
    found: int
    target: float
    confidence: float
    p: float
    lead: float
    ground: Ground
    next: Next
    warnings: tuple[str, ...]
    texts: Pile = field(repr=False, compare=False)
    bare: Pile = field(repr=False, compare=False)

    @property
    def stop(self) -> bool:
        return bool(self.ground)

    @property
    def recall(self) -> float:
        """Median estimate, without any trust in a lead."""
        return self._recall(0.5)

    @property
    def at_least(self) -> float:
        """One-sided bound at `confidence`: of the sample alone once there is one, else by a ranking no worse than chance."""
        piles = 2 if self.texts.left and self.bare.left else 1  # either bound may err
        return self._recall((1 - self.confidence) / piles)

    def _recall(self, level: float) -> float:
        texts = self.texts

        def p(missing: int) -> float:
            return texts.by_sample(missing) if len(texts.drawn) else texts.by_ranking(missing, 1.0)

        missing = _most(p, texts.left, level) + _most(self.bare.by_sample, self.bare.left, level)
        return self.found / (self.found + missing) if self.found else 0.0


def stopping(
    included: Sequence[bool],
    total: int,
    target: float = 0.95,
    confidence: float = 0.95,
    *,
    random: Sequence[bool] | None = None,
    bare: Sequence[bool] | None = None,
    bare_total: int = 0,
    blocks: Sequence[int] | None = None,
    trusted: bool = True,
) -> Stopping:
    """Judge a reading: `included` in the order in which works were read, of `total` works.

    Of each answer, `random`: whether the work was drawn by chance (`by_chance.drawn`); `bare`: whether it has no abstract, as `bare_total` of all works
    have; `blocks`: answers with the same number, side by side, came in no known order (decisions of one day without a time): the test then
    looks only between blocks, trusts no lead, and says so. Without them: none, none, and a known order. Unless the ranking is `trusted`, only
    the sample lets screening stop.

    Raises ValueError where more was read than there is, or a share is not between 0 and 1.
    """
    answers = np.asarray(included, bool)
    n = len(answers)
    chance = np.zeros(n, bool) if random is None else np.asarray(random, bool)
    without = np.zeros(n, bool) if bare is None else np.asarray(bare, bool)
    numbers = np.arange(n) if blocks is None else np.asarray(blocks)
    if n > total or without.sum() > bare_total or (~without).sum() > total - bare_total:
        raise ValueError(f"{n} works were read, but there are only {total}")
    if not 0 < target < 1 or not 0 < confidence < 1:
        raise ValueError("target and confidence are shares between 0 and 1")
    texts = pile_of(answers[~without], chance[~without], numbers[~without], total - bare_total)
    bares = pile_of(answers[without], chance[without], numbers[without], bare_total)
    return _judged(texts, bares, target, 1 - confidence, trusted)


def _judged(texts: Pile, bare: Pile, target: float, level: float, trusted: bool) -> Stopping:
    found = texts.found + bare.found
    left = texts.left + bare.left
    total = texts.total + len(texts.early) + bare.total + len(bare.early)
    allowed = below_target(found, target) - found - 1
    of_bare = min(allowed // 2, bare.left)
    of_texts = allowed - of_bare
    unknown = texts.ends is not None or not trusted
    lead = 1.0 if unknown or not allowed else lead_of(texts.ranked, texts.total, of_texts + 1, MOST_LEAD)
    p_bare, p_sample = bare.by_sample(of_bare + 1), texts.by_sample(of_texts + 1)
    p_ranked = texts.by_ranking(of_texts + 1, lead)
    drawn, finds = len(texts.drawn), int(texts.drawn.sum())
    poorer = bool(finds) and (finds / drawn * texts.left > of_texts or texts.by_ranking(finds, lead) < level)
    checked = drawn >= SHARE * texts.urn
    ground = Ground.NONE
    if not left:
        ground = Ground.ALL
    elif found and p_bare < level:
        if p_bare + p_sample < level:
            ground = Ground.SAMPLE
        elif trusted and p_ranked < level and checked and not poorer:
            ground = Ground.RANKING
    by_texts = min(p_sample, 1.0 if poorer else p_ranked)
    p = max(p_bare, by_texts)
    if ground in (Ground.ALL, Ground.SAMPLE):
        p = p_bare + p_sample if left else 0.0
    by_chance = Next.RANDOM if p_bare < level else Next.BARE
    then = Next.RANKED if p_ranked >= level and not drawn else by_chance
    warnings = _warnings(texts, bare, poorer)
    return Stopping(
        total - left, total, found, target, 1 - level, p, lead, ground, then, warnings, texts, bare
    )


def _warnings(texts: Pile, bare: Pile, poorer: bool) -> tuple[str, ...]:
    said = []
    if bare.left:
        said.append(
            f"{bare.left:,} of {texts.left + bare.left:,} unread works have no abstract, and no ranking can tell what they are: "
            "they are read by a queue of their own, by chance."
        )
    if poorer:
        said.append(
            f"Of {len(texts.drawn):,} unread works drawn by chance {int(texts.drawn.sum()):,} were relevant: what the ranking put last is richer than "
            "its reading promised, so that only the sample counts."
        )
    if texts.ends is not None or bare.ends is not None:
        said.append(
            "In what order works were decided on within a day is not known: the test looks only between days and trusts no lead of the ranking. "
            "Dates with a time (2026-11-23T14:05) tell it; the desk writes them."
        )
    return tuple(said)


def _most(p: Callable[[int], float], left: int, level: float) -> int:
    """The most missing works that `p` does not refute at `level`."""
    low, high = 0, left
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if p(middle) >= level else (low, middle - 1)
    return low
