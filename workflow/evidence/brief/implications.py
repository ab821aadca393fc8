"""Implications as people wrote them: on the home page, in plain words, in print and beside the point of the source that one takes up.

There is no heading and no word of them where nobody has written one. A stale one is printed as such.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from evidence.assess.rows import Implication
from evidence.assess.states import STALE
from evidence.brief.macros import macros, parts
from evidence.brief.markup import join
from evidence.brief.readers import who_signed
from evidence.brief.retest import points, source
from evidence.brief.tables import Tables
from evidence.brief.verdicts import VERDICT_WORDS
from evidence.brief.words import a_list, long_date

own = macros("implications")
CHANGED = "What it rests on has changed since it was written."


def told(tables: Tables) -> Markup:
    """All of them with the verdicts that they rest on, and the way to those of the source; blank where there are none."""
    rows = [
        (row.text, _linked(tables, row), signed(tables, row), CHANGED if row.state == STALE else "")
        for row in tables[Implication]
    ]
    if not rows:
        return Markup()
    more = points(tables, "implication")
    return own.told(rows, own.of_the_source("replication.html#implications", source(tables)) if more else "")


def on_point(tables: Tables, point: dict[str, Any]) -> Markup:
    """What people write on a point of the source; blank where nobody does."""
    name = f"{point['kind']} {point['number']}"
    return join(
        own.taken_up(f"Stale: {row.text}" if row.state == STALE else row.text, signed(tables, row))
        for row in tables[Implication]
        if row.point == name
    )


def in_print(tables: Tables) -> list[dict[str, str]]:
    """The same for the pages on paper, as plain text."""
    return [
        {
            "text": row.text,
            "rests": f"Rests on {a_list([f'{c} ({_verdict(tables, c)})' for c in row.claims])}.",
            "signed": signed(tables, row),
            "stale": CHANGED if row.state == STALE else "",
        }
        for row in tables[Implication]
    ]


def texts(tables: Tables) -> list[str]:
    """What they say, for the count of words of the page that prints them."""
    return [f"{row.text} {signed(tables, row)}" for row in tables[Implication]]


def signed(tables: Tables, row: Implication) -> str:
    """Who wrote it and when, and what the review says of that reader."""
    return f"Written by {who_signed(tables, [row.by])}, {long_date(row.date)}."


def _linked(tables: Tables, row: Implication) -> Markup:
    return join(
        (
            own.rests(
                parts.link(f"findings/{tables.proposition[claim].slug}.html", claim), _verdict(tables, claim)
            )
            for claim in row.claims
        ),
        ", ",
    )


def _verdict(tables: Tables, claim: str) -> str:
    return VERDICT_WORDS[tables.finding[claim].verdict][1].lower()
