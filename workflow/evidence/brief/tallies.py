"""Studies by direction: those that compare one thing with another and, apart from them, those that saw one arm alone.

Each study has one vote, by the rule of `synthesise/direction.py`. What compares nothing shows what was seen, and ranks nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence.brief.figures.effect_direction import DirectionTally
from evidence.brief.tables import Tables
from evidence.brief.words import a_list, number, plural
from evidence.extract.rows import EvidenceItem, Standing, is_comparison
from evidence.item_words import STATED, Direction
from evidence.synthesise.direction import arrangement_direction, study_vote

_NAMED = 4  # how many of those without a comparison are named


@dataclass(frozen=True, slots=True)
class Votes:
    """Study → its vote; a study that compares somewhere among the items does not stand in `one_arm`."""

    compared: dict[str, Direction]
    one_arm: dict[str, Direction]


def votes(tables: Tables, items: Iterable[EvidenceItem]) -> Votes:
    """The votes of the counted items that state a direction."""
    plan = tables.config.synthesise
    roles, turned = list(plan.direction_roles), list(plan.turned_comparisons)
    found: dict[bool, dict[str, list[tuple[str, str]]]] = {True: defaultdict(list), False: defaultdict(list)}
    for item in items:
        direction = arrangement_direction(item, roles, turned)
        if item.standing == Standing.COUNTED and direction:
            found[is_comparison(item)][item.study_id].append((item.outcome, direction))
    compared, one_arm = (
        {study: study_vote(results, plan.agreement) for study, results in sorted(found[which].items())}
        for which in (True, False)
    )
    return Votes(compared, {study: vote for study, vote in one_arm.items() if study not in compared})


def tally(label: str, found: Votes) -> DirectionTally:
    """The votes as a row of the chart of directions."""
    compared, one_arm = Counter(found.compared.values()), Counter(found.one_arm.values())
    return DirectionTally(
        label,
        positive=compared[Direction.POSITIVE],
        negative=compared[Direction.NEGATIVE],
        mixed=compared[Direction.MIXED],
        none=compared[Direction.NONE],
        one_arm=tuple(one_arm[d] for d in STATED),
    )


def message(rows: Sequence[DirectionTally]) -> str:
    """Where comparisons stand thickest and where there are none: the title of a chart of directions.

    >>> message([DirectionTally("Tea", 1, 0, 0, 0), DirectionTally("Milk", 0, 0, 0, 0, (2, 0, 0, 0))])
    'Comparisons stand thickest on “Tea” (one study); there is none on “Milk”.'
    """
    most, bare = max((row.n for row in rows), default=0), [row.label for row in rows if not row.n]
    if not most:
        return "Nothing here has been compared with anything."
    top = [f"“{row.label}”" for row in rows if row.n == most]
    each = " each" if len(top) > 1 else ""
    said = f"Comparisons stand thickest on {a_list(top)} ({number(most)} {plural(most, 'study', 'studies')}{each})"
    if not bare:
        return f"{said}."
    if len(bare) > _NAMED:
        return f"{said}; there is none on {number(len(bare))} of {number(len(rows))}."
    return f"{said}; there is none on {a_list([f'“{label}”' for label in bare])}."
