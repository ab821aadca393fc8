"""What is judged at the desk is a row of one's own that says what was judged, and the stage after it reads just that."""

from __future__ import annotations

import csv

import pytest
from werkzeug.datastructures import MultiDict

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.rows import Certainty, Implication, PoolCertainty
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Membership
from evidence.errors import UserError
from evidence.extract.rows import Coding
from evidence.pipeline import STAGES
from evidence.review import Review
from evidence.stage import Bench
from evidence.synthesise.claim_rows import SideOfStudy

from ..conftest import desk_in


def rows(folder, name: str) -> list[dict[str, str]]:
    path = folder / "literature" / name
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def built(folder, *names: str) -> Review:
    """The review once these stages have run again."""
    from evidence.layout import Layout

    for stage in STAGES:
        if stage.name in names:
            stage.run(Bench(stage, Review(Layout(folder))))
    return Review(Layout(folder))


def said(given=(), **fields: str) -> MultiDict:
    """A form as a page sends it."""
    return MultiDict({**dict(given), **fields})


def waits(desk, name: str) -> list[str]:
    return list(desk.queues[name].keys())


def of(desk, key: str) -> str:
    return next(work for work in desk.works.ids if desk.works[work].key == key)


# Pairs.


def test_a_pair_stands_side_by_side_with_the_words_that_differ(desk):
    queue = desk.queues["pairs"]
    [key] = queue.keys()
    titles = next(row for row in queue.shown(key)["rows"] if row[0] == "title")
    marked = ["".join(piece.text for piece in own if piece.differs) for own in titles[1:3]]
    whole = ["".join(piece.text for piece in own) for own in titles[1:3]]
    assert whole == [work.title for work in queue.shown(key)["works"]] and any(marked)


@pytest.mark.parametrize(("decision", "together"), [("duplicate", True), ("distinct", False)])
def test_what_is_said_of_a_pair_is_what_becomes_of_it(desk, folder, decision, together):
    [key] = waits(desk, "pairs")
    desk.decide("pairs", key, said(decision=decision, relation="version_of", reason="the same beans"))
    [row] = rows(folder, "decisions/duplicates-ella.csv")
    assert (row["decision"], row["relation"], row["reason"]) == (decision, "", "the same beans")
    assert f"{row['record_a']} {row['record_b']}" == key and row["title_a"] != row["title_b"]
    assert not waits(desk, "pairs")
    works = {m.record_id: m.work_id for m in built(folder, "deduplicate")[Membership]}
    assert (works[row["record_a"]] == works[row["record_b"]]) is together


def test_a_pair_that_is_taken_back_waits_again(desk):
    [key] = waits(desk, "pairs")
    desk.decide("pairs", key, said(decision="distinct"))
    assert desk.undo("pairs") == key and waits(desk, "pairs") == [key]


# Codes.


def test_codes_are_written_a_row_a_facet_with_the_main_one_first(desk, folder):
    yew = of(desk, "yew2005")
    shown = desk.queues["codes"].shown(yew)
    assert [group.asks for group in shown["groups"]], "what nobody has coded is asked"
    form = said({"order-lease": "town club", "statement": "It says so."})
    form.setlist("code-lease", ["club", "town"])
    form["code-country"] = "Wales; Malta"
    desk.decide("codes", yew, form)
    told = {row["facet"]: row for row in rows(folder, "decisions/coding-ella.csv")}
    assert told["lease"]["codes"] == "town;club" and told["country"]["codes"] == "Wales;Malta"
    assert told["lease"]["statement"] == "It says so." and set(told) == {"lease", "country"}
    labels = built(folder, "classify")[Label]
    coded = {(x.facet, x.code) for x in labels if x.work_id == yew and x.source == "person"}
    assert coded >= {("lease", "town"), ("lease", "club"), ("country", "Wales"), ("country", "Malta")}


