"""What is known to the program by name, as people read it: measures of effect, rules for claims, formats of exports, appraisal tools."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from evidence.appraise.tool import By, Tool
from evidence.appraise.tools import TOOLS
from evidence.brought.tools import SCREENERS
from evidence.ingest.formats import FORMATS
from evidence.measures import MEASURES, Measure
from evidence.registry import Registry
from evidence.synthesise.claim_rule import ClaimRule
from evidence.synthesise.claim_rules import RULES

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One registry as a table: a row a value, the distribution that it comes from last (empty for our own)."""

    name: str
    lead: str
    header: Row
    rows: Callable[[], Iterator[Row]]

    def ours(self) -> list[Row]:
        """The rows of the program itself."""
        return [row for row in self.rows() if not row[-1]]


def _measures() -> Iterator[Row]:
    for measure in sorted(MEASURES, key=lambda measure: (not measure.ways, measure.label.casefold())):
        converts = "yes" if measure.converts else ""
        kinds = ", ".join(f"`{kind}`" for kind in measure.effect_types)
        yield (
            kinds,
            measure.label,
            measure.scale.told,
            _computed(measure),
            converts,
            measure.source,
            _origin(MEASURES, measure.name),
        )


def _computed(measure: Measure) -> str:
    ways = (", ".join([*way.inputs, *(["direction"] if way.signed else [])]) for way in measure.ways)
    return "; or ".join(ways) or "only reported"


def _screeners() -> Iterator[Row]:
    for tool in SCREENERS:
        yield (f"`{tool.name}`", tool.label, tool.reads, _origin(SCREENERS, tool.name))


def _rules() -> Iterator[Row]:
    for rule in RULES:
        yield (
            f"`{rule.name}`",
            ", ".join(f"`{test}`" for test in rule.tests),
            rule.verdict_from,
            _settings(rule),
            rule.source,
            _origin(RULES, rule.name),
        )


def _settings(rule: ClaimRule) -> str:
    return "; ".join(
        f"`{setting.name}`{'' if setting.required else ' (may be left out)'}: {setting.means}"
        for setting in rule.settings
    )


def _formats() -> Iterator[Row]:
    for form in sorted(FORMATS, key=lambda form: form.label.casefold()):
        yield (form.label, f"`{form.name}`", _origin(FORMATS, form.name))


def _tools() -> Iterator[Row]:
    for tool in sorted(TOOLS, key=lambda tool: tool.name.casefold()):
        yield tool_row(tool, _origin(TOOLS, tool.name))


def tool_row(tool: Tool, origin: str) -> Row:
    """A tool of appraisal; `origin`: whose it is, where it is not the program's."""
    judged = ", ".join(domain.id for domain in tool.judged) or "nothing: answers stand one by one"
    return (
        f"`{tool.name}`",
        tool.designs,
        str(len(tool.every_item)),
        judged,
        "yes" if tool.by is By.RESULT else "",
        tool.source,
        origin,
    )


def _origin(registry: Registry[Any], name: str) -> str:
    return registry.origin.get(name, "")


VOCABULARIES = {
    vocabulary.name: vocabulary
    for vocabulary in (
        Vocabulary(
            "measures",
            "What the column `effect_type` of literature/effects/ may say. A codebook may add kinds that are only reported.",
            ("`effect_type`", "Measure", "Pooled", "Computed from", "Converts", "Source"),
            _measures,
        ),
        Vocabulary(
            "rules",
            "What `rule.kind` of a claim in config/propositions.yaml may be, the kinds of stated `test` that each carries out, and its settings.",
            ("Rule", "Tests", "Verdict from", "Settings", "Method"),
            _rules,
        ),
        Vocabulary(
            "screeners",
            "Tools whose decisions `evidence import screening` takes, told from what a file holds; `--from` names one.",
            ("`--from`", "Tool", "What is read"),
            _screeners,
        ),
        Vocabulary(
            "formats",
            "Exports that are read, told by what stands in them and never by their names.",
            ("Format", "Name in tables"),
            _formats,
        ),
        Vocabulary(
            "tools",
            "What the column `tool` of literature/decisions/appraisal.csv may say; a review adds its own in config/appraisal/. Answers are never added up.",
            ("`tool`", "For", "Questions", "Judged by people", "Result by result", "Source"),
            _tools,
        ),
    )
}


def markdown(vocabulary: Vocabulary, rows: list[Row]) -> str:
    """A table of rows; the distribution of a row is a column of its own where any has one."""
    others = any(row[-1] for row in rows)
    header = (*vocabulary.header, "From") if others else vocabulary.header
    lines = [header, tuple("---" for _ in header), *(row if others else row[:-1] for row in rows)]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def page() -> str:
    """docs/vocabularies.md: what the program itself knows."""
    parts = [
        "# What is known by name",
        "Made by `evidence known --page`; do not edit. [CONTRIBUTING](../CONTRIBUTING.md) says how to add one.",
    ]
    for vocabulary in VOCABULARIES.values():
        parts += [
            f"## {vocabulary.name.capitalize()}",
            vocabulary.lead,
            markdown(vocabulary, vocabulary.ours()),
        ]
    return "\n\n".join(parts) + "\n"
