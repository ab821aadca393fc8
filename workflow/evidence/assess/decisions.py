"""What people judge of findings: their certainty (certainty*.csv, grade*.csv), what is missing (unavailable*.csv) and what follows
(implications*.csv), all in literature/decisions/."""

from __future__ import annotations

from enum import StrEnum

from evidence.assess.rows import Concern, Level, Selected
from evidence.given.declare import (
    EARLIER,
    Placed,
    day,
    given,
    given_table,
    reference,
    reviewer,
    title,
    withdrawn,
)
from evidence.item_words import Direction


class Seriousness(StrEnum):
    """Concern about one domain of GRADE."""

    FINE = "not serious"
    SERIOUS = "serious"
    VERY = "very serious"
    NOT_JUDGED = ""


class Bias(StrEnum):
    """Concern about publication bias (GRADE)."""

    UNDETECTED = "undetected"
    SUSPECTED = "strongly suspected"
    NOT_JUDGED = ""


@given_table(
    "certainty",
    "A person's certainty in one claim or theme (GRADE-CERQual)",
    key="proposition",
    about=("proposition", "theme"),
    says="level",
    shown={
        "facts": "The facts, as the worksheet prints them; not read",
        "says": "What is judged, as the worksheet prints it; not read",
        **EARLIER,
        "changed": "What changed since, as the worksheet prints it; not read",
    },
)
class CertaintyDecision(Placed):
    """One verdict on one claim, or on one theme, with the concern in each component."""

    proposition: str = given("Id of a proposition; blank where a theme is judged", codes="propositions")
    level: Level = given("Overall certainty", required=True)
    reason: str = given("Why", required=True, prose=True)
    evidence_hash: str = given("The evidence hash that the finding printed when it was judged", required=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    methodological_limitations: Concern = given(
        "Concerns about methodological limitations", default=Concern.NOT_JUDGED
    )
    coherence: Concern = given("Concerns about coherence", default=Concern.NOT_JUDGED)
    adequacy: Concern = given("Concerns about adequacy of data", default=Concern.NOT_JUDGED)
    relevance: Concern = given("Concerns about relevance", default=Concern.NOT_JUDGED)
    theme: str = given("Id of a theme; blank where a proposition is judged", default="")
    withdrawn: str = withdrawn(default="")

    @property
    def finding(self) -> str:
        """The claim or theme that it is about."""
        return self.proposition or self.theme


@given_table(
    "grade",
    "A person's certainty in one pooled effect (GRADE)",
    about=("pool",),
    says="level",
    shown={
        "proposed": "What the facts propose, as the worksheet prints it; not read",
        "says": "What is judged, as the worksheet prints it; not read",
        **EARLIER,
        "changed": "What changed since, as the worksheet prints it; not read",
    },
)
class GradeDecision(Placed):
    """One verdict on one pool, with the concern in each domain."""

    pool: str = given(
        "Id of a pool, as the page of pools and `evidence worksheet grade` print it", required=True
    )
    level: Level = given("Overall certainty", required=True)
    reason: str = given("Why", required=True, prose=True)
    evidence_hash: str = given(
        "The evidence hash that `evidence worksheet grade` printed when the pool was judged", required=True
    )
    reviewer: str = reviewer()
    date: str = day(required=True)
    risk_of_bias: Seriousness = given("Concerns about risk of bias", default=Seriousness.NOT_JUDGED)
    inconsistency: Seriousness = given("Concerns about inconsistency", default=Seriousness.NOT_JUDGED)
    indirectness: Seriousness = given("Concerns about indirectness", default=Seriousness.NOT_JUDGED)
    imprecision: Seriousness = given("Concerns about imprecision", default=Seriousness.NOT_JUDGED)
    publication_bias: Bias = given("Concerns about publication bias", default=Bias.NOT_JUDGED)
    withdrawn: str = withdrawn(default="")


class Unavailable(StrEnum):
    """What became of a result that is known to have been, or to have been planned (ROB-ME)."""

    NOT_REPORTED = "not_reported"
    IN_WORDS = "in_words_only"
    PARTLY = "not_usable"


@given_table(
    "unavailable",
    "A result that a study has or should have, and that cannot be had for a pool (ROB-ME)",
    about=("outcome",),
    says="fate",
)
class UnavailableDecision(Placed):
    """What one person knows of one study's missing result for one outcome."""

    record: str = reference()
    outcome: str = given("Outcome that it is of", required=True, codes="outcomes_and_themes")
    fate: Unavailable = given(
        "not_reported: measured or planned, and no result anywhere; in_words_only: as in *not significant*; not_usable: numbers from "
        "which no estimate with its precision follows",
        required=True,
    )
    because: str = given(
        "How it is known: protocol, registration, methods, a sentence of the results", required=True
    )
    reviewer: str = reviewer()
    date: str = day(required=True)
    direction: Direction = given("Direction, where it is told", default=Direction.NOT_STATED)
    n: int | None = given("People behind it", minimum=1, default=None)
    selected: Selected = given(
        "Whether it is likely missing because of what it was (its direction, size or p)",
        default=Selected.NOT_KNOWN,
    )
    title: str = title(default="")
    withdrawn: str = withdrawn(default="")


class Standing(StrEnum):
    """Whether an implication stands."""

    STANDS = ""
    WITHDRAWN = "withdrawn"


@given_table(
    "implications",
    "What a person says follows from one claim or several; nothing writes one for people",
    key="implication",
    about=("implication",),
    says="text",
    shown={"facts": "The verdicts that it rests on, as the worksheet prints them; not read", **EARLIER},
)
class ImplicationDecision(Placed):
    """One implication in a person's words, with the claims that it rests on as they stood when it was written."""

    implication: str = given(
        "Id of the implication; the last row of an id counts",
        required=True,
        pattern="[A-Za-z][A-Za-z0-9_-]*",
    )
    text: str = given("What follows, in a sentence that is printed as it stands", required=True, prose=True)
    claims: str = given(
        "Ids of the propositions that it rests on", required=True, many=True, codes="propositions"
    )
    evidence_hash: str = given(
        "The evidence hash that `evidence worksheet implications` printed for these claims", required=True
    )
    reviewer: str = reviewer()
    date: str = day(required=True)
    point: str = given(
        "The point of the source of the claims that it takes up, such as `implication 2`",
        default="",
    )
    standing: Standing = given("withdrawn where it is taken back", default=Standing.STANDS)
    note: str = given("Why; kept in the download and printed nowhere", default="", prose=True)
    withdrawn: str = withdrawn(default="")
