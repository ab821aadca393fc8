"""What a decision changed, in words: the numbers of verdicts and pools before it and after it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evidence.measures import in_words, is_ratio
from evidence.side_words import Side
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool

_STUDIES = {
    "n_for": Side.FOR,
    "n_against": Side.AGAINST,
    "n_qualifies": "that qualify it",
    "n_silent": Side.SILENT,
    "n_not_read": "not yet read",
    "n_shown_only": "shown only",
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How verdicts and pools stand at one moment."""

    findings: Mapping[str, Finding]
    pools: Mapping[str, Pool]


def stand(findings: Iterable[Finding], pools: Iterable[Pool]) -> Stand:
    """Verdicts by claim, and what was pooled by what it is a pool of."""
    return Stand({f.proposition: f for f in findings}, {p.pool_id: p for p in pools if p.pooled})


def changes(before: Stand, after: Stand) -> list[str]:
    """A sentence for every claim and pool that is not as it was: `P9: 4 for becomes 5; not yet read: 3 becomes 2.`"""
    claims = (
        _of_claim(before.findings[name], found)
        for name, found in after.findings.items()
        if name in before.findings
    )
    names = [*after.pools, *(name for name in before.pools if name not in after.pools)]
    pools = (_of_pool(before.pools.get(name), after.pools.get(name)) for name in names)
    return [sentence for sentence in (*claims, *pools) if sentence]


def _of_claim(before: Finding, after: Finding) -> str:
    told = [
        f"{was} {word} becomes {now}"
        for name, word in _STUDIES.items()
        if (was := getattr(before, name)) != (now := getattr(after, name))
    ]
    told += _verdict(before, after)
    return f"{after.proposition}: {'; '.join(told)}." if told else ""


def _verdict(before: Finding, after: Finding) -> Iterator[str]:
    was, now = (str(finding.verdict).replace("_", " ") for finding in (before, after))
    if was != now:
        yield f"the verdict, {was}, becomes {now}"


def _of_pool(before: Pool | None, after: Pool | None) -> str:
    known = after or before
    if known is None or (before and after and _result(before) == _result(after)):
        return ""
    name = f"Pool of {known.outcome.replace('_', ' ')}, {known.measure}"
    if before is None:
        return f"{name}: pooled now, {_result(known)}."
    if after is None:
        return f"{name}: not pooled any more; it was {_result(before)}."
    return f"{name}: {_result(before)}, becomes {_result(after)}."


def _result(pool: Pool) -> str:
    shown = [math.exp(value) if is_ratio(pool.effect_type) else value for value in pool.result]
    estimate, low, high = (f"{value:.3g}" for value in shown)
    rows = f"{pool.n_rows} {'estimate' if pool.n_rows == 1 else 'estimates'}"
    return f"{in_words(pool.effect_type)} {estimate} ({low} to {high}), {rows} in its group"
