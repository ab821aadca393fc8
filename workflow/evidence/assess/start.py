"""Where the certainty of a pool starts before any concern: by the design of its studies (Guyatt and others 2011)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.rows import LEVELS, Level
from evidence.assess.settings import GradingRules
from evidence.classify.rows import Label
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.synthesise.pool_rows import PoolStudy

Designs = Mapping[str, Sequence[str]]
"""Study → its designs."""


def designs(
    items: Iterable[EvidenceItem],
    labels: Iterable[Label],
    appraised: Iterable[StudyAppraisal],
    how: GradingRules,
) -> Designs:
    """The designs of each study: codes of the configured facet in its own rows or, where none has any, in what people coded
    of its works; without a facet the category of MMAT."""
    if not how.facet:
        return {study.study_id: [study.category] for study in appraised if study.category}
    of_work: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if label.facet == how.facet and label.counts(machine_too=False):
            of_work[label.work_id].add(label.code)
    own, works = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for item in items:
        own[item.study_id].update(facets_of(item.facets).get(how.facet, []))
        works[item.study_id] |= of_work[item.work_id]
    return {study: sorted(own[study] or works[study]) for study in own if own[study] or works[study]}


def starting_level(own: Sequence[PoolStudy], known: Designs, how: GradingRules) -> tuple[Level, str]:
    """(level, why). The lowest counts, because a pool is no better than the design that it mixes in; none where a design is
    not known, or has no level."""
    levels = how.levels
    weight: dict[str, float] = defaultdict(float)
    lowest, unknown = LEVELS[0], 0
    for member in own:
        found = [design for design in known.get(member.study_id, ()) if design in levels]
        if not found:
            unknown += 1
            continue
        worst = max(found, key=lambda design: LEVELS.index(levels[design]))
        weight[worst] += member.weight
        lowest = max(lowest, levels[worst], key=LEVELS.index)
    if unknown:
        return Level.NOT_JUDGED, f"the design of {unknown} of {len(own)} studies is not known"
    parts = [f"{name.replace('_', ' ')} {share:.0%} of the weight" for name, share in sorted(weight.items())]
    mixed = "; designs are mixed, and the lowest counts" if len({levels[name] for name in weight}) > 1 else ""
    return lowest, f"{', '.join(parts)}{mixed}"
