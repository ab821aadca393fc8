"""What words, letters, meaning and phrases say of every work, for one facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

import numpy as np

from evidence import agreement
from evidence.agreement import coefficient
from evidence.classify.abstain import NEVER
from evidence.classify.combine import Nested, Voices, fold_of
from evidence.classify.corpus import Batch, Corpus
from evidence.classify.evaluate import evaluation
from evidence.classify.fitted import Fitted
from evidence.classify.guesses import Guess, in_words, ordered
from evidence.classify.learn import candidates, counted_phrases, judges
from evidence.classify.learning import learning_curve
from evidence.classify.phrases import Occurrence, PhraseClassifier
from evidence.classify.reasons import Reasons
from evidence.classify.rows import CodedBy, Label, State
from evidence.classify.settings import LearningPlan
from evidence.classify.zero_shot import likeness
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work


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


class Machine:
    """The machine of one facet, learnt from the works of `corpus` that people coded for it.

    A work that people coded is judged by a machine that saw no work of its study, and accepted at a threshold
    that was chosen without it; any other work by the machine that learnt from all. A code that stands for
    doubt is not learnt, nor one with too few examples.
    """

    def __init__(
        self,
        facet: Facet,
        corpus: Corpus,
        coded: dict[str, list[Label]],
        settings: LearningPlan,
        fitted: Fitted | None = None,
    ) -> None:
        """`coded`: the labels that people gave for this facet, by work."""
        self.facet, self.corpus, self.coded, self.settings = facet, corpus, coded, settings
        self._fitted = fitted
        unclear = {code.id for code in facet.codes if code.abstain}
        self.codes = {w: {label.code for label in own} - unclear for w, own in coded.items()}
        counts = Counter(code for own in self.codes.values() for code in own)
        self.used = sorted(counts)
        # Places in corpus.works of works that people coded for this facet, and whether they have a code to learn.
        self.known = np.array([n for n, work in enumerate(corpus.works) if work.work_id in coded], int)
        own = [self.codes[w.work_id] for w in self._known_works]
        self.taught = np.array([bool(codes) for codes in own], bool)
        self.learnt = [
            c for c, n in sorted(counts.items()) if settings.minimum_examples <= n < self.taught.sum()
        ]
        self.truth = np.array([[c in codes for c in self.learnt] for codes in own], bool).reshape(
            len(own), len(self.learnt)
        )
        self._codes = [code.id for code in facet.codes if not code.abstain]
        self._rules = PhraseClassifier(facet.codes).fit([])
        self.judges = judges(self._nested, self._voices_of_known(), settings, facet.multiple)

    @cached_property
    def _known_works(self) -> list[Any]:
        return [self.corpus.works[row] for row in self.known]

    @cached_property
    def _nested(self) -> Nested:
        study = [w.study_id for w in self._known_works]
        alike = self.corpus.alike.at(np.r_[self.known, self._said])
        return Nested(alike, self.truth, study, self.settings.folds, self.taught, self._fitted)

    @property
    def _said(self) -> np.ndarray:
        """Rows of `corpus.alike`: what the codebook says of each code that is learnt, where it is read."""
        if self.facet.id not in self.corpus.said:
            return np.empty(0, int)
        ids, first = self.facet.ids(), self.corpus.place_of(self.facet.id)
        return np.array([first + ids.index(code) for code in self.learnt], int)

    def _voices_of_known(self) -> Voices:
        known = Batch(self.corpus, self._known_works)
        return self._voices(known, known.phrases(self._rules))

    def _voices(self, batch: Batch, found: Sequence[list[Occurrence]]) -> Voices:
        like, study = self._likeness(batch.meaning, self.learnt), [work.study_id for work in batch.works]
        return Voices(batch.text, counted_phrases(found, self.learnt), batch.meaning, like, study)

    def _likeness(self, meaning: np.ndarray | None, codes: Sequence[str]) -> np.ndarray | None:
        """(n, codes) how like works are to what the codebook says of these codes, where meaning is read."""
        said = self.corpus.codes(self.facet.id)
        if meaning is None or said is None:
            return None
        ids = self.facet.ids()
        return likeness(meaning, said[[ids.index(code) for code in codes]])

    @cached_property
    def reasons(self) -> Reasons:
        """Looks up why a work got a code."""
        studies = np.array([w.study_id for w in self._known_works], object)[self.taught]
        return Reasons(self.corpus, self.known[self.taught], self.truth[self.taught], studies)

    def judge(self, batch: Batch) -> Judged:
        """What is found of these works, each by its judge."""
        n, found = len(batch), batch.phrases(self._rules)
        folds = [self._fold(work) for work in batch.works]
        near = self._likeness(batch.meaning, self._codes)
        p, accept_at = np.zeros((n, len(self.learnt))), np.full(n, NEVER)
        if not self.learnt:
            return Judged(p, accept_at, found, np.zeros(n, bool), folds, near)
        voices, by = self._voices(batch, found), np.array([-1 if fold is None else fold for fold in folds])
        for fold in sorted(set(by.tolist())):
            judge = self.judges.get(None if fold < 0 else fold)
            at = np.flatnonzero(by == fold)
            if judge:
                # As people read it, so that no hidden digit decides.
                p[at] = judge.model.predict_proba(voices.rows(at)).round(4)
                accept_at[at] = judge.accept_at
        return Judged(p, accept_at, found, voices.phrases.sum(axis=1) > 0, folds, near)

    def _fold(self, work: Work) -> int | None:
        """The fold of a work that people coded, which is the name of its judge; None for any other."""
        return fold_of(work.study_id, self.settings.folds) if work.work_id in self.coded else None

    def labels(self, batch: Batch, judged: Judged | None = None) -> list[Label]:
        """Machine labels of these works: accepted or abstained, and overridden where people coded. `judged`: what `judge` finds of them, where it is known."""
        judged = judged or self.judge(batch)
        out = []
        for at, work in enumerate(batch.works):
            seen = _Seen(batch, judged, at)
            proposed = self._proposals(seen)
            if work.work_id in self.coded:
                out += [replace(label, state=State.OVERRIDDEN) for label in proposed]
            else:
                out += proposed or [self._abstention(seen)]
        return out

    def _proposals(self, seen: _Seen) -> list[Label]:
        """What the machine accepts; where nothing could be learnt, the codes with a phrase."""
        p, accept_at = seen.p, seen.accept_at
        if not self.learnt:
            return self._by_phrases(seen)
        if seen.unread:
            return []
        allowed = candidates(p[None, :], self.facet.multiple)[0]
        columns = [c for c in np.argsort(-p, kind="stable").tolist() if allowed[c] and p[c] >= accept_at]
        return [self._label(seen, c) for c in columns]

    def _label(self, seen: _Seen, column: int) -> Label:
        code, judge = self.learnt[column], self.judges[seen.judged.folds[seen.at]]
        why = (
            *_spoken(seen.found, code),
            *self.reasons.of(seen.batch, seen.at, column, judge.model.weights_),
        )
        p = float(seen.p[column])
        return Label(seen.work, self.facet.id, code, p, CodedBy.MODEL, State.ACCEPTED, why, "model")

    def _by_phrases(self, seen: _Seen) -> list[Label]:
        """Codes whose phrases speak; of a facet with one code a work, the one with the most of them."""
        counts = Counter(place.code for place in seen.found if not place.kept_from)
        most = max(counts.values(), default=0)
        best = sorted(code for code, n in counts.items() if n == most)
        chosen = sorted(counts, key=lambda c: (-counts[c], c)) if self.facet.multiple else best
        if len(best) > 1 and not self.facet.multiple:
            return []  # two codes with as many: nothing decides
        return [by_phrase(seen.work, self.facet.id, code, seen.found, State.ACCEPTED) for code in chosen]

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
        rare = [code for code in self._codes if code not in self.learnt]
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
        others = [c for c in self._codes if c not in {g.code for g in known}]
        return [*known, *self._by_codebook(judged, at, others)]

    def _by_codebook(self, judged: Judged, at: int, codes: Sequence[str]) -> list[Guess]:
        """These codes in the order in which the codebook's own words speak for them in a work."""
        columns = [self._codes.index(code) for code in codes]
        near = None if judged.near is None else judged.near[at, columns]
        return ordered(codes, counted_phrases([judged.found[at]], codes)[0], near)

    def evaluation(self) -> dict[str, Any]:
        """Machine against people on every work that people coded, by machines that had not seen its study."""
        batch, nested = Batch(self.corpus, self._known_works), self._nested
        judged = self.judge(batch)
        accepted: dict[str, set[str]] = {work.work_id: set() for work in self._known_works}
        for label in self.labels(batch, judged):
            accepted[label.work_id].add(label.code)
        alone = {"words_only": nested.by(0)}
        if self.corpus.meaning is not None:
            alone["meaning_only"] = nested.by(1)
        found = evaluation(
            codes=self.learnt,
            truth=[self.codes[w.work_id] for w in self._known_works],
            study=[w.study_id for w in self._known_works],
            folds=nested.folds.tolist(),
            p=judged.p,
            accepted=list(accepted.values()),
            alone={name: one.unseen() if self.learnt else self.truth for name, one in alone.items()},
            phrases=[
                {f.code for f in own if not f.kept_from} & set(self.learnt or self.used)
                for own in judged.found
            ],
            multiple=self.facet.multiple,
            wanted=self.settings.precision,
            not_learnt=sorted(set(self.used) - set(self.learnt)),
            accept_at=sorted(set(judged.accept_at.tolist())),
        )
        return found | {
            "person_and_machine": self._against_people(judged.p),
            "learning_curve": self._curve(),
        }

    def _curve(self) -> list[dict[str, float]]:
        if not self.learnt:
            return []
        order = [sha256(w.study_id.encode()).hexdigest() for w in self._known_works]
        return learning_curve(self._nested, order)

    def _against_people(self, p: np.ndarray) -> dict[str, Any]:
        """Agreement of people's main code with the machine's best guess, where people gave a code. `p`: (known, k)."""
        if not self.learnt:
            return {}
        pairs = []
        for work, best in zip(self._known_works, p.argmax(axis=1).tolist(), strict=True):
            own = [label.code for label in self.coded[work.work_id]]
            if own[0] in self.codes[work.work_id]:
                pairs.append((own[0], self.learnt[best]))
        measures = (
            agreement.raw_agreement,
            agreement.cohen_kappa,
            agreement.krippendorff_alpha,
            agreement.gwet_ac1,
        )
        return {"works": len(pairs), **{m.__name__: coefficient(m, pairs) for m in measures}}


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
