"""What is still asked of one study, by each of its tools and for each of its results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from evidence.appraise.asked import Answers, Question, asked, questions
from evidence.appraise.tool import Tool
from evidence.appraise.toolbox import Toolbox


class Said(Protocol):
    """One answer of one study: a row of `Appraisal`, or a decision as it is meant."""

    @property
    def tool(self) -> str: ...
    @property
    def result(self) -> str: ...
    @property
    def item(self) -> str: ...
    @property
    def answer(self) -> str: ...


def answers_of(said: Iterable[Said], tool: str, result: str = "") -> dict[str, str]:
    """Item → answer of one study by a tool, the last where several are given; what is said of the study as a whole holds for each of its
    results of which nothing else is said."""
    own = [row for row in said if row.tool == tool]
    return {
        row.item: row.answer for which in dict.fromkeys(("", result)) for row in own if row.result == which
    }


def results_of(said: Iterable[Said], tool: str) -> list[str]:
    """The results that are appraised by a tool, or "" for the study as a whole where none is named."""
    named = sorted({row.result for row in said if row.tool == tool})
    return [name for name in named if name] or [""]


def to_answer(said: Sequence[Said], tools: Toolbox, names: Iterable[str]) -> list[tuple[str, Question]]:
    """(result, question) of all that one study is asked next by the tools of these `names`, which `StudyAppraisal.tools` has.

    `said`: the answers of this study. Tools that are not described ask nothing. Raises ValueError where answers are of categories that no
    study has together.
    """
    return _of_each(asked, said, tools, names)


def every_question(said: Sequence[Said], tools: Toolbox, names: Iterable[str]) -> list[tuple[str, Question]]:
    """(result, question) of all that one study answers by those tools, answered or not. Raises ValueError as `to_answer` does."""
    return _of_each(questions, said, tools, names)


def _of_each(
    ask: Callable[[Tool, Answers], list[Question]], said: Sequence[Said], tools: Toolbox, names: Iterable[str]
) -> list[tuple[str, Question]]:
    return [
        (result, question)
        for name in names
        if (tool := tools.get(name))
        for result in results_of(said, name)
        for question in ask(tool, answers_of(said, name, result))
    ]
