"""The outcome of every compared pair: joined, asked about, linked by its own words, or apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from evidence.deduplicate.levels import Compared
from evidence.deduplicate.objections import Objection, objections
from evidence.deduplicate.weights import probability

MERGE, STUDY, LINK, APART = "merge", "study", "link", "apart"


@dataclass(frozen=True)
class Settings:
    """`duplicate_at`: probability from which a pair without objection is one work. `ask_at`: from
    which a person is asked. `ask_at_most`: questions as a share of the records, at least
    `ask_at_least` of them. `policy`: what becomes of two works by their relation: `merge` (one
    work), `study` (two works of one study), `link` (named only) or `apart` (not even named).
    """

    duplicate_at: float = 0.5
    ask_at: float = 0.02
    ask_at_most: float = 0.02
    ask_at_least: int = 20
    policy: dict[str, str] = field(
        default_factory=lambda: {
            "preprint-of": STUDY,
            "conference-version-of": STUDY,
            "report-of": STUDY,
            "protocol-of": STUDY,
            "erratum-to": LINK,
            "retraction-of": LINK,
            "update-of": MERGE,
            "part-of": LINK,
            "reply-to": LINK,
        }
    )


@dataclass(frozen=True)
class Judged:
    """Compared pairs with what speaks for and against them; every array has length m."""

    compared: Compared
    objections: list[Objection]
    settings: Settings

    def __len__(self) -> int:
        return len(self.compared)

    @cached_property
    def firm(self) -> np.ndarray:
        return self._any(True)

    @cached_property
    def soft(self) -> np.ndarray:
        return self._any(False)

    @cached_property
    def probability(self) -> np.ndarray:
        return probability(self.compared, self.soft)

    @cached_property
    def joins(self) -> np.ndarray:
        """(m,) bool: one work, as far as a machine may say so."""
        told = ~self.soft & (self.probability >= self.settings.duplicate_at)
        return ~self.firm & (told | (self.compared.identical & self.compared.same_key))

    @cached_property
    def questions(self) -> np.ndarray:
        """Pairs to ask about, the most promising first; (q,) row numbers of pairs.

        Twins (same title and authors, and the same year or journal) are always worth a question; entries that nothing can
        tell apart come last, and before them those that stand at different places.
        """
        c = self.compared
        several = c.at("authors", "all of several shared")
        near = c.at("year", "same", "next") | (several & c.at("container", "alike", "same"))
        twin = c.at("title", "same") & (several | c.at("authors", "all shared")) & near
        worth = ~self.joins & ~self.firm & (twin | (self.probability >= self.settings.ask_at))
        pairs = np.flatnonzero(worth)
        last = np.zeros(len(self), np.int8)
        last[self._holds(*_ELSEWHERE)] = 1
        last[self._holds("nothing tells the entries of this title and year apart")] = 2
        return pairs[np.lexsort((c.right[pairs], c.left[pairs], -self.probability[pairs], last[pairs]))]

    def reasons(self, pair: int) -> list[str]:
        return [objection.reason for objection in self.objections if objection.holds[pair]]

    def _any(self, firm: bool) -> np.ndarray:
        holds = [objection.holds for objection in self.objections if objection.firm == firm]
        return np.any(holds, axis=0) if len(self) else np.zeros(0, bool)

    def _holds(self, *reasons: str) -> np.ndarray:
        return np.any([o.holds for o in self.objections if o.reason in reasons], axis=0)


_ELSEWHERE = (
    "they stand at different places",
    "the years differ",
    "they are a year apart",
    "volume and pages differ",
    "one is a draft, a report or a thesis",
)


def judge(compared: Compared, settings: Settings) -> Judged:
    """Weigh every compared pair."""
    return Judged(compared, objections(compared), settings)
