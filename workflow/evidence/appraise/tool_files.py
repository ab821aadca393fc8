"""Tools as they stand in files: the engine's beside this module, a review's own in config/appraisal/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence.appraise.tool import CATEGORY, PART, Means, Tool
from evidence.config import load
from evidence.errors import UserError, UserErrors
from evidence.io import read_text
from evidence.settings.schema import made
from evidence.settings_file import load_yaml
from evidence.written import nearest_first

STORED = Path(__file__).with_name("tools")


def stored() -> tuple[Tool, ...]:
    """The tools of the engine, which tests check."""
    return tuple(made(Tool, load_yaml(path)[0]) for path in sorted(STORED.glob("*.yaml")))


def own_tools(paths: Iterable[Path]) -> tuple[Tool, ...]:
    """A review's own tools. Raises UserErrors with every place where a file is not as `Tool` declares it, or contradicts itself."""
    found: dict[str, Path] = {}
    tools, errors = [], []
    for path in paths:
        tool, wrong = read_tool(path)
        tools.append(tool)
        errors += wrong
        for word in dict.fromkeys(word.casefold() for word in tool.words):
            if word in found:
                problem = f"another tool answers to this name already ({found[word].name})"
                errors.append(
                    UserError(problem, file=path, field="name", value=word, fix="give it another name")
                )
            found[word] = path
    if errors:
        raise UserErrors(errors)
    return tuple(tools)


def read_tool(path: Path) -> tuple[Tool, list[UserError]]:
    """The tool of one file, and what in it contradicts itself. Raises UserErrors where it is not as declared."""
    tool, wrong = load(path, Tool)[0], []
    lines = read_text(path).splitlines()
    for field, value, problem, allowed, fix in contradictions(tool):
        line = next((n for n, text in enumerate(lines, 1) if value in text), None)  # where it stands first
        wrong.append(
            UserError(
                problem, file=path, line=line, field=field, value=value, allowed=allowed or None, fix=fix
            )
        )
    return tool, wrong


Wrong = tuple[str, str, str, list[str], str]
"""(field, value, what is the matter, what is allowed, what to do)."""


def contradictions(tool: Tool) -> list[Wrong]:
    """Where a tool names a scale, an item, an answer or a category that it does not have, or gives one id twice."""
    return [*_twice(tool), *_scales(tool), *_groups(tool), *([] if [*_scales(tool)] else _conditions(tool))]


def _twice(tool: Tool) -> Iterator[Wrong]:
    reserved = () if tool.category else (CATEGORY, PART)
    for place, n in Counter([*tool.places(), *reserved]).items():
        if n > 1:
            yield "id", place, "two questions, domains or categories have this id", [], "rename one"


def _scales(tool: Tool) -> Iterator[Wrong]:
    named = [item.answers for item in tool.every_item if item.answers]
    for name in dict.fromkeys([*named, *(domain.answers for domain in tool.judged)]):
        if name not in tool.scales:
            known = nearest_first(name, list(tool.scales))
            yield "answers", name, "there is no scale of this name", known, "name one of `scales`"
    for domain in tool.judged:
        for word in tool.scales.get(domain.answers, ()):
            if word.means is Means.NOTHING:
                risks = [risk.value for risk in Means if risk.value.endswith(("risk", "information"))]
                what = f"a judgement of {domain.id} does not say what it means"
                yield "means", word.word, what, risks, "say what it comes to"


def _groups(tool: Tool) -> Iterator[Wrong]:
    known = [category.id for category in tool.category.of] if tool.category else []
    named = [item.group for item in tool.every_item if item.group]
    if tool.category:
        named += [group for one in tool.category.of for group in (*one.beside, *one.one_of)]
    for group in dict.fromkeys(named):
        if group not in known:
            yield (
                "group",
                group,
                "there is no category of this id",
                nearest_first(group, known),
                "name one of `category.of`",
            )


def _conditions(tool: Tool) -> Iterator[Wrong]:
    places = list(tool.places())
    for owner, condition in _named(tool):
        for place, answers in condition.items():
            if str(place) not in places:
                what = f"{owner} depends on a question that the tool does not have"
                yield "when", str(place), what, nearest_first(str(place), places), "correct it"
                continue
            known = [word.word for word in tool.scale(str(place))]
            for answer in answers:
                if answer not in known:
                    what = f"{owner} depends on an answer that {place} cannot have"
                    yield "when", answer, what, nearest_first(answer, known), "correct it"
    for domain in tool.judged:
        known = [word.word for word in tool.scales[domain.answers]]
        for line in domain.proposes:
            if line.judgement not in known:
                what = f"{domain.id} has no such judgement"
                yield "judgement", line.judgement, what, nearest_first(line.judgement, known), "correct it"


def _named(tool: Tool) -> Iterator[tuple[str, dict[str, tuple[str, ...]]]]:
    """Every condition, with the question or domain that it belongs to."""
    for item in tool.every_item:
        yield from ((item.id, dict(condition)) for condition in item.when)
    for domain in tool.judged:
        yield from ((domain.id, dict(c)) for line in domain.proposes for c in line.when)
