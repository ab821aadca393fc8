"""ASReview LAB 1 to 3: its project files, and the labels in what it exports (CSV, TSV, Excel, RIS). What is unlabelled is no decision."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from evidence.brought.opened import Opened
from evidence.brought.told import Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.tools.asreview_project import is_project, labels
from evidence.brought.words import decision_of, moment
from evidence.ingest.rows import Record
from evidence.screen.decisions import Basis
from evidence.screen.exchange import label_of
from evidence.screen.rows import Screen

_MARK = re.compile(r"\basreview_(?:relevant|irrelevant|not_seen)\b", re.IGNORECASE)
_NOTED = re.compile(r"\b(asreview_\w+): (\"(?:[^\"\\]|\\.)*\"|[^;]*)")
_NOTES = re.compile(r"(?:asreview_note|exported_notes(?:_\d+)?)")
_TAG = re.compile(r"asreview_tags?_(\w+)")


def _tell(file: Opened) -> str:
    if is_project(file):
        return "it is a project of ASReview"
    own = next((n for n in sorted(file.columns) if n.startswith(("asreview_", "exported_notes"))), "")
    if own:
        return f"it has the column “{own}”"
    noted = any(_MARK.search(fields(entry).get("notes", "")) for entry in file.read.records)
    return "its notes hold “ASReview_relevant” and the like" if noted else ""


def _read(file: Opened, given: Given) -> Iterator[Told]:
    if is_project(file):
        yield from labels(file)
        return
    for entry in file.read.records:
        yield _told(entry, "asreview_label" in file.columns)


def _told(entry: Record, labelled: bool) -> Told:
    """`labelled`: the file has a column of labels, so that labels in others were there before anybody screened."""
    own = fields(entry)
    own |= {name.lower(): _value(text) for name, text in _NOTED.findall(own.get("notes", ""))}
    included = label_of(entry)
    word = own.get("asreview_label", "") if labelled else "" if included is None else str(int(included))
    notes = [text.strip() for name, text in own.items() if _NOTES.fullmatch(name) and text.strip()]
    tags = [
        found[1].replace("_", ": ", 1).replace("_", " ")
        for name, text in own.items()
        if (found := _TAG.fullmatch(name)) and _is_one(text)
    ]
    person = own.get("asreview_user_name") or own.get("asreview_user_email") or ""
    return Told(
        entry, entry.line, word, decision_of(word), person, moment(own.get("asreview_time")), "", Basis.ABSTRACT,
        (), tuple(notes), tuple(tags), (), tuple(tags),
    )  # fmt: skip


def _partial(file: Opened, told: Sequence[Told]) -> str:
    """An export holds only the labels that were ticked as it was made, which at first are the relevant ones."""
    decisions = {one.decision for one in told}
    if is_project(file) or len(decisions) != 1 or None in decisions:
        return ""
    held, other = ("relevant", "Not relevant") if Screen.INCLUDE in decisions else ("irrelevant", "Relevant")
    return f"the export holds {held} works only; tick {other} too as you export, or give the project (Export project)"


def _value(text: str) -> str:
    try:
        return str(json.loads(text.strip()))
    except ValueError:
        return text.strip()


def _is_one(text: str) -> bool:
    return text.strip() in ("1", "1.0", "true", "True")


TOOL = Tool(
    "asreview",
    "ASReview",
    "projects of versions 1 to 3, and labels exported as CSV, TSV, Excel or RIS",
    _tell,
    _read,
    partial=_partial,
    order=10,
    handover=Handover("asreview-csv", ".csv", "all", "*Create project*, *Add dataset*: the CSV"),
    says_all=True,
    places=Places(
        ours="the column `record_id`, which it keeps; in a project the row of the data set",
        decision="label 1 or 0 (`asreview_label`); what is not labelled is no decision",
        reason="a tag that `--tag` names",
        codes="tags (`asreview_tag_GROUP_NAME`), of the person who labelled",
        note="note of the label (`asreview_note`)",
        who="the user, from version 2 on; else `--reviewer`",
        when="time of the label",
    ),
)
