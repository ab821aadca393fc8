"""What a machine proposes for works that it judged: codes with what spoke for them, or an abstention that says why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from evidence.classify.abstain import NEVER
from evidence.classify.corpus import Batch
from evidence.classify.guesses import Guess, in_words, ordered
from evidence.classify.learn import Judges, candidates, counted_phrases
from evidence.classify.phrases import Occurrence
from evidence.classify.reasons import Reasons
from evidence.classify.rows import CodedBy, Label, State
from evidence.classify.settings import LearningPlan
from evidence.codebook import Facet


@dataclass(frozen=True)
class Judged:
    """What is found of the n works of a batch. `p`: (n, k) probabilities; `accept_at`: (n,) from which on a code is accepted; `found`: the
    places of phrases in each; `spoken`: (n,) bool, whether one of a learnt code speaks; `folds`: the name of the judge of each; `near`: (n, codes) how like each is to what the codebook says of every code, where meaning is read."""

    p: np.ndarray
    accept_at: np.ndarray
    found: list[list[Occurrence]]
    spoken: np.ndarray
    folds: list[int | None]
    near: np.ndarray | None


@dataclass(frozen=True)
class Proposals:
    """Labels of one facet. `codes`: all that a work may have, `learnt`: those of them that machines know, in the order of their columns."""

    facet: Facet
    codes: Sequence[str]
    learnt: Sequence[str]
    settings: LearningPlan
    judges: Judges
    reasons: Reasons

    def labels(self, batch: Batch, judged: Judged, coded: Collection[str]) -> list[Label]:
        """Labels of these works: accepted or abstained, and overridden for those that people coded (`coded`, by their ids)."""
        out = []
        for at, work in enumerate(batch.works):
            seen = _Seen(batch, judged, at)
            proposed = self._proposals(seen)
            if work.work_id in coded:
                out += [replace(label, state=State.OVERRIDDEN) for label in proposed]
            else:
                out += proposed or [self._abstention(seen)]
        return out

    def accepted(self, batch: Batch, judged: Judged) -> list[set[str]]:
        """The codes that the machine accepts of each of these works."""
        return [set(self._accepted(_Seen(batch, judged, at))) for at in range(len(batch))]

    def _accepted(self, seen: _Seen) -> list[str]:
        """The likeliest first; where nothing could be learnt, the codes with a phrase."""
        p, accept_at = seen.p, seen.accept_at
        if not self.learnt:
            return self._by_phrases(seen)
        if seen.unread:
            return []
        allowed = candidates(p[None, :], self.facet.multiple)[0]
        order = np.argsort(-p, kind="stable").tolist()
        return [self.learnt[c] for c in order if allowed[c] and p[c] >= accept_at]

    def _proposals(self, seen: _Seen) -> list[Label]:
        if self.learnt:
            return [self._label(seen, self.learnt.index(code)) for code in self._accepted(seen)]
        return [
            by_phrase(seen.work, self.facet.id, code, seen.found, State.ACCEPTED)
            for code in self._accepted(seen)
        ]

    def _label(self, seen: _Seen, column: int) -> Label:
        code, judge = self.learnt[column], self.judges.of(seen.judged.folds[seen.at])
        assert judge  # who gave it its probability
        why = (
            *_spoken(seen.found, code),
            *self.reasons.of(seen.batch, seen.at, column, judge.model.weights_),
        )
        p = float(seen.p[column])
        return Label(seen.work, self.facet.id, code, p, CodedBy.MODEL, State.ACCEPTED, why, "model")

    def _by_phrases(self, seen: _Seen) -> list[str]:
        """Codes whose phrases speak; of a facet with one code a work, the one with the most of them."""
        counts = Counter(place.code for place in seen.found if not place.kept_from)
        most = max(counts.values(), default=0)
        best = sorted(code for code, n in counts.items() if n == most)
        chosen = sorted(counts, key=lambda c: (-counts[c], c)) if self.facet.multiple else best
        if len(best) > 1 and not self.facet.multiple:
            return []  # two codes with as many: nothing decides
        return chosen

    def _abstention(self, seen: _Seen) -> Label:
        p, accept_at = seen.p, seen.accept_at
        spoke = sorted({place.code for place in seen.found if not place.kept_from})
        phrases = (
            f"phrases speak for {' and '.join(map(self._named, spoke))}" if spoke else "no phrase was found"
        )
        if not self.learnt:
            reason = (
                f"{phrases}, and no code has {self.settings.minimum_examples} hand-coded works to learn from"
            )
        elif seen.unread:
            reason = f"no word of it is known from hand-coded works; {phrases}"
        else:
            best = int(p.argmax())
            needed = (
                f"no probability reaches a precision of {self.settings.precision:g} on works not seen"
                if accept_at == NEVER
                else f"no code reached {accept_at:.4f}"
            )
            reason = (
                f"{needed}; the best guess was {self._named(self.learnt[best])} at {p[best]:.4f}; {phrases}"
            )
        rare = [code for code in self.codes if code not in self.learnt]
        guessed = in_words(self._by_codebook(seen.judged, seen.at, rare), self._named) if rare else ""
        why = (reason, f"not learnt, {guessed}") if guessed else (reason,)
        return Label(seen.work, self.facet.id, "", None, CodedBy.MODEL, State.ABSTAINED, why, "model")

    def _named(self, code: str) -> str:
        return f"“{self.facet.label_of(code)}”"

    def guesses(self, judged: Judged, at: int) -> list[Guess]:
        """All codes of the facet that a work may carry, the likeliest first; none of them is accepted by it.

        Learnt codes come with their calibrated probability. Codes with too few examples come after them, in the order in which the
        codebook speaks for them.
        """
        p = judged.p[at]
        known = [
            Guess(self.learnt[c], float(p[c])) for c in np.argsort(-p, kind="stable").tolist() if p.any()
        ]
        others = [c for c in self.codes if c not in {g.code for g in known}]
        return [*known, *self._by_codebook(judged, at, others)]

    def _by_codebook(self, judged: Judged, at: int, codes: Sequence[str]) -> list[Guess]:
        """These codes in the order in which the codebook's own words speak for them in a work."""
        columns = [self.codes.index(code) for code in codes]
        near = None if judged.near is None else judged.near[at, columns]
        return ordered(codes, counted_phrases([judged.found[at]], codes)[0], near)


