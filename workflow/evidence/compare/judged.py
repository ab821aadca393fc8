"""What people judged: certainty of findings, themes and pools, component by component, and implications."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
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
from evidence.compare.pools import called
from evidence.compare.rows import Change, Kind
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.theme_rows import Theme


def certainty(before: Held, after: Held) -> Iterator[Change]:
    """Level and state of each judgement, and what was judged or proposed of each component and domain."""
    names = _names(before) | _names(after)
    for judged in _JUDGED:
        own, now = (keyed(held[judged.row], judged.key) for held in (before, after))
        yield from judged.compared(names).changes(own, now)


@dataclass(frozen=True)
class _Judged:
    """One table of judgements: what is compared, the column that says what was judged, and the part of it, where there are parts."""

    row: type
    fields: tuple[str, ...]
    subject: str
    part: str = ""

    def key(self, row: Any) -> tuple[str, str]:
        return getattr(row, self.subject), getattr(row, self.part, "")

    def compared(self, names: Mapping[str, str]) -> Compared:
        whole = self.fields[0]
        return Compared(
            Kind.CERTAINTY,
            self.fields,
            whole,
            subject=attrgetter(self.subject),
            name=lambda row: names.get(getattr(row, self.subject), getattr(row, self.subject)),
            why=_reason,
            told=lambda row, name: ": ".join(filter(None, (getattr(row, self.part, ""), name or whole))),
        )


_JUDGED = (
    _Judged(Certainty, ("state", "level"), "proposition"),
    _Judged(ThemeCertainty, ("state", "level"), "theme"),
    _Judged(PoolCertainty, ("state", "level", "start"), "pool_id"),
    _Judged(CerqualComponent, ("judged",), "finding", "component"),
    _Judged(GradeDomain, ("judged", "proposed"), "pool_id", "domain"),
)


def _names(held: Held) -> dict[str, str]:
    """What claims, themes and pools are called."""
    themes = {row.theme: row.label for row in held[Theme]}
    return held.files.headings | themes | {row.pool_id: called(row) for row in held[Pool]}


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


def _reason(row: Any, name: str) -> str:
    """Why somebody judged so, who and when; of what the facts propose, why they do."""
    if name in ("start", "proposed"):
        return row.start_why if name == "start" else row.why
    why = getattr(row, "reason", "")
    who = ", ".join(
        filter(None, (getattr(row, "by", "") or getattr(row, "reviewer", ""), getattr(row, "date", "")))
    )
    return " ".join(filter(None, (why, f"({who})" if who else "")))
