"""The standing of works and studies: a study that does not count, for who wrote it, counts nowhere and for no claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.extract.rows import POOLED, EvidenceItem, Standing
from evidence.item_words import Kind


def of_works(items: Iterable[EvidenceItem], source_types: Mapping[str, str]) -> list[EvidenceItem]:
    """The items, the numbers of a work shown only where all its passages are for the kind of source that it is.

    Passages say what kind of source a work is and numbers do not, so that these go with it. `source_types`: kind of
    source → why it does not count.
    """
    items = list(items)
    kinds: dict[str, list[str]] = defaultdict(list)
    for item in items:
        if item.kind == Kind.EXTRACT and item.work_id:
            kinds[item.work_id].append(item.source_type)
    weak = {work: own[0] for work, own in kinds.items() if all(kind in source_types for kind in own)}
    return [
        replace(item, standing=Standing.SHOWN_ONLY, standing_reason=source_types[weak[item.work_id]])
        if item.work_id in weak and item.standing in POOLED
        else item
        for item in items
    ]


def of_studies(items: Iterable[EvidenceItem]) -> dict[str, str]:
    """Study → why it is shown only, for each whose passages are all shown only and which has nothing else that counts.

    So it is for every claim: also for one that a reader read it for, and that no passage bears on.
    """
    own: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        if item.standing not in (Standing.CLAIM_UNDER_TEST, Standing.NOT_KNOWN):
            own[item.study_id].append(item)
    return {
        study: next(row.standing_reason for row in rows if row.kind == Kind.EXTRACT)
        for study, rows in own.items()
        if all(row.standing == Standing.SHOWN_ONLY for row in rows)
        and any(row.kind == Kind.EXTRACT for row in rows)
    }
