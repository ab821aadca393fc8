"""What words, letters, meaning and phrases say of every work, for one facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
from evidence.classify.guesses import Guess
from evidence.classify.learn import Judges, counted_phrases
from evidence.classify.learning import learning_curve
from evidence.classify.phrases import Occurrence, PhraseClassifier
from evidence.classify.proposals import Judged, Proposals
from evidence.classify.reasons import Reasons
from evidence.classify.rows import Label
from evidence.classify.settings import LearningPlan
from evidence.classify.zero_shot import likeness
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work


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
        basis: bytes = b"",
    ) -> None:
        """`coded`: the labels that people gave for this facet, by work. `basis`: the digest of all that is learnt from, where it is known."""
        self.facet, self.corpus, self.coded, self.settings = facet, corpus, coded, settings
        self._fitted = fitted
        self._basis = [basis, facet.id.encode()] if basis else []
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

    @cached_property
    def judges(self) -> Judges:
        """Who judges works, by the fold of their study."""
        return Judges(
            self._nested, lambda: self._known_voices, self.settings, self.facet.multiple, self._basis
        )

    def learn_for(self, works: Sequence[Work]) -> None:
        """Let those learn now who will judge these works."""
        if self.learnt:
            for fold in {self._fold(work) for work in works}:
                self.judges.of(fold)

    def learn_for_others(self) -> None:
        """Let the one learn that judges works that nobody coded."""
        if self.learnt:
            self.judges.of(None)

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

    @cached_property
    def _known_batch(self) -> Batch:
        return Batch(self.corpus, self._known_works)

    @cached_property
    def _known_phrases(self) -> list[list[Occurrence]]:
        return self._known_batch.phrases(self._rules)

    @cached_property
    def _known_voices(self) -> Voices:
        return self._voices(self._known_batch, self._known_phrases)

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
        return self._judged(batch, batch.phrases(self._rules))

    def _judged(self, batch: Batch, found: list[list[Occurrence]]) -> Judged:
        n = len(batch)
        folds = [self._fold(work) for work in batch.works]
        near = self._likeness(batch.meaning, self._codes)
        p, accept_at = np.zeros((n, len(self.learnt))), np.full(n, NEVER)
        if not self.learnt:
            return Judged(p, accept_at, found, np.zeros(n, bool), folds, near)
        voices, by = self._voices(batch, found), np.array([-1 if fold is None else fold for fold in folds])
        for fold in sorted(set(by.tolist())):
            judge = self.judges.of(None if fold < 0 else fold)
            at = np.flatnonzero(by == fold)
            if judge:
                # As people read it, so that no hidden digit decides.
                p[at] = judge.model.predict_proba(voices.rows(at)).round(4)
                accept_at[at] = judge.accept_at
        return Judged(p, accept_at, found, voices.phrases.sum(axis=1) > 0, folds, near)

    def _fold(self, work: Work) -> int | None:
        """The fold of a work that people coded, which is the name of its judge; None for any other."""
        return fold_of(work.study_id, self.settings.folds) if work.work_id in self.coded else None

    @cached_property
    def proposals(self) -> Proposals:
        """Makes labels of what is found of works."""
        return Proposals(self.facet, self._codes, self.learnt, self.settings, self.judges, self.reasons)

    def labels(self, batch: Batch) -> list[Label]:
        """Machine labels of these works: accepted or abstained, and overridden where people coded."""
        return self.proposals.labels(batch, self.judge(batch), self.coded.keys())

    def guesses(self, judged: Judged, at: int) -> list[Guess]:
        """All codes of the facet that a work may carry, the likeliest first; none of them is accepted by it."""
        return self.proposals.guesses(judged, at)

    def evaluation(self) -> dict[str, Any]:
        """Machine against people on every work that people coded, by machines that had not seen its study."""
        batch, nested = self._known_batch, self._nested
        judged = self._judged(batch, self._known_phrases)
        alone = {"words_only": nested.by(0)}
        if self.corpus.meaning is not None:
            alone["meaning_only"] = nested.by(1)
        found = evaluation(
            codes=self.learnt,
            truth=[self.codes[w.work_id] for w in self._known_works],
            study=[w.study_id for w in self._known_works],
            folds=nested.folds.tolist(),
            p=judged.p,
            accepted=self.proposals.accepted(batch, judged),
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
