"""From records to works: candidates, joins, clusters, merging, and links between reports of one study."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from evidence.decisions import (
    DISTINCT,
    DUPLICATE,
    SAME_STUDY,
    DuplicateDecision,
    References,
    unresolved,
)
from evidence.deduplicate.compare import MERGED, Settings, compare, first_page
from evidence.io import to_json
from evidence.normalise import title_key
from evidence.records import MaybePair, Membership, Record, Remark, StudyLink, Work


@dataclass(frozen=True, slots=True)
class Deduplicated:
    works: list[Work]
    memberships: list[Membership]
    study_links: list[StudyLink]
    maybe: list[MaybePair]
    remarks: list[Remark]


@dataclass(frozen=True, slots=True)
class Join:
    """One pair that was joined, and what joined it."""

    a: str
    b: str
    rule: str
    reason: str
    by: str


def deduplicate(
    records: list[Record],
    decisions: Iterable[DuplicateDecision] = (),
    settings: Settings | None = None,
) -> Deduplicated:
    """Works = records - duplicates; every record belongs to exactly one work.

    The result does not depend on the order of records or decisions.
    """
    settings = settings or Settings()
    records = sorted(records, key=lambda r: r.record_id)
    by_id = {record.record_id: record for record in records}
    ruled, remarks = _resolve(decisions, References(records))
    apart = {pair for pair, d in ruled.items() if d.decision in (DISTINCT, SAME_STUDY)}
    joins = [
        Join(*pair, "person", d.reason, d.reviewer) for pair, d in ruled.items() if d.decision == DUPLICATE
    ]
    maybe = []
    for a, b in _candidates(records):
        if (a.record_id, b.record_id) in ruled:
            continue
        rule, reason = compare(a, b, settings)
        if rule == "maybe":
            maybe.append(MaybePair(a.record_id, b.record_id, reason))
        elif rule:
            joins.append(Join(a.record_id, b.record_id, rule, reason, "rule"))
    apart |= {(m.record_a, m.record_b) for m in maybe if _two_dois(by_id, m)}
    clusters, held = _clusters(by_id, joins, apart)
    maybe += held
    remarks += _contradictions(ruled, clusters)
    works, memberships = [], []
    for members in clusters:
        work, member_rows = _merge([by_id[m] for m in members], joins)
        works.append(work)
        memberships.extend(member_rows)
    links = _study_links(works, memberships, ruled)
    study = {link.work_id: link.study_id for link in links}
    works = [replace(w, study_id=study.get(w.work_id, w.work_id)) for w in works]
    return Deduplicated(
        sorted(works, key=lambda w: w.work_id),
        sorted(memberships, key=lambda m: m.record_id),
        links,
        sorted(maybe, key=lambda m: (m.record_a, m.record_b)),
        remarks,
    )


def _resolve(
    decisions: Iterable[DuplicateDecision], references: References
) -> tuple[dict[tuple[str, str], DuplicateDecision], list[Remark]]:
    """The last decision on each pair of records; a pair is in the order of its ids."""
    ruled: dict[tuple[str, str], DuplicateDecision] = {}
    remarks = []
    for decision in sorted(decisions, key=lambda d: (d.date, d.file, d.line)):
        ends = []
        for field in ("record_a", "record_b"):
            reference = getattr(decision, field)
            found = references.find(reference)
            if len(found) != 1:
                remarks.append(unresolved(decision, reference, field, len(found)))
            else:
                ends.append(found[0].record_id)
        if len(ends) == 2 and ends[0] != ends[1]:
            ruled[tuple(sorted(ends))] = decision
    return ruled, remarks


def _contradictions(
    ruled: dict[tuple[str, str], DuplicateDecision], clusters: list[list[str]]
) -> list[Remark]:
    """Decisions to keep two records apart that other decisions of people have joined all the same."""
    place = {record_id: n for n, members in enumerate(clusters) for record_id in members}
    return [
        Remark(
            f"{d.file}:{d.line}",
            d.file,
            d.line,
            "decision",
            d.decision,
            "other decisions join these two records; it was not applied",
            "change one of the decisions on these records",
        )
        for (a, b), d in sorted(ruled.items())
        if d.decision in (DISTINCT, SAME_STUDY) and place[a] == place[b]
    ]


def _candidates(records: list[Record]) -> Iterator[tuple[Record, Record]]:
    """Pairs that share a block: identifier, full title, or year, volume and first page."""
    blocks: dict[tuple, list[Record]] = defaultdict(list)
    for record in records:
        for key in (record.doi and ("doi", record.doi), record.pmid and ("pmid", record.pmid)):
            if key:
                blocks[key].append(record)
        blocks[("title", title_key(record.title))].append(record)
        if record.volume and first_page(record):
            blocks[("place", record.year, record.volume, first_page(record))].append(record)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks, key=str):
        for a, b in combinations(blocks[key], 2):
            if (a.record_id, b.record_id) not in seen:
                seen.add((a.record_id, b.record_id))
                yield a, b


def _two_dois(by_id: dict[str, Record], pair: MaybePair) -> bool:
    dois = {by_id[pair.record_a].doi, by_id[pair.record_b].doi} - {""}
    return len(dois) == 2


def _clusters(
    by_id: dict[str, Record], joins: list[Join], apart: set[tuple[str, str]]
) -> tuple[list[list[str]], list[MaybePair]]:
    """Connected records, and joins that were held back.

    People's joins come first. No rule's join brings records together that are to stay apart: a
    sparse record that fits two publications joins the first and is asked about for the other.
    """
    cluster = {record_id: {record_id} for record_id in by_id}
    held = []
    for join in sorted(joins, key=lambda j: (j.rule != "person", j.rule, j.a, j.b)):
        left, right = cluster[join.a], cluster[join.b]
        if left is right:
            continue
        crossing = any(tuple(sorted((x, y))) in apart for x in left for y in right)
        if crossing and join.rule != "person":
            question = f"{join.reason}, but a record joined to one of them is another work"
            held.append(MaybePair(join.a, join.b, question))
            continue
        left |= right
        for member in right:
            cluster[member] = left
    unique = {id(members): sorted(members) for members in cluster.values()}
    return sorted(unique.values()), held


def _fullness(record: Record) -> tuple:
    """Order of preference for the primary record: identified, summarised, fullest, then by id."""
    filled = sum(bool(getattr(record, name)) for name in MERGED)
    return (not record.doi, not record.abstract, -filled, record.record_id)


def _merge(members: list[Record], joins: list[Join]) -> tuple[Work, list[Membership]]:
    """One work: each field from the fullest record that has it, with the record that gave it."""
    ordered = sorted(members, key=_fullness)
    primary = ordered[0]
    values, provenance = {}, {}
    for name in MERGED:
        giver = next((r for r in ordered if getattr(r, name)), primary)
        values[name] = getattr(giver, name)
        if getattr(giver, name):
            provenance[name] = giver.record_id
    work = Work(
        work_id=f"w-{primary.record_id}",
        key=primary.source_key or primary.record_id,
        study_id=f"w-{primary.record_id}",
        members=tuple(r.record_id for r in ordered),
        provenance=to_json(provenance),
        **values,
    )
    return work, [_membership(r, work, primary, joins) for r in ordered]


def _membership(record: Record, work: Work, primary: Record, joins: list[Join]) -> Membership:
    if record is primary:
        return Membership(record.record_id, work.work_id, True, "", "", "", "")
    inside = set(work.members)
    mine = [j for j in joins if record.record_id in (j.a, j.b) and {j.a, j.b} <= inside]
    join = min(mine, key=lambda j: (primary.record_id not in (j.a, j.b), j.rule != "person", j.a, j.b))
    other = join.b if join.a == record.record_id else join.a
    return Membership(record.record_id, work.work_id, False, other, join.rule, join.reason, join.by)


def _study_links(
    works: list[Work],
    memberships: list[Membership],
    ruled: dict[tuple[str, str], DuplicateDecision],
) -> list[StudyLink]:
    """Works that people say report one study share the study id of the least work id."""
    work_of = {m.record_id: m.work_id for m in memberships}
    study = {w.work_id: {w.work_id} for w in works}
    cause: dict[str, DuplicateDecision] = {}
    for (a, b), decision in sorted(ruled.items()):
        if decision.decision != SAME_STUDY or work_of[a] == work_of[b]:
            continue
        joined = study[work_of[a]] | study[work_of[b]]
        for work_id in joined:
            study[work_id] = joined
        cause.setdefault(work_of[a], decision)
        cause.setdefault(work_of[b], decision)
    return [StudyLink(w, min(study[w]), d.relation, d.reason, d.reviewer) for w, d in sorted(cause.items())]
