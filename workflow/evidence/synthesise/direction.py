"""Direction of effect by study, then counts of studies: synthesis without meta-analysis.

Vote counting is by direction, never by p-value (SWiM item 3; Campbell and others 2020). Several
outcomes of one study in one domain are one direction: that which at least 70 % of them share,
else mixed (Boon and Thomson 2021); and its several domains are one vote in the same way (`study_vote`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import product

from evidence.classify.rows import Label
from evidence.codebook import Codebook, Facet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.item_codes import facets_of
from evidence.item_words import Direction, Kind
from evidence.screen.rows import Screen, Screening
from evidence.spanning import codes_of, spanning
from evidence.synthesise.rows import DirectionCount, MapCell
from evidence.synthesise.settings import AGREEMENT

ALL = ""
_Votes = dict[str, list[tuple[str, str]]]  # study → the domain and direction of its results


def study_direction(directions: Iterable[str], agreement: float = AGREEMENT) -> Direction:
    """One direction for one study in one outcome domain; blank where none is stated.

    >>> print(study_direction(['positive', 'positive', 'positive', 'negative']))
    positive
    >>> print(study_direction(['positive', 'negative']))
    mixed
    """
    counts = Counter(str(d) for d in directions if d)
    if not counts:
        return Direction.NOT_STATED
    top, n = min(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return Direction(top) if n >= agreement * counts.total() else Direction.MIXED


def study_vote(results: Iterable[tuple[str, str]], agreement: float = AGREEMENT) -> Direction:
    """The one vote of a study: results (domain, direction) to one direction a domain, domains to one vote.

    The evidence map, the table of directions and the sign tests all count this.

    >>> print(study_vote([("jobs", "positive")] * 8 + [("pay", "negative"), ("health", "negative")]))
    mixed
    """
    domains: dict[str, list[str]] = defaultdict(list)
    for domain, direction in results:
        domains[domain].append(direction)
    return study_direction((study_direction(own, agreement) for own in domains.values()), agreement)


def arrangement_direction(item: EvidenceItem, roles: list[str], turned: list[str]) -> Direction | None:
    """The direction for the arrangement that the item is coded to, or None if it is not about it.

    Effects compare a first-named with a second-named arm; in `turned` comparisons the coded
    arrangement is the second-named, so that the direction is turned round.
    """
    direction = Direction(item.direction)
    if item.kind == Kind.EXTRACT:
        return direction
    if item.role not in roles:
        return None
    return direction.turned if item.comparison in turned else direction


def count_directions(
    items: list[EvidenceItem],
    codebook: Codebook,
    roles: list[str],
    turned: list[str],
    agreement: float = AGREEMENT,
) -> list[DirectionCount]:
    """Counted studies by direction, for each form × field × outcome that has any.

    A blank form or field stands for all of them: a study of two fields is one study there. A review without either has no row.
    """
    form, field = codebook.id_of("form"), codebook.id_of("field")
    votes: dict[tuple[str, str, str], _Votes] = defaultdict(lambda: defaultdict(list))
    for item in items:
        direction = arrangement_direction(item, roles, turned)
        if item.standing != Standing.COUNTED or not direction:
            continue
        codes = facets_of(item.facets)
        forms, fields = codes.get(form, []), codes.get(field, [])
        for cell in product([*forms, ALL], [*fields, ALL], [item.outcome]):
            if cell[:2] != (ALL, ALL):
                votes[cell][item.study_id].append((item.outcome, direction))
    rows = []
    for cell, studies in sorted(votes.items()):
        tally = Counter(study_vote(own, agreement) for own in studies.values())
        rows.append(
            DirectionCount(
                *cell,
                positive=tally[Direction.POSITIVE],
                negative=tally[Direction.NEGATIVE],
                mixed=tally[Direction.MIXED],
                none=tally[Direction.NONE],
                studies=tuple(sorted(studies)),
            )
        )
    return rows


def evidence_map(
    items: list[EvidenceItem],
    works: list[Work],
    screening: list[Screening],
    labels: list[Label],
    codebook: Codebook,
    roles: list[str],
    turned: list[str],
    agreement: float = AGREEMENT,
    only: tuple[str, str] | None = None,
) -> list[MapCell]:
    """One cell for every form × field, or whatever two facets span the map: included works, coded items and study directions.

    `labels` are those that count. An empty cell says whether nothing was found, what was found was not included, or it is unclear: an
    included work of that form or field has no clear code of the other. A review without two facets has no cell.
    `only`: the one cell that is asked for.
    """
    if not (span := spanning(codebook)):
        return []
    counted = [item for item in items if item.standing == Standing.COUNTED]
    decision = {s.work_id: s.decision for s in screening}
    codes = _of_works(labels, counted, span)
    placed = [_placed(item, span, codes) for item in counted]
    torn = _unplaced(works, decision, codes, span)
    form, field = span
    rows = []
    for row, column in product(form.codes, field.codes):
        if row.abstain or column.abstain or only not in (None, (row.id, column.id)):
            continue
        both = [
            w.work_id
            for w in works
            if row.id in codes[(w.work_id, form.id)] and column.id in codes[(w.work_id, field.id)]
        ]
        inside = [w for w in both if decision.get(w) == Screen.INCLUDE]
        here = [
            item
            for item, (rows_of, columns_of) in zip(counted, placed, strict=True)
            if row.id in rows_of and column.id in columns_of
        ]
        tally = _votes(here, roles, turned, agreement)
        rows.append(
            MapCell(
                row.id,
                column.id,
                tuple(inside),
                tuple(i.item_id for i in here),
                positive=tally[Direction.POSITIVE],
                negative=tally[Direction.NEGATIVE],
                mixed=tally[Direction.MIXED],
                none=tally[Direction.NONE],
                why_empty=""
                if inside or here
                else _why_empty(len(both), torn[form.id, row.id] + torn[field.id, column.id]),
            )
        )
    return rows


_Codes = dict[tuple[str, str], set[str]]  # work and facet → its codes


def _of_works(labels: list[Label], counted: list[EvidenceItem], span: tuple[Facet, Facet]) -> _Codes:
    """The codes of works; of a facet that only passages and estimates are coded by, those of the counted ones of a work."""
    codes: _Codes = defaultdict(set)
    for label in labels:
        codes[label.work_id, label.facet].add(label.code)
    for facet in span:
        for item in counted if facet.unit == "extract" else ():
            codes[item.work_id, facet.id].update(codes_of(item, facet, ()))
    return codes


def _placed(item: EvidenceItem, span: tuple[Facet, Facet], codes: _Codes) -> tuple[list[str], list[str]]:
    """The rows and the columns in which an item stands."""
    one, other = (codes_of(item, facet, codes[item.work_id, facet.id]) for facet in span)
    return one, other


def _votes(items: list[EvidenceItem], roles: list[str], turned: list[str], agreement: float) -> Counter[str]:
    by_study: _Votes = defaultdict(list)
    for item in items:
        direction = arrangement_direction(item, roles, turned)
        if direction:
            by_study[item.study_id].append((item.outcome, direction))
    return Counter(study_vote(own, agreement) for own in by_study.values())


def _unplaced(
    works: list[Work],
    decision: dict[str, Screen],
    codes: _Codes,
    facets: tuple[Facet, Facet],
) -> Counter[tuple[str, str]]:
    """Included works by their code of one facet, of which the other facet is not clear."""
    torn: Counter[tuple[str, str]] = Counter()
    for one, other in (facets, facets[::-1]):
        clear = {code.id for code in other.codes if not code.abstain}
        for work in works:
            if decision.get(work.work_id) == Screen.INCLUDE and not codes[(work.work_id, other.id)] & clear:
                torn.update((one.id, code) for code in codes[(work.work_id, one.id)])
    return torn


def _why_empty(outside: int, torn: int) -> str:
    if outside:
        return "found, not included"
    return "unclear" if torn else "nothing found"
