"""How far those who screen agree, at this moment, in a sentence for each stage of selection."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from evidence.agreement import Coded, bounds, compared
from evidence.screen.rows import MOST_INCLUSIVE, Screen, ScreenedAt

_NAMES = {
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "krippendorff_alpha": "Krippendorff's alpha",
}


_AT = {ScreenedAt.TITLE_ABSTRACT: "Of titles and abstracts, ", ScreenedAt.FULL_TEXT: "Of full texts, "}


def by_stage(said: Iterable[tuple[str, str, str, str]]) -> str:
    """`said`: (stage, work, reviewer, decision). The stage is named where people decided at both.

    >>> by_stage([("title_abstract", "w1", "ann", "include"), ("title_abstract", "w1", "bo", "include"), ("full_text", "w1", "cy", "exclude")])
    'Of titles and abstracts, ann and bo agree on 1 of 1 works that more than one of them decided on (100 %).'
    """
    stages: dict[str, list[tuple[str, str, str]]] = {}
    for stage, *decision in said:
        stages.setdefault(stage, []).append((decision[0], decision[1], decision[2]))
    told = {stage: in_a_sentence(stages.get(stage, ())) for stage in _AT}
    return " ".join(
        f"{_AT[stage] if len(stages) > 1 else ''}{words}" for stage, words in told.items() if words
    )


def in_a_sentence(said: Iterable[tuple[str, str, str]]) -> str:
    """`said`: (work, reviewer, decision) of all who screened; nothing where no two decided on one work.

    >>> in_a_sentence([("w1", "ann", "include"), ("w1", "bo", "include"), ("w2", "ann", "exclude"), ("w2", "bo", "include")])
    "ann and bo agree on 1 of 2 works that more than one of them decided on (50 %; Cohen's kappa 0.00, of too few works for an interval)."
    """
    coded: Coded = {}
    for work, reviewer, decision in said:
        own = coded.setdefault(work, {})
        given = [decision, *own.get(reviewer, ())]
        own[reviewer] = (min(given, key=lambda d: MOST_INCLUSIVE.index(Screen(d))),)
    found = compared(coded, multiple=False)
    if not found:
        return ""
    names, works = found["coders"], found["works"]
    alike = works - len(found["disagreements"])
    people = f"{', '.join(names[:-1])} and {names[-1]}"
    share = f"{alike / works:.0%}".replace("%", " %")
    return f"{people} agree on {alike:,} of {works:,} works that more than one of them decided on ({share}{_beyond_chance(found)})."


def _beyond_chance(found: dict[str, Any]) -> str:
    name = next((name for name in _NAMES if name in found), "")
    told = found.get(name, {})
    if told.get("value") is None:
        return ""
    around = bounds(told)
    interval = (
        f"95 % interval {around[0]:.2f} to {around[1]:.2f}" if around else "of too few works for an interval"
    )
    return f"; {_NAMES[name]} {told['value']:.2f}, {interval}"
