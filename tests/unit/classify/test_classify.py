"""Classification: people outrank machines, machines abstain, nothing is learnt from the answer."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evidence.classify import Settings, classify
from evidence.classify.evaluate import evaluation, majority, scores
from evidence.classify.model import TextModel, fold_models, fold_of, out_of_fold
from evidence.classify.people import by_people
from evidence.classify.phrases import PhraseClassifier
from evidence.codebook import Code, Codebook, Facet
from evidence.decisions import CodingDecision, References
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
    assert again == _labels(corpus)[0]


def test_the_model_learns_from_works_in_the_order_of_their_ids(corpus, monkeypatch) -> None:
    """The solver visits rows in turn, so that another order could change a last digit."""
    works, records, memberships, decisions = corpus
    learnt, fit = [], TextModel.fit

    def spy(self, texts, codes):
        learnt.append(list(texts))
        return fit(self, texts, codes)

    monkeypatch.setattr(TextModel, "fit", spy)
    for order in (works, works[::-1]):
        classify(order, records, memberships, decisions, BOOK, Settings())
    half = len(learnt) // 2
    assert half and learnt[:half] == learnt[half:]


def test_no_work_is_judged_by_a_model_that_saw_its_study() -> None:
    """An exact copy under the same study, with a code found nowhere else, must not be recognised."""
    texts = ["plain words of every kind here"] * 12 + ["quokka quokka quokka"] * 2
    codes = [{"plain"}] * 12 + [{"rare"}] * 2
    studies = [f"s{i}" for i in range(12)] + ["same", "same"]
    found = out_of_fold(fold_models(texts, codes, studies, 4, 1), texts, studies)
    assert all("rare" not in row for row in found[12:])


def test_a_copy_in_another_study_is_recognised_and_one_in_the_same_study_is_not() -> None:
    """The first half shows that the test above can fail: only the study keeps a copy out."""
    texts = [f"plain words number {n}" for n in range(12)] + ["quokka island"] * 2
    codes = [{"plain"}] * 12 + [{"rare"}] * 2
    apart = next(f"r{n}" for n in range(99) if fold_of(f"r{n}", 4) != fold_of("r", 4))
    for pair, seen in ((["r", apart], True), (["r", "r"], False)):
        studies = [f"s{i}" for i in range(12)] + pair
        found = out_of_fold(fold_models(texts, codes, studies, 4, 1), texts, studies)
        assert ("rare" in found[12]) is seen


def test_every_code_of_the_whole_model_is_judged_out_of_fold() -> None:
    """A code with just enough examples has fewer in each fold's training, and is judged all the same."""
    texts = [f"housing rent {n}" for n in range(8)] + [f"jobs wages {n}" for n in range(8)]
    codes, studies = [{"h"}] * 8 + [{"j"}] * 8, [f"s{n}" for n in range(16)]
    assert {code for m in fold_models(texts, codes, studies, 5, 8) for code in m.classes_} == {"h", "j"}


def test_scores_by_hand() -> None:
    """Two right of three given and four true: precision 2/3, recall 1/2, F1 4/7."""
    got = scores([{"a"}, {"a"}, {"b"}, {"b"}], [{"a"}, {"b"}, {"b"}, set()])
    assert got == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714, "macro_f1": 0.5833}


def test_phrases_are_whole_words_and_unclear_is_never_proposed() -> None:
    rules = PhraseClassifier(CODES).fit([])
    assert rules.explain("antisocial housings") == [] and rules.explain("anything") == []
    assert rules.predict_proba(["Welfare to work and social housing"]) == [[1.0, 1.0]]


def test_hyphens_of_every_kind_are_spaces() -> None:
    rules = PhraseClassifier(CODES).fit([])
    for text in ("Social\u2011housing", "social\u2013housing", "SOCIAL\u00a0housing", "social\nhousing"):
        assert rules.explain(text) == [("housing", "social housing", text)]


def test_evaluation_by_hand() -> None:
    """Four works; the last was found unclear, so its code is wrong. 2 of 3 given are right, 3 of 4 answered."""
    truth = [{"a"}, {"a"}, {"b"}, set()]
    proposed = [{"a"}, {"a"}, set(), {"b"}]
    got = evaluation(truth, [0, 1, 2, 3], proposed, proposed, [set()] * 4, ["a"], ["b"])
    assert (got["works_coded_by_people"], got["answered"], got["coverage"]) == (4, 3, 0.75)
    assert got["precision_where_answered"] == 0.6667 and not got["trustworthy"]
    assert "below 0.9" in got["why"]
    sure = evaluation(truth[:2], [0, 1], truth[:2], truth[:2], truth[:2], ["a"], [])
    assert sure["trustworthy"] and "reaches 0.9" in sure["why"]
    silent = evaluation(truth, [0, 1, 2, 3], [set()] * 4, [set()] * 4, [set()] * 4, [], [])
    assert not silent["trustworthy"] and "no code" in silent["why"]


