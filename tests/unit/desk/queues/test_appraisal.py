"""Studies appraised, a question or a domain at a time."""

from __future__ import annotations

import pytest

from evidence.appraise.rows import StudyAppraisal
from evidence.errors import UserError

from ..conftest import desk_in
from .asking import built, rows, said, waits


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
