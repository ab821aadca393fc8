"""The tables of screen: what was decided on each work, and the fate of every entry."""

from __future__ import annotations

from enum import StrEnum

from evidence.rows import column, table


class Fate(StrEnum):
    """What finally became of one input entry. Every entry has exactly one."""

    QUARANTINED = "quarantined"
    DUPLICATE = "duplicate"
    INCLUDED = "included"
    BACKGROUND = "background"
    EXCLUDED = "excluded"
    UNDECIDED = "undecided"


class Screen(StrEnum):
    """What people decided on one work."""

    INCLUDE = "include"
    BACKGROUND = "background"
    EXCLUDE = "exclude"
    UNDECIDED = "undecided"

    @property
    def fate(self) -> Fate:
        return _FATES[self]


_FATES = {
    Screen.INCLUDE: Fate.INCLUDED,
    Screen.BACKGROUND: Fate.BACKGROUND,
    Screen.EXCLUDE: Fate.EXCLUDED,
    Screen.UNDECIDED: Fate.UNDECIDED,
}


class ScreenedAt(StrEnum):
    """At which stage of selection a decision was made."""

    TITLE_ABSTRACT = "title_abstract"
    FULL_TEXT = "full_text"
    NOT_STATED = ""


MOST_INCLUSIVE = (Screen.INCLUDE, Screen.BACKGROUND, Screen.EXCLUDE)
"""Of decisions that disagree the first of these stands."""


RETRACTED = "retracted"
"""The reason of the exclusion of a retracted work."""


@table("screening", "The screening of every work", key=("work_id",))
class Screening:
    """The screening outcome of one work."""

    work_id: str = column("work", refers="works.work_id")
    decision: Screen = column("decision")
    reason: str = column("reason given")
    basis: str = column("what was read for it")
    by: str = column("who decided")
    date: str = column("date of the decision")
    conflict: str = column("what others decided")
    stage: ScreenedAt = column(
        "stage at which it was decided; blank for what nobody has decided", default=ScreenedAt.NOT_STATED
    )
    unretrieved: bool = column("whether its full text was sought and could not be had", default=False)


@table("ledger", "The fate of every input entry", key=("entry_id", "stage"))
class LedgerRow:
    """One step in the life of one input entry; the step marked `final` is its fate."""

    entry_id: str = column("entry")
    source_file: str = column("file")
    line: int = column("line of the file")
    stage: str = column("stage")
    fate: str = column("what became of it there")
    reason: str = column("why")
    by: str = column("who decided")
    final: bool = column("whether this is its fate")
