"""The facts of each component of GRADE-CERQual for one finding, laid out for the person who judges it. No concern is proposed.

Lewin and others (2018, Implementation Science 13 Suppl 1) with the papers on each component: methodological limitations
(Munthe-Kaas), coherence (Colvin), adequacy of data (Glenton), relevance (Noyes). A concern that is read off a count of studies or
words is one of the errors that Wainwright and others (2023, Health Research Policy and Systems 21, 77) found where CERQual is
used; so counts stand here as counts. What says nothing on a finding is no data for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from evidence.appraise.risks import Risks
from evidence.appraise.rows import APPRAISED, StudyAppraisal
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.item_words import Kind
from evidence.side_words import Side

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
TAKEN = (Side.FOR, Side.QUALIFIES, Side.AGAINST)
"""The sides that are data for a finding."""
Facts = dict[str, object]


@dataclass(frozen=True, slots=True)
class Stand:
    """One study or case under a finding: the side that it takes, what readers call it, and its study. `case_id`: the case, where cases
    are the unit; a case that several studies tell stands once for each and is counted once."""

    side: Side
    label: str
    study_id: str
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a finding rests on. `unit`: studies or cases; `countries`: codes of the country by study, where it is coded; `inferred`:
    passages that speak for it by inference alone."""

    unit: str
    stands: Sequence[Stand]
    items: Sequence[EvidenceItem]
    countries: dict[str, str]
    inferred: int | None = None


def components(
    g: Grounds, studies: dict[str, StudyAppraisal], field: str, risks: Risks | None = None
) -> dict[str, Facts]:
    """The facts of each component by name. `studies`: appraisals; `field`: the facet of fields, blank where there is none; `risks`: how people judged studies."""
    own = sorted({stand.study_id for stand in g.stands})
    return {
        "methodological_limitations": _methods(own, studies, risks or Risks()),
        "coherence": _coherence(g),
        "adequacy": _adequacy(own, g),
        "relevance": _relevance(own, g, field),
    }


def _methods(own: list[str], studies: dict[str, StudyAppraisal], risks: Risks) -> Facts:
    """How many are appraised, and which criterion is not met, or what is judged of a domain, in how many: whether one matters for the
    finding is a person's to say."""
    known = [studies[name] for name in own if name in studies]
    judged = {
        "studies by judgement of the whole": risks.told(own, whole=True),
        "studies by judgement of a domain": risks.told(own, whole=False),
    }
    return {
        "studies that take a side": len(own),
        "appraised to the end": sum(study.state == APPRAISED for study in known),
        "studies by criterion not met": _tally(item for study in known for item in study.no),
        "studies by criterion that cannot be told": _tally(i for study in known for i in study.cannot_tell),
        **{name: told for name, told in judged.items() if told},
    }


def _coherence(g: Grounds) -> Facts:
    sides = Counter(side for side, _ in {(stand.side, stand.case_id or stand.study_id) for stand in g.stands})
    said = {f"{g.unit} {_WORDS[side]}": sides[side] for side in TAKEN}
    contrary = sorted({stand.label for stand in g.stands if stand.side == Side.AGAINST})
    return {**said, "contrary by name": contrary or ["none"]}


_WORDS = {Side.FOR: "for", Side.QUALIFIES: "that qualify it", Side.AGAINST: "contrary"}


def _adequacy(own: list[str], g: Grounds) -> Facts:
    """How much there is, and how rich: passages are paraphrases, so that their words are ours and not the sources'."""
    lengths = sorted(len(item.text.split()) for item in g.items if item.kind == Kind.EXTRACT)
    facts: Facts = {
        "studies that take a side": len(own),
        "cases": len({item.case_id for item in g.items if item.case_id}),
        "passages": len(lengths),
        "estimates": len(g.items) - len(lengths),
        "words of passages, in our paraphrase": sum(lengths),
    }
    if lengths:
        facts["words a passage"] = f"{lengths[0]} to {lengths[-1]}, half of them up to {median(lengths):g}"
    if g.inferred is not None:
        facts["passages that speak for it by inference alone"] = g.inferred
    return facts


def _relevance(own: list[str], g: Grounds, field: str) -> Facts:
    return {
        "studies by country": _tally(g.countries[name] for name in own if name in g.countries),
        "studies without a coded country": sum(name not in g.countries for name in own),
        **(
            {
                "passages and estimates by field": _tally(
                    code for i in g.items for code in facets_of(i.facets).get(field) or ["not coded"]
                )
            }
            if field
            else {}
        ),
        "passages and estimates by kind": _tally(item.source_type or item.role for item in g.items),
    }


def _tally(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
