"""Codes that people give to works: literature/decisions/coding*.csv."""

from __future__ import annotations

from evidence.given.declare import (
    OF_FACET,
    OF_WORK,
    Placed,
    day,
    given,
    given_table,
    judged,
    reference,
    reviewer,
    settled_by,
    title,
    withdrawn,
)


@given_table(
    "coding",
    "Codes that people gave to works",
    about=("facet", "reviewer"),
    says="codes",
    shown={
        "question": "What the facet asks, as the worksheet prints it; not read",
        "allowed": "The codes of the facet, as the worksheet prints them; not read",
        "proposed": "What the machine proposes and why, as the worksheet prints it; not read",
        "needed": "Which claim the work likely bears on and what its verdict needs, as the worksheet prints it; not read",
        **OF_WORK,
    },
)
class CodingDecision(Placed):
    """The codes that one coder gives one record on one facet."""

    record: str = reference()
    facet: str = given("A facet of the codebook", required=True, codes="facets")
    codes: str = given("Codes of that facet, the main one first", required=True, many=True, codes=OF_FACET)
    note: str = given("Working note of the coder; kept in the download and printed nowhere", prose=True)
    reviewer: str = reviewer()
    date: str = day(required=True)
    title: str = title(default="")
    statement: str = given(
        "Why, in words that stand beside the code wherever it is shown", default="", prose=True
    )
    settled_by: str = settled_by(default="")
    judged: str = judged(default="")
    withdrawn: str = withdrawn(default="")
