"""Findings, themes and pooled effects of which nobody has judged the certainty, or whose evidence has changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.assess.decisions import CertaintyDecision, GradeDecision
from evidence.assess.facts import in_words
from evidence.assess.rows import (
    CerqualComponent,
    Certainty,
    GradeDomain,
    PoolCertainty,
    ThemeCertainty,
)
from evidence.assess.states import JUDGED, STALE
from evidence.given.declare import given_by, takes_back
from evidence.given.reading import numbered_rows
from evidence.io import read_people
from evidence.layout import Layout
from evidence.measures import in_words as measured
from evidence.propositions import Proposition
from evidence.review import Review
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.theme_rows import Theme
from evidence.waiting.cells import Cells, asked_for
from evidence.waiting.since import since

Kinds = type[CertaintyDecision] | type[GradeDecision]


@dataclass(frozen=True, slots=True)
class Part:
    """One component of CERQual, or one domain of GRADE. `facts`: what it is judged by, in words; `proposed`: the concern that the facts
    propose, of GRADE alone; `judged`: the concern that stands."""

    name: str
    facts: str
    proposed: str
    judged: str


@dataclass(frozen=True, slots=True)
class ToJudge:
    """One thing to judge. `about`: the column of its id; `says`: what it says, in words; `level` and so on: the earlier judgement, blank where there
    is none; `then`: the facts as they stood when it was made, as far as its row tells."""

    kind: Kinds
    about: str
    name: str
    says: str
    evidence_hash: str
    state: str
    parts: tuple[Part, ...]
    level: str = ""
    reason: str = ""
    by: str = ""
    date: str = ""
    then: str = ""

    @property
    def shown(self) -> str:
        """All facts in one cell."""
        if self.kind is GradeDecision:
            return "; ".join(f"{part.name}: {part.proposed} ({part.facts})" for part in self.parts)
        return "; ".join(f"{part.name}: {part.facts}" for part in self.parts)

    @property
    def earlier(self) -> str:
        """The judgement that stands or stood, in words."""
        if not self.level:
            return ""
        parts = [f"{part.name.replace('_', ' ')} {part.judged}" for part in self.parts if part.judged]
        concerns = f" ({'; '.join(parts)})" if parts else ""
        return f"{self.level} by {self.by}, {self.date}, {self.state}: {self.reason}{concerns}"

    @property
    def since(self) -> list[str]:
        """What is otherwise than when it was judged; nothing where the judgement is not stale, or its row does not tell its facts."""
        return since(self.then, self.shown) if self.state == STALE and self.then else []

    def cells(self) -> Cells:
        """Its row of the table of judgements, in which what a person judges is blank."""
        shown = "proposed" if self.kind is GradeDecision else "facts"
        return {
            self.about: self.name,
            "evidence_hash": self.evidence_hash,
            shown: self.shown,
            "says": self.says,
            "earlier": self.earlier,
            "changed": "; ".join(self.since),
        }


def to_judge(
    review: Review, claims: Iterable[Proposition], then: Mapping[str, str] | None = None, only: str = ""
) -> list[ToJudge]:
    """Claims and themes without a judgement that holds, or the one that is asked for. `then`: by id the facts that the row of an earlier
    judgement tells. Raises UserError where nothing has the id."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for c in review[CerqualComponent]:
        parts[c.finding].append(Part(c.component, in_words(c.facts), "", c.judged))
    says = {claim.id: claim.claim for claim in claims} | {t.theme: t.statement for t in review[Theme]}
    rows: dict[str, tuple[str, Any]] = {row.proposition: ("proposition", row) for row in review[Certainty]}
    rows |= {row.theme: ("theme", row) for row in review[ThemeCertainty]}
    return [
        _asked(CertaintyDecision, about, name, says.get(name, ""), row, row.by, parts[name], then)
        for name, (about, row) in _chosen(rows, only)
    ]


def to_grade(review: Review, then: Mapping[str, str] | None = None, only: str = "") -> list[ToJudge]:
    """Pooled effects without a judgement that holds, in the same way."""
    parts: dict[str, list[Part]] = defaultdict(list)
    for g in review[GradeDomain]:
        parts[g.pool_id].append(Part(g.domain, g.why, g.proposed, g.judged))
    says = {pool.pool_id: _of_pool(pool) for pool in review[Pool] if pool.pooled}
    rows: dict[str, tuple[str, Any]] = {row.pool_id: ("pool", row) for row in review[PoolCertainty]}
    return [
        _asked(GradeDecision, about, name, says.get(name, ""), row, row.reviewer, parts[name], then)
        for name, (about, row) in _chosen(rows, only)
    ]


def facts_then(kind: Kinds, at: Layout) -> dict[str, str]:
    """Id → the facts that stood beside the latest judgement of it, where its row holds them, as rows of a worksheet and of the desk do."""
    table = given_by(kind)
    found: dict[str, tuple[str, str]] = {}
    told = [column for column in ("facts", "proposed") if column in table.names]
    for path in at.decisions(table.name):
        for _, row in numbered_rows(read_people(path)[0], table.sheet):
            name = next((row[column] for column in table.about if row.get(column)), "")
            facts = next((row[column] for column in told if row.get(column)), "")
            if name and row.get("level") and not takes_back(row.get("withdrawn")):
                found[name] = max(found.get(name, ("", "")), (row.get("date") or "", facts))
    return {name: facts for name, (_, facts) in found.items()}


def _chosen(rows: Mapping[str, tuple[str, Any]], only: str) -> list[tuple[str, tuple[str, Any]]]:
    asked_for(only, list(rows), "thing that is judged")
    return [
        (name, told) for name, told in rows.items() if (name == only if only else told[1].state != JUDGED)
    ]


def _asked(
    kind: Kinds,
    about: str,
    name: str,
    says: str,
    row: Any,
    by: str,
    parts: Iterable[Part],
    then: Mapping[str, str] | None,
) -> ToJudge:
    judged = (str(row.level), row.reason, by, row.date)
    return ToJudge(
        kind,
        about,
        name,
        says,
        row.evidence_hash,
        row.state,
        tuple(parts),
        *judged,
        (then or {}).get(name, ""),
    )


def _of_pool(pool: Pool) -> str:
    kind = measured(pool.effect_type)
    return f"{pool.outcome.replace('_', ' ')}: {pool.measure}, {pool.comparison}, {kind}; {pool.n_studies} studies"