def test_a_work_waits_until_each_of_its_facets_has_a_code(desk):
    queue, yew = desk.queues["codes"], of(desk, "yew2005")
    asked = [group.name for group in queue.shown(yew)["groups"]]
    answers = {"code-lease": "club", "code-crop": "roses", "code-design": "trial", "code-country": "Wales"}
    for name in asked[:-1]:
        desk.decide("codes", yew, said({name: answers[name]}))
        assert yew in waits(desk, "codes") and name not in [
            group.name for group in queue.shown(yew)["groups"]
        ]
    desk.decide("codes", yew, said({asked[-1]: answers[asked[-1]]}))
    assert yew not in waits(desk, "codes")
    assert desk.undo("codes") == yew and yew in waits(desk, "codes")


def test_two_codes_of_a_facet_that_has_one_are_refused(desk):
    form = said()
    form.setlist("code-design", ["trial", "essay"])
    with pytest.raises(UserError, match="one code of design"):
        desk.decide("codes", of(desk, "yew2005"), form)
    with pytest.raises(UserError, match="no code was chosen"):
        desk.decide("codes", of(desk, "yew2005"), said())


# Passages.


def test_a_passage_gets_further_codes_with_the_words_that_carry_them(desk, folder):
    queue = desk.queues["passages"]
    key = queue.keys()[0]
    words = queue.shown(key)["passage"].text.split()[0]
    form = said()
    form.setlist("code", ["reasons=gate", ""])
    form.setlist("words", [words, ""])
    form.setlist("direction", ["negative", ""])
    form.setlist("strength", ["inferred", ""])
    desk.decide("passages", key, form)
    [row] = rows(folder, "case_studies/passage_codes-ella.csv")
    assert (row["extract"], row["facet"], row["code"], row["words"]) == (key, "reasons", "gate", words)
    further = [c for c in built(folder, "extract")[Coding] if c.by == "ella"]
    assert [(c.item_id, c.code, c.direction, c.strength) for c in further] == [
        (key, "gate", "negative", "inferred")
    ]
    desk.undo("passages")
    assert not [c for c in built(folder, "extract")[Coding] if c.by == "ella"]


def test_words_that_the_passage_has_not_are_refused(desk):
    form = said(code="reasons=gate", words="nothing of the kind", direction="", strength="")
    with pytest.raises(UserError, match="does not hold these words"):
        desk.decide("passages", waits(desk, "passages")[0], form)


# Sides.


def test_a_side_is_read_with_how_directly_it_speaks(desk, folder):
    [key] = waits(desk, "sides")
    with pytest.raises(UserError, match="how directly"):
        desk.decide("sides", key, said(side="for"))
    desk.decide("sides", key, said(side="for", directness="direct", reason="More was picked"))
    [row] = rows(folder, "decisions/sides-ella.csv")
    assert (row["proposition"], row["side"], row["directness"]) == ("G1", "for", "direct")
    assert not waits(desk, "sides")
    work = key.partition(" ")[2]
    [side] = [
        s for s in built(folder, "synthesise")[SideOfStudy] if s.proposition == "G1" and s.work_id == work
    ]
    assert (side.side, side.directness, side.reason) == ("for", "direct", "More was picked")


def test_what_a_side_changed_is_said_with_the_numbers_before_and_after(desk):
    [key] = waits(desk, "sides")
    desk.consequences.begin()
    assert desk.consequences.ready(20)
    desk.decide("sides", key, said(side="against", directness="direct", reason="Less was picked"))
    told = desk.consequences.told(20)
    assert len(told) == 1 and told[0].startswith("G1: ")
    assert "against becomes" in told[0] and "not yet read becomes" in told[0]


def test_a_silent_study_needs_no_directness(desk):
    [key] = waits(desk, "sides")
    desk.decide("sides", key, said(side="silent", directness="direct"))
    assert not waits(desk, "sides") and desk.mine(desk.queues["sides"].queue.row)[0].directness == ""


# Certainty.

CERQUAL = dict.fromkeys(("methodological_limitations", "coherence", "adequacy", "relevance"), "minor")


