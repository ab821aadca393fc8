"""What a person is asked, and told: pairs that may be one work, and works in which two records look like two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from evidence.deduplicate import explain
from evidence.deduplicate.clerical_review import Ruled
from evidence.deduplicate.cluster import Join
from evidence.deduplicate.decide import Judged
from evidence.deduplicate.record_columns import Columns
from evidence.deduplicate.rows import Consequence, MaybePair
from evidence.deduplicate.settings import LinkageRules
from evidence.remarks import Remark

# Below this probability two records are surely two works by what they say themselves.
SURELY_TWO = 0.01


@dataclass(frozen=True, slots=True)
class Questions:
    maybe: list[MaybePair]
    pairs: dict[int, Consequence]
    remarks: list[Remark]


def questions(
    judged: Judged, ruled: Ruled, held: list[Join], label: np.ndarray, settings: LinkageRules, ids: pa.Array
) -> Questions:
    """What a person is asked: held joins first, then the most promising pairs, one for any two works.

    Two works on which a person has spoken are not asked about again, through whichever of their records.
    """
    most = max(settings.ask_at_least, int(settings.ask_at_most * len(label)))
    c, left_out = judged.compared, 0
    maybe: list[MaybePair] = []
    pairs: dict[int, Consequence] = {}
    asked = ruled.works(label)
    ends = {(join.a, join.b) for join in held}
    here = np.flatnonzero(np.isin(c.left, [a for a, _ in ends]) & np.isin(c.right, [b for _, b in ends]))
    number = {(int(c.left[n]), int(c.right[n])): int(n) for n in here}
    queue = [
        (j.a, j.b, number[(j.a, j.b)], f"{j.reason}, but a record joined to one of them is another work")
        for j in held
        if (j.a, j.b) in number
    ]
    queue += [(int(c.left[p]), int(c.right[p]), p, "") for p in judged.questions.tolist()]
    for a, b, pair, why in queue:
        works = (int(min(label[a], label[b])), int(max(label[a], label[b])))
        if works[0] == works[1] or works in asked:
            continue
        asked.add(works)
        if len(maybe) >= most:
            left_out += 1
            continue
        pairs[pair] = Consequence.HELD if why else Consequence.ASKED
        question = (
            why
            or f"{explain.reason(judged, pair)}, but {'; '.join(judged.reasons(pair)) or 'too little speaks for it'}"
        )
        maybe.append(MaybePair(ids[a].as_py(), ids[b].as_py(), question, float(judged.probability[pair])))
    remarks = []
    if left_out:
        problem = f"{left_out:,} further pairs that look somewhat alike are not among the questions"
        remarks.append(
            Remark(
                "",
                "config/config.yaml",
                0,
                "ask_at_most",
                str(settings.ask_at_most),
                problem,
                "raise deduplicate.ask_at_most to see more",
            )
        )
    return Questions(sorted(maybe, key=lambda m: (m.record_a, m.record_b)), pairs, remarks)


def tied(judged: Judged, columns: Columns, ruled: Ruled, label: np.ndarray) -> list[Remark]:
    """A remark for each work in which two records that are surely two by themselves, or years apart, are tied by a third."""
    c = judged.compared
    unlike = (judged.probability < SURELY_TWO) | c.at("identifier", "other")
    unlike |= c.at("year", "near", "far") & ~c.at("identifier", "same")
    pairs = np.flatnonzero(unlike & ~judged.joins & (label[c.left] == label[c.right]))
    told: dict[int, Remark] = {}
    for pair in pairs[np.argsort(judged.probability[pairs], kind="stable")].tolist():
        a, b = int(c.left[pair]), int(c.right[pair])
        if int(label[a]) in told or ruled.about(a, b):
            continue
        one, other = columns.ids[a].as_py(), columns.ids[b].as_py()
        problem = (
            f"it is one work with {other} through a third record alone: {'; '.join(judged.reasons(pair))}"
        )
        told[int(label[a])] = Remark(
            one,
            "literature/decisions/duplicates.csv",
            0,
            "title",
            columns.table["title"][a].as_py() or "",
            problem,
            "if they are two works, say so: a row with `distinct` in literature/decisions/duplicates.csv",
        )
    return [told[work] for work in sorted(told)]
