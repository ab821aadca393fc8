"""What could not be used, or was mended: the rows in which every stage says it."""

from __future__ import annotations

from dataclasses import dataclass

from evidence.rows import Table, column

NOT_APPLIED = "; the decision was not applied"
"""How the remark on a decision that does nothing ends."""

ONE_LINE = "; one line of the file mends it for all rows"
"""How a problem ends that is said once a file, because it is mended in one place."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """An entry that could not be used, and how a person can release it."""

    entry_id: str = column("entry")
    source_file: str = column("file")
    position: int = column("place among the entries of its file", "entries")
    line: int = column("line of the file")
    field: str = column("field or column that stands in the way")
    value: str = column("what stands there")
    problem: str = column("why it cannot be used")
    how_to_fix: str = column("what to do about it")
    raw: str = column("the entry as it stands in the file", shipped=False)


@dataclass(frozen=True, slots=True)
class Remark:
    """A value that was left out or mended in a row that was otherwise used; or, where `dropped`, a row of people's that was
    not used at all."""

    row_id: str = column("entry or row")
    source_file: str = column("file")
    line: int = column("line of the file")
    field: str = column("field or column")
    value: str = column("what stands there")
    problem: str = column("what is the matter with it")
    how_to_fix: str = column("what to do about it")
    dropped: bool = column("whether the whole row was left out", default=False)


# Stages that read what people or databases wrote, and say what they left out or mended.
SPEAKING = (
    "ingest",
    "deduplicate",
    "screen",
    "classify",
    "extract",
    "appraise",
    "synthesise",
    "qca",
    "assess",
)
REMARKS: tuple[Table, ...] = tuple(Table(stage, "remarks", Remark) for stage in SPEAKING)
