"""Whether reading what the findings need first brings verdicts sooner, on the corpus that ships.

    python -m tests.benchmarks.priorities [--seeds 10] [--first 0] [--meaning FILE.npy]

A random half of the included works that a person coded or read is hidden with all that their studies say, then read again one by one, in the
order of uncertainty x novelty (as `evidence code` asked before), of how many claims it likely bears on, of need (`waiting/needs.py`), of need and
uncertainty, and of chance. Printed: of the claims whose verdict the half moved, the mean share of the hidden works that were read until the final
verdict stood and stayed, and how many verdicts on average were the final ones over the whole reading. It needs results/ of a build beside it.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.preprocessing import normalize
from tests.unit.builders import make

from evidence import inputs
from evidence.appraise.rows import StudyAppraisal
from evidence.classify.next import entropy, questions
from evidence.classify.rows import CodedBy, Label
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.extract.side_readings import SideDecision
from evidence.layout import Layout
from evidence.review import Review
from evidence.screen.ranking import features
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Side
from evidence.stage import Bench
from evidence.stages.extract import bibliography
from evidence.stages.synthesise import SYNTHESISE
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.findings import Claims
from evidence.synthesise.rules import load_claims, rule_of, ruling_on
from evidence.synthesise.settings import SynthesisPlan
from evidence.texts import text_of
from evidence.waiting.needs import bearing, need_of, stakes

AGAIN = 10  # works read before it is learnt anew which bear on what


class Corpus:
    """What is known of the corpus when everything was read."""

    def __init__(self, at: Layout, meaning: Path | None) -> None:
        bench, review = Bench(SYNTHESISE), Review(at)
        self.claims = load_claims(at.setting("propositions"), bench.codebook)
        labels = review[Label]
        found = Claims(
            [item for item in bench[EvidenceItem] if item.standing != Standing.NOT_KNOWN],
            bibliography(bench), labels, bench.codebook, self.claims,
            inputs.decisions(SideDecision, at, bench.codebook, self.claims.ids())[0],
            bench.settings(SynthesisPlan).count_machine_codes, bench[StudyAppraisal],
        )  # fmt: skip
        included = {s.work_id for s in review[Screening] if s.decision == Screen.INCLUDE}
        self.evidence = {p.id: found._evidence(p, found.sides(p)) for p in self.claims.items}
        self.sides = {p.id: [r for r in self.evidence[p.id].sides if r.counted] for p in self.claims.items}
        read = {r.work_id for rows in self.sides.values() for r in rows if r.side != Side.NOT_READ}
        coded = {x.work_id for x in labels if x.source == CodedBy.PERSON}
        self.works = [w for w in review[Work] if w.work_id in included & (read | coded)]
        self.study = [w.study_id for w in self.works]
        texts = [text_of(w) for w in self.works]
        self.rows = normalize(features(texts))
        if meaning:
            place = {w.work_id: n for n, w in enumerate(review[Work])}
            self.rows = np.load(meaning)[[place[w.work_id] for w in self.works]]
        self.words = normalize(features(texts))
        bearing_on = [{r.study_id for r in rows if r.side in TAKEN} for rows in self.sides.values()]
        self.bears = np.array([[s in own for own in bearing_on] for s in self.study])
        codes = sorted({(x.facet, x.code) for x in labels if x.source == CodedBy.PERSON})
        held = {(x.work_id, x.facet, x.code) for x in labels if x.source == CodedBy.PERSON}
        self.codes = np.array([[(w.work_id, *c) in held for c in codes] for w in self.works])

    def verdicts(self, hidden: set[str]) -> list[str]:
        gone = frozenset(hidden)
        return [str(ruling_on(p, replace(self.evidence[p.id], gone=gone)).verdict) for p in self.claims.items]

    def needs(self, hidden: set[str]) -> list:
        """What each claim needs when these studies are not read; the multiverse is not run again."""
        found = []
        for p in self.claims.items:
            own = [r for r in self.sides[p.id] if r.study_id not in hidden]
            how = {}
            for body in bodies(own):
                key = str(body.side) if str(body.directness) == "direct" else str(body.directness)
                how[key] = how.get(key, 0) + 1
            verdict = ruling_on(p, replace(self.evidence[p.id], gone=frozenset(hidden))).verdict
            finding = make(
                Finding, proposition=p.id, verdict=verdict, flip_bodies=3,
                direct_for=how.get("for", 0), direct_against=how.get("against", 0), direct_qualifies=how.get("qualifies", 0),
                related=how.get("related", 0), one_arm=how.get("one_arm", 0), proxy=how.get("proxy", 0), unstated=how.get("", 0),
            )  # fmt: skip
            found.append(need_of(finding, rule_of(p.rule).weighs == Weighs.SIDES))
        return found


def today(corpus: Corpus, hidden: np.ndarray) -> list[int]:
    """The order by uncertainty and novelty, from what a logistic regression of each code knows of the half that is seen."""
    from sklearn.linear_model import LogisticRegression

    seen = np.setdiff1d(np.arange(len(corpus.works)), hidden)
    p = [
        LogisticRegression(C=10).fit(corpus.words[seen], y).predict_proba(corpus.words[hidden])[:, 1]
        for y in corpus.codes[seen].T if 2 <= y.sum() < len(y)
    ]  # fmt: skip
    ids = [f"{n:06}" for n in hidden]
    asked = questions(ids, entropy(np.array(p).T), corpus.words[hidden], {}, str, len(hidden))
    return [int(q.work_id) for q in asked]


def by_need(
    corpus: Corpus, hidden: np.ndarray, weigh: np.ndarray | None = None, alone: bool = False
) -> list[int]:
    """The order by need: what claims need is judged anew after each work, what bears on them after every `AGAIN`. `alone`: every claim needs as much."""
    left, order = sorted(hidden.tolist()), []
    while left:
        seen = np.setdiff1d(np.arange(len(corpus.works)), left)
        if len(order) % AGAIN == 0:
            chances = bearing(corpus.rows, seen, corpus.bears[seen])
        needs = corpus.needs({corpus.study[n] for n in left} - {corpus.study[n] for n in seen})
        if alone:
            needs = [replace(need, chance=1.0) for need in needs]
        worth = np.array([stake.value for stake in stakes(chances[left], needs)])
        if weigh is not None:
            worth = worth * weigh[left]
        best = left[int(np.argmax(worth.round(6)))]
        order.append(best)
        left.remove(best)
    return order


def reached(corpus: Corpus, hidden: np.ndarray, order: list[int]) -> tuple[float, float]:
    """(mean share of the hidden works until final verdicts stood, mean share of moved verdicts that were final over the reading)."""
    final = corpus.verdicts(set())
    hidden_left = list(order)
    told = [corpus.verdicts({corpus.study[n] for n in hidden_left} - _seen(corpus, hidden_left))]
    while hidden_left:
        hidden_left.pop(0)
        told.append(corpus.verdicts({corpus.study[n] for n in hidden_left} - _seen(corpus, hidden_left)))
    right = np.array([[a == b for a, b in zip(one, final, strict=True)] for one in told])
    moved = ~right[0]
    if not moved.any():
        return np.nan, np.nan
    last_wrong = np.array([np.flatnonzero(~column).max() + 1 for column in right[:, moved].T])
    return float(last_wrong.mean() / len(order)), float(right[:, moved].mean())


def _seen(corpus: Corpus, left: list[int]) -> set[str]:
    return set(corpus.study) - {corpus.study[n] for n in left}


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seeds", type=int, default=10)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--meaning", type=Path, default=None)
    given = asked.parse_args()
    corpus = Corpus(Layout(), given.meaning)
    print(f"{len(corpus.works)} works, {int(corpus.bears.any(axis=1).sum())} of them bear on a claim")
    found: dict[str, list[tuple[float, float]]] = {}
    for seed in range(given.first, given.first + given.seeds):
        chance = np.random.default_rng(seed)
        hidden = np.sort(chance.permutation(len(corpus.works))[: len(corpus.works) // 2])
        unsure = today(corpus, hidden)
        rank = np.ones(len(corpus.works))
        rank[unsure] = 1 - 0.5 * np.arange(len(unsure)) / len(unsure)
        orders = {
            "chance": chance.permutation(hidden).tolist(),
            "unsure and new": unsure,
            "bearing": by_need(corpus, hidden, alone=True),
            "need": by_need(corpus, hidden),
            "need, unsure, new": by_need(corpus, hidden, rank),
        }
        for name, order in orders.items():
            found.setdefault(name, []).append(reached(corpus, hidden, order))
    for name, rows in found.items():
        print(f"{name:18}  read until final {np.nanmean([r[0] for r in rows]):.3f}   final on average {np.nanmean([r[1] for r in rows]):.3f}")  # fmt: skip


if __name__ == "__main__":
    main()
