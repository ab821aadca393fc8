"""What changed: whether the advice moved, finding by finding why, then all else; and each release against the one before it."""

from __future__ import annotations

from evidence.brief.changed.comparison import Comparison
from evidence.brief.changed.current import current, earlier, now
from evidence.brief.changed.listed import sections
from evidence.brief.changed.told import since, summary
from evidence.brief.macros import macros
from evidence.brief.markup import Markdown, anchor
from evidence.brief.page import Page, Slots, Undone
from evidence.brief.tables import Tables
from evidence.brief.words import capital, long_date

own = macros("changes")
_NONE = "Nothing can be compared yet, because no release of this review has been made."
_MAKE = "`evidence release NAME` keeps what the evidence says today; from then on this page says what is no longer so, and why."


def view(tables: Tables) -> Slots | Undone:
    """What is new since the last release; where nothing is, what that release brought."""
    latest, told = now(tables), current(tables)
    if latest is None or told is None:
        return Undone(_NONE, _MAKE)
    return {
        "told": own.told(_label(told), " ".join(s.text for s in summary(told))),
        "no_change": "" if latest else " ".join(s.text for s in summary(latest)),
        "since": since(told),
        "parts": [(Markdown(ident), heading, content) for ident, heading, content in sections(tables, told)],
        "earlier": [_earlier(tables, c) for c in earlier(tables) if c is not told],
    }


def _label(c: Comparison) -> str:
    return f"{capital(since(c))}, with evidence to {long_date(c.before.date)}"


def _earlier(tables: Tables, c: Comparison) -> object:
    assert c.after is not None
    ident = anchor(f"release-{c.after.name}")
    told = " ".join(s.text for s in summary(c))
    body = [(heading, content) for _, heading, content in sections(tables, c, f"{ident}-")]
    return own.release(
        ident, f"Release {c.after.name}, with evidence to {long_date(c.after.date)}", told, body
    )


PAGE = Page("changes.md", view)
