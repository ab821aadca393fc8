"""EPPI-Reviewer: references with the codes of a screening tool, as JSON; RIS in whose notes the codes stand; or a report of codes as a table.

A code says a decision where its tool is one of screening (`SetType`) and its kind is Include or Exclude, or where its name begins
with one of these words. The name of the tool says the stage ("Screening on full text"). The flags I and E of a reference say only what is shown, and
count where no code does. Who coded a reference the file does not say: who edited it last need not be she.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, TITLE_ABSTRACT, Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.words import decision_of
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen

_SAYS = re.compile(
    r"\W*(include|exclude|maybe|unsure|second opinion)[ds]?\b[\s:–-]*(?:(?:on|based on|because of|for)\s+)?",
    re.IGNORECASE,
)
_NOTED = re.compile(r"\s*(?:INCLUDE|EXCLUDE)D?\b[\s:–-]*(?:(?:on|based on|because of|for)\s+)?")
_FULL = re.compile(r"full[\s-]*(?:text|report|paper)", re.IGNORECASE)
_ABSTRACT = re.compile(r"abstract|title|ti\W?ab|t\W?&\W?a\b", re.IGNORECASE)
_STAGED = re.compile(r"(?:full[\s-]*text|title\s*(?:and|&)\s*abstract)\s*[:–-]\s*", re.IGNORECASE)
_SCREENING = re.compile(r"(?<![^\W_])screen(?:ing)?(?![\w])")  # the name of a tool, as people write it
_SHOWN = frozenset(["i", "e", "d", "s", ""])  # the other two: deleted, and a duplicate
_FLAGGED = "included"  # the column of the flags in a list of references as Excel


@dataclass(frozen=True, slots=True)
class _Code:
    """A code of a tool: what it says, why, and at which stage; `word` is blank where it says nothing of screening."""

    name: str
    word: str
    decision: Screen | None
    reason: str
    stage: str


def _tell(file: Opened) -> str:
    if file.read.records and file.read.records[0].format == "eppi-json":
        return "it holds references with codes as EPPI-Reviewer writes them"
    if any(_codes_in_table(entry) for entry in file.read.records):
        return "it has codes such as “EXCLUDE on population”"
    flags = {fields(entry).get(_FLAGGED, "").strip().lower() for entry in file.read.records}
    return (
        "its column “Included” holds EPPI-Reviewer’s flags I and E"
        if flags & {"i", "e"} and flags <= _SHOWN
        else ""
    )


def _read(file: Opened, given: Given) -> Iterator[Told]:
    codes = _code_sets(file.data)
    for entry in file.read.records:
        own = fields(entry)
        held = [(codes[c], text) for c, text in _held(own.get("codes", "")) if c in codes]
        yield from _told(entry, own, held or _codes_in_table(entry), given.decision)


def _told(
    entry: Record, own: dict[str, str], held: list[tuple[_Code, str]], otherwise: str
) -> Iterator[Told]:
    """One word a stage: an exclusion outweighs what is not, because a reference may bear a code of inclusion from before."""
    screening = [(code, text) for code, text in held if code.word]
    tags = tuple(dict.fromkeys(code.name for code, _ in held if not code.word))
    further = [f"{code.name}: {text}" for code, text in held if text and not code.word]
    for stage in dict.fromkeys(code.stage for code, _ in screening):
        said = [(code, text) for code, text in screening if code.stage == stage]
        decided = [code.decision for code, _ in said if code.decision]
        decision = Screen.EXCLUDE if Screen.EXCLUDE in decided else next(iter(decided), None)
        counted = [(code, text) for code, text in said if code.decision is decision]
        yield Told(
            entry, entry.line, counted[0][0].word, decision, "", "", stage, "",
            tuple(dict.fromkeys(code.reason for code, _ in counted if code.reason)),
            tuple(dict.fromkeys((*(text for _, text in counted if text), *further))), tags,
        )  # fmt: skip
    if not screening:
        flag = (own.get("itemstatus") or own.get(_FLAGGED, "")).strip().lower()
        flag = flag if flag in _SHOWN else ""
        # I is the flag of all that was not taken out: what was decided of it a person may say of the whole list.
        decision = Screen.EXCLUDE if flag == "e" else decision_of(otherwise) if flag in ("i", "") else None
        yield Told(
            entry,
            entry.line,
            f"flag {flag.upper()}" if flag else "",
            decision,
            notes=tuple(further),
            tags=tags,
        )


def _held(codes: str) -> Iterator[tuple[int, str]]:
    """(id, further words) of the codes of a reference."""
    try:
        listed = json.loads(codes) if codes else []
    except ValueError:
        return
    for code in listed if isinstance(listed, list) else []:
        if isinstance(code, dict) and isinstance(code.get("AttributeId"), int):
            yield code["AttributeId"], str(code.get("AdditionalText") or "").strip()


def _code_sets(data: bytes) -> dict[int, _Code]:
    """AttributeId → the code, of all tools of a file."""
    try:
        whole = json.loads(data.decode("utf-8-sig", errors="replace"))
    except ValueError:
        return {}
    found: dict[int, _Code] = {}
    for tool in whole.get("CodeSets", []) if isinstance(whole, dict) else []:
        name, kind = str(tool.get("SetName", "")), str((tool.get("SetType") or {}).get("SetTypeName", ""))
        for code in _below(tool):
            if isinstance(code.get("AttributeId"), int):
                found[code["AttributeId"]] = _code(code, name, kind.lower() == "screening")
    return found


def _below(code: Any) -> Iterator[dict[str, Any]]:
    """The codes under a tool or a code, at whatever depth."""
    waiting = [code]
    while waiting:
        listed = (waiting.pop().get("Attributes") or {}).get("AttributesList") or []
        own = [one for one in listed if isinstance(one, dict)]
        yield from own
        waiting += own


def _code(code: dict[str, Any], tool: str, screening: bool) -> _Code:
    name, kind = str(code.get("AttributeName", "")), str(code.get("AttributeType", ""))
    says = _SAYS.match(name)
    word = (
        says[1].lower()
        if says
        else kind.lower()
        if screening and kind.lower() in ("include", "exclude")
        else ""
    )
    decision = {"include": Screen.INCLUDE, "exclude": Screen.EXCLUDE}.get(word)
    stage = _stage(tool) or _stage(name)
    reason = (
        (_STAGED.sub("", name[says.end() :]) if says else name).strip() if decision is Screen.EXCLUDE else ""
    )
    return _Code(name, word, decision, reason, stage)


def _stage(name: str) -> str:
    return FULL_TEXT if _FULL.search(name) else TITLE_ABSTRACT if _ABSTRACT.search(name) else ""


def _codes_in_table(entry: Record) -> list[tuple[_Code, str]]:
    """Codes of a report in Excel, a column a tool, in which the names of the codes stand; or in the notes of RIS, where only capitals are codes."""
    found = []
    for column, cell in fields(entry).items():
        noted = column == "notes" and entry.format == "ris"
        for part in re.split(r"[\n;\u2028]|<br ?/?>", cell):
            told = (
                _NOTED.match(part)
                if noted
                else _SAYS.match(part)
                if _stage(column) or _SCREENING.search(column)
                else None
            )
            if (
                told and len(part) < 200 and told.end() < len(part.rstrip())
            ):  # a bare word may be of any table
                found.append((_code({"AttributeName": part.strip()}, "" if noted else column, True), ""))
    return found


def _partial(file: Opened, told: Sequence[Told]) -> str:
    """A list of references whose flags say only that they were not taken out."""
    if not any(one.word == "flag I" and one.decision is None for one in told):
        return ""
    return "the flag I says only that a reference was not taken out; where this is the list of what was included, say --decision include"


TOOL = Tool(
    "eppi",
    "EPPI-Reviewer",
    "references with codes as JSON, RIS with codes in its notes, and reports of codes as tables",
    _tell,
    _read,
    partial=_partial,
    order=20,
    handover=Handover("screener-ris", ".ris", Screen.UNDECIDED, "*Import items*, with the filter RIS"),
    places=Places(
        ours="`OldItemId` (RIS: the note)",
        decision="codes of a tool of screening, or whose name begins with INCLUDE or EXCLUDE",
        reason="what follows EXCLUDE (on) in the name of the code",
        codes="all other codes, by their names; of the team",
        note="further text of a code of screening",
        who="nobody: `--reviewer`, or `consensus`",
        stage="the name of the tool or code (… on full text)",
    ),
)
