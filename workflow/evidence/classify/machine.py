"""What phrases, text model and meaning say of every work, for one facet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any

import numpy as np

from evidence import agreement
from evidence.agreement import coefficient
from evidence.classify.abstain import NEVER, threshold
from evidence.classify.combine import Combined, Voices, fold_of
from evidence.classify.evaluate import evaluation
from evidence.classify.learning import learning_curve
from evidence.classify.phrases import Occurrence, PhraseClassifier
from evidence.classify.reasons import Reasons
from evidence.classify.rows import CodedBy, Label, State
from evidence.classify.settings import LearningPlan
from evidence.codebook import Facet
from evidence.deduplicate.rows import Work


@dataclass(frozen=True)
class Corpus:
    """All works in order of their ids, as every facet reads them."""

    works: Sequence[Work]
    texts: Sequence[str]
    features: Any
    names: Sequence[str]
    meaning: np.ndarray | None

    def voices(self, rows: np.ndarray, phrases: np.ndarray) -> Voices:
        meaning = None if self.meaning is None else self.meaning[rows]
        study = [self.works[row].study_id for row in rows]
        return Voices(self.features[rows], phrases[rows], meaning, study)


@dataclass
class _Judged:
    """Probabilities of works by row, and the threshold that applied to each."""

    p: np.ndarray
    accept_at: np.ndarray = field(default_factory=lambda: np.empty(0))


class Machine:
    """Phrases, text model and meaning for one facet.

    A work that people coded is judged by a machine that saw no work of its study, and accepted at a threshold
    that was chosen without it; any other work by the machine that learnt from all. A code that stands for
    doubt is not learnt, nor one with too few examples.
    """

    def __init__(
        self, facet: Facet, corpus: Corpus, coded: dict[str, list[Label]], settings: LearningPlan
    ) -> None:
        self.facet, self.corpus, self.coded, self.settings = facet, corpus, coded, settings
        unclear = {code.id for code in facet.codes if code.abstain}
        self.codes = {w: {label.code for label in own} - unclear for w, own in coded.items()}
        counts = Counter(code for own in self.codes.values() for code in own)
        self.used = sorted(counts)
        taught = [row for row, w in enumerate(corpus.works) if self.codes[w.work_id]]
        self.taught = np.array(taught, int)
        self.learnt = [c for c, n in sorted(counts.items()) if settings.minimum_examples <= n < len(taught)]
        rules = PhraseClassifier(facet.codes).fit([])
        self.found = [rules.find(text) for text in corpus.texts]
        self.phrases = self._counted()
        self.truth = np.array(
            [[c in self.codes[corpus.works[row].work_id] for c in self.learnt] for row in taught], bool
        ).reshape(len(taught), len(self.learnt))
        self.judged = self._judge()
        self.reasons = Reasons(corpus, self.learnt, self.taught, self.truth, self.models)
        self.proposed = [self._proposals(row) for row in range(len(corpus.works))]

    def _counted(self) -> np.ndarray:
        counts = np.zeros((len(self.found), len(self.learnt)), np.float32)
        column = {code: n for n, code in enumerate(self.learnt)}
        for row, places in enumerate(self.found):
            for place in places:
                if not place.kept_from and place.code in column:
                    counts[row, column[place.code]] += 1
        return counts

    def _judge(self) -> _Judged:
        """Probabilities of all works: of coded ones by machines that had not seen their study."""
        n, coded = len(self.corpus.works), [bool(self.coded[w.work_id]) for w in self.corpus.works]
        out = _Judged(np.zeros((n, len(self.learnt))), np.full(n, NEVER))
        self.models: dict[int, Combined] = {}
        self.margins = np.zeros((n, len(self.learnt)))
        if not self.learnt:
            return out
        studies = np.array([fold_of(w.study_id, self.settings.folds) for w in self.corpus.works])
        inside = studies[self.taught]
        for fold in sorted(set(studies[coded].tolist())):
            rows = np.flatnonzero((studies == fold) & coded)
            self._apply(out, rows, self.taught[inside != fold], self.truth[inside != fold])
        self._apply(out, np.flatnonzero(~np.array(coded, bool)), self.taught, self.truth)
        out.p = out.p.round(4)  # as people read it, so that no hidden digit decides
        return out

    def _apply(self, out: _Judged, rows: np.ndarray, taught: np.ndarray, truth: np.ndarray) -> None:
        """Judge these rows by a machine that learns from the others."""
        if not len(rows) or not truth.any() or truth.all():
            return
        model = Combined(self.settings.folds).fit(self.corpus.voices(taught, self.phrases), truth)
        allowed = self._candidates(model.unseen_)
        out.accept_at[rows] = threshold(
            model.unseen_[allowed].round(4), truth[allowed], self.settings.precision, self.settings.confidence
        )
        voices = self.corpus.voices(rows, self.phrases)
        out.p[rows] = model.predict_proba(voices)
        self.margins[rows] = model.models_[0].decision_function(voices.text)
        self.models |= dict.fromkeys(rows.tolist(), model)

    def _candidates(self, p: np.ndarray) -> np.ndarray:
        """(n, k) bool: codes that could be accepted; of a facet with one code a work, the best."""
        if self.facet.multiple or not p.size:
            return np.ones(p.shape, bool)
        best = np.zeros(p.shape, bool)
        best[np.arange(len(p)), p.argmax(axis=1)] = True
        return best

    def _proposals(self, row: int) -> list[Label]:
        """What the machine accepts; where nothing could be learnt, the codes with a phrase."""
        p, accept_at = self.judged.p[row], self.judged.accept_at[row]
        if not self.learnt:
            return self._by_phrases(row)
        if self._unread(row):
            return []
        allowed = self._candidates(p[None, :])[0]
        columns = [c for c in np.argsort(-p, kind="stable").tolist() if allowed[c] and p[c] >= accept_at]
        return [self._label(row, c) for c in columns]

    def _unread(self, row: int) -> bool:
        """Nothing in the text is known from coded works, and no phrase speaks: any probability is a prejudice."""
        ends = self.corpus.features.indptr
        return bool(ends[row] == ends[row + 1]) and not self.phrases[row].any()

    def _label(self, row: int, column: int) -> Label:
        code = self.learnt[column]
        why = (*_spoken(self.found[row], code), *self.reasons.of(row, column))
        work = self.corpus.works[row]
        return Label(
            work.work_id,
            self.facet.id,
            code,
            float(self.judged.p[row, column]),
            CodedBy.MODEL,
            State.ACCEPTED,
            why,
            "model",
        )

    def _by_phrases(self, row: int) -> list[Label]:
        """Codes whose phrases speak; of a facet with one code a work, the one with the most of them."""
        counts = Counter(place.code for place in self.found[row] if not place.kept_from)
        most = max(counts.values(), default=0)
        best = sorted(code for code, n in counts.items() if n == most)
        chosen = sorted(counts, key=lambda c: (-counts[c], c)) if self.facet.multiple else best
        if len(best) > 1 and not self.facet.multiple:
            return []  # two codes with as many: nothing decides
        work = self.corpus.works[row].work_id
        return [by_phrase(work, self.facet.id, code, self.found[row], State.ACCEPTED) for code in chosen]

    def _abstention(self, row: int) -> Label:
        work, p, accept_at = self.corpus.works[row].work_id, self.judged.p[row], self.judged.accept_at[row]
        spoke = sorted({place.code for place in self.found[row] if not place.kept_from})
        phrases = (
            f"phrases speak for {' and '.join(map(self._named, spoke))}" if spoke else "no phrase was found"
        )
        if not self.learnt:
            reason = (
                f"{phrases}, and no code has {self.settings.minimum_examples} hand-coded works to learn from"
            )
        elif self._unread(row):
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
        return Label(work, self.facet.id, "", None, CodedBy.MODEL, State.ABSTAINED, (reason,), "model")

    def _named(self, code: str) -> str:
        return f"“{self.facet.label_of(code)}”"

    def labels(self) -> list[Label]:
        """Machine labels of every work: accepted or abstained, and overridden where people coded."""
        out = []
        for row, work in enumerate(self.corpus.works):
            proposed = self.proposed[row]
            if self.coded[work.work_id]:
                out += [replace(label, state=State.OVERRIDDEN) for label in proposed]
            else:
                out += proposed or [self._abstention(row)]
        return out

    def evaluation(self) -> dict[str, Any]:
        """Machine against people on every work that people coded, by machines that had not seen its study."""
        known = np.flatnonzero([bool(self.coded[w.work_id]) for w in self.corpus.works])
        works = [self.corpus.works[row] for row in known.tolist()]
        found = evaluation(
            codes=self.learnt,
            truth=[self.codes[w.work_id] for w in works],
            study=[w.study_id for w in works],
            folds=[fold_of(w.study_id, self.settings.folds) for w in works],
            p=self.judged.p[known],
            accepted=[{label.code for label in self.proposed[row]} for row in known],
            words_only=self.margins[known],
            phrases=[
                {f.code for f in self.found[row] if not f.kept_from} & set(self.learnt or self.used)
                for row in known
            ],
            multiple=self.facet.multiple,
            wanted=self.settings.precision,
            not_learnt=sorted(set(self.used) - set(self.learnt)),
            accept_at=sorted(set(self.judged.accept_at[known].tolist())),
        )
        return found | {"person_and_machine": self._against_people(known), "learning_curve": self._curve()}

    def _curve(self) -> list[dict[str, float]]:
        if not self.learnt:
            return []
        studies = [self.corpus.works[row].study_id for row in self.taught]
        folds = [fold_of(study, self.settings.folds) for study in studies]
        order = [sha256(study.encode()).hexdigest() for study in studies]
        return learning_curve(self.corpus.features[self.taught], self.truth, folds, order)

    def _against_people(self, known: np.ndarray) -> dict[str, Any]:
        """Agreement of people's main code with the machine's best guess, where people gave a code."""
        if not self.learnt:
            return {}
        pairs = []
        for row in known:
            own = [label.code for label in self.coded[self.corpus.works[row].work_id]]
            if own[0] in self.codes[self.corpus.works[row].work_id]:
                pairs.append((own[0], self.learnt[int(self.judged.p[row].argmax())]))
        measures = (
            agreement.raw_agreement,
            agreement.cohen_kappa,
            agreement.krippendorff_alpha,
            agreement.gwet_ac1,
        )
        return {"works": len(pairs), **{m.__name__: coefficient(m, pairs) for m in measures}}


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
