"""What is said of rows that were brought: on the screen in short, as a table in full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from evidence.brought.fates import Fate, Row, balance
from evidence.errors import shorten
from evidence.export.table import csv_text
from evidence.given.reading import numbered_rows

HEADER = (
    "file",
    "line",
    "fate",
    "why",
    "entry",
    "title",
    "reviewer",
    "decision",
    "date",
    "stage",
    "reason",
    "note",
    "record",
    "nearest",
)
TOLD = (Fate.CHANGED, Fate.DOUBTFUL, Fate.UNMATCHED, Fate.UNREADABLE)
"""Fates of which a person should know each row."""
OPEN = (Fate.DOUBTFUL, Fate.UNMATCHED, Fate.UNREADABLE)
"""Fates of rows that were not used."""
NONE = "none"
"""What a person writes in the column `record` of a row that is no work of ours."""
_SHOWN = 12


def lines(rows: Sequence[Row], written: bool, every: bool = False) -> Iterator[str]:
    """The sum, who decided what, and the rows that a person should know of."""
    yield balance(rows).text()
    for reviewer, decisions in sorted(_by_reviewer(rows).items()):
        told = ", ".join(f"{number} {decision}" for decision, number in sorted(decisions.items()))
        yield f"{'written' if written else 'to be written'}  {reviewer}: {told}"
    undecided = Counter(_small(row.decision) or "nothing said" for row in rows if row.fate is Fate.NONE)
    if undecided:
        yield f"no decision  {', '.join(f'{number} {word}' for word, number in undecided.most_common())}; these works stay to be screened"
    for fate in Fate if every else TOLD:
        own = [row for row in rows if row.fate is fate]
        yield from (line_of(row) for row in (own if every else own[:_SHOWN]))
        if not every and len(own) > _SHOWN:
            yield f"{fate}  and {len(own) - _SHOWN} more; --all prints every row, --csv FILE writes them"


def _small(word: str) -> str:
    """A tool's word in small letters, but for letters that stand by themselves.

    >>> _small("Maybe"), _small("flag I")
    ('maybe', 'flag I')
    """
    return " ".join(part if len(part) == 1 else part.lower() for part in word.split())


def _by_reviewer(rows: Sequence[Row]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for row in rows:
        if row.fate is Fate.WRITTEN:
            found.setdefault(row.reviewer, Counter())[
                f"{row.decision}{f' ({row.stage})' if row.stage else ''}"
            ] += 1
    return found


def line_of(row: Row) -> str:
    """A row as a person reads it: its fate, where it stands, what it says and why."""
    near = f": {'; '.join(row.near)}" if row.near and row.fate is Fate.DOUBTFUL else ""
    near = (
        f"; the nearest title is that of {row.near[0]}" if row.near and row.fate is Fate.UNMATCHED else near
    )
    who = f" {row.reviewer} {row.decision}" if row.reviewer or row.decision else ""
    return f"{row.fate}  {row.file}:{row.line}{who} ‘{shorten(row.title, 60)}’: {row.why}{near}"


def as_csv(rows: Sequence[Row]) -> str:
    """Every row with its fate; where it is in doubt, a person writes the record that is meant, or `none`, into `record`."""
    return csv_text(
        HEADER,
        iter([
            (r.file, r.line, r.fate, r.why, r.entry, r.title, r.reviewer, r.decision, r.date, r.stage, r.reason, r.note, r.record, "; ".join(r.near))
            for r in rows
        ]),
    )  # fmt: skip


def settled(text: str) -> dict[str, str]:
    """Entry id → the record that a person wrote beside it, a blank where she wrote `none`."""
    found = {}
    for _, row in numbered_rows(text):
        entry, record = row.get("entry") or "", (row.get("record") or "").strip()
        if entry and record and row.get("fate") in (Fate.DOUBTFUL, Fate.UNMATCHED):
            found[entry] = "" if record.lower() == NONE else record
    return found
