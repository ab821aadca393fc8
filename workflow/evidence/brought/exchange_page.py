"""The generated part of docs/exchange.md: for each tool how works go there, and where it says what when they come back."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.brought.tool import Tool
from evidence.brought.tools import SCREENERS

BEGIN, END = "<!-- made by `evidence known exchange`; do not edit -->", "<!-- end of what is made -->"
_ROWS = {
    "ours": ("Our work", "`record`"),
    "decision": ("What was decided", "`decision` of screening"),
    "reason": ("Why", "`reason` of screening"),
    "note": ("Remarks", "`note` of screening"),
    "codes": ("Codes", "`codes` of coding; those of no code of ours in `note` of screening"),
    "who": ("Who", "`reviewer`, a file of her own"),
    "when": ("When", "`date`"),
    "stage": ("At which stage", "`stage` of screening"),
}
"""Field of `Places` → what it is, and where it goes."""


def sections() -> str:
    """A section a tool of ours."""
    return "\n\n".join("\n".join(_section(tool)) for tool in SCREENERS if not SCREENERS.origin.get(tool.name))


def _section(tool: Tool) -> Iterator[str]:
    yield f"### {tool.label[0].upper()}{tool.label[1:]}"
    yield ""
    if out := tool.handover:
        which = "all works" if out.works == "all" else f"{out.works} works"
        yield f"Out: `evidence export --for {tool.name} --out works{out.ending}` ({which} where `--works` says no other), then {out.takes}."
    yield f"Back: {tool.reads}."
    yield ""
    yield "| what | where the tool says it | where it goes |"
    yield "|---|---|---|"
    for name, (what, where) in _ROWS.items():
        said = getattr(tool.places, name)
        yield f"| {what} | {(said or 'it does not say it').replace('|', '&#124;')} | {where} |"
