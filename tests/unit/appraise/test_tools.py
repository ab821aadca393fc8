"""Every tool of the engine: it has the shape that its authors published, keeps its own rules, and is asked to the end."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from evidence.appraise.asked import Asks, asked, category_of, questions
from evidence.appraise.tool import RISKS, Means, Tool
from evidence.appraise.tool_files import STORED, contradictions, read_tool
from evidence.appraise.tools import TOOLS
from evidence.settings.manual import manual

# Published shapes, typed from the references in the files: numbers of questions, domains.
SHAPES = {
    "MMAT 2018": (27, []),
    "RoB 2": (22, ["D1", "D2", "D3", "D4", "D5", "overall"]),
    "ROBINS-I": (30, ["D1", "D2", "D3", "D4", "D5", "D6", "D7", "overall"]),
    "CASP qualitative": (10, []),
    "JBI randomised trials": (13, []),
    "JBI quasi-experimental": (9, []),
    "JBI qualitative": (10, []),
    "JBI prevalence": (9, []),
    "JBI cross-sectional": (8, []),
    "AMSTAR 2": (16, ["overall"]),
}


@pytest.mark.parametrize("path", sorted(STORED.glob("*.yaml")), ids=lambda path: path.stem)
def test_a_file_is_as_it_is_declared(path) -> None:
    tool, wrong = read_tool(path)
    assert not wrong and tool.id == path.stem and tool.source and tool.name in TOOLS


def test_the_tools_have_their_published_shape() -> None:
    assert {t.name: (len(t.every_item), [d.id for d in t.judged]) for t in TOOLS} == SHAPES


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.id)
def test_whoever_answers_what_is_asked_comes_to_an_end(tool) -> None:
    """Whatever is answered: each answer is one that is allowed, no question is asked twice, and at the end nothing is."""
    for seed in range(60):
        chance, answers = random.Random(seed), {}
        while open_ := asked(tool, answers):
            question = chance.choice(open_)
            assert question.item not in answers and question.answers and question.asks
            answers[question.item] = chance.choice(question.answers)
        assert len(answers) <= len([*tool.places()])
        assert all(domain.id in answers for domain in tool.judged)


def test_judgements_come_to_a_risk_and_signalling_answers_to_nothing() -> None:
    for tool in TOOLS:
        for domain in tool.judged:
            assert {tool.means(domain.id, word.word) for word in tool.scale(domain.id)} <= {*RISKS}
            assert all(tool.means(item.id, "yes") is Means.NOTHING for item in domain.items)


def test_the_category_of_a_study_chooses_its_five_questions() -> None:
    mmat, clear = TOOLS["mmat"], {"S1": "yes", "S2": "yes"}
    assert [q.item for q in asked(mmat, {})] == ["S1", "S2"]
    assert [(q.item, q.kind) for q in asked(mmat, clear)] == [("category", Asks.CATEGORY)]
    assert [q.item for q in asked(mmat, clear | {"category": "2"})] == ["2.1", "2.2", "2.3", "2.4", "2.5"]
    assert [q.item for q in asked(mmat, clear | {"3.2": "no"})] == ["3.1", "3.3", "3.4", "3.5"]
    mixed = asked(mmat, clear | {"category": "5"})
    assert [q.item for q in mixed][:2] == ["part", "1.1"] and mixed[0].answers == ("2", "3", "4")
    whole = [q.item for q in questions(mmat, clear | {"category": "5", "part": "4"})]
    assert [i for i in whole if "." in i] == [f"{c}.{n}" for c in (1, 4, 5) for n in range(1, 6)]


def test_criteria_that_no_study_has_together_are_refused() -> None:
    for items in ({"2.1", "3.1", "5.1"}, {"1.1", "3.1"}):
        with pytest.raises(ValueError, match="for one study"):
            category_of(TOOLS["mmat"], dict.fromkeys(items, "yes"))


def test_a_question_waits_for_the_one_that_it_hangs_on() -> None:
    rob, answers = TOOLS["rob2"], {"2.1": "no", "2.2": "probably no"}
    first = [q.item for q in asked(rob, {}) if q.domain == "D2"]
    assert first == ["2.1", "2.2", "2.6", "D2"]
    assert [q.item for q in asked(rob, answers) if q.domain == "D2"] == ["2.6", "D2"]
    answers |= {"2.2": "no information"}
    assert "2.3" in [q.item for q in asked(rob, answers)]
    answers |= {"D2": "some concerns"}  # who has judged is asked for nothing more
    assert not [q for q in asked(rob, answers) if q.domain == "D2"]


def _wrong(tmp_path, old: str, new: str):
    text = (STORED / "rob_2.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_tool(path)[1]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('{id: "1.2"', '{id: "1.1"', "have this id"),
        ("answers: risk", "answers: risks", "no scale of this name"),
        ('{"2.1": ["yes"', '{"2.9": ["yes"', "a question that the tool does not have"),
        ('{"2.1": ["yes"', '{"2.1": ["yess"', "an answer that 2.1 cannot have"),
        ("judgement: high", "judgement: hihg", "no such judgement"),
        ("word: low, means: low risk", "word: low", "does not say what it means"),
    ],
)
def test_a_tool_that_contradicts_itself_is_refused(tmp_path, old, new, says) -> None:
    assert any(says in str(error) for error in _wrong(tmp_path, old, new))


def test_nothing_of_the_engines_tools_contradicts_itself() -> None:
    assert [wrong for tool in TOOLS for wrong in contradictions(tool)] == []


def test_the_manual_of_the_settings_tells_how_a_tool_is_described() -> None:
    text = (Path(__file__).resolve().parents[3] / "config" / "README.md").read_text(encoding="utf-8")
    assert manual(Tool) in text, (
        "put what `evidence.settings.manual.manual(Tool)` gives into config/README.md"
    )
