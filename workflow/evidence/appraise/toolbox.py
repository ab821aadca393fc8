"""The tools that a review may appraise with: its own before those that are installed, and those that its codebook names alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evidence.appraise.tool import Tool
from evidence.appraise.tools import TOOLS
from evidence.codebook import MMAT, AppraisalTool, Codebook
from evidence.written import as_allowed


@dataclass(frozen=True)
class Toolbox:
    """`tools`: those that are described, own ones first; `used`: what the codebook says of those that the review uses; `outcomes`: label →
    code of what a result may be of."""

    tools: tuple[Tool, ...]
    used: tuple[AppraisalTool, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)

    def named(self, word: str) -> str:
        """The name of the tool that a cell means, or the cell where it means none."""
        also = {other: tool.name for tool in reversed(self.tools) for other in tool.also}
        described = as_allowed(word, [tool.name for tool in self.tools], also)
        return described if self.get(described) else as_allowed(word, self.names)

    def result(self, cell: str) -> str:
        """The code of the outcome that a cell means, or its words without needless spaces."""
        return as_allowed(" ".join(cell.split()), list(self.outcomes.values()), self.outcomes)

    def get(self, name: str) -> Tool | None:
        """The description of a tool; None for one that only the codebook names."""
        return next((tool for tool in self.tools if tool.name == name), None)

    @property
    def names(self) -> list[str]:
        """The names of all tools."""
        return list(dict.fromkeys([*(tool.name for tool in self.tools), *(use.label for use in self.used)]))

    def of(self, designs: Sequence[str]) -> str:
        """The tool by which a study of these designs is asked: the first of the codebook's that is for one of them or for all; MMAT where
        the codebook names none; nothing where none of those that it names is for it."""
        if not self.used:
            return MMAT
        fitting = (use for use in self.used if not use.designs or {*use.designs} & {*designs})
        return next((self.named(use.label) for use in fitting), "")


def toolbox(own: Iterable[Tool] = (), codebook: Codebook | None = None) -> Toolbox:
    """`own`: the tools of config/appraisal/."""
    own = tuple(own)
    taken = {tool.name for tool in own}
    return Toolbox(
        (*own, *(tool for tool in TOOLS if tool.name not in taken)),
        codebook.appraisal_tools if codebook else (),
        {code.label: code.id for code in codebook.outcome_codes().values()} if codebook else {},
    )


def tool_words(codebook: Codebook) -> list[str]:
    """What the column `tool` may say, before the descriptions of own tools are read."""
    used = (as_allowed(use.label, TOOLS.names, other_names()) for use in codebook.appraisal_tools)
    return list(dict.fromkeys([*TOOLS.names, *codebook.own_tools, *used]))


def other_names() -> dict[str, str]:
    """Other names of the tools that are installed."""
    return {other: tool.name for tool in TOOLS for other in tool.also}
