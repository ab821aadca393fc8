"""The tables of the outcome: which work each record belongs to and what ties it there, and what became of compared pairs."""

from __future__ import annotations

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
    best: dict[int, Join] = {}
    for join in joins:
        if label[join.a] != label[join.b]:
            continue
        for row in (join.a, join.b):
            key = _preference(join, row, merged)
            if row not in best or key < _preference(best[row], row, merged):
                best[row] = join
    n = len(label)
    text: dict[str, list[str]] = {name: [""] * n for name in ("matched_record", "rule", "reason", "by")}
    for row, join in best.items():
        if merged.primary[row]:
            continue
        other = join.b if join.a == row else join.a
        for name, value in zip(text, (ids[other].as_py(), join.rule, join.reason, join.by), strict=True):
            text[name][row] = value
    works = merged.works["work_id"].combine_chunks().take(pa.array(merged.work_of))
    columns = {"record_id": ids, "work_id": works, "primary": pa.array(merged.primary), **text}
    columns["known"] = (
        pc.is_in(ids, pa.array(list(known.work_of), ids.type))
        if known.work_of
        else pa.array(np.zeros(n, bool))
    )
    for name, told in (("formerly", known.names), ("strange", known.strange)):
        columns[name] = pa.array(
            [told.get(one, ()) for one in ids.to_pylist()] if told else [()] * n, pa.list_(pa.string())
        )
    return pa.table(columns, schema=arrow_schema(Membership))


def _preference(join: Join, row: int, merged: Merged) -> tuple[bool, bool, float, int, int]:
    other = join.b if join.a == row else join.a
    return (not merged.primary[other], not join.by_person, -join.sureness, join.a, join.b)


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
