"""Works that are something to one another, and works that report one study."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pyarrow as pa

from evidence.deduplicate.clerical_review import Ruled
from evidence.deduplicate.decisions import Judgement
from evidence.deduplicate.merge import Merged
from evidence.deduplicate.relations import Relation
from evidence.deduplicate.rows import StudyLink, WorkLink
from evidence.deduplicate.settings import APART, STUDY
from evidence.deduplicate.works_table import Works


@dataclass(frozen=True)
class Links:
    """Works with their `study_id`, and the links between them."""

    works: Works
    study_links: list[StudyLink]
    links: list[WorkLink]


def link_works(
    merged: Merged,
    found: list[Relation],
    ruled: Ruled,
    policy: Mapping[str, str],
    known: Collection[str] = (),
) -> Links:
    """Name the relations of works; those whose policy is `study` and people's `same_study` share a study id.

    A study is named after the least of its works whose id was `known` before, else the least of all, so that a new
    report does not give it another name. People's links come first.
    """
    ids = merged.works["work_id"].to_pylist()
    links: dict[tuple[str, str, str], WorkLink] = {}
    ties: list[tuple[str, str, str, str, str]] = []
    for (a, b), decision in sorted(ruled.by_pair.items()):
        one, other = ids[merged.work_of[a]], ids[merged.work_of[b]]
        if decision.decision == Judgement.SAME_STUDY and one != other:
            ties.append((one, other, decision.relation, decision.reason, decision.reviewer))
    for relation in sorted(found, key=lambda r: (r.a, r.b, r.name)):
        one, other = ids[merged.work_of[relation.a]], ids[merged.work_of[relation.b]]
        what = policy.get(relation.name, "link")
        if one == other or what == APART:
            continue
        links.setdefault(
            (one, other, relation.name), WorkLink(one, other, relation.name, what, relation.reason, "rule")
        )
        if what == STUDY:
            ties.append((one, other, relation.name, relation.reason, "rule"))
    study, rows = _studies(ties, known)
    column = pa.array([study.get(work, work) for work in ids], pa.string())
    works = merged.works.having("study_id", column)
    return Links(works, rows, [links[key] for key in sorted(links)])


def _studies(
    ties: list[tuple[str, str, str, str, str]], known: Collection[str]
) -> tuple[dict[str, str], list[StudyLink]]:
    """(study id of each tied work, one row for each of them with the first cause)."""
    family: dict[str, set[str]] = {}
    cause: dict[str, tuple[str, str, str]] = {}
    for one, other, relation, reason, by in ties:
        joined = family.get(one, {one}) | family.get(other, {other})
        for work in joined:
            family[work] = joined
        for work in (one, other):
            cause.setdefault(work, (relation, reason, by))
    study = {work: min(members, key=lambda w: (w not in known, w)) for work, members in family.items()}
    return study, [StudyLink(work, study[work], *cause[work]) for work in sorted(cause)]