def test_the_baseline_does_not_see_its_own_fold() -> None:
    assert majority([{"a"}, {"a"}, {"b"}], [0, 0, 1]) == [{"b"}, {"b"}, {"a"}]


def test_a_work_found_unclear_counts_against_the_machine(corpus) -> None:
    works, records, memberships, decisions = corpus
    doubt = CodingDecision("coding.csv", 99, "jobs13", "field", "unclear", "", "anna", "2026-01-02")
    done = classify(works, records, memberships, [*decisions, doubt], BOOK, Settings())
    before, after = _labels(corpus)[0].evaluation["field"], done.evaluation["field"]
    assert after["works_coded_by_people"] == before["works_coded_by_people"] + 1
    assert after["answered"] == before["answered"] + 1
    assert after["precision_where_answered"] < before["precision_where_answered"] == 1


def test_out_of_fold_reasons_come_from_the_model_that_gave_the_probability(corpus) -> None:
    """A word that only one study holds is loud in the whole model and unknown to that study's fold."""
    works, records, memberships, decisions = corpus
    own = {"jobs1", "jobs2", "jobs3", "jobs4"}
    odd = [replace(w, title="Quokka wages", study_id="one") if w.key in own else w for w in works]
    done = classify(odd, records, memberships, decisions, BOOK, Settings(accept_at=0.5))
    theirs = {w.work_id for w in odd if w.study_id == "one"}
    said = [x for x in done.labels if x.work_id in theirs and x.state == "overridden"]
    assert len(said) == 4 and all("wages" in x.reasons[-1] for x in said)
    assert not any("quokka" in reason for x in said for reason in x.reasons)


def test_phrases_that_tie_on_a_facet_with_one_code_are_not_guessed_between(corpus) -> None:
    works, records, memberships, _ = corpus
    text = "Social housing and welfare-to-work"
    both = [replace(w, title=text) if w.key == "phrase" else w for w in works]
    one = replace(BOOK, facets=(replace(FIELD, multiple=False),))
    done = classify(both, records, memberships, [], one, Settings())
    label = next(x for x in done.labels if x.work_id == next(w.work_id for w in both if w.title == text))
    assert (label.code, label.state) == ("", "abstained") and "housing and jobs" in label.reasons[0]


def _coded(records, *rows):
    decisions = [
        CodingDecision("coding.csv", n, ref, "field", codes, "", who, f"2026-01-0{n}")
        for n, (ref, codes, who) in enumerate(rows, 1)
    ]
    work_of = {r.record_id: "w-1" for r in records}
    return by_people(decisions, References(records), work_of)


def test_the_last_decision_stands_whatever_name_the_record_goes_by(corpus) -> None:
    records = corpus[1][:1]
    key, record_id = records[0].source_key, records[0].record_id
    found, _ = _coded(records, (key, "jobs", "anna"), (record_id, "housing", "anna"))
    assert [x.code for x in found[("w-1", "field")]] == ["housing"]


def test_codes_that_differ_are_all_kept_and_said_to_differ(corpus) -> None:
    a, b = corpus[1][:2]
    found, _ = _coded([a, b], (a.source_key, "jobs;housing", "anna"), (b.source_key, "housing", "ben"))
    assert [x.code for x in found[("w-1", "field")]] == ["jobs", "housing"]
    assert all("coded differently" in x.reasons[-1] for x in found[("w-1", "field")])
    same, _ = _coded([a, b], (a.source_key, "jobs", "anna"), (b.source_key, "jobs", "ben"))
    assert len(same[("w-1", "field")][0].reasons) == 1


def test_a_decision_on_no_known_record_is_remarked_upon(corpus) -> None:
    found, remarks = _coded(corpus[1][:1], ("nobody", "jobs", "anna"))
    assert not found and "no record has this reference" in remarks[0].problem


def test_two_spellings_of_one_phrase_speak_once() -> None:
    rules = PhraseClassifier([Code("m", "M", "", phrases=("mixed methods", "mixed-methods"))]).fit([])
    assert rules.explain("A mixed-methods study") == [("m", "mixed methods", "mixed-methods")]
