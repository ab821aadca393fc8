"""What a study is asked next by a tool: pure functions of the tool and of the answers so far.

Answers are by item, as they stand in the tables: `{"S1": "yes", "category": "2", "D1": "low"}`. What is judged (a domain, the
whole) is an item too. A question that depends on another is asked once that is answered; the questions of a domain that a
person has judged are asked no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from evidence.appraise.proposals import holds, proposed
from evidence.appraise.tool import CATEGORY, PART, Category, Domain, Item, Tool

Answers = Mapping[str, str]


class Asks(StrEnum):
    """What a question is."""

    ITEM = "question"
    CATEGORY = "kind of study"
    DOMAIN = "judgement of a domain"
    OVERALL = "judgement of the whole"


@dataclass(frozen=True, slots=True)
class Question:
    """One question that is asked of a study, or of one result of it.

    `answers`: the words that may be given. `domain`, `about`: id and label of the domain that it belongs to, empty for none.
    `proposed`: the judgement that the tool's published rule makes of the answers so far, which nobody has to take; `note`: what a
    person must weigh beside it.
    """

    tool: str
    item: str
    asks: str
    answers: tuple[str, ...]
    help: str = ""
    kind: Asks = Asks.ITEM
    domain: str = ""
    about: str = ""
    proposed: str = ""
    note: str = ""


def asked(tool: Tool, answers: Answers) -> list[Question]:
    """What is still to be answered, in order; empty where the appraisal is complete.

    Raises ValueError where answers are of categories that no study has together.
    """
    done = {domain.id for domain in tool.judged if answers.get(domain.id)}
    return [
        q
        for q in questions(tool, answers)
        if not answers.get(q.item) and not (q.kind is Asks.ITEM and q.domain in done)
    ]


def questions(tool: Tool, answers: Answers) -> list[Question]:
    """Every question that this study answers with that tool, whether it has an answer or not, in order."""
    category, part = category_of(tool, answers)
    taken = taken_up(tool, answers)
    found = [_question(tool, item) for item in tool.items if not item.group and item.id in taken]
    if tool.category:
        if category or all(answers.get(question.item) for question in found):
            found.append(_of_category(tool, CATEGORY, tool.category.asks))
        if category and category.one_of and tool.category.part:
            found.append(_of_category(tool, PART, tool.category.part))
        told = {CATEGORY: category, PART: part}
        found = [
            q for q in found if not told.get(q.item) or answers.get(q.item)
        ]  # what the answers tell is not asked
    found += [_question(tool, item) for item in tool.items if item.group and item.id in taken]
    for domain in tool.judged:
        found += [_question(tool, item, domain) for item in domain.items if item.id in taken]
        found.append(_judgement(tool, domain, answers))
    return found


def taken_up(tool: Tool, answers: Answers) -> set[str]:
    """The items that are asked: of the categories of the study, and whose conditions hold."""
    category, part = category_of(tool, answers)
    groups = {"", part} | ({category.id, *category.beside} if category else set())
    taken: set[str] = set()
    for item in tool.every_item:
        known = {place: answer for place, answer in answers.items() if place in taken}
        if item.group in groups and (not item.when or any(holds(c, known) for c in item.when)):
            taken.add(item.id)
    return taken


def category_of(tool: Tool, answers: Answers) -> tuple[Category | None, str]:
    """(category, further part) that a person has said, or that the answered items belong to; None and "" where it is not known.

    Raises ValueError where they belong to categories that no study has together.
    """
    if not tool.category:
        return None, ""
    said, group_of = answers.get(CATEGORY, ""), {item.id: item.group for item in tool.items if item.group}
    given = sorted(
        {group_of[place] for place, answer in answers.items() if answer and place in group_of}
        | ({said} & _ids(tool.category.of))
    )
    if not given:
        return None, ""
    for category in tool.category.of:
        more = {*given} - {category.id, *category.beside}
        if (
            category.id in given
            and len(more) <= 1
            and more <= {*category.one_of}
            and said in ("", category.id)
        ):
            part = answers.get(PART, "") if answers.get(PART) in category.one_of else ""
            return category, next(iter(more), part)
    raise ValueError(f"criteria of the categories {', '.join(given)} are answered for one study")


def _ids(categories: Iterable[Category]) -> set[str]:
    return {category.id for category in categories}


def _words(tool: Tool, place: str) -> tuple[str, ...]:
    return tuple(word.word for word in tool.scale(place))


def _question(tool: Tool, item: Item, domain: Domain | None = None) -> Question:
    own = (domain.id, domain.label) if domain else ("", "")
    return Question(tool.name, item.id, item.asks, _words(tool, item.id), item.help, Asks.ITEM, *own)


def _of_category(tool: Tool, place: str, asks: str) -> Question:
    named = {category.id: category.label for category in (tool.category.of if tool.category else ())}
    words = _words(tool, place)
    told = ", ".join(f"{word} ({named[word]})" for word in words)
    return Question(tool.name, place, f"{asks} Answer {told}.", words, kind=Asks.CATEGORY)


def _judgement(tool: Tool, domain: Domain, answers: Answers) -> Question:
    whole = domain is tool.overall
    return Question(
        tool.name,
        domain.id,
        f"{'The whole' if whole else domain.label}: what is your judgement?",
        _words(tool, domain.id),
        kind=Asks.OVERALL if whole else Asks.DOMAIN,
        domain=domain.id,
        about=domain.label,
        proposed=proposed(tool, domain, answers, taken_up(tool, answers)),
        note=domain.note,
    )
