"""Which tool a file is of, told from what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from evidence.brought.opened import Opened
from evidence.brought.tool import TABLE_ORDER, Tool
from evidence.brought.tools import SCREENERS
from evidence.errors import UserError


def tool_of(file: Opened, named: str = "") -> Tool:
    """The tool that a file is of, or that was `named`. Raises UserError where none is, or where it is plainly another's."""
    told = [(tool, why) for tool in SCREENERS if (why := tool.tell(file))]
    if not named:
        if not told:
            raise _unknown(file)
        return told[0][0]
    if named not in SCREENERS:
        raise UserError(
            "no such tool is known",
            field="--from",
            value=named,
            allowed=SCREENERS.names,
            fix="name one of these",
        )
    tool = SCREENERS[named]
    other, why = next(((t, why) for t, why in told if t.order < TABLE_ORDER), (tool, ""))
    if tool not in {t for t, _ in told} and other is not tool:
        raise UserError(
            f"this looks like an export of {other.label}, and not of {tool.label}: {why}",
            file=file.name, field="--from", value=named, fix=f"leave --from out, or give --from {other.name}",
        )  # fmt: skip
    return tool


def _unknown(file: Opened) -> UserError:
    entries = len(file.read.records)
    what = (
        "it cannot be told which tool this file is of"
        if entries
        else "there is no entry in this file that can be read"
    )
    labels = ", ".join(f"{tool.name} ({tool.label})" for tool in SCREENERS)
    fix = (
        "name the tool with --from"
        if entries
        else "export it again, with titles; `evidence known formats` lists what is read"
    )
    return UserError(what, file=file.name, allowed=labels, fix=fix)


def without_logs(files: Sequence[Opened]) -> list[Opened]:
    """The files that hold entries; a log is read with the file beside it. Raises UserError where there is only a log."""
    found = [file for file in files if not any(tool.log(file.name, file.data) for tool in SCREENERS)]
    if not found:
        raise UserError(
            "this is a log of decisions, which names no titles", file=files[0].name,
            fix="give the table of articles that was exported with it as well: articles.csv customizations_log.csv",
        )  # fmt: skip
    return found