def test_a_stale_finding_is_judged_anew_on_the_facts_that_stood_beside_it(desk, folder):
    shown = desk.queues["certainty"].shown("G2")
    assert shown["one"].state == "stale" and "moderate by ann" in shown["one"].earlier
    desk.decide("certainty", "G2", said(level="low", reason="Two gardens", **CERQUAL))
    [row] = rows(folder, "decisions/certainty-ella.csv")
    assert row["proposition"] == "G2" and row["level"] == "low" and row["coherence"] == "minor"
    assert row["evidence_hash"] == shown["one"].evidence_hash and row["facts"] == shown["one"].shown
    assert "G2" not in waits(desk, "certainty")
    judged = {c.proposition: c for c in built(folder, "assess")[Certainty]}["G2"]
    assert (judged.level, judged.state, judged.by) == ("low", "judged", "ella")


def test_what_changed_since_the_row_was_written_is_shown_when_it_is_stale(desk, folder):
    desk.decide("certainty", "G2", said(level="low", reason="Two gardens", **CERQUAL))
    path = folder / "literature" / "decisions" / "certainty-ella.csv"
    [row] = rows(folder, "decisions/certainty-ella.csv")
    some = next(part for part in row["facts"].split("; ") if part.endswith(": 2"))
    aged = path.read_text(encoding="utf-8").replace(some, some[:-1] + "7", 1)
    path.write_text(aged.replace(row["evidence_hash"], "000000000000"), encoding="utf-8")
    built(folder, "assess")
    again = desk_in(folder).queues["certainty"].shown("G2")
    assert again["one"].state == "stale" and again["since"] == [f"{_told(some)}: 7 becomes 2"]


def _told(fact: str) -> str:
    return fact.rpartition(": ")[0].replace(": ", ", ").replace("_", " ")


def test_a_finding_with_a_component_unjudged_waits_on(desk):
    desk.decide("certainty", "G2", said(level="low", reason="x", **{**CERQUAL, "adequacy": ""}))
    assert "G2" in waits(desk, "certainty")


def test_a_judgement_needs_a_level_and_a_reason(desk):
    for lacks in ("level", "reason"):
        form = said({**dict(level="low", reason="x", **CERQUAL), lacks: ""})
        with pytest.raises(UserError) as told:
            desk.decide("certainty", "G2", form)
        assert told.value.field == lacks


def test_a_pool_is_judged_by_grade(folder):
    path = folder / "literature" / "decisions" / "grade.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    built(folder, "assess")
    desk = desk_in(folder)
    [pool] = waits(desk, "grade")
    domains = dict.fromkeys(("risk_of_bias", "inconsistency", "indirectness", "imprecision"), "serious")
    desk.decide("grade", pool, said(level="very low", reason="x", publication_bias="undetected", **domains))
    [judged] = built(folder, "assess")[PoolCertainty]
    assert (judged.level, judged.state, judged.reviewer) == ("very low", "judged", "ella")
    assert not waits(desk, "grade")


# Implications.


def test_an_implication_is_written_in_a_persons_words_and_taken_out_again(desk, folder):
    [key] = waits(desk, "implications")
    with pytest.raises(UserError, match="nothing was written"):
        desk.decide("implications", key, said(decision="write", text=" "))
    desk.decide("implications", key, said(decision="write", text="Let gardens be kept by choice."))
    [row] = built(folder, "assess")[Implication]
    assert (row.text, row.claims, row.by, row.state) == (
        "Let gardens be kept by choice.",
        ("G3",),
        "ella",
        "judged",
    )
    assert not waits(desk, "implications")
    desk.decide("implications", key, said(decision="withdraw", text="Let gardens be kept by choice."))
    assert not built(folder, "assess")[Implication]


# Appraisal.


