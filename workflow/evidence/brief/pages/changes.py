"""What changed: whether the advice moved, finding by finding why, then all else; and each release against the one before it."""

from __future__ import annotations

from evidence.brief.changed.comparison import Comparison
from evidence.brief.changed.current import current, earlier, now
from evidence.brief.changed.feed import place
from evidence.brief.changed.listed import sections
from evidence.brief.changed.told import since, summary
from evidence.brief.macros import macros, parts
from evidence.brief.markup import Markdown, anchor
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.words import capital, long_date

own = macros("changes")
_NONE = "Nothing can be compared yet, because no release of this review has been made."
_MAKE = (
    "The verb evidence release keeps what the evidence says today under a name; "
    "from then on this page says what is no longer so, and why."
)


def view(tables: Tables) -> Slots | Undone:
    """What is new since the last release; where nothing is, what that release brought."""
    latest, told = now(tables), current(tables)
    if latest is None or told is None:
        return Undone(_NONE, _MAKE)
    return {
        "told": own.told(place(told.after) if told.after else "", _label(told), _said(told), _note(told)),
        "no_change": parts.paragraph(_said(latest), "standfirst") if told is not latest else "",
        "parts": [(Markdown(ident), heading, content) for ident, heading, content in sections(tables, told)],
        "earlier": [_earlier(tables, c) for c in earlier(tables) if c is not told],
        "first": f"The first release is {tables.releases[0].name}, with evidence to {long_date(tables.releases[0].date)}.",
    }


def _label(c: Comparison) -> str:
    return (
        f"{capital(since(c))}, which had evidence to {long_date(c.before.date)}"
        if c.after is None
        else capital(since(c))
    )


def _said(c: Comparison) -> object:
    return own.computed([(anchor(s.id), s.text) for s in summary(c)])


def _note(c: Comparison) -> str:
    """What the people who made the release say of it."""
    return c.after.note if c.after else ""


def _earlier(tables: Tables, c: Comparison) -> object:
    assert c.after is not None
    ident = place(c.after)
    told = " ".join(s.text for s in summary(c))
    body = [(heading, content) for _, heading, content in sections(tables, c, f"{ident}-")]
    heading = f"Release {c.after.name}, with evidence to {long_date(c.after.date)}"
    return own.release(ident, heading, told, _note(c), body)


PAGE = Page("changes.md", view)
