"""The tables of the outcome: which work each record belongs to and what ties it there, and what became of compared pairs."""

from __future__ import annotations

from operator import attrgetter

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from evidence.deduplicate import explain
from evidence.deduplicate.asked import Questions
from evidence.deduplicate.cluster import Join
from evidence.deduplicate.decide import Judged
from evidence.deduplicate.known import Returned
from evidence.deduplicate.merge import Merged
from evidence.deduplicate.relations import Relation
from evidence.deduplicate.rows import Comparison, Consequence, Membership
from evidence.io import arrow_schema


def memberships(
    merged: Merged, label: np.ndarray, joins: list[Join], ids: pa.Array, known: Returned
) -> pa.Table:
    """A row for each record in order of its id, with the surest join that ties it into its work."""
    n = len(label)
    rows, others, best = _surest(merged, label, joins)
    place = np.zeros(n, np.int64)
    place[rows] = np.arange(1, len(rows) + 1)
    tied = [joins[at] for at in best]
    told = {name: [*map(attrgetter(name), tied)] for name in ("rule", "reason", "by")}
    told["matched_record"] = ids.take(pa.array(others)).to_pylist()
    text = {name: pa.array(["", *cells], pa.string()).take(pa.array(place)) for name, cells in told.items()}
    works = merged.works["work_id"].combine_chunks().take(pa.array(merged.work_of))
    columns = {"record_id": ids, "work_id": works, "primary": pa.array(merged.primary), **text}
    columns["known"] = (
        pc.is_in(ids, pa.array(list(known.work_of), ids.type))
        if known.work_of
        else pa.array(np.zeros(n, bool))
    )
    for name, names in (("formerly", known.names), ("strange", known.strange)):
        columns[name] = (
            pa.array([names.get(one, ()) for one in ids.to_pylist()], pa.list_(pa.string()))
            if names
            else pa.ListArray.from_arrays(pa.array(np.zeros(n + 1, np.int32)), pa.array([], pa.string()))
        )
    return pa.table(columns, schema=arrow_schema(Membership))


def _surest(merged: Merged, label: np.ndarray, joins: list[Join]) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """(rows that name no work and that a join ties to another of their work, that other one, the place of the join): of several joins that to the
    record that names the work, else a person's, else the surest, else the first."""
    a, b = (np.fromiter(map(attrgetter(end), joins), np.int64, len(joins)) for end in "ab")
    sure = np.fromiter(map(attrgetter("sureness"), joins), np.float64, len(joins))
    person = np.array([join.by_person for join in joins], bool)
    own = np.flatnonzero(label[a] == label[b])
    row, other, at = np.r_[a[own], b[own]], np.r_[b[own], a[own]], np.r_[own, own]
    tied = ~merged.primary[row]
    row, other, at = row[tied], other[tied], at[tied]
    order = np.lexsort((at, b[at], a[at], -sure[at], ~person[at], ~merged.primary[other], row))
    first = order[np.diff(row[order], prepend=-1) != 0]
    return row[first], other[first], at[first].tolist()


def comparisons(
    judged: Judged, label: np.ndarray, questions: Questions, found: list[Relation], ids: pa.Array
) -> pa.Table:
    """A row for each compared pair that had a consequence, as `Comparison`."""
    c = judged.compared
    joined = np.flatnonzero(judged.joins & (label[c.left] == label[c.right]))
    outcome = dict.fromkeys(joined.tolist(), Consequence.JOINED)
    outcome |= {r.pair: Consequence.LINKED for r in found if r.pair >= 0}
    outcome |= questions.pairs
    pairs = np.array(sorted(outcome), np.int64)
    firsts, kind = judged.kinds(pairs)
    reasons = ["; ".join(judged.reasons(p)) or explain.joined_by(judged, p) for p in firsts.tolist()]
    fields = [explain.fields(judged, p) for p in firsts.tolist()]
    columns = {
        "record_a": ids.take(pa.array(c.left[pairs])),
        "record_b": ids.take(pa.array(c.right[pairs])),
        "outcome": pa.array([outcome[p].value for p in pairs.tolist()], pa.string()),
        "probability": pa.array(judged.probability[pairs], pa.float64()),
        "reason": pa.array(reasons, pa.string()).take(pa.array(kind)),
        "fields": pa.array(fields, pa.string()).take(pa.array(kind)),
    }
    return pa.table(columns, schema=arrow_schema(Comparison))