@dataclass(frozen=True, slots=True)
class _Seen:
    """One work of a batch: its place there, and what was found of it."""

    batch: Batch
    judged: Judged
    at: int

    @property
    def work(self) -> str:
        return self.batch.works[self.at].work_id

    @property
    def p(self) -> np.ndarray:
        own: np.ndarray = self.judged.p[self.at]
        return own

    @property
    def accept_at(self) -> float:
        return float(self.judged.accept_at[self.at])

    @property
    def found(self) -> list[Occurrence]:
        return self.judged.found[self.at]

    @property
    def unread(self) -> bool:
        """Nothing in the text is known from coded works, and no phrase speaks: any probability is a prejudice."""
        ends = self.batch.text.indptr
        return bool(ends[self.at] == ends[self.at + 1]) and not self.judged.spoken[self.at]


def by_phrase(work: str, facet: str, code: str, found: Sequence[Occurrence], state: State) -> Label:
    """A code that phrases speak for, with what they said."""
    return Label(work, facet, code, None, CodedBy.RULE, state, tuple(_spoken(found, code)), "rule")


def _spoken(found: Sequence[Occurrence], code: str) -> list[str]:
    """What the phrases of a code said in a text, and what kept them from it."""
    out = []
    for place in found:
        if place.code == code:
            where = f"phrase ‘{place.phrase}’ found as ‘{place.words}’ at {place.start}–{place.end}"
            out.append(f"{where}, not counted: {place.kept_from}" if place.kept_from else where)
    return out
