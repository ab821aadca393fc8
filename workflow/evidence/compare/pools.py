"""Pools and themes: what was pooled or drawn together, and every number of it that moved."""

from __future__ import annotations

from collections.abc import Iterator

from evidence.compare.by_field import Compared, keyed
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind
from evidence.rows import column_names
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.theme_rows import Theme

_POOL = (
    *("pooled", "estimate", "ci_low", "ci_high", "pi_low", "pi_high", "n_studies", "n_rows", "tau2", "i2", "points_to"),
    *("votes_for", "votes_against", "method", "test", "reason", "notes"),
)  # fmt: skip
_THEME = tuple(
    name
    for name in column_names(Theme)
    if name not in ("theme", "why", "by", "date", "words", "evidence_hash")
)


def called(pool: Pool) -> str:
    """What a pool is a pool of."""
    return ", ".join(filter(None, (pool.outcome, pool.measure, pool.comparison, pool.effect_type)))


def pools(before: Held, after: Held) -> Iterator[Change]:
    """One row a pool that came or went, with its estimate or that nothing was pooled; one for each number that moved."""
    compared = Compared(
        Kind.POOL,
        _POOL,
        "n_studies",
        subject=lambda row: row.pool_id,
        name=called,
        why=lambda row, name: row.reason,
        told=lambda row, name: name or "n_studies",
    )
    own, now = (keyed(held[Pool], lambda row: row.pool_id) for held in (before, after))
    yield from compared.changes(own, now)


def themes(before: Held, after: Held) -> Iterator[Change]:
    """One row a theme that came or went, one for each part of it that differs."""
    compared = Compared(
        Kind.THEME,
        _THEME,
        "statement",
        subject=lambda row: row.theme,
        name=lambda row: row.label,
        why=lambda row, name: " ".join(filter(None, (row.why, f"({row.by}, {row.date})" if row.by else ""))),
    )
    own, now = (keyed(held[Theme], lambda row: row.theme) for held in (before, after))
    yield from compared.changes(own, now)
