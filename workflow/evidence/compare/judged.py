"""What people judged: certainty of findings, themes and pools, component by component, and implications."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.assess.rows import (
    CerqualComponent,
    Certainty,
    GradeDomain,
    Implication,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.compare.by_field import Compared, keyed
from evidence.compare.held import Held
from evidence.compare.rows import Change, Kind


def certainty(before: Held, after: Held) -> Iterator[Change]:
    """Level and state of each judgement, and what was judged or proposed of each component and domain."""
    for row, fields, whole, subject, part in _JUDGED:
        compared = Compared(
            Kind.CERTAINTY,
            fields,
            whole,
            subject=lambda one, of=subject: getattr(one, of),
            why=_reason,
            told=lambda one, name, part=part, whole=whole: _field(one, name or whole, part),
        )
        own, now = (
            keyed(held[row], lambda one, of=subject, part=part: (getattr(one, of), getattr(one, part, "")))
            for held in (before, after)
        )
        yield from compared.changes(own, now)


_JUDGED: tuple[tuple[type, tuple[str, ...], str, str, str], ...] = (
    (Certainty, ("level", "state"), "state", "proposition", ""),
    (ThemeCertainty, ("level", "state"), "state", "theme", ""),
    (PoolCertainty, ("level", "state", "start"), "state", "pool_id", ""),
    (CerqualComponent, ("judged",), "judged", "finding", "component"),
    (GradeDomain, ("judged", "proposed"), "judged", "pool_id", "domain"),
)


def implications(before: Held, after: Held) -> Iterator[Change]:
    """One row an implication that was written or taken back, one for each part that differs."""
    compared = Compared(
        Kind.IMPLICATION,
        ("text", "claims", "point", "state"),
        "text",
        subject=lambda row: row.implication,
        name=lambda row: row.implication,
        why=_reason,
    )
    own, now = (keyed(held[Implication], lambda row: row.implication) for held in (before, after))
    yield from compared.changes(own, now)


def _field(row: Any, name: str, part: str) -> str:
    return f"{getattr(row, part)}: {name}" if part else name


def _reason(row: Any) -> str:
    """Why somebody judged so, who and when; of what the facts propose, why they do."""
    why = getattr(row, "reason", "") or getattr(row, "why", "")
    who = ", ".join(
        filter(None, (getattr(row, "by", "") or getattr(row, "reviewer", ""), getattr(row, "date", "")))
    )
    return " ".join(filter(None, (why, f"({who})" if who else "")))
