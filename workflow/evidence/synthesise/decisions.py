"""The sides that people read works to take, and the themes that they draw: literature/decisions/sides*.csv and themes*.csv."""

from __future__ import annotations

from evidence.given.declare import Placed, day, given, given_table, reference, reviewer, title
from evidence.synthesise.claim_rows import Directness, Side
from evidence.synthesise.theme_rows import ThemeLevel


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


_CODES = "facet=code, with :direction behind it where only that direction does, and & between codes that a passage must carry together"


@given_table("themes", "A theme that runs through passages", key="theme", about=("theme",), says="statement")
class ThemeDecision(Placed):
    """One theme in a person's words, with the codes or descriptive themes that it is made from."""

    theme: str = given("Id of the theme", required=True, pattern="[A-Za-z][A-Za-z0-9_-]*")
    level: ThemeLevel = given("Descriptive: made from codes; analytical: made from themes", required=True)
    label: str = given("Its name", required=True)
    statement: str = given("What it says, in a sentence", required=True)
    made_from: str = given(
        f"What speaks for it: {_CODES}; of an analytical theme ids of descriptive themes",
        required=True,
        many=True,
    )
    why: str = given("Why the theme was drawn so", required=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    against: str = given("What speaks against it, in the same way", many=True, default="")
