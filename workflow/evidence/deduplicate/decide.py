"""The outcome of every compared pair: joined, asked about, linked by its own words, or apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from evidence.deduplicate.doubts import barred, doubts, needed
from evidence.deduplicate.levels import ALL, Comparisons
from evidence.deduplicate.objections import Objection, objections
from evidence.deduplicate.settings import LinkageRules
from evidence.deduplicate.weights import probability


@dataclass(frozen=True)
class Judged:
    """Compared pairs with what speaks for and against them; every array has length m."""

    compared: Comparisons
    remarks: list[Objection]
    settings: LinkageRules

    def __len__(self) -> int:
        return len(self.compared)

    @cached_property
    def probability(self) -> np.ndarray:
        return probability(self.compared, self.remarks)

    @cached_property
    def proved(self) -> np.ndarray:
        """(m,) bool: what no likeness of the two outweighs: two identifiers, or two titles of which none translates the other."""
        return self.compared.at("identifier", "other") | self._holds(
            "the titles are others, and none translates the other"
        )

    @cached_property
    def joins(self) -> np.ndarray:
        """(m,) bool: one work, as far as a machine may say so."""
        enough = self.probability >= needed(self.doubts, self.settings.duplicate_at)
        held = np.any([reason.holds for reason in self.barred], axis=0)
        return enough & ~held & ~self.proved & ~self.compared.versions

    @cached_property
    def barred(self) -> list[Objection]:
        return barred(self.compared)

    @cached_property
    def doubts(self) -> list[Objection]:
        return doubts(self.compared)

    @cached_property
    def firm(self) -> np.ndarray:
        """(m,) bool: two works for a reason that lies outside the two records: no third record brings them together.

        They are versions of one work, or two entries of one export that lists a work once.
        """
        listed = self._holds("two entries of one export that has hardly any twins") & ~self.joins
        return self.compared.versions | listed

    @cached_property
    def questions(self) -> np.ndarray:
        """Pairs to ask about, the most probable first; (q,) row numbers of pairs.

        Twins (one title that tells, its authors, and the same or the next year) are asked about however improbable, and so
        is each record once that shares its identifier with another work.
        """
        c = self.compared
        twin = c.at("title", "same, few words", "same", "same, many words") & c.at("year", "same", "next")
        twin &= c.at("authors", *ALL)
        worth = twin | (self.probability >= self.settings.ask_at) | self._one_name
        pairs = np.flatnonzero(worth & ~self.joins & ~c.versions)
        return pairs[np.lexsort((c.right[pairs], c.left[pairs], -self.probability[pairs]))]

    @cached_property
    def _one_name(self) -> np.ndarray:
        """(m,) bool: one identifier and else nothing alike; of many such records each is paired with the first of them."""
        pairs = np.flatnonzero(self.compared.at("identifier", "same") & ~self.joins)
        pairs = pairs[np.lexsort((self.compared.left[pairs], self.compared.right[pairs]))]
        first = pairs[np.unique(self.compared.right[pairs], return_index=True)[1]]
        return np.isin(np.arange(len(self)), first)

    @cached_property
    def _remarked(self) -> np.ndarray:
        """(m, remarks) bool, a row a pair."""
        return np.column_stack([remark.holds for remark in self.remarks])

    def kinds(self, pairs: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(k,) the first of each kind of some pairs, and (p,) the kind of each: of pairs of one kind all is the same that is said of them."""
        c = self.compared
        more = [
            np.column_stack([r.holds[pairs] for r in [*self.barred, *self.doubts]]),
            c.identical[pairs, None],
        ]
        sure = np.ascontiguousarray(self.probability[pairs]).view(np.uint8).reshape(len(pairs), 8)
        parts = [c.levels[pairs], self._remarked[pairs], *more, sure]
        whole = np.ascontiguousarray(np.column_stack([part.view(np.uint8) for part in parts]))
        _, first, kind = np.unique(
            whole.view(f"V{whole.shape[1]}").ravel(), return_index=True, return_inverse=True
        )
        return pairs[first], kind.ravel()

    def held(self, pair: int) -> list[int]:
        """The numbers of the remarks that hold for a pair."""
        return np.flatnonzero(self._remarked[pair]).tolist()

    def reasons(self, pair: int) -> list[str]:
        """What speaks against a pair, and what makes its probability too little."""
        against = [self.remarks[n].reason for n in self.held(pair) if self.remarks[n].against]
        return list(
            dict.fromkeys(
                against + [more.reason for more in [*self.barred, *self.doubts] if more.holds[pair]]
            )
        )

    def _holds(self, reason: str) -> np.ndarray:
        return next(remark.holds for remark in self.remarks if remark.reason == reason)


def judge(compared: Comparisons, settings: LinkageRules) -> Judged:
    """Weigh every compared pair."""
    return Judged(compared, objections(compared), settings)
