"""Synthesis without meta-analysis: one direction a study and outcome domain, then sign tests by group.

SWiM (Campbell and others 2020, BMJ 368, l6890), with vote counting by direction as the Cochrane Handbook 12.2.1.3 has it:
studies with a clear direction are counted, mixed ones and those without a difference are shown beside them and never
counted as half a vote. No study's p-value is looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from evidence.codebook import Codebook
from evidence.extract.rows import POOLED, EvidenceItem, Standing
from evidence.item_codes import facets_of
from evidence.item_words import Direction
from evidence.synthesise.direction import arrangement_direction, study_direction, study_vote
from evidence.synthesise.rows import SignTest, StudyDirection
from evidence.synthesise.ruling import interval_of

FEWEST = 3  # studies with a clear direction, under which no test is printed
OVERALL = "all studies"
WITHOUT, WITH = "without weak sources", "with weak sources"


def study_directions(
    items: Iterable[EvidenceItem], roles: list[str], turned: list[str], agreement: float
) -> list[StudyDirection]:
    """One row a study and outcome domain, of counted and of shown items apart, in order of domain and study."""
    groups: dict[tuple[str, str, bool], list[tuple[EvidenceItem, Direction]]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.item_id):
        if item.standing in (Standing.CLAIM_UNDER_TEST, Standing.RETRACTED):
            continue
        direction = arrangement_direction(item, roles, turned)
        if direction:
            counted = item.standing == Standing.COUNTED
            groups[(item.outcome, item.study_id, counted)].append((item, direction))
    rows = []
    for (outcome, study, counted), own in sorted(groups.items()):
        tally = Counter(direction for _, direction in own)
        facets: dict[str, set[str]] = defaultdict(set)
        for item, _ in own:
            for facet, codes in facets_of(item.facets).items():
                facets[facet] |= set(codes)
        rows.append(
            StudyDirection(
                study,
                own[0][0].study_label,
                outcome,
                study_direction([d for _, d in own], agreement),
                positive=tally[Direction.POSITIVE],
                negative=tally[Direction.NEGATIVE],
                mixed=tally[Direction.MIXED],
                none=tally[Direction.NONE],
                agreeing=max(tally.values()) / len(own),
                kind=min(item.kind for item, _ in own),
                counted=counted,
                standing_reason=own[0][0].standing_reason,
                codes=tuple(sorted(f"{facet}={code}" for facet, codes in facets.items() for code in codes)),
                items=tuple(item.item_id for item, _ in own),
                n=max((item.n for item, _ in own if item.n), default=None),
            )
        )
    return rows


def sign_tests(
    items: Iterable[EvidenceItem],
    roles: list[str],
    turned: list[str],
    codebook: Codebook,
    level: float,
    agreement: float,
) -> list[SignTest]:
    """One row a group, with and without weak sources: overall, by outcome domain, and by code of each facet.

    Only the items of a group speak in it: what a study found of one form is no vote about another. Several results in a
    domain are one direction, and several domains one vote: what `agreement` of them share, else mixed.
    """
    facets = codebook.with_role("form", "field", "dimension")
    heard = [
        (item, direction)
        for item in items
        if item.standing in (*POOLED, Standing.SHOWN_ONLY)
        and (direction := arrangement_direction(item, roles, turned))
    ]
    found = []
    for weak, kept in ((WITHOUT, [h for h in heard if h[0].standing == Standing.COUNTED]), (WITH, heard)):
        groups: dict[tuple[str, str], dict[str, list[tuple[str, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for item, direction in kept:
            codes = facets_of(item.facets)
            places = [(OVERALL, ""), ("outcome", item.outcome)]
            places += [(facet.id, code) for facet in facets for code in codes.get(facet.id, [])]
            for place in places:
                groups[place][item.study_id].append((item.outcome, direction))
        for (grouping, code), studies in groups.items():
            tally = Counter(study_vote(own, agreement) for own in studies.values())
            found.append(_test(grouping, code, weak, tally, level))
    order = [OVERALL, "outcome", *(facet.id for facet in facets)]
    return sorted(found, key=lambda t: (order.index(t.grouping), t.code, t.sources != WITHOUT))


def _test(grouping: str, code: str, weak: str, tally: Counter[Direction], level: float) -> SignTest:
    positive, negative = tally[Direction.POSITIVE], tally[Direction.NEGATIVE]
    clear = positive + negative
    share = low = high = p = None
    if clear:
        share = positive / clear
    if clear >= FEWEST:
        low, high = interval_of(positive, clear, level)
        p = sign_test(positive, clear)
    note = (
        "" if clear >= FEWEST else f"fewer than {FEWEST} studies with a clear direction: too few for a test"
    )
    return SignTest(
        grouping,
        code,
        weak,
        positive,
        negative,
        tally[Direction.MIXED],
        tally[Direction.NONE],
        clear,
        share,
        low,
        high,
        p,
        note,
    )


def sign_test(positive: int, clear: int) -> float:
    """Two-sided exact p of as many positive directions, were both equally likely. Raises ValueError for impossible counts."""
    from scipy.stats import binomtest

    if not 0 <= positive <= clear or clear == 0:
        raise ValueError(f"{positive} of {clear} is no count")
    return float(binomtest(positive, clear, 0.5).pvalue)
