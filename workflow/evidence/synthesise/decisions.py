"""The sides that people read works to take: literature/decisions/sides*.csv."""

from __future__ import annotations

from evidence.given.declare import Placed, day, given, given_table, reference, reviewer, title
from evidence.synthesise.claim_rows import Directness, Side


@given_table(
    "sides",
    "The side that a person reads a work to take on a proposition",
    about=("proposition",),
    says="side",
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
    reason: str = given("Why")
    reviewer: str = reviewer()
    date: str = day(required=True)
    directness: Directness = given(
        "How directly it compares what the claim compares: direct, something near (related), one side alone (one_arm), "
        "or what stands for it (proxy)",
        also={"one arm": Directness.ONE_ARM},
        default=Directness.NOT_STATED,
    )
    compares: str = given("What it compares with what", default="")
    basis: str = given("What was read", default="")
    shares_evidence: str = given(
        "The same words in every row that rests on the same people, programme or report: they count once",
        default="",
    )
    title: str = title(default="")
