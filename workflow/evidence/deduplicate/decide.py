"""The outcome of every compared pair: joined, asked about, linked by its own words, or apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from evidence.deduplicate.levels import Compared
from evidence.deduplicate.objections import Objection, objections, same_place
from evidence.deduplicate.weights import probability
from evidence.older_settings import TO_JOIN

MERGE, STUDY, LINK, APART = "merge", "study", "link", "apart"


@dataclass(frozen=True)
class Settings:
    """`duplicate_at`: probability from which two records are one work. `ask_at`: from which a person is asked. `ask_at_most`: questions as a share of the records, at least
    `ask_at_least` of them. `policy`: what becomes of two works by their relation: `merge` (one
    work), `study` (two works of one study), `link` (named only) or `apart` (not even named).
    """

    duplicate_at: float = TO_JOIN
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


# Below this probability two records are surely two works, and nothing that a third record says joins them.
SURELY_APART = 0.01
# How much surer a join must be where something says that the two stand at different places.
DOUBT = 2


@dataclass(frozen=True)
class Judged:
    """Compared pairs with what speaks for and against them; every array has length m."""

    compared: Compared
    remarks: list[Objection]
    settings: Settings

    def __len__(self) -> int:
        return len(self.compared)

    @cached_property
    def probability(self) -> np.ndarray:
        return probability(self.compared, self.remarks)

    @cached_property
    def proved(self) -> np.ndarray:
        """(m,) bool: what no likeness outweighs: two identifiers, or two titles of which none translates the other."""
        return self.compared.at("identifier", "other") | self._holds(
            "the titles are others, and none translates the other"
        )

    @cached_property
    def joins(self) -> np.ndarray:
        """(m,) bool: one work, as far as a machine may say so."""
        return (self.probability >= self._needed) & ~self.proved & ~self.compared.versions

    @cached_property
    def _needed(self) -> np.ndarray:
        """(m,) probability from which a pair is joined: DOUBT times surer where the places differ as far as they are known."""
        c, least = self.compared, self.settings.duplicate_at
        differs = c.at("container", "other") | c.at("volume", "other")
        differs |= c.at("pages", "disjoint", "other", "other kind")
        unplaced = ~same_place(c) & ~c.at("identifier", "same")
        return np.where(differs & unplaced, 1 - (1 - least) / DOUBT, least)

    @cached_property
    def firm(self) -> np.ndarray:
        """(m,) bool: two works: no third record brings them together.

        Surely two by their probability, or two entries of one export that lists a work once.
        """
        listed = self._holds("two entries of one export that has hardly any twins") & ~self.joins
        return (self.probability < SURELY_APART) | self.proved | self.compared.versions | listed

    @cached_property
    def questions(self) -> np.ndarray:
        """Pairs to ask about, the most probable first; (q,) row numbers of pairs.

        Twins (one title that tells, its authors, and the same or the next year) are asked about however improbable.
        """
        c = self.compared
        twin = c.at("title", "same, few words", "same", "same, many words") & c.at("year", "same", "next")
        twin &= c.at("authors", "all shared", "all of several shared")
        worth = twin | (self.probability >= self.settings.ask_at)
        pairs = np.flatnonzero(worth & ~self.joins & ~c.versions)
        return pairs[np.lexsort((c.right[pairs], c.left[pairs], -self.probability[pairs]))]

    @cached_property
    def _remarked(self) -> np.ndarray:
        """(m, remarks) bool, a row a pair."""
        return np.column_stack([remark.holds for remark in self.remarks])

    def held(self, pair: int) -> list[int]:
        """The numbers of the remarks that hold for a pair."""
        return np.flatnonzero(self._remarked[pair]).tolist()

    def reasons(self, pair: int) -> list[str]:
        """What speaks against a pair."""
        return [self.remarks[n].reason for n in self.held(pair) if self.remarks[n].against]

    def _holds(self, reason: str) -> np.ndarray:
        return next(remark.holds for remark in self.remarks if remark.reason == reason)


def judge(compared: Compared, settings: Settings) -> Judged:
    """Weigh every compared pair."""
    return Judged(compared, objections(compared), settings)
