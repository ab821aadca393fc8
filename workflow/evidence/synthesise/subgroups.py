"""A claim within each code of a facet, such as each form and field, by the same rule on the studies of that code alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from evidence.classify.rows import Label
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.propositions import Proposition
from evidence.side_words import Directness, Side
from evidence.synthesise.axes import LEANS, amount
from evidence.synthesise.bodies import bodies
from evidence.synthesise.claim_rows import Lean, SideOfStudy, Subgroup
from evidence.synthesise.rules import ruling_on
from evidence.synthesise.ruling import Evidence


def subgroups(
    proposition: Proposition,
    evidence: Evidence,
    items: list[EvidenceItem],
    labels: list[Label],
    facets: Iterable[str],
) -> list[Subgroup]:
    """A row a code of each of the facets, where a counted study has it. `labels` are those that count.

    A study has the codes of the items that it speaks through, else those of its work; one of several fields is in each.
    """
    return [
        row
        for facet in facets
        for row in _within(proposition, evidence, facet, _codes(facet, evidence, items, labels))
    ]


def _within(
    proposition: Proposition, evidence: Evidence, facet: str, of_study: dict[str, set[str]]
) -> list[Subgroup]:
    every = {row.study_id for row in evidence.sides} | {item.study_id for item in evidence.items}
    every = every.union(*evidence.studies_by_design.values())
    rows = []
    for code in sorted(set().union(*of_study.values())):
        here = {study for study, codes in of_study.items() if code in codes}
        there = replace(evidence, gone=frozenset(every - here), index={})
        ruling = ruling_on(proposition, there)
        tested = 0 if LEANS[ruling.verdict] is Lean.NONE else ruling.tested
        own = bodies(row for row in evidence.sides if row.counted and row.study_id in here)
        direct = [body.side for body in own if body.directness == Directness.DIRECT]
        rows.append(
            Subgroup(
                proposition.id,
                facet,
                code,
                ruling.verdict,
                amount(tested),
                tested,
                direct.count(Side.FOR),
                direct.count(Side.AGAINST),
                direct.count(Side.QUALIFIES),
                len(own) - len(direct),
            )
        )
    return rows


def _codes(
    facet: str, evidence: Evidence, items: list[EvidenceItem], labels: list[Label]
) -> dict[str, set[str]]:
    """Study → its codes, of the counted studies that bear on the claim."""
    of_item = {item.item_id: facets_of(item.facets).get(facet, []) for item in items}
    of_work: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if label.facet == facet:
            of_work[label.work_id].add(label.code)
    return {row.study_id: _of(row, of_item, of_work) for row in evidence.sides if row.counted}


def _of(row: SideOfStudy, of_item: dict[str, list[str]], of_work: dict[str, set[str]]) -> set[str]:
    return {code for item in row.items for code in of_item.get(item, ())} or of_work[row.work_id]
