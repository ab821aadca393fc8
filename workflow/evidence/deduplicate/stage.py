"""From records to works: candidates, comparison, judgement, clusters, merging, and links."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import repeat

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate import explain
from evidence.deduplicate.asked import questions, tied
from evidence.deduplicate.candidates import candidates
from evidence.deduplicate.clerical_review import Ruled, Rulings, contradictions
from evidence.deduplicate.cluster import Join, cluster
from evidence.deduplicate.copies import copy_joins, first_of_copies
from evidence.deduplicate.decide import Judged, judge
from evidence.deduplicate.decisions import DuplicateDecision, RetractionDecision
from evidence.deduplicate.further import further
from evidence.deduplicate.in_one_piece import one
from evidence.deduplicate.known import Returned
from evidence.deduplicate.levels import compare
from evidence.deduplicate.links import link_works
from evidence.deduplicate.memory import Memory
from evidence.deduplicate.merge import merge
from evidence.deduplicate.newcomers import newcomers
from evidence.deduplicate.outcome import comparisons, memberships
from evidence.deduplicate.readings import readings
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.records import Records
from evidence.deduplicate.relations import Relation, parts, relations
from evidence.deduplicate.retracted import retract
from evidence.deduplicate.retractions import Said, named, said
from evidence.deduplicate.rows import Comparison, MaybePair, Membership, StudyLink, Work, WorkLink
from evidence.deduplicate.settings import MERGE, LinkageRules
from evidence.deduplicate.works_table import Works
from evidence.ingest.rows import Record
from evidence.io import to_rows, to_table
from evidence.kept import Kept
from evidence.remarks import Remark


@dataclass(frozen=True)
class Linkage:
    """The outcome in columns. Tables have the columns of the rows they are named after."""

    works: Works
    memberships: pa.Table
    study_links: list[StudyLink]
    links: list[WorkLink]
    maybe: list[MaybePair]
    comparisons: pa.Table
    remarks: list[Remark]
    memory: Memory


@dataclass(frozen=True, slots=True)
class Deduplicated:
    works: list[Work]
    memberships: list[Membership]
    study_links: list[StudyLink]
    links: list[WorkLink]
    maybe: list[MaybePair]
    comparisons: list[Comparison]
    remarks: list[Remark]


def deduplicate(
    records: list[Record],
    decisions: Iterable[DuplicateDecision] = (),
    settings: LinkageRules | None = None,
    known: Mapping[str, str] | Returned | None = None,
) -> Deduplicated:
    """`link` for rows: works = records - duplicates; every record belongs to exactly one work."""
    return as_rows(link(to_table(records, Record), decisions, settings, known=known))


def as_rows(done: Linkage) -> Deduplicated:
    return Deduplicated(
        to_rows(done.works.whole(), Work),
        to_rows(done.memberships, Membership),
        done.study_links,
        done.links,
        done.maybe,
        to_rows(done.comparisons, Comparison),
        done.remarks,
    )


def link(
    records: pa.Table | Records,
    decisions: Iterable[DuplicateDecision] = (),
    settings: LinkageRules | None = None,
    memory: Memory | None = None,
    known: Mapping[str, str] | Returned | None = None,
    heard: bool = False,
    retractions: Iterable[RetractionDecision] = (),
    kept: Kept | None = None,
) -> Linkage:
    """Find the works among records (a table with the columns of `Record`; `raw` is not needed).

    The result does not depend on the order of records or decisions, nor on the names of files, nor on the memory of an
    earlier run and on what is `kept` of it, which only save time. Which entries stand in one file matters in three cases: two entries of an export
    that has hardly any twins are less probably one work, two under a title in few words may be a column that returns
    (`lists.py`), and a key that a decision names may be that of several works (`mentions.py`). `known`: record id → the id that its work has had, the first known first, or with it the names that records
    had (`known.py`); what was one work is joined first. `heard`: what records say of retractions counts, as `retractions`, what people say, always does.
    """
    back = known if isinstance(known, Returned) else Returned(known or {})
    known = back.work_of
    settings = settings or LinkageRules()
    records = Records.of(records)
    columns, keyed, hinted = readings(records, kept or Kept(None))
    told = said(records, hinted) if heard else Said()
    contents, fields = columns.merged, columns.filled
    first = first_of_copies(records, columns.prints)
    alone, row_of = np.unique(first, return_inverse=True)
    if len(alone) < len(records):
        columns, keyed = columns.take(alone), keyed[:, alone]
    compared, memory = compare(columns, further(columns, keyed, memory) or candidates(columns, keyed), memory)
    judged = judge(compared, settings)
    rulings = Rulings(decisions, records, row_of, back)
    rows = np.flatnonzero(pc.is_in(columns.ids, pa.array(list(known), pa.string())))
    before = {row: known[columns.ids[row].as_py()] for row in rows.tolist()}
    by_name = named(told, columns)
    joined = _join(columns, judged, rulings.plain(), before, by_name)
    ruled, remarks = rulings.within(joined.label)
    if rulings.several:
        joined = _join(columns, judged, ruled, before, by_name)
    label = alone[joined.label][row_of]
    own, compared_ids = ruled.on(alone), columns.ids
    ties = tied(judged, columns, ruled, joined.label)
    del columns  # folded texts of a million records, of which nothing is asked any more
    merged = merge(records, label, fields, own.first_named, known, contents)
    asked = questions(judged, ruled, joined.held, joined.label, settings, compared_ids)
    ids = one(records["record_id"])
    linked = [replace(r, a=int(alone[r.a]), b=int(alone[r.b])) for r in joined.linked]
    links = link_works(merged, linked, own, settings.policy, set(known.values()))
    joins = [*copy_joins(first), *_of_all(joined.joins, alone)]
    members = memberships(merged, label, joins, ids, back)
    works, retracted = retract(links, records, members, told, retractions)
    news = newcomers(links.links, works, records, members, set(known))
    return Linkage(
        works,
        members,
        links.study_links,
        links.links,
        asked.maybe,
        comparisons(judged, joined.label, asked, joined.found, compared_ids),
        [*back.remarks, *remarks]
        + contradictions(ruled, joined.label)
        + asked.remarks
        + ties
        + retracted
        + [*news],
        memory,
    )


@dataclass(frozen=True)
class _Joined:
    """Rows brought together under the rulings of people. `linked`: relations that keep two works two."""

    label: np.ndarray
    joins: list[Join]
    held: list[Join]
    found: list[Relation]
    linked: list[Relation]


def _join(
    columns: Columns, judged: Judged, ruled: Ruled, before: Mapping[int, str], by_name: list[Relation]
) -> _Joined:
    found = [*relations(columns, judged.compared, judged.joins), *parts(columns), *by_name]
    found = [r for r in found if not ruled.about(r.a, r.b)]
    policy = judged.settings.policy
    merged_by_policy = [r for r in found if policy.get(r.name) == MERGE]
    joins = [*ruled.joins, *_joins(judged, ruled), *_versions(merged_by_policy)]
    label, held = cluster(
        len(columns), joins, _apart(judged, ruled, merged_by_policy), columns.doi.to_pylist(), before
    )
    return _Joined(label, joins, held, found, [r for r in found if r not in merged_by_policy])


def _of_all(joins: list[Join], alone: np.ndarray) -> Iterator[Join]:
    """Joins of rows that were compared, by their places among all."""
    if not joins:
        return iter(())
    a, b, *told = zip(*joins, strict=True)
    return map(Join, alone[list(a)].tolist(), alone[list(b)].tolist(), *told)


def _joins(judged: Judged, ruled: Ruled) -> list[Join]:
    c = judged.compared
    pairs = np.flatnonzero(judged.joins)
    firsts, kind = judged.kinds(pairs)
    said = [(explain.joined_by(judged, pair), explain.reason(judged, pair)) for pair in firsts.tolist()]
    names, reasons = ([said[one][part] for one in kind.tolist()] for part in (0, 1))
    ends, sure = (c.left[pairs].tolist(), c.right[pairs].tolist()), judged.probability[pairs].tolist()
    joins = map(Join, *ends, names, reasons, repeat("rule"), sure)
    return [join for join in joins if not ruled.about(join.a, join.b)] if ruled.by_pair else list(joins)


def _versions(found: list[Relation]) -> list[Join]:
    return [Join(min(r.a, r.b), max(r.a, r.b), r.name, r.reason, "rule", 0.0) for r in found]


def _apart(judged: Judged, ruled: Ruled, merged: list[Relation]) -> set[tuple[int, int]]:
    """Pairs of rows that no machine brings together: people's rulings, and firm objections."""
    c = judged.compared
    firm = set(zip(c.left[judged.firm].tolist(), c.right[judged.firm].tolist(), strict=True))
    return ruled.apart | (firm - {(min(r.a, r.b), max(r.a, r.b)) for r in merged} - ruled.joined)
