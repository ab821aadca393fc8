"""A study within a sentence: its name, how little of it was read, and the reason for its side in its reader's words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from evidence.brief.made_once import once
from evidence.brief.tables import Tables
from evidence.screen.decisions import Basis
from evidence.synthesise.claim_rows import SideOfStudy


def cited(tables: Tables, row: SideOfStudy) -> str:
    """A study as it is named in running text; one that nobody read in full says so.

    Fudge and others (2008, summary only).
    """
    label, read = label_of(row), how_little(tables, row)
    if not read:
        return label
    return f"{label[:-1]}, {read})" if label.endswith(")") else f"{label} ({read})"


def how_little(tables: Tables, row: SideOfStudy) -> str:
    """How little of a study was read; blank where somebody read all of it."""
    screened = tables.screened.get(row.work_id)
    if screened is None:
        return "no record of its own"
    if screened.basis == Basis.FULL_TEXT:
        return ""
    return "summary only" if screened.basis in (Basis.ABSTRACT, Basis.OPENING) else "record only"


def label_of(row: SideOfStudy) -> str:
    """The name of a study; a title that stands in brackets, as one that a reader supplied, without them."""
    return row.study_label.replace("‘[", "‘")


def reason(tables: Tables, row: SideOfStudy) -> str:
    """A reader's reasons within a sentence: no full stop, no second colon, and no capital where the first word is no name."""
    reasons = " ".join(row.reason.split()).rstrip(".").replace(": ", " – ").split("; ")
    return "; ".join(_small(each, _small_words(tables)) for each in reasons) or "no reason is given"


def _small(text: str, words: frozenset[str]) -> str:
    first = re.split(r"\W", text, maxsplit=1)[0]
    return text[:1].lower() + text[1:] if first.lower() in words else text


@once
def _small_words(tables: Tables) -> frozenset[str]:
    """Words that stand somewhere in small letters, so that a capital at the head of a reason is no name's."""
    texts: Iterable[str] = (
        *(t for row in tables[SideOfStudy] for t in (row.reason, row.compares)),
        *(
            t
            for p in tables.claims.items
            for t in (p.that, p.testable, p.counts_for, p.counts_against, p.caution)
        ),
    )
    return frozenset(re.findall(r"(?<![\w’'-])[a-z]+\b", " ".join(texts)))
