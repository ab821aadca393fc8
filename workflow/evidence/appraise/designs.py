"""The designs of studies, by which it is said which tool each is asked by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from evidence.classify.rows import Label
from evidence.codebook import Codebook
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of


def designs_of(
    codebook: Codebook, items: Iterable[EvidenceItem], labels: Iterable[Label], works: Mapping[str, Work]
) -> dict[str, list[str]]:
    """Study → the codes of facets with the role design that people gave its works and passages; nothing where no tool asks for them."""
    if not any(tool.designs for tool in codebook.appraisal_tools):
        return {}
    facets = {facet.id for facet in codebook.with_role("design")}
    found: dict[str, set[str]] = defaultdict(set)
    for label in labels:
        if label.facet in facets and label.counts(machine_too=False):
            found[works[label.work_id].study_id].add(label.code)
    for item in items:
        for facet, codes in facets_of(item.facets).items():
            if facet in facets:
                found[item.study_id].update(codes)
    return {study: sorted(codes) for study, codes in found.items()}
