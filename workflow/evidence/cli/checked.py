"""What a check found, and how it is told: on the screen, or as a table with everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from evidence.brief.words import plural
from evidence.console import describe
from evidence.errors import UserError
from evidence.export.table import csv_text
from evidence.ingest.rows import FileCount
from evidence.ledger import Sum
from evidence.remarks import Quarantined, Remark
from evidence.tally import Tally


@dataclass
class Checked:
    """What a check found: mistakes that stop a build, and what a build would set aside."""

    errors: list[UserError] = field(default_factory=list)
    set_aside: list[Quarantined] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    counts: list[FileCount] = field(default_factory=list)
    begun: bool = True

    @contextmanager
    def mistakes(self) -> Iterator[None]:
        """What ends here is told with what else is wrong."""
        try:
            yield
        except UserError as error:
            self.errors.append(error)


_HEADER = ("what", "file", "line", "field", "value", "problem", "how_to_fix", "id")


def as_csv(found: Checked) -> bytes:
    """Everything that was found, a row each."""
    rows: list[tuple[object, ...]] = [
        (
            "mistake",
            e.file or "",
            e.line or "",
            e.field or "",
            e.value,
            e.problem,
            e.fix or "",
            e.record or "",
        )
        for error in found.errors
        for e in getattr(error, "errors", [error])
    ]
    rows += [("set aside", *_cells(entry), entry.entry_id) for entry in found.set_aside]
    rows += [
        ("not used" if remark.dropped else "remark", *_cells(remark), remark.row_id)
        for remark in found.remarks
    ]
    return csv_text(_HEADER, iter(rows)).encode()


def _cells(row: Quarantined | Remark) -> tuple[object, ...]:
    return (row.source_file, row.line, row.field, row.value, row.problem, row.how_to_fix)


def groups(found: Checked) -> list[tuple[str, Sequence[Quarantined | Remark]]]:
    """What is set aside, what a person wrote and is not used, and what is only remarked upon."""
    dropped = [row for row in found.remarks if row.dropped]
    remarks = [row for row in found.remarks if not row.dropped]
    return [("set aside  ", found.set_aside), ("not used   ", dropped), ("remark     ", remarks)]


def say(found: Checked, every: bool) -> None:
    """What weighs most comes last, where the eye is: remarks, what is not used or set aside, and in full what stops the build.

    Of all but mistakes the first of each kind in each file, unless `every` row is asked for.
    """
    for label, rows in reversed(groups(found)):
        for line in [f"{label}{describe(row)}" for row in rows] if every else Tally(rows).lines(label):
            print(line)
    if any(Tally(rows).hidden for _, rows in groups(found)[:2]) and not every:
        for label, rows in reversed(groups(found)[:2]):
            for line in Tally(rows).by_file("set aside" if label.startswith("set") else "not applied"):
                print(line)
    for error in found.errors:
        print(error.text())


def count_line(problems: int, aside: int, remarks: int) -> str:
    """
    Behind a mistake is not looked: what a table whose header is wrong holds is known when it is mended.

    >>> count_line(0, 1, 2), count_line(0, 0, 0)
    ('0 mistakes, 1 entry or row set aside, 2 remarks', 'every input is fine')
    >>> count_line(1, 0, 2)
    '1 mistake, 0 entries or rows set aside, 2 remarks, as far as could be looked: mend the mistake and check again'
    """
    if not (problems or aside or remarks):
        return "every input is fine"
    mistakes = plural(problems, "mistake", "mistakes")
    more = f", as far as could be looked: mend the {mistakes} and check again" if problems else ""
    return (
        f"{problems:,} {mistakes}, {aside:,} {plural(aside, 'entry or row', 'entries or rows')} set aside, "
        f"{remarks:,} {plural(remarks, 'remark', 'remarks')}{more}"
    )
