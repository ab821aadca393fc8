"""Who gave each code and each side: people, rules or a model."""

from __future__ import annotations

from collections import Counter

from evidence.brief.page import Page, Slots
from evidence.brief.readers import GIVEN_BY, who_signed
from evidence.brief.stale import by_kind, every
from evidence.brief.tables import Tables
from evidence.brief.who_did_what import people
from evidence.classify.rows import CodedBy, Label, State
from evidence.meaning.settings import Voice
from evidence.synthesise.claim_rows import SideOfStudy


def view(tables: Tables) -> Slots:
    """Who gave each code: people, rules or a model."""
    given = tables.tally(Label, "source", "state")
    rows = [(GIVEN_BY[CodedBy(source)], State(state), n) for (source, state), n in sorted(given.items())]
    by = Counter(
        side.by if side.by in ("rule", "the claim itself") else "a reader" for side in tables[SideOfStudy]
    )
    return {
        "labels": rows,
        "meaning": reader_of_meaning(tables) if any(s == CodedBy.MODEL for s, _ in given) else "",
        "sides": sorted(by.items()),
        "held": by_kind(tables),
        "stale": every(tables),
        "readers": who_signed(tables, [name for names in people(tables).values() for name in names]),
    }


def reader_of_meaning(tables: Tables) -> str:
    """The language model by which the machine reads meaning, in words; empty where it reads none."""
    if tables.config.meaning.voice == Voice.NONE:
        return ""
    return "all-MiniLM-L6-v2 (a pretrained language model of 22 million parameters, which writes nothing and runs offline, within this program)"


PAGE = Page("automation.md", view)
