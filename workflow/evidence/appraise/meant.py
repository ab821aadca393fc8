"""Answers as they are meant: tool, item and answer in the words of the tool; what it does not know is said and not applied."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evidence.appraise.decisions import AppraisalDecision
from evidence.appraise.tool import CATEGORY, PART, Tool
from evidence.appraise.toolbox import Toolbox
from evidence.remarks import NOT_APPLIED, Remark
from evidence.written import as_allowed, nearest_first


def as_meant(
    decisions: Iterable[AppraisalDecision], tools: Toolbox
) -> tuple[list[AppraisalDecision], list[Remark]]:
    """(decisions that can be applied, a remark for each that cannot). Answers by tools that are not described are taken as they come."""
    found, remarks = [], []
    for decision in decisions:
        name = tools.named(decision.tool)
        tool = tools.get(name)
        meant = replace(decision, tool=name, result=tools.result(decision.result))
        wrong = None
        if tool:
            meant = _in_words_of(tool, meant)
            wrong = _wrong(tool, meant)
        if wrong:
            remarks.append(wrong)
        else:
            found.append(meant)
    return found, remarks


def _in_words_of(tool: Tool, decision: AppraisalDecision) -> AppraisalDecision:
    item = as_allowed(decision.item, tool.places())
    if item not in {*tool.places()}:
        return replace(decision, item=item)
    scale = tool.scale(item)
    also = {other: word.word for word in scale for other in word.also}
    return replace(decision, item=item, answer=as_allowed(decision.answer, [w.word for w in scale], also))


def _wrong(tool: Tool, decision: AppraisalDecision) -> Remark | None:
    places = list(tool.places())
    if decision.item not in places:
        near = ", ".join(nearest_first(decision.item, places))
        what = f"{tool.name} has no such item"
        return _remark(decision, "item", decision.item, what, f"correct the item; allowed: {near}")
    words = [word.word for word in tool.scale(decision.item)]
    if decision.answer in words:
        return None
    told = (_told(tool, decision.item, word) for word in nearest_first(decision.answer, words))
    what = f"the item {decision.item} of {tool.name} cannot have this answer"
    return _remark(
        decision, "answer", decision.answer, what, f"correct the answer; allowed: {', '.join(told)}"
    )


def _told(tool: Tool, place: str, word: str) -> str:
    category = tool.category_named(word) if place in (CATEGORY, PART) else None
    return f"{word} ({category.label})" if category else word


def _remark(decision: AppraisalDecision, field: str, value: str, problem: str, fix: str) -> Remark:
    where = (decision.file, decision.line, field, value)
    return Remark(decision.record, *where, problem + NOT_APPLIED, fix, dropped=True)
