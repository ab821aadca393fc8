"""Codes of works that are others than before, by what made them so: a person, words of the codebook, or what the machine learnt from."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from evidence.citation import short_cite
from evidence.classify.rows import CodedBy, Label
from evidence.compare.edition import Edition
from evidence.compare.rows import Kind
from evidence.compare.unit import Units

LEARNT = "what the machine learnt"
Again = Callable[[frozenset[str], str, str], set[str] | None]
"""(settings that are put back, work, facet) → the codes that the machine gives then; None where it cannot be asked."""


def recoded(found: Units, before: Edition, after: Edition, again: Again) -> None:
    machine_too = before.stated.synthesise.count_machine_codes or after.stated.synthesise.count_machine_codes
    for work, facet in sorted(before.labels.keys() | after.labels.keys()):
        if work not in before.works or work not in after.works or found.existence(work):
            continue
        one, other = (version.labels.get((work, facet), ()) for version in (before, after))
        causes = []
        if _codes(one, True) != _codes(other, True):
            said_by = [label.by for label in other or one if label.source == CodedBy.PERSON]
            told = f"{short_cite(after.works[work])}, coded by {' and '.join(dict.fromkeys(said_by)) or 'nobody'}"
            causes = [found.add(Kind.CODE, work, told)]
        elif machine_too and (had := _codes(one, False)) != (has := _codes(other, False)):
            causes = _of_machine(found, work, facet, (had, has), again)
        if causes:
            found.labels[work, facet] = frozenset(causes)


def _of_machine(
    found: Units, work: str, facet: str, codes: tuple[set[str], set[str]], again: Again
) -> list[str]:
    """What made the machine say otherwise: codes of the codebook or the settings, where it says with them put back what it said before;
    else what it learnt from, or the program."""
    changed = [path for path in found.setting if path.startswith((f"codebook.{facet}.", "classify."))]
    told = again(frozenset(changed), work, facet) if changed else codes[1]
    own = [path for path in changed if path.rpartition(".")[2] in codes[0] | codes[1]] or changed
    causes = [] if told == codes[1] else [found.setting[path] for path in own]
    if told not in (None, codes[0]):
        words = (
            "codes that the machine gives otherwise, having learnt from other works or run by another program"
        )
        causes.append(found.add(Kind.CODE, LEARNT, words))
    return causes


def _codes(labels: Iterable[Label], by_people: bool) -> set[str]:
    return {label.code for label in labels if (label.source == CodedBy.PERSON) is by_people}
