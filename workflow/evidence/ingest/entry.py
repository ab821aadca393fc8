"""What every reader hands on: one raw entry at a time, read or not readable."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_YEAR = re.compile(r"\d{4}")  # "DA  - MAY" must not keep "PY  - 2023" out

NO_WORKS = ("attachment", "note", "annotation")  # kinds of items that Zotero lists among works


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an entry cannot be used, and how a person releases it."""

    field: str
    problem: str
    how_to_fix: str
    value: str = ""


@dataclass(slots=True)
class RawEntry:
    """One entry as it stands in its file.

    `fields` maps the canonical names of `evidence.ingest.rows.Record` to text (authors and keywords:
    to a list); `extra` keeps every field that has no canonical name. `repairs` are
    (field, value, problem, how_to_fix) of what was mended while reading. `no_work`: what it is where it is no
    entry at all, as the attachments that programs list among works.
    """

    position: int
    line: int
    raw: str
    key: str = ""
    kind: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    problem: Problem | None = None
    repairs: list[tuple[str, str, str, str]] = field(default_factory=list)
    no_work: str = ""

    def put(self, name: str | None, source_name: str, value: str) -> None:
        """File a value under its canonical name, or keep it as an extra field."""
        value = value.strip()
        if not value:
            return
        if name == "year" and not _YEAR.search(self.fields.get("year", "")) and _YEAR.search(value):
            value, self.fields["year"] = self.fields.get("year", value), value
        if name is None or self.fields.get(name, value) != value:
            known = self.extra.get(source_name)
            self.extra[source_name] = f"{known}; {value}" if known else value
        else:
            self.fields[name] = value


def line_of(text: str, offset: int) -> int:
    """The number of the line that holds this offset, from 1."""
    return text.count("\n", 0, offset) + 1
