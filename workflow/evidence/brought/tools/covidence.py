"""Covidence: the exports of its lists (CSV, Excel, RIS). Which list a file is says what was decided, and at which stage.

The columns are the same in all lists: Title, Authors, Abstract, Published Year, Published Month, Journal, Volume, Issue, Pages,
Accession Number, DOI, Ref, Covidence #, Study, Notes, Tags. The name of the file says the list
(`review_77_excluded_csv_20261120101010.csv`); notes of excluded full texts begin with `Exclusion reason: ...; `.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evidence.brought.opened import Opened
from evidence.brought.told import FULL_TEXT, TITLE_ABSTRACT, Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.words import decision_of, moment
from evidence.errors import UserError
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen

# What the name of a file says → (decision, stage); None where the list waits for one.
LISTS: dict[str, tuple[Screen | None, str]] = {
    "irrelevant": (Screen.EXCLUDE, TITLE_ABSTRACT),
    "excluded": (Screen.EXCLUDE, FULL_TEXT),
    "included": (Screen.INCLUDE, FULL_TEXT),
    "extract": (Screen.INCLUDE, FULL_TEXT),
    "extraction": (Screen.INCLUDE, FULL_TEXT),
    "select": (Screen.INCLUDE, TITLE_ABSTRACT),
    "screen": (None, TITLE_ABSTRACT),
}
_NUMBER = re.compile(r"#\d+")
_REASON = re.compile(r"exclusion reason:\s*([^;]*)(?:;|$)", re.IGNORECASE)
_STAMP = re.compile(r"_(20\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(?=\D|$)")
_VOTE = re.compile(r"\bmaybe\b", re.IGNORECASE)


def _tell(file: Opened) -> str:
    numbered = any(_NUMBER.fullmatch(entry.source_key) for entry in file.read.records[:50])
    if {"study", "notes"} & file.columns and numbered:
        return "it has the column “Covidence #”"
    if _list(file.name) and re.search(r"review_\d+_", file.name):
        return "its name is that of a list of Covidence"
    told = any(_REASON.search(fields(entry).get("notes", "")) for entry in file.read.records)
    return "its notes hold “Exclusion reason:”" if told else ""


def _list(name: str) -> str:
    words = re.split(r"[^a-z]+", name.rsplit(":", 1)[-1].lower())
    return next((word for word in words if word in LISTS), "")


def _read(file: Opened, given: Given) -> Iterator[Told]:
    stamp = _STAMP.search(file.name)
    time = moment(f"{stamp[1]}-{stamp[2]}-{stamp[3]}") if stamp else ""
    for entry in file.read.records:
        yield _told(entry, file, given, time)


def _told(entry: Record, file: Opened, given: Given, time: str) -> Told:
    reasons, notes = _notes(fields(entry).get("notes", ""))
    named = "excluded" if reasons else _list(file.name)
    if not named and not given.decision and not given.for_codes:
        raise UserError(
            "the name of this file does not say which list of Covidence it is, and all lists have the same columns",
            file=file.name, allowed=[f"…_{name}_csv_…" for name in LISTS],
            fix="give the file the name that Covidence gave it, or say --decision include or exclude, and --stage",
        )  # fmt: skip
    decision, stage = LISTS.get(named, (None, ""))
    if given.decision:
        decision, stage = decision_of(given.decision), given.stage or stage
    tags = entry.keywords
    unsure = [tag for tag in tags if _VOTE.fullmatch(tag)]
    word = str(decision or (unsure[0] if unsure else ""))
    return Told(entry, entry.line, word, decision, "", time, stage, "", reasons, notes, tuple(tags))


def _notes(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(reasons, other notes).

    >>> _notes("Exclusion reason: Wrong outcomes; seen twice")
    (('Wrong outcomes',), ('seen twice',))
    """
    reasons = tuple(dict.fromkeys(found.strip() for found in _REASON.findall(text) if found.strip()))
    rest = _REASON.sub(";", text)
    return reasons, tuple(part.strip() for part in rest.split(";") if part.strip()) if rest.strip() else ()


TOOL = Tool(
    "covidence",
    "Covidence",
    "the exports of its lists, as CSV, Excel or RIS",
    _tell,
    _read,
    order=10,
    handover=Handover(
        "screener-ris", ".ris", Screen.UNDECIDED, "*Import references*, into *Screen*: the RIS"
    ),
    places=Places(
        ours="`Ref`, or the note where it is kept; else the content",
        decision="the list that the file is (irrelevant, excluded, included, select): its name says it",
        reason="`Exclusion reason: …` in the notes",
        codes="`Tags`, of the team",
        note="the rest of the notes",
        who="nobody: `--reviewer`, or `consensus`",
        when="the day in the name of the file",
        stage="the list",
    ),
)
