"""Coded rows that stand: those of all files of a kind, checked, without what was taken back and without an identifier given twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from evidence.codebook import Codebook
from evidence.given.check import check_table
from evidence.given.declare import given_by
from evidence.given.reading import as_rows
from evidence.given.withdrawn import without_withdrawn
from evidence.remarks import Quarantined, Remark

Numbered = tuple[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Stands:
    """`rows`: by file, those that stand. Rows in the files = those + `set_aside` + `gone` (taken back, and what did so) + dropped `remarks`; others are on words of people's own."""

    rows: dict[str, list[Numbered]]
    set_aside: list[Quarantined]
    gone: int
    remarks: list[Remark]


def stands(
    row: type, texts: Iterable[tuple[str, str]], codebook: Codebook, claims: Sequence[str] = ()
) -> Stands:
    """`texts` are (file name, CSV text) of one kind of table."""
    rows: dict[str, list[Numbered]] = {}
    aside: list[Quarantined] = []
    typed: list[Any] = []
    own_words: list[Remark] = []
    for file, text in sorted(texts):
        checked = check_table(text, file, row, codebook, claims)
        rows[file] = checked.rows
        aside += checked.set_aside
        own_words += checked.own_words
        typed += as_rows(checked.rows, file, row)
    kept = without_withdrawn(typed)
    left = {(one.file, one.line) for one in kept.rows}
    twins = _twins(row, kept.rows)
    standing = {
        file: [numbered for numbered in own if (file, numbered[0]) in left - twins.keys()]
        for file, own in rows.items()
    }
    return Stands(standing, [*aside, *twins.values()], len(kept.gone), own_words + kept.remarks)


def _twins(row: type, rows: Iterable[Any]) -> dict[tuple[str, int], Quarantined]:
    """Rows whose identifier a row of another file has already."""
    key = given_by(row).key
    first: dict[str, Any] = {}
    found = {}
    for one in rows:
        name = getattr(one, key)
        before = first.setdefault(name, one)
        if before is not one:
            problem = f"the same as in line {before.line} of {before.file}"
            fix = "correct the cell; allowed: text that no other row has. Where it is the same row, remove one of the two"
            place = (one.file, one.line - 2, one.line)
            found[one.file, one.line] = Quarantined(name, *place, key, name, problem, fix, name)
    return found
