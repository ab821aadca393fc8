"""Whether the two sides of a claim differ in something else as well: form, mandate, country and every other dimension.

A code separates the sides where nearly all studies of one side have it and nearly none of the other (SHARE); then the
claim's own difference cannot be told from that one, and the finding's sentences say so.
"""

from __future__ import annotations

from collections import defaultdict

from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.side_words import Side
from evidence.synthesise.claim_rows import Confounding, SideOfStudy

SHARE = 0.75
FEWEST = 2  # studies with a known code on each side, under which nothing can be said
ROLES = ("form", "field", "dimension", "place")


def confounding(
    sides: list[SideOfStudy], items: list[EvidenceItem], labels: list[Label], codebook: Codebook
) -> list[Confounding]:
    """One row a claim, facet and code that any counted study for or against it has. `labels` are those that count."""
    by_item = {item.item_id: item for item in items}
    by_work: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        by_work[label.work_id].append(label)
    facets = codebook.with_role(*ROLES)
    abstain = {f.id: {c.id for c in f.codes if c.abstain} for f in facets}
    known: dict[tuple[str, str, Side], dict[str, set[str]]] = defaultdict(dict)
    for side in sides:
        if side.counted and side.side in (Side.FOR, Side.AGAINST):
            for facet in facets:
                codes = _codes(side, facet.id, by_item, by_work) - abstain[facet.id]
                if codes:
                    known[(side.proposition, facet.id, side.side)][side.study_id] = codes
    rows = []
    for proposition, name in sorted({(p, f) for p, f, _ in known}):
        pro, contra = (known.get((proposition, name, s), {}) for s in (Side.FOR, Side.AGAINST))
        for code in sorted(set().union(*pro.values(), *contra.values())):
            a, b = (sum(code in codes for codes in own.values()) for own in (pro, contra))
            rows.append(
                Confounding(
                    *(proposition, name, code, a, len(pro), b, len(contra)),
                    separates=_separates(a, len(pro), b, len(contra)),
                )
            )
    return rows


def _codes(
    side: SideOfStudy, facet: str, by_item: dict[str, EvidenceItem], by_work: dict[str, list[Label]]
) -> set[str]:
    """Codes of what the side rests on; where that has none, of the work."""
    own = {c for i in side.items if i in by_item for c in facets_of(by_item[i].facets).get(facet, [])}
    return own or {label.code for label in by_work.get(side.work_id, []) if label.facet == facet}


def _separates(a: int, n: int, b: int, m: int) -> bool:
    if min(n, m) < FEWEST:
        return False
    one, other = a / n, b / m
    return max(one, other) >= SHARE and min(one, other) <= 1 - SHARE
