"""The facts of each component of GRADE-CERQual for one finding, and the concern that they propose.

Lewin and others (2018, Implementation Science 13 Suppl 1) with the papers on each component: methodological limitations
(Munthe-Kaas), coherence (Colvin), adequacy of data (Glenton), relevance (Noyes). A proposal is not a judgement: no level
follows from it, and only a person's verdict is ever printed as one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from evidence.appraise.rows import StudyAppraisal
from evidence.appraise.stage import APPRAISED
from evidence.assess.rows import Concern
from evidence.extract.rows import EvidenceItem
from evidence.item_words import Kind
from evidence.singular import agreeing
from evidence.synthesise.claim_rows import Finding, Lean, SideOfStudy

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")


@dataclass(frozen=True, slots=True)
class Component:
    """Facts by name, the concern that they propose, and why."""

    facts: Mapping[str, object]
    proposed: Concern
    why: str


def components(
    finding: Finding,
    sides: list[SideOfStudy],
    items: list[EvidenceItem],
    studies: dict[str, StudyAppraisal],
    countries: list[str],
) -> dict[str, Component]:
    """The four components. `sides`: counted studies; `items`: what they rest on; `countries`: where, as far as it is coded."""
    if not sides:
        nothing = Component({"studies": 0}, Concern.SERIOUS, "no study is counted")
        return dict.fromkeys(COMPONENTS, nothing)
    found = {
        "methodological_limitations": _methods(sides, studies),
        "coherence": _coherence(finding),
        "adequacy": _adequacy(sides, items),
        "relevance": _relevance(sides, items, countries),
    }
    return {name: replace(part, why=agreeing(part.why)) for name, part in found.items()}


def _methods(sides: list[SideOfStudy], studies: dict[str, StudyAppraisal]) -> Component:
    own = [studies[s.study_id] for s in sides if s.study_id in studies]
    done = [s for s in own if s.state == APPRAISED]
    flawed = [s for s in done if s.no]
    facts = {"studies": len(sides), "appraised": len(done), "with a criterion not met": len(flawed)}
    if 2 * len(done) < len(sides):
        return Component(
            facts, Concern.SERIOUS, f"{len(sides) - len(done)} of {len(sides)} studies are not appraised"
        )
    share = len(flawed) / len(done)
    why = f"{len(flawed)} of {len(done)} appraised studies fail a criterion"
    return Component(facts, _concern(share, 0.25, 2 / 3), why)


def _concern(share: float, minor: float, moderate: float) -> Concern:
    """None where nothing is amiss; else by the share up to which a concern is minor or moderate."""
    if not share:
        return Concern.NONE
    if share <= minor:
        return Concern.MINOR
    return Concern.MODERATE if share <= moderate else Concern.SERIOUS


def _coherence(f: Finding) -> Component:
    """What does not fit: studies against the verdict, and those that qualify it count as half."""
    contrary = f.n_for if f.lean == Lean.AGAINST else f.n_against
    if f.lean == Lean.BETWEEN:
        contrary = min(f.n_for, f.n_against)
    n = f.n_for + f.n_against + f.n_qualifies
    facts = {"for": f.n_for, "against": f.n_against, "qualifying": f.n_qualifies}
    if not n:
        return Component(facts, Concern.SERIOUS, "no study takes a side")
    share = (contrary + f.n_qualifies / 2) / n
    why = f"{contrary} of {n} studies go against the finding and {f.n_qualifies} qualify it"
    return Component(facts, _concern(share, 0.1, 1 / 3), why)


def _adequacy(sides: list[SideOfStudy], items: list[EvidenceItem]) -> Component:
    n = len({s.study_id for s in sides})
    words = sum(len(i.text.split()) for i in items if i.kind == Kind.EXTRACT)
    cases = len({i.case_id for i in items if i.case_id})
    facts = {"studies": n, "cases": cases, "passages and estimates": len(items), "words of passages": words}
    proposed = (
        Concern.SERIOUS if n < 3 else Concern.MODERATE if n < 5 else Concern.MINOR if n < 10 else Concern.NONE
    )
    return Component(facts, proposed, f"{n} studies, {len(items)} passages and estimates")


def _relevance(sides: list[SideOfStudy], items: list[EvidenceItem], countries: list[str]) -> Component:
    kinds = Counter(i.source_type or i.role for i in items)
    known = Counter(countries)
    unknown = len(sides) - len(countries)
    facts = {
        "countries": dict(sorted(known.items())),
        "studies without a coded country": max(unknown, 0),
        "kinds of evidence": dict(sorted(kinds.items())),
    }
    if not known:
        return Component(facts, Concern.SERIOUS, "it is not known where the studies were done")
    where, most = min(known.items(), key=lambda p: (-p[1], p[0]))
    share = most / len(countries)
    why = f"{len(known)} {'country' if len(known) == 1 else 'countries'}; {most} of {len(countries)} studies come from {where}"
    return Component(
        facts, Concern.MODERATE if len(known) == 1 else Concern.MINOR if share > 0.5 else Concern.NONE, why
    )
