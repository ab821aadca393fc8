"""Classification: people outrank machines, machines abstain, nothing is learnt from the answer."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from evidence.classify.coders import by_people
from evidence.classify.corpus import Batch
from evidence.classify.decisions import CodingDecision
from evidence.classify.evaluate import majority
from evidence.classify.phrases import PhraseClassifier
from evidence.classify.settings import LearningPlan
from evidence.classify.stage import learn
from evidence.codebook import Code, Codebook, Facet
from evidence.decisions import by_work
from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest
from evidence.mentions import Mentions
from tests.unit.classify.at_once import classify

CODES = (
    Code("housing", "Housing", "", phrases=("social housing",)),
    Code("jobs", "Jobs", "", phrases=("welfare-to-work",)),
    Code("unclear", "Unclear", "", abstain=True, phrases=("anything",)),
)
FIELD = Facet("field", "Field", "Fields", "", "field", "work", True, CODES)
FORM = Facet("form", "Form", "Forms", "", "form", "work", False, ())
BOOK = Codebook("1", "t", (FIELD, FORM), (), (), {})
# Two dozen works cannot show more with much confidence.
SETTINGS = LearningPlan(precision=0.8, confidence=0.8)
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
    done = classify(works, records, memberships, decisions, BOOK, replace(SETTINGS, **settings))
    key = {w.work_id: w.key for w in works}
    return done, {(key[x.work_id], x.source, x.state): x for x in done.labels if x.facet == "field"}


@pytest.fixture(scope="module")
def usual(corpus):
    """As the settings above have it; learnt once."""
    return _labels(corpus)


def test_people_are_accepted_and_machines_never_overwrite_them(usual) -> None:
    done, labels = usual
    assert labels[("housing3", "person", "accepted")].code == "housing"
    machine = [x for x in done.labels if x.facet == "field" and x.source != "person" and x.reasons == ()]
    assert machine == []
    coded = {x.work_id for x in done.labels if x.source == "person"}
    assert all(x.state == "overridden" for x in done.labels if x.work_id in coded and x.source != "person")


def test_uncoded_works_get_a_code_with_its_reasons(usual) -> None:
    _, labels = usual
    found = labels[("jobs13", "model", "accepted")]
    assert found.code == "jobs" and found.probability >= 0.7
    words, with_it, without_it = found.reasons
    assert words.startswith("words that spoke for it") and "nearest work coded with it: w-" in with_it
    assert "nearest work coded without it" in without_it


def test_where_nothing_can_be_learnt_phrases_speak_alone(corpus) -> None:
    works, records, memberships, _ = corpus
    done = classify(works, records, memberships, [], BOOK, SETTINGS)
    phrase = next(w.work_id for w in works if w.key == "phrase")
    label = next(x for x in done.labels if x.work_id == phrase)
    assert (label.code, label.source, label.state) == ("housing", "rule", "accepted")
    assert "‘social housing’ found as ‘Social-Housing’ at 3–17" in label.reasons[0]


def test_the_machine_abstains_with_its_reason(corpus, usual) -> None:
    _, labels = usual
    assert "no word of it is known" in labels[("blank", "model", "abstained")].reasons[0]
    _, strict = _labels(corpus, precision=0.99)
    assert "no probability reaches a precision of 0.99" in strict[("jobs13", "model", "abstained")].reasons[0]


def test_too_few_examples_are_not_learnt_and_said_so(corpus) -> None:
    done, _ = _labels(corpus, minimum_examples=50)
    assert done.evaluation["field"]["learnt"] == []
    assert done.evaluation["field"]["too_few_examples"] == ["housing", "jobs"]


def test_the_order_of_the_input_does_not_matter(corpus, usual) -> None:
    works, records, memberships, decisions = corpus
    shuffled = list(works)
    random.Random(3).shuffle(shuffled)
    again = classify(shuffled, records, memberships, decisions[::-1], BOOK, SETTINGS)
    assert again == usual[0]


def test_no_work_is_judged_by_a_machine_that_saw_its_study(corpus) -> None:
    """A word that one study alone holds must not make its own works sure; in two studies it may."""
    works, records, memberships, decisions = corpus
    own = {"jobs1", "jobs2", "jobs3", "jobs4"}
    apart = [replace(w, title="Quokka quokka quokka") if w.key in own else w for w in works]
    together = [replace(w, study_id="one") if w.key in own else w for w in apart]
    said = {}
    for name, given in (("apart", apart), ("together", together)):
        machine = learn(given, records, memberships, decisions, BOOK, SETTINGS).machines[0]
        theirs = Batch(machine.corpus, [w for w in given if w.key in own])
        said[name] = machine.judge(theirs).p[:, machine.learnt.index("jobs")]
    assert said["apart"].min() > said["together"].max() + 0.1


def test_a_code_that_no_fold_has_outside_is_not_accepted(corpus) -> None:
    works, records, memberships, decisions = corpus
    one = [replace(w, study_id="one") if w.key.startswith("jobs") else w for w in works]
    done = classify(one, records, memberships, decisions, BOOK, SETTINGS)
    theirs = {w.work_id for w in one if w.study_id == "one"}
    assert not any(x.work_id in theirs and x.state == "overridden" and x.code == "jobs" for x in done.labels)


def test_phrases_are_whole_words_and_unclear_is_never_proposed() -> None:
    rules = PhraseClassifier(CODES).fit([])
    assert rules.explain("antisocial housings") == [] and rules.explain("anything") == []
    assert rules.predict_proba(["Welfare to work and social housing"]) == [[1.0, 1.0]]


def test_hyphens_of_every_kind_are_spaces() -> None:
    rules = PhraseClassifier(CODES).fit([])
    for text in ("Social\u2011housing", "social\u2013housing", "SOCIAL\u00a0housing", "social\nhousing"):
        assert rules.explain(text) == [("housing", "social housing", text)]


def test_the_baseline_does_not_see_its_own_fold() -> None:
    assert majority([{"a"}, {"a"}, {"b"}], [0, 0, 1]) == [{"b"}, {"b"}, {"a"}]


def test_a_work_found_unclear_counts_against_the_machine(corpus, usual) -> None:
    works, records, memberships, decisions = corpus
    doubt = CodingDecision("coding.csv", 99, "jobs13", "field", "unclear", "", "anna", "2026-01-02")
    done = classify(works, records, memberships, [*decisions, doubt], BOOK, SETTINGS)
    before, after = usual[0].evaluation["field"], done.evaluation["field"]
    assert after["works_coded_by_people"] == before["works_coded_by_people"] + 1
    assert after["answered"] == before["answered"] + 1
    assert after["precision_where_answered"] < before["precision_where_answered"]


def test_out_of_fold_reasons_come_from_the_model_that_gave_the_probability(corpus) -> None:
    """A word that only one study holds is loud in the whole model and unknown to that study's fold."""
    works, records, memberships, decisions = corpus
    own = {"jobs1", "jobs2", "jobs3", "jobs4"}
    odd = [replace(w, title="Quokka wages", study_id="one") if w.key in own else w for w in works]
    machine = learn(odd, records, memberships, decisions, BOOK, SETTINGS).machines[0]
    column = machine.learnt.index("jobs")
    batch = Batch(machine.corpus, odd)
    said = [
        " ".join(
            machine.reasons.of(batch, row, column, machine.judges.of(machine._fold(work)).model.weights_)
        )
        for row, work in enumerate(odd)
        if work.study_id == "one"
    ]
    assert len(said) == 4 and all("wages" in reasons for reasons in said)
    assert not any("quokka" in reasons for reasons in said)


