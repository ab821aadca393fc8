"""People's certainty in findings and in pooled effects: literature/decisions/certainty*.csv and grade*.csv."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from evidence.assess.rows import Concern, Level
from evidence.given.declare import Placed, day, given, given_table, reviewer


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


_PROPOSED = {"proposed": "What the facts propose, as the worksheet prints it; not read"}
_concern = partial(given, optional=True, blank=Concern.NOT_JUDGED)
_serious = partial(given, optional=True, blank=Seriousness.NOT_JUDGED)


@given_table(
    "certainty",
    "A person's certainty in one finding (GRADE-CERQual)",
    about=("proposition",),
    says="level",
    shown=_PROPOSED,
)
class CertaintyDecision(Placed):
    """One verdict on one finding, with the concern in each component."""

    proposition: str = given("Id of a proposition", required=True, codes="propositions")
    level: Level = given("Overall certainty", required=True)
    reason: str = given("Why", required=True)
    evidence_hash: str = given("The evidence hash that the finding printed when it was judged", required=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    methodological_limitations: Concern = _concern("Concerns about methodological limitations")
    coherence: Concern = _concern("Concerns about coherence")
    adequacy: Concern = _concern("Concerns about adequacy of data")
    relevance: Concern = _concern("Concerns about relevance")


@given_table(
    "grade",
    "A person's certainty in one pooled effect (GRADE)",
    about=("pool",),
    says="level",
    shown=_PROPOSED,
)
class GradeDecision(Placed):
    """One verdict on one pool, with the concern in each domain."""

    pool: str = given(
        "Id of a pool, as the page of pools and `evidence worksheet grade` print it", required=True
    )
    level: Level = given("Overall certainty", required=True)
    reason: str = given("Why", required=True)
    evidence_hash: str = given(
        "The evidence hash that `evidence worksheet grade` printed when the pool was judged", required=True
    )
    reviewer: str = reviewer()
    date: str = day(required=True)
    risk_of_bias: Seriousness = _serious("Concerns about risk of bias")
    inconsistency: Seriousness = _serious("Concerns about inconsistency")
    indirectness: Seriousness = _serious("Concerns about indirectness")
    imprecision: Seriousness = _serious("Concerns about imprecision")
    publication_bias: Bias = given("Concerns about publication bias", optional=True, blank=Bias.NOT_JUDGED)
