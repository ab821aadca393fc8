"""What another tool says of one entry: who decided what, when and why, in one shape for all tools."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from evidence.export.mark import unmarked
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen, ScreenedAt

TITLE_ABSTRACT, FULL_TEXT = ScreenedAt.TITLE_ABSTRACT, ScreenedAt.FULL_TEXT
STAGES = (TITLE_ABSTRACT, FULL_TEXT)
"""At which stage of screening a decision was taken."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one person said of one entry.

    `line`: where in the file it stands. `word`: the tool's own word, blank where it has none; `decision` is None where that
    is no final one. `decisive`: tags that were read as decisions, `tags` the others, of which `hers` are those that this person gave, where the tool
    says who gave one. `reviewer` is blank where the tool does not say. `time`: of the decision, as ISO 8601 in UTC where the tool
    says so, or a day, or blank. `stage`: one of STAGES, or blank. `basis`: what had been read, where the stage does not say it.
    """

    entry: Record
    line: int
    word: str = ""
    decision: Screen | None = None
    reviewer: str = ""
    time: str = ""
    stage: str = ""
    basis: str = ""
    reasons: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    decisive: tuple[str, ...] = ()
    hers: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """The reasons in a row: what PRISMA counts by and the book prints."""
        return ", ".join(self.reasons)

    @property
    def note(self) -> str:
        """Notes and tags in a row, which may name people and are no reasons."""
        notes = [note for each in self.notes if (note := unmarked(each))]
        parts = [f"tags: {', '.join(self.tags)}"] if self.tags else []
        return " | ".join(["; ".join(notes), *parts] if notes else parts)


@dataclass(frozen=True, slots=True)
class Given:
    """What the person who brings a file says of it, where the file does not.

    `tags`: tag → decision, as `brought.tags` reads them. `people`: a name in the file → the name that decisions are signed with.
    `decision`: what every row was decided that does not say it; `date`: the day of decisions without one, as YYYY-MM-DD.
    `for_codes`: only codes are asked for, so that a file need say no decision.
    """

    reviewer: str = ""
    people: Mapping[str, str] = field(default_factory=dict)
    stage: str = ""
    decision: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    for_codes: bool = False


def fields(entry: Record) -> dict[str, str]:
    """All that an entry holds beside the fields of every record, by name in small letters."""
    found = json.loads(entry.extra) if entry.extra else {}
    return {name.strip().lower(): str(value) for name, value in found.items()}
