"""Codes for every work: people's first, then phrases and a text model, or an abstention."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.classify.evaluate import evaluation
from evidence.classify.model import TextModel, out_of_fold
from evidence.classify.people import by_people
from evidence.classify.phrases import PhraseClassifier
from evidence.codebook import Codebook, Facet
from evidence.decisions import CodingDecision, References
from evidence.records import Label, Membership, Record, Remark, Source, State, Work

_MACHINE_ROLES = ("form", "field", "design")


@dataclass(frozen=True, slots=True)
class Settings:
    """`accept_at`: probability at which a model's code is accepted."""

    accept_at: float = 0.7
    minimum_examples: int = 8
    folds: int = 5


@dataclass(frozen=True, slots=True)
class Classified:
    labels: list[Label]
    evaluation: dict[str, Any]
    remarks: list[Remark]


def classify(
    works: list[Work],
    records: list[Record],
    memberships: list[Membership],
    decisions: Iterable[CodingDecision],
    codebook: Codebook,
    settings: Settings,
) -> Classified:
    """Labels of every work and facet. People outrank machines.

    On a work that a person has coded, what the machine would have said is kept as `overridden`, by
    a model that had not seen the work. Elsewhere a proposal is accepted, or the machine abstains.
    """
    work_of = {m.record_id: m.work_id for m in memberships}
    works = sorted(works, key=lambda w: w.work_id)
    people, remarks = by_people(decisions, References(records), work_of, codebook)
    labels = [label for own in people.values() for label in own]
    judged: dict[str, Any] = {}
    for facet in codebook.with_role(*_MACHINE_ROLES):
        coded = {w.work_id: people.get((w.work_id, facet.id), []) for w in works}
        if facet.codes and not facet.open:
            machine = _Machine(facet, works, coded, settings)
            labels += machine.labels()
            if any(coded.values()):
                judged[facet.id] = machine.evaluation()
    order = {facet.id: n for n, facet in enumerate(codebook.facets)}
    labels.sort(key=lambda x: (x.work_id, order[x.facet], x.state, x.source))
    return Classified(labels, judged, remarks)


def text_of(work: Work) -> str:
    return " . ".join(part for part in (work.title, work.abstract, work.container) if part)


class _Machine:
    """Phrases and model for one facet, with what they say of every work."""

    def __init__(
        self, facet: Facet, works: list[Work], coded: dict[str, list[Label]], settings: Settings
    ) -> None:
        self.facet, self.works, self.coded, self.settings = facet, works, coded, settings
        unclear = {code.id for code in facet.codes if code.abstain}
        codes = {w: {label.code for label in own} - unclear for w, own in coded.items()}
        self.taught = [w for w in works if codes[w.work_id]]
        self.truth = [codes[w.work_id] for w in self.taught]
        self.phrases = PhraseClassifier(facet.codes).fit([])
        texts = [text_of(w) for w in self.taught]
        studies = [w.study_id for w in self.taught]
        self.unseen = dict(
            zip(
                [w.work_id for w in self.taught],
                out_of_fold(texts, self.truth, studies, settings.folds, settings.minimum_examples),
                strict=True,
            )
        )
        self.model = TextModel(settings.minimum_examples).fit(texts, self.truth)

    def _probabilities(self, work: Work) -> dict[str, float]:
        if work.work_id in self.unseen:
            return self.unseen[work.work_id]
        row = self.model.predict_proba([text_of(work)])[0]
        return dict(zip(self.model.classes_, row, strict=True))

    def proposals(self, work: Work) -> list[Label]:
        """What the machine would accept: the model's sure codes, else the codes with a phrase."""
        sure = {c: p for c, p in self._probabilities(work).items() if p >= self.settings.accept_at}
        spans: dict[str, list[str]] = {}
        for code, phrase, words in self.phrases.explain(text_of(work)):
            spans.setdefault(code, []).append(f"phrase ‘{phrase}’ found as ‘{words}’")
        found = [self._by_model(work, c, p, spans.get(c, [])) for c, p in sure.items()]
        if not sure:
            found = [self._by_phrase(work, code, why) for code, why in spans.items()]
        found.sort(key=lambda x: (-(x.probability or 0), -len(x.reasons), x.code))
        return found if self.facet.multiple else found[:1]

    def _by_model(self, work: Work, code: str, p: float, spans: list[str]) -> Label:
        words = self.model.explain(text_of(work), code) if code in self.model.classes_ else []
        loud = ", ".join(f"{word} ({weight:.2f})" for word, weight in words)
        reasons = [f"words that spoke for it: {loud}"] if loud else []
        why = (*spans, *reasons) or ("the words of the text taken together",)
        return Label(
            work.work_id,
            self.facet.id,
            code,
            round(p, 4),
            Source.MODEL,
            State.ACCEPTED,
            why,
            "model",
        )

    def _by_phrase(self, work: Work, code: str, why: list[str]) -> Label:
        return Label(work.work_id, self.facet.id, code, None, Source.RULE, State.ACCEPTED, tuple(why), "rule")

    def _abstention(self, work: Work) -> Label:
        best = max(self._probabilities(work).items(), key=lambda p: (p[1], p[0]), default=None)
        guess = f"; the best guess was {best[0]} at {best[1]:.2f}" if best else ""
        reason = f"no phrase was found and no code reached {self.settings.accept_at:g}{guess}"
        return Label(work.work_id, self.facet.id, "", None, Source.MODEL, State.ABSTAINED, (reason,), "model")

    def labels(self) -> list[Label]:
        """Machine labels of every work: accepted or abstained, and overridden where people coded."""
        from dataclasses import replace

        found = []
        for work in self.works:
            proposed = self.proposals(work)
            if self.coded[work.work_id]:
                found += [replace(label, state=State.OVERRIDDEN) for label in proposed]
            else:
                found += proposed or [self._abstention(work)]
        return found

    def evaluation(self) -> dict[str, Any]:
        """Machine against people on every work that people coded, out of fold."""
        phrases = [{c for c, _, _ in self.phrases.explain(text_of(w))} for w in self.taught]
        proposed = [{label.code for label in self.proposals(w)} for w in self.taught]
        used = set().union(*self.truth) if self.truth else set()
        return evaluation(
            self.truth,
            proposed,
            phrases,
            self.model.classes_,
            sorted(used - set(self.model.classes_)),
        )
