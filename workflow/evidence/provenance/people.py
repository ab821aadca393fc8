"""Who decided what, read off the tables that people signed, and how a person is known to other programs: by ORCID."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence import names
from evidence.book_settings import FrontMatter
from evidence.given.reading import numbered_rows
from evidence.given.reviewers import CONSENSUS, plain_name
from evidence.io import read_people
from evidence.layout import Layout
from evidence.written import as_moment

ORCID = "https://orcid.org/"


@dataclass(frozen=True, slots=True)
class Decided:
    """What one person decided in one table: the file, her name as she first signed it, how many rows, and from when to when."""

    file: str
    reviewer: str
    rows: int
    first: str
    last: str


def decided(at: Layout, paths: Iterable[Path]) -> list[Decided]:
    """A row for each table and person who signed in it, in order of the table and the name; nobody settles as `consensus` alone.

    A row without a name is nobody's here.
    """
    found: dict[tuple[str, str], tuple[str, list[str]]] = {}
    for path in paths:
        file = path.relative_to(at.root).as_posix()
        for _, row in numbered_rows(read_people(path)[0]):
            name = " ".join(str(row.get("reviewer") or "").split())
            person = plain_name(name)
            if not person or person == CONSENSUS:
                continue
            written = next((cell for column, cell in row.items() if column and column.startswith("date")), "")
            found.setdefault((file, person), (name, []))[1].append(as_moment(str(written or ""))[:10])
    return [
        Decided(file, name, len(days), min(filter(None, days), default=""), max(days))
        for (file, _), (name, days) in sorted(found.items())
    ]


def orcid_of(name: str, review: FrontMatter) -> str:
    """The address of a person's ORCID record, where the settings give one for her name; blank for whom they do not name."""
    alike = {plain_name(one) for one in (name, _in_order(name))}
    return next((ORCID + orcid for who, orcid in review.orcids.items() if plain_name(who) in alike), "")


def _in_order(name: str) -> str:
    """A person's name as it is spoken.

    >>> _in_order("Mullins, David")
    'David Mullins'
    """
    family, given, suffix = names.parts(name)
    return " ".join(filter(None, [given, family, suffix]))
