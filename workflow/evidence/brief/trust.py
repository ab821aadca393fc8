"""How far to trust a review: what was read, by whom, and how much of it was judged. Counted, never typed.

It stands on the home page, on the page in plain words and on the first page in print, and nowhere in other words.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.assess.rows import LEVELS, Certainty
from evidence.brief.meant import is_map
from evidence.brief.populations import appraised_studies, counted_studies, populations, works_read_in_full
from evidence.brief.readers import who_signed
from evidence.brief.sentences import Sentence, fill
from evidence.brief.stale import stale
from evidence.brief.tables import Tables
from evidence.brief.who_did_what import people
from evidence.brief.words import a_list, capital, percent

_FULL_TEXTS = "{read|figure} of {included|figure} included works"
_APPRAISED = "{appraised|figure} of {counted|figure} counted studies"
_CERTAINTY = "{judged|figure} of {findings|figure} findings{levels}"
_SEARCHES = "{searches|figure} recorded, a strategy known for {with_strategy|figure}"
_STALE = "{stale|figure} judgements made on what has changed since"


def strip(tables: Tables) -> list[tuple[str, Sentence]]:
    """(label, what is counted under it), in the order in which a reader asks."""
    of = populations(tables)
    values: dict[str, Any] = {
        "read": len(works_read_in_full(tables)),
        "included": of["included_works"].n,
        "readers": who_signed(tables, [name for names in people(tables).values() for name in names]),
        "searches": len(tables.searches.searches),
        "with_strategy": sum(bool(search.strategy) for search in tables.searches.searches),
        "appraised": len(appraised_studies(tables)),
        "counted": of["counted_studies"].n,
        "judged": _judged(tables),
        "levels": _levels(tables),
        "findings": of["findings"].n,
        "stale": len(stale(tables)),
    }
    rows = [
        ("Full texts read", _FULL_TEXTS if values["included"] else "no work is included", "selection.html"),
        ("Readers", "{readers}" if values["readers"] else "nobody has signed a decision", "automation.html"),
        ("Searches", _SEARCHES if values["searches"] else "no search is recorded", "selection.html"),
        ("Appraised", _APPRAISED if values["counted"] else "no study is counted", "appraisal.html"),
        (
            "Judged for certainty",
            _CERTAINTY if values["findings"] else "there is no finding",
            "certainty.html",
        ),
    ]
    if is_map(tables):
        rows = rows[:3]
    if values["stale"]:
        rows.append(("To be judged again", _STALE, "automation.html"))
    if is_interim(tables):
        rows.append(("Interim", _until(tables, values), "certainty.html"))
    return [(label, _sentence(label, text, values, page)) for label, text, page in rows]


def is_interim(tables: Tables) -> bool:
    """Whether less is appraised or judged than `review: interim_until` asks for; never where nothing is asked for."""
    until = tables.config.review.interim_until
    if until is None:
        return False
    counted, findings = len(counted_studies(tables)), len(tables[Certainty])
    done = len(appraised_studies(tables))
    return done < until.appraised * counted or _judged(tables) < until.judged * findings


def mast(tables: Tables) -> str:
    """What the briefing calls itself at its head."""
    what = "evidence map" if is_map(tables) else "evidence briefing"
    return f"Interim {what}" if is_interim(tables) else capital(what)


def _until(tables: Tables, values: dict[str, Any]) -> str:
    """What is still to come before the briefing is no longer interim."""
    until = tables.config.review.interim_until
    assert until is not None
    values |= {f"until_{name}": _share(getattr(until, name)) for name in ("appraised", "judged")}
    asked = {
        "appraised": "{until_appraised} studies are appraised",
        "judged": "{until_judged} findings are judged",
    }
    return f"until {' and '.join(text for name, text in asked.items() if getattr(until, name))}"


def _share(asked: float) -> str:
    return "all" if asked == 1 else f"{percent(asked)} of"


def _judged(tables: Tables) -> int:
    return sum(row.state == "judged" for row in tables[Certainty])


def _levels(tables: Tables) -> str:
    tally = Counter(row.level for row in tables[Certainty] if row.state == "judged")
    levels = [f"{level} for {tally[level]:,}" for level in LEVELS if tally[level]]
    return f", {a_list(levels)}" if levels else ""


def _sentence(label: str, template: str, values: dict[str, Any], page: str) -> Sentence:
    name = f"trust-{label.lower().replace(' ', '-')}"
    return Sentence(name, fill(template, values, file="brief", field=name), template, values, page)
