"""The claims by which way their evidence leans: what each group is called, how its claims are headed, what follows for who must decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evidence.brief.cited import how_little
from evidence.brief.sentences import Sentence, fill
from evidence.brief.strongest import candidates
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, indirect, that_lean
from evidence.brief.words import capital, plural
from evidence.propositions import Proposition
from evidence.side_words import Directness, Side
from evidence.synthesise.claim_rows import Finding, Lean, Verdict

MOST_TOLD = 9
"""Paragraphs on one page, so that no wording comes more than three times; further claims are named."""


@dataclass(frozen=True, slots=True)
class Group:
    """Verdicts that lean the same way: what they are called, and what follows for who must decide.

    `few` is what follows where a claim of theirs rests on few bodies of evidence, as its headline then says.
    """

    verdicts: tuple[Verdict, ...]
    heading: str
    meaning: str
    few: str = ""


GROUPS = (
    Group(
        (Verdict.AGREEMENT_FOR, Verdict.LEANS_FOR),
        "What the evidence leans towards",
        "You can start from these, with care. Read what limits each of them first.",
        "Where a headline names how few bodies of evidence it rests on, take it as a lead, not as a ground to act on.",
    ),
    Group(
        (Verdict.LEANS_AGAINST, Verdict.AGREEMENT_AGAINST),
        "What it leans against",
        "Do not plan as if these claims held.",
        "Where a headline names how few bodies of evidence it rests on, do not plan on the contrary either.",
    ),
    Group(
        (Verdict.DIVIDED,),
        "What it is divided over",
        "Do not take this for granted. Ask which studies come from a place like yours.",
    ),
    Group(
        (Verdict.QUALIFIED,),
        "What it only qualifies",
        "Do not count on this: look at what limits it.",
    ),
)
NOT_TESTED = Group(
    (Verdict.NOT_TESTED,),
    "What is not tested here",
    "If you act on one of these, treat it as a trial. Plan from the start how you will learn from it.",
)

_OF_VOTES = {
    Verdict.AGREEMENT_FOR: "Bodies of evidence agree that {that}",
    Verdict.LEANS_FOR: "It seems that {that}",
    Verdict.DIVIDED: "Studies disagree on whether {that}",
    Verdict.QUALIFIED: "It is unsettled whether {that}",
    Verdict.LEANS_AGAINST: "It is not borne out that {that}",
    Verdict.AGREEMENT_AGAINST: "Bodies of evidence agree against the claim that {that}",
    Verdict.NOT_TESTED: "Whether {that}",
}
_OF_A_COUNT = _OF_VOTES | {
    Verdict.AGREEMENT_FOR: "A count bears out that {that}",
    Verdict.LEANS_FOR: "A count suggests that {that}",
    Verdict.DIVIDED: "A count does not settle whether {that}",
    Verdict.LEANS_AGAINST: "A count speaks against the claim that {that}",
    Verdict.AGREEMENT_AGAINST: "A count is clear against the claim that {that}",
}


def told_claims(tables: Tables) -> list[Proposition]:
    """The claims that are told in a paragraph: the key ones that were tested, all where none is marked; as many as a page bears."""
    tested = [p for p in tables.claims.items if tables.finding[p.id].lean != Lean.NONE]
    return ([p for p in tested if p.key] or tested)[:MOST_TOLD]


def further(tables: Tables) -> list[Proposition]:
    """Tested claims that have no paragraph."""
    told = {p.id for p in told_claims(tables)}
    return [p for p in tables.claims.items if p.id not in told and tables.finding[p.id].lean != Lean.NONE]


def meaning(tables: Tables, group: Group, claims: Iterable[Proposition]) -> str:
    """What follows from a group for who must decide, by how much its claims rest on."""
    few = any(is_few(tables, tables.finding[p.id]) for p in claims)
    return f"{group.meaning} {group.few}" if few and group.few else group.meaning


def is_few(tables: Tables, f: Finding) -> bool:
    """Whether fewer bodies of evidence lean the way of a verdict than the review asks for before it drops "so far"."""
    return by_votes(f) and f.lean != Lean.NONE and that_lean(f) < tables.claims.minimum_studies


def headline(tables: Tables, p: Proposition) -> str:
    """A claim's message: what the evidence makes of it. How much that is enters the words, so that little is never said as a fact."""
    f = tables.finding[p.id]
    n = that_lean(f)
    values = {
        "that": p.that,
        "n": n,
        "bodies": plural(n, "body of evidence", "bodies of evidence"),
        "seen": _how_seen(tables, p, f) if n == 1 else "",
        "suggest": plural(n, "suggests", "suggest"),
        "speak": plural(n, "speaks", "speak"),
    }
    return capital(fill(_head(tables, f), values, file="brief", field="headline"))


def _head(tables: Tables, f: Finding) -> str:
    counted = "{n|capital} {bodies}{seen} "
    if not by_votes(f):
        return _OF_A_COUNT[f.verdict]
    if is_few(tables, f):
        if f.lean == Lean.FOR:
            return counted + "{suggest} that {that}"
        if f.lean == Lean.AGAINST:
            return counted + "{speak} against the claim that {that}"
        if f.verdict == Verdict.DIVIDED:
            return "Few bodies of evidence test whether {that}, and they disagree"
    return _OF_VOTES[f.verdict]


def _how_seen(tables: Tables, p: Proposition, f: Finding) -> str:
    """Of the one body that leans the way of the verdict: that nobody saw more than a record of it, where that is so."""
    side = Side.AGAINST if f.lean == Lean.AGAINST else Side.FOR
    rows = [
        c.row for c in candidates(tables, p.id) if c.side == side and c.row.directness == Directness.DIRECT
    ]
    seen = {how_little(tables, row) for row in rows}
    return ", known by a record alone," if seen and seen <= {"record only", "no record of its own"} else ""


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
