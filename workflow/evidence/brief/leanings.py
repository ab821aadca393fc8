"""The claims by which way their evidence leans: what each group is called, how its claims are headed, what follows for who must decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, indirect
from evidence.brief.words import capital, plural
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Lean, Verdict

MOST_TOLD = 9
"""Paragraphs on one page, so that no wording comes more than three times; further claims are named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts that lean the same way: what they are called, how a claim of theirs is headed, and what follows for who must decide."""

    verdicts: tuple[Verdict, ...]
    heading: str
    head: str
    meaning: str


GROUPS = (
    Group(
        (Verdict.AGREEMENT_FOR, Verdict.LEANS_FOR),
        "What the evidence leans towards",
        "{that|capital}",
        "You can start from these, with care. Read what limits each of them first.",
    ),
    Group(
        (Verdict.LEANS_AGAINST, Verdict.AGREEMENT_AGAINST),
        "What it leans against",
        "It is not borne out that {that}",
        "Do not build plans on this.",
    ),
    Group(
        (Verdict.DIVIDED,),
        "What it is divided over",
        "Studies disagree on whether {that}",
        "Do not take this for granted. Ask which studies come from a place like yours.",
    ),
    Group(
        (Verdict.QUALIFIED,),
        "What it only qualifies",
        "It is unsettled whether {that}",
        "Do not count on this: look at what limits it.",
    ),
)
NOT_TESTED = Group(
    (Verdict.NOT_TESTED,),
    "What nobody has tested",
    "{that|capital}",
    "If you act on one of these, treat it as a trial. Plan from the start how you will learn from it.",
)


def told_claims(tables: Tables) -> list[Proposition]:
    """The claims that are told in a paragraph: the key ones that were tested, all where none is marked; as many as a page bears."""
    tested = [p for p in tables.claims.items if tables.finding[p.id].lean != Lean.NONE]
    return ([p for p in tested if p.key] or tested)[:MOST_TOLD]


def further(tables: Tables) -> list[Proposition]:
    """Tested claims that have no paragraph."""
    told = {p.id for p in told_claims(tables)}
    return [p for p in tables.claims.items if p.id not in told and tables.finding[p.id].lean != Lean.NONE]


def headline(tables: Tables, p: Proposition) -> str:
    """A claim's message: what the evidence makes of it."""
    verdict = tables.finding[p.id].verdict
    group = next((g for g in GROUPS if verdict in g.verdicts), NOT_TESTED)
    return fill(group.head, {"that": p.that}, file="brief", field="headline")


def not_tested(tables: Tables) -> list[tuple[Proposition, Sentence]]:
    """The claims that nothing tests, each with what a test of it would take."""
    found = []
    for p in tables.claims.items:
        f = tables.finding[p.id]
        if f.lean == Lean.NONE:
            near = indirect(f)
            values: dict[str, Any] = {"directly": p.directly, "near": near, "missing": f.missing}
            template = "{missing|capital}."
            if by_votes(f) and p.directly:
                values["bodies"] = plural(near, "body of evidence comes", "bodies of evidence come")
                template = "A study that {directly}" + ("; {near|figure} {bodies} near." if near else ".")
            text = capital(fill(template, values, file="brief", field=f"open.{p.id}"))
            where = f"findings/{p.slug}.html#the-evidence"
            found.append((p, Sentence(f"open-{p.id}", text, template, values, where)))
    return found
