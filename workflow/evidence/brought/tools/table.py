"""Any table of records with a column that says what was decided, such as a worksheet of one's own; it may also say who, when and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evidence import written
from evidence.brought.grid import sheets
from evidence.brought.opened import Opened
from evidence.brought.told import STAGES, Given, Told, fields
from evidence.brought.tool import TABLE_ORDER, Handover, Places, Tool
from evidence.brought.words import SAID, decision_of, is_known, moment
from evidence.errors import UserError
from evidence.given.days import UNTOLD, order_shown
from evidence.ingest.rows import Record
from evidence.screen.exchange import COLUMNS
from evidence.screen.rows import Screen

DECISION = (
    "decision",
    "screening decision",
    "final decision",
    "consensus",
    "status",
    "screening",
    "vote",
    *COLUMNS,
)
_WHO = ("reviewer", "screener", "reviewer name", "decided by", "by", "who")
_WHEN = ("date", "decided", "date of decision", "time", "when", "created_at", "timestamp")
_WHY = ("reason", "exclusion reason", "reason for exclusion", "exclusion_reason", "reasons", "why")
_NOTE = ("notes", "note", "comment", "comments")
_STAGE = ("stage", "level", "phase")
_YEAR = ("year", "publication year", "published year", "year of publication", "publication_year", "py")


def _tell(file: Opened) -> str:
    column = _column(file)
    return f"it has the column “{column}”, which says what was decided" if column else ""


def _column(file: Opened) -> str:
    """The column of decisions: its name is one of them, and every cell a decision, or that there is none yet."""
    held = [fields(entry) for entry in file.read.records]
    for name in DECISION:
        cells = [own[name] for own in held if own.get(name)]
        if cells and all(map(is_known, cells)):
            return name
    return ""


def _read(file: Opened, given: Given) -> Iterator[Told]:
    column = _column(file)
    if not column and not given.decision and not given.for_codes and not given.tags:
        raise _no_decisions(file)
    cells = _days(file)
    said = {entry.line: _when(fields(entry)) for entry in file.read.records} | cells
    declared = (written.column(name)[1] for entry in file.read.records for name in fields(entry))
    order = next(filter(None, declared), "") or _order(file.name, said)
    for entry in file.read.records:
        yield _told(entry, column, given, _moment(said[entry.line], order), entry.line in cells)


def _no_decisions(file: Opened) -> UserError:
    """What is wrong with a file that was said to be such a table, and in which no column can be read as decisions."""
    held = [(entry.line, fields(entry)) for entry in file.read.records]
    odd = (
        (line, name, own[name])
        for name in DECISION
        for line, own in held
        if own.get(name) and not is_known(own[name])
    )
    line, name, word = next(odd, (1, "", ""))
    what = (
        f"in the column “{name}” this is no decision"
        if name
        else "no column of this table says what was decided"
    )
    fix = "write include, exclude or background into it; leave it blank where nobody has decided" if name else (
        "name the column of decisions `decision`, one row a person and work; or say what every row was decided: --decision WORD"
    )  # fmt: skip
    return UserError(
        what, file=file.name, line=line, value=word or None, allowed=SAID if name else DECISION, fix=fix
    )


def _when(own: dict[str, str]) -> str:
    return _first(own, _WHEN) or next((cell for name, cell in own.items() if written.column(name)[1]), "")


def _order(file: str, said: dict[int, str]) -> str:
    """The order in which figures of days stand whose year comes last: as one of them shows it; with points the day comes first.

    Raises UserError where a day can be read in two ways.
    """
    if shown := order_shown(said.values())[0]:
        return shown
    for line, cell in said.items():
        if "." in cell or written.as_moment(cell):
            continue
        day, month = (written.as_moment(cell, order) for order in ("dmy", "mdy"))
        if day and month and day != month:
            raise UserError(
                UNTOLD, file=file, line=line, value=cell,
                fix="name the column `date (day/month/year)` or `date (month/day/year)`; or write days as 2026-05-31",
            )  # fmt: skip
    return "dmy"


def _moment(cell: str, order: str) -> str:
    return moment(cell) if re.match(r"\d{4}-|\d{9}", cell) else written.as_moment(cell, order) or moment(cell)


def _is_day(cell: str) -> bool:
    return any((moment(cell), *(written.as_moment(cell, order) for order in ("dmy", "mdy"))))


def _days(file: Opened) -> dict[int, str]:
    """Line → the cell with the day of the decision, of a table in which only a column `date` could be read as the year of publication, and was."""
    told = [entry for entry in file.read.records if not _first(fields(entry), _WHEN)]
    if not told:
        return {}
    found: dict[int, str] = {}
    for sheet in sheets(file.name, file.data):
        at = next((n for n, name in enumerate(sheet.names) if name.casefold() == "date"), None)
        if at is not None and not {name.casefold() for name in sheet.names} & set(_YEAR):
            found |= {line: cells[at] for line, cells in sheet.rows if _is_day(cells[at])}
    return found


def _told(entry: Record, column: str, given: Given, day: str, as_year: bool) -> Told:
    own = fields(entry)
    entry = replace(entry, year=None) if as_year else entry  # a day of a decision is no year of publication
    word = own.get(column, "") or given.decision
    stage = _first(own, _STAGE).casefold().replace(" ", "_").replace("/", "_")
    reason, note = _first(own, _WHY), _first(own, _NOTE)
    return Told(
        entry, entry.line, word, decision_of(word), _first(own, _WHO), day,
        stage if stage in STAGES else "", "", (reason,) if reason else (), (note,) if note else (), (),
    )  # fmt: skip


def _first(own: dict[str, str], names: tuple[str, ...]) -> str:
    return next((own[name].strip() for name in names if own.get(name, "").strip()), "")


TOOL = Tool(
    "table",
    "a table with a column of decisions",
    "any table of records with a column of decisions, and of who, when and why",
    _tell,
    _read,
    order=TABLE_ORDER,
    handover=Handover(
        "csv", ".csv", Screen.UNDECIDED, "a spreadsheet: the CSV, with columns for what is decided"
    ),
    places=Places(
        ours="the column `record_id`",
        decision="a column `decision`, `status`, `included` and the like",
        reason="a column `reason`",
        note="a column `notes`",
        who="a column `reviewer`",
        when="a column `date`",
        stage="a column `stage`",
    ),
)
