"""The sides that people read works to take: literature/decisions/sides*.csv, and which studies have a vote by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evidence.decisions import by_work
from evidence.deduplicate.rows import Work
from evidence.given.declare import (
    EARLIER,
    OF_WORK,
    Placed,
    day,
    given,
    given_table,
    judged,
    reference,
    reviewer,
    title,
    withdrawn,
)
from evidence.mentions import Mentions
from evidence.remarks import Remark
from evidence.screen.rows import Screen, Screening
from evidence.side_words import TAKEN, Directness, Side


@given_table(
    "sides",
    "The side that a person reads a work to take on a proposition",
    about=("proposition",),
    says="side",
    shown={"claim": "The claim, as the worksheet prints it; not read", **OF_WORK, **EARLIER},
)
class SideDecision(Placed):
    """The side of one record on one claim, as one reviewer reads it."""

    record: str = reference()
    proposition: str = given("Id of a proposition", required=True, codes="propositions")
    side: Side = given(
        "The side taken",
        required=True,
        also={
            **{"pro": Side.FOR, "supports": Side.FOR},
            **{"contra": Side.AGAINST, "con": Side.AGAINST, "opposes": Side.AGAINST},
            "qualified": Side.QUALIFIES,
            **dict.fromkeys(("not read", "unread"), Side.NOT_READ),
        },
    )
    reason: str = given("Why", prose=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    directness: Directness = given(
        "How directly it compares what the claim compares: direct, something near (related), one side alone (one_arm), "
        "or what stands for it (proxy)",
        also={"one arm": Directness.ONE_ARM},
        default=Directness.NOT_STATED,
    )
    compares: str = given("What it compares with what", default="", prose=True)
    basis: str = given("What was read", default="")
    shares_evidence: str = given(
        "The same words in every row that rests on the same people, programme or report: they count once",
        default="",
    )
    title: str = title(default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")


@dataclass(frozen=True, slots=True)
class Reading:
    """A person's side for one study on one proposition."""

    study_id: str
    work: Work
    side: Side
    reason: str
    reviewer: str
    directness: Directness = Directness.NOT_STATED
    compares: str = ""
    basis: str = ""
    shares_evidence: str = ""


def readings(
    decisions: Iterable[SideDecision],
    mentions: Mentions,
    work_of: Mapping[str, str],
    works: Mapping[str, Work],
) -> tuple[dict[str, list[Reading]], list[Remark]]:
    """People's sides by proposition; the last decision on a work counts."""
    latest: dict[tuple[str, str], Reading] = {}
    applied, remarks = by_work(decisions, mentions, work_of)
    for decision, work_id in applied:
        work = works[work_id]
        latest[(decision.proposition, work.work_id)] = Reading(
            work.study_id,
            work,
            decision.side,
            decision.reason,
            decision.reviewer,
            decision.directness,
            decision.compares,
            decision.basis,
            decision.shares_evidence,
        )
    by_proposition: dict[str, list[Reading]] = defaultdict(list)
    for (proposition, _), reading in sorted(latest.items()):
        by_proposition[proposition].append(reading)
    return by_proposition, remarks


def voting(
    read: Mapping[str, list[Reading]], screening: Mapping[str, Screening], withheld: Mapping[str, str]
) -> dict[str, Work]:
    """Study → the first of its works, for each that a reader gave a side on any claim and that may count.

    `withheld`: studies of which nothing counts (`standing.of_studies`). A study votes where one of the works that were
    read for the claim is included, as in `synthesise.sides`.
    """
    found: dict[str, Work] = {}
    for readings_of_claim in read.values():
        included = {
            r.study_id for r in readings_of_claim if screening[r.work.work_id].decision == Screen.INCLUDE
        }
        for reading in readings_of_claim:
            if reading.side in TAKEN and reading.study_id in included and reading.study_id not in withheld:
                found.setdefault(reading.study_id, reading.work)
    return found
