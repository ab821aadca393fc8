"""Classification: people outrank machines, machines abstain, nothing is learnt from the answer."""

from __future__ import annotations

import random

import pytest

from evidence.classify import Settings, classify
from evidence.classify.evaluate import scores
from evidence.classify.model import out_of_fold
from evidence.classify.phrases import PhraseClassifier
from evidence.codebook import Code, Codebook, Facet
from evidence.decisions import CodingDecision
from evidence.deduplicate import deduplicate
from evidence.ingest import Source, ingest

CODES = (
    Code("housing", "Housing", "", phrases=("social housing",)),
    Code("jobs", "Jobs", "", phrases=("welfare-to-work",)),
    Code("unclear", "Unclear", "", abstain=True, phrases=("anything",)),
)
FIELD = Facet("field", "Field", "Fields", "", "field", "work", True, CODES)
FORM = Facet("form", "Form", "Forms", "", "form", "work", False, ())
BOOK = Codebook("1", "t", (FIELD, FORM), (), (), {})
WORDS = {
    "housing": "tenants landlords homes rent estates",
    "jobs": "unemployed training vacancies wages employers",
}


@pytest.fixture(scope="module")
def corpus():
    entries, decisions = [], []
    for code, words in WORDS.items():
        for n in range(14):
            key = f"{code}{n}"
            entries.append(
                f"@article{{{key}, title={{Study {n} of {words} number {key}}}, author={{A{key}, B}}, year={{20{n:02d}}}}}"
            )
            if n < 12:
                decisions.append(
                    CodingDecision("coding.csv", n, key, "field", code, "", "anna", "2026-01-01")
                )
    entries.append("@article{phrase, title={On Social-Housing and nothing else whatsoever}}")
    entries.append("@article{blank, title={Zebra quagga okapi}}")
    records = ingest([Source("a.bib", "\n".join(entries).encode())]).records
    merged = deduplicate(records)
    return merged.works, records, merged.memberships, decisions


def _labels(corpus, **settings):
    works, records, memberships, decisions = corpus
    done = classify(works, records, memberships, decisions, BOOK, Settings(**settings))
    key = {w.work_id: w.key for w in works}
    return done, {(key[x.work_id], x.source, x.state): x for x in done.labels if x.facet == "field"}


def test_people_are_accepted_and_machines_never_overwrite_them(corpus) -> None:
    done, labels = _labels(corpus)
    assert labels[("housing3", "person", "accepted")].code == "housing"
    machine = [x for x in done.labels if x.facet == "field" and x.source != "person" and x.reasons == ()]
    assert machine == []
    coded = {x.work_id for x in done.labels if x.source == "person"}
    assert all(x.state == "overridden" for x in done.labels if x.work_id in coded and x.source != "person")


def test_uncoded_works_get_a_code_with_its_reasons(corpus) -> None:
    _, labels = _labels(corpus)
    found = labels[("jobs13", "model", "accepted")]
    assert found.code == "jobs" and found.probability >= 0.7 and "words that spoke for it" in found.reasons[0]
    assert "social-housing" in labels[("phrase", "rule", "accepted")].reasons[0].lower()


def test_the_machine_abstains_with_its_reason(corpus) -> None:
    _, labels = _labels(corpus)
    assert "no code reached" in labels[("blank", "model", "abstained")].reasons[0]
    _, strict = _labels(corpus, accept_at=0.9999)
    assert ("jobs13", "model", "abstained") in strict


def test_too_few_examples_are_not_learnt_and_said_so(corpus) -> None:
    done, _ = _labels(corpus, minimum_examples=50)
    assert done.evaluation["field"]["learnt"] == []
    assert done.evaluation["field"]["too_few_examples"] == ["housing", "jobs"]


def test_the_order_of_the_input_does_not_matter(corpus) -> None:
    works, records, memberships, decisions = corpus
    shuffled = list(works)
    random.Random(3).shuffle(shuffled)
    again = classify(shuffled, records, memberships, decisions[::-1], BOOK, Settings())
    assert sorted(map(repr, again.labels)) == sorted(map(repr, _labels(corpus)[0].labels))


def test_no_work_is_judged_by_a_model_that_saw_its_study() -> None:
    """An exact copy under the same study, with a code found nowhere else, must not be recognised."""
    texts = ["plain words of every kind here"] * 12 + ["quokka quokka quokka"] * 2
    codes = [{"plain"}] * 12 + [{"rare"}] * 2
    studies = [f"s{i}" for i in range(12)] + ["same", "same"]
    found = out_of_fold(texts, codes, studies, folds=4, minimum_examples=1)
    assert all("rare" not in row for row in found[12:])


def test_scores_by_hand() -> None:
    """Two right of three given and four true: precision 2/3, recall 1/2, F1 4/7."""
    got = scores([{"a"}, {"a"}, {"b"}, {"b"}], [{"a"}, {"b"}, {"b"}, set()])
    assert got == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714, "macro_f1": 0.5833}


def test_phrases_are_whole_words_and_unclear_is_never_proposed() -> None:
    rules = PhraseClassifier(CODES).fit([])
    assert rules.explain("antisocial housings") == [] and rules.explain("anything") == []
    assert rules.predict_proba(["Welfare to work and social housing"]) == [[1.0, 1.0]]
