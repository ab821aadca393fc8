"""Screen: people's decisions applied to works. What nobody decided is listed, not guessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from evidence.agreement import Coded, compared
from evidence.decisions import by_work, last_words
from evidence.deduplicate.rows import Membership, Work
from evidence.given.reviewers import CONSENSUS
from evidence.ingest.rows import Record
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.screen.decisions import ScreeningDecision
from evidence.screen.rows import MOST_INCLUSIVE, RETRACTED, Screen, ScreenedAt, Screening


@dataclass(frozen=True, slots=True)
class Screened:
    """`agreement`: of those who judged by title and abstract; `agreement_in_full`: by the full text."""

    screening: list[Screening]
    remarks: list[Remark]
    agreement: dict[str, Any]
    agreement_in_full: dict[str, Any]


def screen(
    works: list[Work],
    records: list[Record],
    memberships: list[Membership],
    decisions: Iterable[ScreeningDecision],
) -> Screened:
    """One row a work. The last decision of each reviewer on each entry and at each stage counts, and a decision on the full text
    outranks those on title and abstract, whoever made them.

    Where those disagree over one work (its records were judged apart, or by two people), the most
    inclusive decision stands and the row says that a person must settle it (Cochrane Handbook 4.6.4
    keeps doubtful reports in). What is signed by `consensus` settles it, and stands alone.
    """
    work_of = {m.record_id: m.work_id for m in memberships}
    mentions = Mentions(records, memberships)
    applied, remarks = by_work(decisions, mentions, work_of)
    latest: dict[str, list[ScreeningDecision]] = defaultdict(list)
    for decision, work_id in last_words(applied, mentions, work_of):
        latest[work_id].append(decision)
    screening = [_unless_retracted(w, _outcome(w.work_id, latest[w.work_id])) for w in works]
    alike = (compared(_by_reviewer(latest, level), multiple=False) for level in _LEVELS)
    return Screened(screening, remarks, *alike)


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


def _unless_retracted(work: Work, outcome: Screening) -> Screening:
    """A retracted work is excluded, whatever people decided on it before; what they say of the retraction itself has been heard by then."""
    if not work.retracted or outcome.decision == Screen.EXCLUDE:
        return outcome
    return replace(
        outcome, decision=Screen.EXCLUDE, reason=RETRACTED, basis="", by="rule", date="", conflict=""
    )


def _outcome(work_id: str, decisions: list[ScreeningDecision]) -> Screening:
    if not decisions:
        return Screening(work_id, Screen.UNDECIDED, "nobody has decided yet", "", "", "", "")
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