def test_a_study_is_asked_on_until_its_tool_has_no_more_questions(desk, folder):
    queue = desk.queues["appraisal"]
    study = next(key for key in waits(desk, "appraisal") if queue.things[key].work.key == "rue2011")
    pages = 0
    while study in waits(desk, "appraisal"):
        groups = queue.shown(study)["groups"]
        category = [g for g in groups if "kind" in g.asks.lower() or "category" in g.asks.lower()]
        answers = {group.name: group.options[0].value for group in groups if group not in category}
        answers |= {group.name: "1" for group in category}
        desk.decide("appraisal", study, said(answers))
        assert queue.next(()) == study or study not in waits(desk, "appraisal"), (
            "the study at hand comes first"
        )
        pages += 1
    assert 2 <= pages <= 4
    told = {row["item"]: row["answer"] for row in rows(folder, "decisions/appraisal-ella.csv")}
    assert told["category"] == "1" and {"S1", "S2", "1.1", "1.5"} <= told.keys()
    found = {s.study_id: s for s in built(folder, "appraise")[StudyAppraisal]}[study]
    assert found.state == "appraised" and {"S1", "1.1"} <= set(found.yes)


@pytest.fixture
def trials(folder):
    """A desk at which trials are appraised by RoB 2, and its trial of beans."""
    with (folder / "config" / "codebook.yaml").open("a", encoding="utf-8") as codebook:
        codebook.write(
            "appraisal_tools: [{id: rob, label: RoB 2, designs: [trial]}, {id: mmat, label: MMAT 2018}]\n"
        )
    built(folder, "appraise")
    made = desk_in(folder)
    queue = made.queues["appraisal"]
    yield (
        made,
        queue,
        next(key for key in waits(made, "appraisal") if queue.things[key].work.key == "fir2004"),
    )
    made.close()


def test_a_domain_is_asked_at_a_time_and_judged_beside_what_the_rule_of_the_tool_proposes(trials):
    desk, queue, study = trials
    shown = queue.shown(study)
    assert [group.asks[:3] for group in shown["groups"]] == ["1.1", "1.2", "1.3"]
    assert [group.asks[:3] for group in shown["judged_at_once"]] == ["D1:"]
    assert [about.split(":")[0] for about, _ in shown["others"]] == ["D2", "D3", "D4", "D5", "Overall"]
    first, second, third = (group.name for group in shown["groups"])
    desk.decide("appraisal", study, said({first: "yes", second: "yes", third: "no"}))
    [judged] = queue.shown(study)["groups"]
    assert [option.value for option in judged.options if option.proposed] == ["low"] and not judged.chosen
    of_another = queue.shown(study)["others"][1][1][-1]  # the judgement of D3, out of turn
    desk.decide("appraisal", study, said({judged.name: "high", of_another.name: "low"}))
    assert [row["item"] for row in rows(desk.at.root, "decisions/appraisal-ella.csv")][-2:] == ["D1", "D3"]
    assert [about.split(":")[0] for about, _ in queue.shown(study)["others"]] == ["D4", "D5", "Overall"]


def test_an_appraised_study_shows_all_that_was_said_and_writes_what_is_said_anew_only(trials):
    desk, queue, study = trials
    while study in waits(desk, "appraisal"):
        shown = queue.shown(study)
        desk.decide("appraisal", study, said({g.name: g.options[0].value for g in shown["groups"]}))
    before = rows(desk.at.root, "decisions/appraisal-ella.csv")
    shown = queue.shown(study)
    assert shown["whole"] and [group.chosen for group in shown["groups"]].count(()) == 0
    assert len(shown["groups"]) == len({row["item"] for row in before}) == len(before)
    stands = {group.name: group.chosen[0] for group in shown["groups"]}
    with pytest.raises(UserError, match="the one that you gave before"):
        desk.decide("appraisal", study, said(stands))
    judged = next(group for group in shown["groups"] if group.asks.startswith("D3"))
    desk.decide("appraisal", study, said(stands | {judged.name: "high"}))
    [more] = rows(desk.at.root, "decisions/appraisal-ella.csv")[len(before) :]
    assert (more["item"], more["answer"]) == ("D3", "high")


def test_answers_to_questions_that_are_asked_no_more_are_refused(desk):
    queue = desk.queues["appraisal"]
    study = queue.keys()[0]
    name = queue.shown(study)["groups"][0].name
    with pytest.raises(UserError, match="other questions are asked now"):
        desk.decide("appraisal", study, said({name: "yes", "answer-0123456789ab": "yes"}))
    with pytest.raises(UserError, match="nothing was answered"):
        desk.decide("appraisal", study, said())
