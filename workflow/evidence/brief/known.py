"""What is known of the claims, one paragraph each, by which way the evidence leans: for the home page, plain words and print.

A paragraph says the verdict first, then the study that stands for each side (`strongest`) with what it found, then what would turn the
verdict. No wording is used more than a few times on a page: each part has several, which are taken in turn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from evidence.brief.cited import cited, how_little, label_of, reason
from evidence.brief.effect_words import in_words
from evidence.brief.known_words import (
    ALONE,
    BY_SIDE,
    COMPARED,
    COUNTED,
    EFFECT,
    ELSE_IT,
    NEAR,
    NEAR_EFFECT,
    ONE_WAY,
    THEN,
    TOWARDS,
    TURNS,
    Turns,
)
from evidence.brief.leanings import GROUPS, Group, headline, not_tested, told_claims
from evidence.brief.made_once import once
from evidence.brief.sentences import Sentence, fill
from evidence.brief.statements import finding_sentences
from evidence.brief.strongest import Candidate, candidates, strongest
from evidence.brief.tables import Tables
from evidence.brief.verdicts import LEAN_WORDS, by_votes
from evidence.brief.words import capital, number, plural
from evidence.propositions import Proposition
from evidence.side_words import TAKEN, Directness, Side
from evidence.synthesise.claim_rows import Finding, Lean


@dataclass(frozen=True, slots=True)
class Told:
    """One claim in a paragraph. `named`: the study that stands for each side, with whether it speaks directly."""

    claim: Proposition
    finding: Finding
    headline: str
    sentences: tuple[Sentence, ...]
    named: tuple[tuple[Side, Candidate], ...]
    caution: str


@once
def what_is_known(tables: Tables) -> list[tuple[Group, list[Told]]]:
    """The tested claims of the home page by how they lean; groups without one are left out."""
    turns, chosen, found = Turns(), told_claims(tables), []
    for group in GROUPS:
        own = [
            _told(tables, p, group, turns) for p in chosen if tables.finding[p.id].verdict in group.verdicts
        ]
        if own:
            found.append((group, own))
    return found


def read_in_full(tables: Tables) -> list[Sentence]:
    """Of how many of the studies that are named somebody read the full text; nothing where none is named."""
    rows = {c.row.study_id: c.row for _, own in what_is_known(tables) for each in own for _, c in each.named}
    full = sum(how_little(tables, row) == "" for row in rows.values())
    values = {"named": len(rows), "full": full, "were": plural(full, "was", "were")}
    template = "Of the {named|figure} studies named here, {full|figure} {were} read in full."
    if not full:
        template = "None of the {named|figure} studies named here was read in full; each is known from less."
    text = fill(template, values, file="brief", field="read_in_full")
    return [Sentence("known-read-in-full", text, template, values, "selection.html")] if len(rows) > 1 else []


def all_known(tables: Tables) -> list[Sentence]:
    """Every sentence of the paragraphs and of what is not tested, once; the claims' own sentences stand among those of findings."""
    told = [s for _, own in what_is_known(tables) for each in own for s in each.sentences]
    told += read_in_full(tables)
    return [s for s in [*told, *(s for _, s in not_tested(tables))] if s.id.startswith(("known-", "open-"))]


def _told(tables: Tables, p: Proposition, group: Group, turns: Turns) -> Told:
    f, every = tables.finding[p.id], candidates(tables, p.id)
    named = _named(f, every)
    sentences = [_verdict(tables, p, f, turns)]
    for side, c in named:
        effect = _first_in_words(c)
        sentences.append(_side(tables, p, side, c, turns, arms=not effect))
        if effect:
            template = turns.next(EFFECT)
            sentences.append(_sentence(f"known-{p.id}-{side}-effect", template, {"effect": effect}, p))
    if not any(s.id.endswith("-effect") for s in sentences):
        sentences += _beside(tables, p, every, turns)
    sentences += _turn(p, f, turns)
    return Told(p, f, headline(tables, p), tuple(sentences), tuple(named), " ".join(p.caution.split()))


def _named(f: Finding, every: list[Candidate]) -> list[tuple[Side, Candidate]]:
    """The strongest study of each side, that of the lean first; what only limits a claim is named where it speaks directly."""
    order = (
        (Side.AGAINST, Side.FOR, Side.QUALIFIES)
        if f.lean == Lean.AGAINST
        else (Side.FOR, Side.AGAINST, Side.QUALIFIES)
    )
    found = [(side, c) for side in order if (c := strongest(every, side))]
    return [(s, c) for s, c in found if s != Side.QUALIFIES or c.row.directness == Directness.DIRECT]


