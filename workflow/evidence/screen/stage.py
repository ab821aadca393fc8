"""Screen: people's decisions applied to works. What nobody decided is listed, not guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from evidence.agreement import Coded, compared
from evidence.decisions import by_work, last_words
from evidence.deduplicate.rows import Membership, Work
from evidence.given.reviewers import CONSENSUS
from evidence.ingest.rows import Record
from evidence.io import to_table
from evidence.keyed import Named
from evidence.lookup import Lookup, Rows, rows_of
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import MOST_INCLUSIVE, RETRACTED, Screen, ScreenedAt, Screening


@dataclass(frozen=True, slots=True)
class Screened:
    """`screening`: one row a work, in columns. `agreement`: of those who judged by title and abstract; `agreement_in_full`: by the full text."""

    screening: Rows[Screening]
    remarks: list[Remark]
    agreement: dict[str, Any]
    agreement_in_full: dict[str, Any]


def screen(
    works: Iterable[Work],
    records: Iterable[Record],
    memberships: Iterable[Membership],
    decisions: Iterable[ScreeningDecision],
) -> Screened:
    """One row a work, in their order; rows of long tables may stay in columns (`evidence.lookup.Rows`). The last decision of each reviewer on each entry and at each stage counts, and a decision on the full text
    outranks those on title and abstract, whoever made them.

    Where those disagree over one work (its records were judged apart, or by two people), the most
    inclusive decision stands and the row says that a person must settle it (Cochrane Handbook 4.6.4
    keeps doubtful reports in). What is signed by `consensus` settles it, and stands alone.
    """
    found, joined = rows_of(works), rows_of(memberships)
    work_of = Named(joined, "record_id", "work_id")
    mentions = Mentions(records, joined)
    applied, remarks = by_work(decisions, mentions, work_of)
    latest: dict[str, list[ScreeningDecision]] = defaultdict(list)
    for decision, work_id in last_words(applied, mentions, work_of):
        latest[work_id].append(decision)
    told = {work_id: _outcome(work_id, own) for work_id, own in latest.items()}
    alike = (compared(_by_reviewer(latest, level), multiple=False) for level in _LEVELS)
    return Screened(_of_all(found, told), remarks, *alike)


def _of_all(works: Rows[Work], told: Mapping[str, Screening]) -> Rows[Screening]:
    """One row a work: what people decided, what a retraction says, and of all others that nobody has decided."""
    import pyarrow as pa
    import pyarrow.compute as pc

    ids = works.cells("work_id")
    places = Lookup(ids).at_each(list(told))
    rows = {place: row for row, own in zip(told.values(), places, strict=True) for place in own}
    retracted = pc.not_equal(pc.fill_null(works.cells("retracted"), ""), "").to_numpy(zero_copy_only=False)
    for place in retracted.nonzero()[0].tolist():
        rows[place] = _retracted(rows.get(place) or _undecided(ids[place].as_py()))
    at = np.zeros(len(ids), np.int64)  # of each work in the table of those of which something is said
    at[list(rows)] = np.arange(1, len(rows) + 1)
    said = to_table([_undecided(""), *rows.values()], Screening).take(pa.array(at))
    own = said.schema.get_field_index("work_id")
    return Rows(Screening, said.set_column(own, said.schema.field(own), ids).combine_chunks())


_LEVELS = (ScreenedAt.TITLE_ABSTRACT, ScreenedAt.FULL_TEXT)


def _by_reviewer(latest: dict[str, list[ScreeningDecision]], level: ScreenedAt) -> Coded:
    """The decision of each reviewer on each work at one stage; of several on one work's records the most inclusive."""
    found: Coded = defaultdict(dict)
    for work_id, decisions in latest.items():
        for decision in decisions:
            if (
                decision.reviewer == CONSENSUS or decision.level is not level
            ):  # the first is no voice of its own
                continue
            given = [decision.decision, *found[work_id].get(decision.reviewer, ())]
            found[work_id][decision.reviewer] = (min(given, key=lambda d: MOST_INCLUSIVE.index(Screen(d))),)
    return found


def _retracted(outcome: Screening) -> Screening:
    """A retracted work is excluded, whatever people decided on it before; what they say of the retraction itself has been heard by then."""
    if outcome.decision == Screen.EXCLUDE:
        return outcome
    return replace(
        outcome, decision=Screen.EXCLUDE, reason=RETRACTED, basis="", by="rule", date="", conflict=""
    )


def _undecided(work_id: str) -> Screening:
    return Screening(work_id, Screen.UNDECIDED, "nobody has decided yet", "", "", "", "")


def _outcome(work_id: str, decisions: list[ScreeningDecision]) -> Screening:
    if len(decisions) > 1:
        decisions = [d for d in decisions if d.level is ScreenedAt.FULL_TEXT] or decisions
        decisions = [d for d in decisions if d.reviewer == CONSENSUS] or decisions
    standing = min(decisions, key=lambda d: (MOST_INCLUSIVE.index(Screen(d.decision)), d.date, d.line))
    others = sorted({d.decision for d in decisions} - {standing.decision})
    conflict = f"also judged {' and '.join(others)}; the most inclusive decision stands" if others else ""
    return Screening(
        work_id,
        Screen(standing.decision),
        standing.reason,
        standing.basis,
        standing.reviewer,
        standing.date,
        conflict,
        standing.level,
        standing.unretrieved,
    )
