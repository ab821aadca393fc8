"""Codes that people give to works: literature/decisions/coding*.csv."""

from __future__ import annotations

from evidence.given.declare import (
    OF_FACET,
    Placed,
    day,
    given,
    given_table,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)


@given_table("coding", "Codes that people gave to works", about=("facet", "reviewer"), says="codes")
class CodingDecision(Placed):
    """The codes that one coder gives one record on one facet."""

    record: str = reference()
    facet: str = given("A facet of the codebook", required=True, codes="facets")
    codes: str = given("Codes of that facet, the main one first", required=True, many=True, codes=OF_FACET)
    note: str = given("Working note of the coder; kept in the download and printed nowhere")
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    statement: str = given("Why, in words that stand beside the code wherever it is shown", default="")
    settled_by: str = settled_by(default="")
    withdrawn: str = withdrawn(default="")
