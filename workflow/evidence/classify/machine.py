"""What phrases and the text model say of every work, for one facet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from evidence.classify.evaluate import evaluation
from evidence.classify.model import TextModel, fold_models, fold_of, out_of_fold
from evidence.classify.phrases import PhraseClassifier
from evidence.codebook import Facet
from evidence.records import Label, Source, State, Work
from evidence.texts import text_of


@dataclass(frozen=True, slots=True)
class Settings:
    """`accept_at`: probability at which a model's code is accepted."""

    accept_at: float = 0.7
    minimum_examples: int = 8
    folds: int = 5


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is known of one work: `model` is the one that gave the probabilities."""

    text: str
    model: TextModel
    probabilities: dict[str, float]
    spans: dict[str, list[str]]


class Machine:
    """Phrases and model for one facet.

    A work that people coded is judged by a model that saw no work of its study, any other work by
    the model that learnt from all works with a code. A code that stands for doubt is not learnt.
    """

    def __init__(
        self, facet: Facet, works: Sequence[Work], coded: dict[str, list[Label]], settings: Settings
    ) -> None:
        self.facet, self.works, self.coded, self.settings = facet, works, coded, settings
        unclear = {code.id for code in facet.codes if code.abstain}
        self.codes = {w: {label.code for label in own} - unclear for w, own in coded.items()}
        taught = [w for w in works if self.codes[w.work_id]]
        texts, codes = [text_of(w) for w in taught], [self.codes[w.work_id] for w in taught]
        self.model = TextModel(settings.minimum_examples).fit(texts, codes)
        studies = [w.study_id for w in taught]
        self.folds = fold_models(texts, codes, studies, settings.folds, settings.minimum_examples)
        self.judged = self._judge()
        self.proposed = {w.work_id: self._proposals(w) for w in works}

    def _judge(self) -> dict[str, _Judged]:
        phrases = PhraseClassifier(self.facet.codes).fit([])
        known = [w for w in self.works if self.coded[w.work_id]]
        new = [w for w in self.works if not self.coded[w.work_id]]
        unseen = out_of_fold(self.folds, [text_of(w) for w in known], [w.study_id for w in known])
        by_fold = [self.folds[fold_of(w.study_id, len(self.folds))] for w in known]
        rows = [
            *zip(known, by_fold, unseen, strict=True),
            *(
                (w, self.model, p)
                for w, p in zip(new, self.model.probabilities(list(map(text_of, new))), strict=True)
            ),
        ]
        found = {}
        for work, model, probabilities in rows:
            spans: dict[str, list[str]] = {}
            for code, phrase, words in phrases.explain(text_of(work)):
                spans.setdefault(code, []).append(f"phrase ‘{phrase}’ found as ‘{words}’")
            found[work.work_id] = _Judged(text_of(work), model, probabilities, spans)
        return found

    def _sure(self, work: Work) -> dict[str, float]:
        """The codes that the model would accept; of a facet with one code a work, the best."""
        sure = [
            (code, p)
            for code, p in self.judged[work.work_id].probabilities.items()
            if p >= self.settings.accept_at
        ]
        sure.sort(key=lambda found: (-found[1], found[0]))
        return dict(sure if self.facet.multiple else sure[:1])

    def _proposals(self, work: Work) -> list[Label]:
        """What the machine would accept: the model's sure codes, else the codes with a phrase."""
        seen, sure = self.judged[work.work_id], self._sure(work)
        if sure:
            return [self._by_model(work, code, p) for code, p in sure.items()]
        order = sorted(seen.spans, key=lambda code: (-len(seen.spans[code]), code))
        return [
            self._by_phrase(work, code) for code in order if self.facet.multiple or code in self._best(work)
        ]

    def _best(self, work: Work) -> list[str]:
        """The code with the most phrases; none where two have as many, for nothing decides."""
        spans = self.judged[work.work_id].spans
        most = max(map(len, spans.values()), default=0)
        best = [code for code, why in spans.items() if len(why) == most]
        return best if len(best) == 1 else []

    def _by_model(self, work: Work, code: str, p: float) -> Label:
        seen = self.judged[work.work_id]
        words = seen.model.explain(seen.text, code)
        loud = ", ".join(f"{word} ({weight:.2f})" for word, weight in words)
        reasons = [f"words that spoke for it: {loud}"] if loud else []
        why = (*seen.spans.get(code, []), *reasons) or ("the words of the text taken together",)
        return Label(work.work_id, self.facet.id, code, p, Source.MODEL, State.ACCEPTED, why, "model")

    def _by_phrase(self, work: Work, code: str) -> Label:
        why = tuple(self.judged[work.work_id].spans[code])
        return Label(work.work_id, self.facet.id, code, None, Source.RULE, State.ACCEPTED, why, "rule")

    def _abstention(self, work: Work) -> Label:
        seen = self.judged[work.work_id]
        best = max(sorted(seen.probabilities.items()), key=lambda found: found[1], default=None)
        guess = f"; the best guess was {best[0]} at {best[1]:.4f}" if best else ""
        rivals = " and ".join(sorted(seen.spans))
        phrases = f"phrases speak equally for {rivals}" if rivals else "no phrase was found"
        reason = f"{phrases} and no code reached {self.settings.accept_at:g}{guess}"
        return Label(work.work_id, self.facet.id, "", None, Source.MODEL, State.ABSTAINED, (reason,), "model")

    def labels(self) -> list[Label]:
        """Machine labels of every work: accepted or abstained, and overridden where people coded."""
        found = []
        for work in self.works:
            proposed = self.proposed[work.work_id]
            if self.coded[work.work_id]:
                found += [replace(label, state=State.OVERRIDDEN) for label in proposed]
            else:
                found += proposed or [self._abstention(work)]
        return found

    def evaluation(self) -> dict[str, Any]:
        """Machine against people on every work that people coded, out of fold."""
        known = [w for w in self.works if self.coded[w.work_id]]
        used = set().union(*self.codes.values()) if self.codes else set()
        return evaluation(
            [self.codes[w.work_id] for w in known],
            [fold_of(w.study_id, self.settings.folds) for w in known],
            [{label.code for label in self.proposed[w.work_id]} for w in known],
            [set(self._sure(w)) for w in known],
            [set(self.judged[w.work_id].spans) for w in known],
            self.model.classes_,
            sorted(used - set(self.model.classes_)),
        )
