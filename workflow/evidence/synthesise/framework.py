"""Framework synthesis: passages charted by theme, form and field, themes that meet, saturation, and deviant cases.

Ritchie and Spencer (1994); Carroll and others (2013). Saturation is the mean number of themes over all orders in which
the cases might have been read, computed exactly (rarefaction: Hurlbert 1971; Chiarucci and others 2008).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, combinations, product
from math import exp, fsum, lgamma

from evidence.codebook import Codebook
from evidence.extract.rows import Coding, EvidenceItem, Standing
from evidence.item_codes import facets_of
from evidence.item_words import Direction, Kind
from evidence.synthesise.direction import study_direction
from evidence.synthesise.rows import Charted, Cooccurrence, Deviant, Saturation
from evidence.synthesise.settings import AGREEMENT
from evidence.synthesise.theme_rows import FrameworkCell

FEWEST_EACH = 3  # cases with each theme, under which no test is printed
NOT_CODED = "not coded"


def extracts(items: list[EvidenceItem]) -> list[EvidenceItem]:
    """Counted passages of cases, in order of their ids, so that nothing after hangs on the order of rows."""
    own = [i for i in items if i.kind == Kind.EXTRACT and i.standing == Standing.COUNTED]
    return sorted(own, key=lambda i: (i.item_id, i.outcome))


def with_further(
    items: list[EvidenceItem], codings: Iterable[Coding], codebook: Codebook
) -> list[EvidenceItem]:
    """The items, and each passage again for every further outcome domain or theme that it carries: for what is charted here,
    never for votes."""
    about = {facet.id for facet in codebook.with_role("outcome", "theme")}
    by_id = {item.item_id: item for item in items}
    more = (c for c in codings if c.further and c.facet in about)
    return items + [replace(by_id[c.item_id], outcome=c.code, direction=c.direction) for c in more]


def matrix(items: Iterable[EvidenceItem], codings: Iterable[Coding]) -> list[FrameworkCell]:
    """One row a case × facet × code × direction, of all coded passages, in order of the case."""
    by_id = {item.item_id: item for item in items}
    cells: dict[tuple[str, str, str, Direction], list[Coding]] = defaultdict(list)
    for coding in codings:
        cells[coding.case_id, coding.facet, coding.code, coding.direction].append(coding)
    rows = []
    for (case, facet, code, direction), own in sorted(cells.items()):
        passages = [by_id[coding.item_id] for coding in own]
        rows.append(
            FrameworkCell(
                case, passages[0].measure, facet, code, direction,
                further=all(coding.further for coding in own),
                counted=any(item.standing == Standing.COUNTED for item in passages),
                items=tuple(item.item_id for item in passages),
            )
        )  # fmt: skip
    return rows


def chart(items: list[EvidenceItem], codebook: Codebook) -> list[Charted]:
    """One row a theme × form × field that has a passage; a passage of two forms stands in both."""
    form, field = codebook.id_of("form"), codebook.id_of("field")
    cells: dict[tuple[str, str, str], list[EvidenceItem]] = defaultdict(list)
    for item in extracts(items):
        codes = facets_of(item.facets)
        for one, other in product(codes.get(form) or [NOT_CODED], codes.get(field) or [NOT_CODED]):
            cells[(item.outcome, one, other)].append(item)
    rows = []
    for cell, own in sorted(cells.items()):
        tally = Counter(i.direction for i in own)
        rows.append(
            Charted(
                *cell,
                positive=tally[Direction.POSITIVE],
                negative=tally[Direction.NEGATIVE],
                mixed=tally[Direction.MIXED],
                none=tally[Direction.NONE],
                not_stated=tally[Direction.NOT_STATED],
                cases=len({i.case_id for i in own}),
                items=tuple(i.item_id for i in own),
            )
        )
    return rows


def _cases(items: list[EvidenceItem]) -> dict[str, set[str]]:
    """The themes of each case."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in extracts(items):
        found[item.case_id].add(item.outcome)
    return found


def cooccurrence(items: list[EvidenceItem]) -> list[Cooccurrence]:
    """Themes that meet in a case, against chance: Fisher's exact test, two-sided, with Holm's correction over all that were tested."""
    from scipy.stats import fisher_exact

    cases = _cases(items)
    having: dict[str, set[str]] = defaultdict(set)
    for case, themes in cases.items():
        for theme in themes:
            having[theme].add(case)
    rows: list[Cooccurrence] = []
    tested: list[int] = []  # places among the rows
    for first, second in combinations(sorted(having), 2):
        a, b = having[first], having[second]
        both, p = len(a & b), None
        if min(len(a), len(b)) >= FEWEST_EACH:
            table = [[both, len(a - b)], [len(b - a), len(cases) - len(a | b)]]
            p = float(fisher_exact(table).pvalue)
            tested.append(len(rows))
        elif not both:
            continue
        expected = len(a) * len(b) / len(cases)
        rows.append(Cooccurrence(first, second, len(a), len(b), both, expected, p, None, _note(p)))
    if tested:
        for i, value in zip(tested, holm([p for i in tested if (p := rows[i].p) is not None]), strict=True):
            rows[i] = replace(rows[i], p_holm=value)
    return rows


def holm(p: Sequence[float]) -> list[float]:
    """The p-values of several tests, corrected for their number (Holm 1979).

    >>> holm([0.04, 0.01, 0.5])
    [0.08, 0.03, 0.5]
    """
    order = sorted(range(len(p)), key=p.__getitem__)
    stepped = accumulate(((len(p) - rank) * p[i] for rank, i in enumerate(order)), max)
    found = dict(zip(order, stepped, strict=True))
    return [min(found[i], 1.0) for i in range(len(p))]


def _note(p: float | None) -> str:
    return "" if p is not None else f"fewer than {FEWEST_EACH} cases with each: too few for a test"


def saturation(items: list[EvidenceItem]) -> list[Saturation]:
    """Themes expected among the first 1, 2 ... n cases, were the cases read in any order."""
    cases = _cases(items)
    n = len(cases)
    counts: dict[str, int] = defaultdict(int)
    for themes in cases.values():
        for theme in themes:
            counts[theme] += 1
    return [
        Saturation(m, fsum(1 - _missed(n, k, m) for k in counts.values()), len(counts))
        for m in range(1, n + 1)
    ]


def _missed(n: int, k: int, m: int) -> float:
    """The chance that none of m cases drawn from n is among the k with a theme."""
    if m > n - k:
        return 0.0
    return exp(lgamma(n - k + 1) - lgamma(n - k - m + 1) - lgamma(n + 1) + lgamma(n - m + 1))


def deviant(items: list[EvidenceItem], agreement: float = AGREEMENT) -> list[Deviant]:
    """Cases that point the other way where at least `agreement` of the cases with a theme share a clear direction."""
    by_theme: dict[str, dict[str, list[EvidenceItem]]] = defaultdict(lambda: defaultdict(list))
    for item in extracts(items):
        by_theme[item.outcome][item.case_id].append(item)
    found = []
    for theme, cases in sorted(by_theme.items()):
        directions = {
            case: study_direction([i.direction for i in own], agreement) for case, own in cases.items()
        }
        stated = [d for d in directions.values() if d]
        for usual in (Direction.POSITIVE, Direction.NEGATIVE):
            if len(stated) < FEWEST_EACH or stated.count(usual) < agreement * len(stated):
                continue
            found += [
                Deviant(theme, case, cases[case][0].measure, d, usual, stated.count(usual), len(stated), tuple(i.item_id for i in cases[case]))
                for case, d in sorted(directions.items())
                if d == usual.turned
            ]  # fmt: skip
    return found
