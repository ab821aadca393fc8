"""The analyses of a claim to choose among: one group of radio buttons a choice, and the verdict under what is chosen.

The words of every analysis are made here; the script (`_static/multiverse.js`) only finds the one that was chosen. Without
scripts the table of choices stands alone.
"""

from __future__ import annotations

from math import prod

from markupsafe import Markup

from evidence.brief.macros import macros
from evidence.brief.tables import Tables
from evidence.brief.verdicts import UNITS, VERDICT_WORDS
from evidence.brief.words import a_list, number, plural
from evidence.io import to_json
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding, Lean, Universe
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.multiverse import AS_IS, CHOICES
from evidence.synthesise.ruling import Unit

own = macros("multiverse")
MADE = {
    "shown_only": "Sources that are shown and not counted",
    "read_by": "Who said which side a study takes",
    "studies": "Which studies are taken",
    "directness": "How directly a study must speak",
    "unit": "What counts once: a body of evidence or a study, a case or a report",
    "qualifying": "Studies that qualify the claim stand",
    "decision": "From where the evidence leans: two thirds of the votes, or of an interval",
    "limit": "The share that the claim names",
    "minimum": "Fewest studies or cases for a verdict",
    "machine_designs": "Study designs coded by machine",
}
"""Choice → what is chosen, in words."""
_COUNTED: dict[str, tuple[str, str]] = {
    Unit.STUDY: ("study", "studies"),
    Unit.REPORT: ("case or report", "cases and reports"),
}
Said = tuple[str, str, str, str]
"""Verdict, its sign, its word, and what was counted."""


def chooser(tables: Tables, p: Proposition) -> Markup:
    """The radio buttons of a claim, hidden until a script shows them; nothing where no other choice makes a difference."""
    rows, f = [row for row in tables[Universe] if row.proposition == p.id], tables.finding[p.id]
    options = {name: list(dict.fromkeys(getattr(row, name) for row in rows)) for name in CHOICES}
    options = {name: taken for name, taken in options.items() if len(taken) > 1}
    if not options:
        return Markup()
    said = [_said(row, f) for row in rows]
    known = list(dict.fromkeys(said))
    of = [0] * prod(map(len, options.values()))
    for row, words in zip(rows, said, strict=True):
        of[_place(row, options)] = known.index(words)
    groups = [(name, MADE[name], [_option(option) for option in taken]) for name, taken in options.items()]
    data = to_json({"of": of, "said": known})
    safe = data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return own.chooser(p.slug, groups, said[0], Markup(safe))


def _place(row: Universe, options: dict[str, list[str]]) -> int:
    """Where an analysis stands when the last choice turns fastest."""
    place = 0
    for name, taken in options.items():
        place = place * len(taken) + taken.index(getattr(row, name))
    return place


def _option(option: str) -> str:
    return "as it was done" if option == AS_IS else option


def _said(row: Universe, f: Finding) -> Said:
    """The verdict of an analysis and its votes, or on what its test ran."""
    sign, word = VERDICT_WORDS[row.verdict]
    return row.verdict, sign, word, _counted(row, f)


def _counted(row: Universe, f: Finding) -> str:
    one, many = _COUNTED.get(row.unit, UNITS[f.tested_unit])
    if f.tested_unit != Weighs.SIDES:
        if row.lean == Lean.NONE:
            return "the test could not be run"
        return f"the test ran on {number(row.tested)} {plural(row.tested, one, many)}"
    votes = [
        (row.votes_for or 0, "for it"),
        (row.votes_against or 0, "against it"),
        (row.votes_qualifies or 0, "qualifying it"),
    ]
    told = a_list([f"{number(n)} {words}" for n, words in votes if n])
    return f"{told}, in {many}" if told else f"no {one} speaks"
