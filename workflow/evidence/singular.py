"""Counts of one: text that is written for any count is put into the singular where the count turns out to be one."""

from __future__ import annotations

import re

_ONE_OF = {
    **{many: many[:-3] + "y" for many in ("entries", "studies", "countries", "bodies")},
    **{many: many[:-1] for many in (
        "works", "records", "cases", "claims", "findings", "groups", "rows", "effects", "extracts", "pairs", "exports",
        "files", "sources", "questions", "reviewers", "sentences", "combinations", "themes", "codes", "forms", "fields",
        "models", "estimates", "papers", "months", "reports", "decisions", "answers", "passages", "readings", "settings", "outcomes", "cells", "facets",
        "items", "implications", "conflicts", "sides", "abstentions", "appraisals", "values", "judgements", "verdicts", "subgroups", "domains",
    )},
    "boxes": "box",
    "searches": "search",
}  # fmt: skip
_VERB_OF = {
    "are": "is",
    "were": "was",
    "have": "has",
    "do": "does",
    "count": "counts",
    "name": "names",
    "show": "shows",
    "say": "says",
    "hold": "holds",
}
_VERB_OF |= {"take": "takes", "appear": "appears", "go": "goes", "qualify": "qualifies", "stand": "stands"}
_NOUN = (
    r"(?P<before>(?:(?!of )[a-z-]+ ){0,3}?)(?P<noun>" + "|".join(_ONE_OF) + r")\b"
    r"(?: (?P<verb>" + "|".join(_VERB_OF) + r")\b)?"
)
_AFTER_ONE = re.compile(r"(?P<one> ?)" + _NOUN)
_ONE = re.compile(r"(?<![\w.,/-])(?P<one>(?:1|[Oo]ne) )" + _NOUN)


def _singular(match: re.Match[str]) -> str:
    verb = f" {_VERB_OF[match['verb']]}" if match["verb"] else ""
    return f"{match['one']}{match['before']}{_ONE_OF[match['noun']]}{verb}"


def after_one(text: str) -> str:
    """What follows a count of one, written for any count: its first noun and the verb of it in the singular.

    >>> after_one(" coded passages are shown"), after_one(" claims, two of them"), after_one(" of the works")
    (' coded passage is shown', ' claim, two of them', ' of the works')
    """
    match = _AFTER_ONE.match(text)
    return _singular(match) + text[match.end() :] if match else text


def agreeing(text: str) -> str:
    """A text of ours with its counts filled in, in which what follows a one agrees with it.

    >>> agreeing("1 findings with their studies"), agreeing("0 of 1 works are coded"), agreeing("21 works")
    ('1 finding with their studies', '0 of 1 work is coded', '21 works')
    """
    return _ONE.sub(_singular, text)
