"""Abstrackr: its table of labels, with a column for each person who labelled, and one for what all agreed on.

The first column is `(internal) id`. A label is 1 (relevant), 0 (maybe) or -1 (irrelevant), `o` where that person gave none; works
without any stand below a line of their own. The column `consensus` repeats what people agree on, which is no further vote; where
they differ it holds `x`, or what was settled. Notes are columns such as `general notes (ella)`.
Source: `export_labels` in the program's repository (bwallace/abstrackr-web, controllers/review.py).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from evidence.brought.opened import Opened
from evidence.brought.told import TITLE_ABSTRACT, Given, Told, fields
from evidence.brought.tool import Handover, Places, Tool
from evidence.brought.words import MAYBE
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen

_MARK, _CONSENSUS = "(internal) id", "consensus"
_LABELS = {"1": Screen.INCLUDE, "0": None, "-1": Screen.EXCLUDE}
_NO_LABEL = ("o", "x", "")
_OWN = frozenset([_MARK, "(source) id", "pubmed id", _CONSENSUS])
_NOTES = re.compile(r"(?:general|population|intervention/comparator|outcome) notes \((.*)\)")


def _tell(file: Opened) -> str:
    return f"it has the column “{_MARK}”" if _MARK in file.columns and _people(file) else ""


def _people(file: Opened) -> list[str]:
    """The columns of labels of one person each: nothing but labels stands in them."""
    found: dict[str, bool] = {}
    for entry in file.read.records:
        for name, cell in fields(entry).items():
            if name not in _OWN and not _NOTES.fullmatch(name):
                found[name] = found.get(name, True) and _label(cell) in (*_LABELS, *_NO_LABEL)
    return [name for name, labels in found.items() if labels]


def _read(file: Opened, given: Given) -> Iterator[Told]:
    named = _named(file)
    people = {who: named.get(who, who) for who in _people(file)}
    for entry in file.read.records:
        # Where keywords were exported too, tags cannot be told from them.
        yield from _told(entry, people, () if "keywords" in named else entry.keywords)


def _named(file: Opened) -> dict[str, str]:
    """The names of the columns: in small letters, and as they are written."""
    line = file.data.split(b"\n", 1)[0].decode("utf-8-sig", "replace")
    return {name.strip().lower(): name.strip() for name in next(csv.reader([line]), [])}


def _told(entry: Record, people: dict[str, str], tags: tuple[str, ...]) -> Iterator[Told]:
    own = fields(entry)
    labels = {who: label for who in people if (label := _label(own.get(who, ""))) in _LABELS}
    settled = _label(own.get(_CONSENSUS, ""))
    if settled in _LABELS and len(set(labels.values())) != 1:
        labels[_CONSENSUS] = settled
    for who, label in labels.items():
        decision = _LABELS[label]
        word = MAYBE if decision is None else str(decision)
        notes = tuple(own[n] for n in own if (of := _NOTES.fullmatch(n)) and of[1] == who and own[n])
        yield Told(
            entry,
            entry.line,
            word,
            decision,
            people.get(who, who),
            "",
            TITLE_ABSTRACT,
            notes=notes,
            tags=tags,
        )
    if not labels:
        yield Told(entry, entry.line, tags=tags)


def _label(cell: str) -> str:
    """
    >>> _label("-1.0"), _label(" o ")
    ('-1', 'o')
    """
    return cell.strip().removesuffix(".0").lower()


TOOL = Tool(
    "abstrackr",
    "Abstrackr",
    "the table of labels (CSV)",
    _tell,
    _read,
    order=25,
    handover=Handover(
        "screener-ris", ".ris", Screen.UNDECIDED, "*Start new project*, with the RIS as the file of citations"
    ),
    says_all=True,
    places=Places(
        ours="the content; it keeps no note",
        decision="the column of a person: 1 or -1; 0 (maybe) is none. `consensus` counts where people differ",
        codes="`tags`, of the team, where keywords were not exported too",
        note="`general notes (NAME)` and the like, each person's own",
        who="the name of the column",
        stage="title and abstract, the only one that it has",
    ),
)
