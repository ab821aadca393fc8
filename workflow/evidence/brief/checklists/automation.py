"""Tests of what is said about automation (RAISE)."""

from __future__ import annotations

from collections.abc import Callable

from evidence.brief.checklists.answer import ItemAnswer, met, missing, not_applicable
from evidence.brief.tables import Tables
from evidence.classify.rows import CodedBy, Label, State

_NONE = "no machine proposed a code here"


def by_machine(tables: Tables) -> int:
    return sum(n for (source,), n in tables.tally(Label, "source").items() if source != CodedBy.PERSON)


def _declared(tables: Tables) -> ItemAnswer:
    return met("which steps a machine took part in, and which not", "automation.html")


def _tool(tables: Tables) -> ItemAnswer:
    if not by_machine(tables):
        return not_applicable(_NONE)
    return met(
        "phrases of the codebook and a statistical model, part of this program; the language model that reads meaning is named",
        "automation.html",
    )


def _purpose(tables: Tables) -> ItemAnswer:
    n = by_machine(tables)
    if not n:
        return not_applicable(_NONE)
    return met(f"{n} proposals, by step and by what became of them", "automation.html#labels-caption")


def _performance(tables: Tables) -> ItemAnswer:
    if not by_machine(tables):
        return not_applicable(_NONE)
    if not tables.evaluation:
        return missing(
            "how well the machine does is not known",
            "code more works in literature/decisions/coding.csv, so that it can be measured",
        )
    return met(f"measured on works not seen, for {len(tables.evaluation)} facets", "classification.html")


def _oversight(tables: Tables) -> ItemAnswer:
    over = tables.tally(Label, "state")[State.OVERRIDDEN,]
    return met(f"readers outrank the machine: {over} proposals gave way", "automation.html#labels-caption")


def _counted(tables: Tables) -> ItemAnswer:
    return met("whether the machine's codes count", "methods.html#how-well-the-machine-classifies")


def _outputs(tables: Tables) -> ItemAnswer:
    return met("every proposal with its reason, in labels.csv", "data.html")


def _agreement(tables: Tables) -> ItemAnswer:
    if tables.agreement:
        return met("how far those who screened agree", "selection.html#reviewers-caption")
    return missing(
        "no work was screened by two readers, so that their agreement is not known",
        "let a second reader screen a sample into literature/decisions/screening-NAME.csv",
    )


TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    "machine_declared": _declared,
    "machine_tool": _tool,
    "machine_purpose": _purpose,
    "machine_performance": _performance,
    "machine_oversight": _oversight,
    "machine_counted": _counted,
    "machine_outputs": _outputs,
    "agreement": _agreement,
}