def _verdict(tables: Tables, p: Proposition, f: Finding, turns: Turns) -> Sentence:
    if not by_votes(f):
        return finding_sentences(tables, p)[0]
    values: dict[str, Any] = {
        "tested": f.tested,
        "agree": max(f.direct_for, f.direct_against),
        "n_for": f.direct_for,
        "n_against": f.direct_against,
        "n_qualifies": f.direct_qualifies,
        "speak": plural(f.direct_for, "speaks", "speak"),
        "set": plural(f.direct_qualifies, "sets", "set"),
        "stands": "is for it"
        if f.direct_for
        else "is against it"
        if f.direct_against
        else "sets limits to it",
    }
    one_way = f.direct_for > 1 and not f.direct_against
    limits = f"{number(f.direct_qualifies)} {plural(f.direct_qualifies, 'sets', 'set')} limits to it"
    values["within"] = f"; {limits}" if f.direct_qualifies else ""
    values["within_too"] = f"{limits} and " if f.direct_qualifies else "and "
    wordings = ALONE if f.tested == 1 else ONE_WAY if one_way else COUNTED
    return _sentence(f"known-{p.id}-verdict", turns.next(wordings), values, p)


def _side(tables: Tables, p: Proposition, side: Side, c: Candidate, turns: Turns, *, arms: bool) -> Sentence:
    """The study that stands for a side, in its own reason; `arms`: with what it compares, where no effect behind it says so."""
    direct = c.row.directness == Directness.DIRECT
    compares = c.row.compares.replace(" vs ", " with ").replace("; ", ", and ")
    looks = c.row.directness in (Directness.ONE_ARM, Directness.PROXY)
    values = {
        "study": cited(tables, c.row),
        "does": f"{'looks at' if looks else 'compares'} {compares}",
        "doing": f"{'looking at' if looks else 'comparing'} {compares}",
        "reason": reason(tables, c.row),
        "side": TOWARDS[side],
    }
    template = turns.next(BY_SIDE[side] if direct else NEAR)
    if not (arms and compares):
        template = COMPARED.sub("", template)
    return _sentence(f"known-{p.id}-{side}", template, values, p)


def _beside(tables: Tables, p: Proposition, every: list[Candidate], turns: Turns) -> list[Sentence]:
    """Where no study that is named has an effect in words: that of the strongest that has one and takes a side less directly."""
    for c in sorted(every, key=lambda c: c.rank):
        takes = c.side in TAKEN and c.row.directness != Directness.DIRECT
        if takes and (effect := _first_in_words(c)):
            values = {"study": cited(tables, c.row), "side": TOWARDS[c.side], "effect": effect}
            return [_sentence(f"known-{p.id}-near-effect", turns.next(NEAR_EFFECT), values, p)]
    return []


def _first_in_words(c: Candidate) -> str:
    """The first of its effects that can be said in words, in the order in which they were coded: what was found picks none."""
    return next(filter(None, map(in_words, c.effects)), "")


def _turn(p: Proposition, f: Finding, turns: Turns) -> list[Sentence]:
    """How little would have to be left out for the verdict to lean another way; of a single body it is said with the verdict."""
    if not f.flip_bodies or (by_votes(f) and f.tested == 1):
        return []
    unit = plural(f.flip_bodies, "body of evidence", "bodies of evidence")
    if not by_votes(f):
        unit = plural(f.flip_bodies, "study", "studies")
    to = f.flip_to
    values = {
        "n": f.flip_bodies,
        "unit": unit,
        "would": LEAN_WORDS[to],
        "else_it": ELSE_IT[to],
        "then": THEN[to],
    }
    values["without"] = plural(f.flip_bodies, "without it", "without them")
    return [_sentence(f"known-{p.id}-turn", turns.next(TURNS), values, p)]


def _sentence(name: str, template: str, values: dict[str, Any], p: Proposition) -> Sentence:
    text = capital(fill(template, values, file="brief", field=name))
    return Sentence(name, text, template, values, f"findings/{p.slug}.html#the-evidence")


def in_brief(tables: Tables, told: Told) -> str:
    """Who says so and who does not, in a line: For: A (2008). Against: B (2015)."""
    words = {Side.FOR: "For", Side.AGAINST: "Against", Side.QUALIFIES: "In part"}
    parts = []
    for side, c in told.named:
        less = "" if c.row.directness == Directness.DIRECT else ", less directly"
        parts.append(f"{words[side]}: {label_of(c.row)}{less}")
    return "; ".join(parts)