def test_phrases_that_tie_on_a_facet_with_one_code_are_not_guessed_between(corpus) -> None:
    works, records, memberships, _ = corpus
    text = "Social housing and welfare-to-work"
    both = [replace(w, title=text) if w.key == "phrase" else w for w in works]
    one = replace(BOOK, facets=(replace(FIELD, multiple=False),))
    done = classify(both, records, memberships, [], one, LearningPlan())
    label = next(x for x in done.labels if x.work_id == next(w.work_id for w in both if w.title == text))
    assert (label.code, label.state) == ("", "abstained") and "“Housing” and “Jobs”" in label.reasons[0]


def _coded(records, *rows):
    decisions = [
        CodingDecision("coding.csv", n, ref, "field", codes, "", who, f"2026-01-0{n}")
        for n, (ref, codes, who) in enumerate(rows, 1)
    ]
    work_of = {r.record_id: "w-1" for r in records}
    mentions = Mentions(records)
    applied, remarks = by_work(decisions, mentions, work_of)
    return by_people(applied, mentions, work_of), remarks


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


@pytest.mark.parametrize("size", [1, 7])
def test_how_many_works_are_read_at_once_changes_nothing(corpus, usual, size, monkeypatch) -> None:
    monkeypatch.setattr("evidence.classify.stage.AT_ONCE", size)
    assert _labels(corpus)[0] == usual[0]


def test_codes_without_examples_are_guessed_by_what_the_codebook_says(corpus, usual) -> None:
    """Of a learnt code a guess has its probability, of any other none; a code for doubt is never guessed."""
    works, records, memberships, decisions = corpus
    more = replace(FIELD, codes=(*CODES, Code("none_yet", "Zebras", "", phrases=("zebra",))))
    done = learn(works, records, memberships, decisions, replace(BOOK, facets=(more, FORM)), SETTINGS)
    machine = done.machines[0]
    batch = Batch(machine.corpus, [w for w in works if w.key == "blank"])
    judged = machine.judge(batch)
    guessed = machine.guesses(judged, 0)
    assert {g.code for g in guessed} == {"housing", "jobs", "none_yet"}
    assert [(g.code, g.probability) for g in guessed][-1] == ("none_yet", None)
    assert all(g.probability == judged.p[0, machine.learnt.index(g.code)] for g in guessed[:-1])
    assert not any(label.code == "none_yet" for some in done.batches() for label in some)


def test_without_any_coded_work_all_codes_with_a_phrase_are_guessed(corpus) -> None:
    works, records, memberships, _ = corpus
    machine = learn(works, records, memberships, [], BOOK, SETTINGS).machines[0]
    batch = Batch(machine.corpus, [w for w in works if w.key == "phrase"])
    assert [(g.code, g.probability) for g in machine.guesses(machine.judge(batch), 0)] == [("housing", None)]


def test_an_abstention_names_what_the_codebook_says_of_codes_that_are_not_learnt(corpus) -> None:
    """By phrases first; a review with nothing coded is not silent on a work where two codes speak alike."""
    works, records, memberships, _ = corpus
    one = replace(FIELD, multiple=False)
    given = [replace(w, title="Social housing, welfare-to-work") if w.key == "phrase" else w for w in works]
    done = classify(given, records, memberships, [], replace(BOOK, facets=(one, FORM)), SETTINGS)
    phrase = next(w.work_id for w in given if w.key == "phrase")
    own = next(x for x in done.labels if x.work_id == phrase and x.facet == "field")
    assert own.state == "abstained" and own.probability is None
    said = "not learnt, no probability yet, by the words of the codebook: “Housing”, “Jobs”"
    assert own.reasons[1:] == (said,)
