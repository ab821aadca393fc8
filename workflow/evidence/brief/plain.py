"""The sentences of the plain-language summary: what was asked, found and left open, in short words.

They are computed as all the others are, from the same findings; only the wording differs.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.assess.rows import LEVELS, Certainty
from evidence.brief.bottom_line import MAP
from evidence.brief.cited import cited, reason
from evidence.brief.known_words import Turns
from evidence.brief.leanings import GROUPS, NOT_TESTED, Group, headline
from evidence.brief.map_gaps import coding, tells_of_gaps
from evidence.brief.meant import is_map
from evidence.brief.populations import populations
from evidence.brief.retest import added
from evidence.brief.sentences import Sentence, fill
from evidence.brief.strongest import candidates, strongest
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, unit
from evidence.brief.words import plural, some
from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition
from evidence.side_words import Directness, Side
from evidence.spanning import spanning
from evidence.synthesise.claim_rows import Finding, Lean, Verdict
from evidence.synthesise.rows import MapCell

# Several wordings of each, taken in turn, so that none comes too often on the page.
_TESTED = (
    "{head}. {say_yes|capital} yes and {n_against} {say_no} no.",
    "{head}. We found {bodies_for} for it and {n_against} against.",
    "{head}. Of {tested} {unit}, {n_for} {speak} for it and {n_against} against it.",
)
_BY_NUMBERS = (
    "{head}. We counted {tested|figure} {unit}, and the count {says}.",
    "{head}. A count over {tested|figure} {unit} {says}.",
)
_LIMITED = ("{head}. What tests it sets limits to it.", "{head}. It was tested, and only in part borne out.")
_NAMED = (
    "See {study}: {reason}.",
    "The most direct test is {study}: {reason}.",
    "One to read is {study}: {reason}.",
)
_BOTH = "On the one hand {study}: {reason}. On the other {other}: {contrary}."
_SAYS = {
    Lean.FOR: "says yes",
    Lean.BETWEEN: "says neither yes nor no",
    Lean.AGAINST: "says no",
    Lean.NONE: "",
}


def asked(tables: Tables) -> list[Sentence]:
    """How large the search was, and what was put to the test."""
    values = {
        "claims": len(tables[Finding]) - len(added(tables)),
        "added": len(added(tables)),
        "claim_word": plural(len(tables[Finding]) - len(added(tables)), "claim", "claims"),
        "year": str(tables.claims.seed.get("year", "")),
        "works": tables.count(Work),
        "included": len(tables.included),
        "studies": populations(tables)["included_studies"].n,
    }
    works = "We gathered {works|figure} papers and reports. We kept {included|figure} that fit the question. They come from {studies|figure} studies."
    if tables.count(Work) == 1:
        works = "We gathered {works} paper or report. We kept {included} that fits the question."
    if is_map(tables):
        return [
            _sentence("works", works, values, "selection.html"),
            _sentence("map", MAP, values, "map.html"),
        ]
    if not tables[Finding]:
        untested = "No claim is put to the test yet."
        return [
            _sentence("asked", untested, values, "findings/index.html"),
            _sentence("works", works, values, "selection.html"),
        ]
    tested = (
        "We tested {claims} {claim_word} made in {year}."
        if values["year"]
        else "We tested {claims} {claim_word} of our own."
    )
    if values["added"]:
        tested = "We tested {claims} {claim_word} made in {year} and {added} of our own."
    return [
        _sentence("asked", tested, values, "findings/index.html"),
        _sentence("works", works, values, "selection.html"),
        _sentence("rule", "For each claim, we asked which studies test it and say yes or no. A fixed rule gives the answer.", values, "methods.html"),
    ]  # fmt: skip


def found(
    tables: Tables, keys_only: bool = False, most: int | None = None
) -> list[tuple[Group, list[tuple[Proposition, Sentence]]]]:
    """The groups of leanings, each with its claims and their sentence; the first `most` claims, of which the tested come first."""
    chosen = [p for p in tables.claims.items if p.key or not keys_only]
    chosen = sorted(chosen, key=lambda p: tables.finding[p.id].lean == Lean.NONE)[:most]
    turns, groups = Turns(), []
    for group in (*GROUPS, NOT_TESTED):
        own = [p for p in chosen if tables.finding[p.id].verdict in group.verdicts]
        if own:
            groups.append((group, [(p, _claim(tables, p, turns)) for p in own]))
    return groups


def _claim(tables: Tables, p: Proposition, turns: Turns) -> Sentence:
    """A claim's message, what was counted for it, and one study on the side that it leans to. What is not tested is named alone."""
    f: Finding = tables.finding[p.id]
    values: dict[str, Any] = {
        "head": headline(tables, p),
        "n_for": f.direct_for,
        "n_against": f.direct_against,
        "bodies_for": some(f.direct_for, "body of evidence", "bodies of evidence"),
        "speak": plural(f.direct_for, "speaks", "speak"),
        "say_yes": some(f.direct_for, "body of evidence says", "bodies of evidence say"),
        "say_no": plural(f.direct_against or 1, "says", "say"),
        "tested": f.tested,
        "unit": unit(f),
        "says": _SAYS[f.lean],
    }
    if f.lean == Lean.NONE:
        return _sentence(p.id, "{head}.", values, _where(p))
    wordings = _LIMITED if f.verdict == Verdict.QUALIFIED else _TESTED
    template = turns.next(wordings if by_votes(f) else _BY_NUMBERS)
    found = candidates(tables, p.id)
    sides = {Lean.FOR: (Side.FOR,), Lean.AGAINST: (Side.AGAINST,)}.get(f.lean, (Side.FOR, Side.AGAINST))
    named = [c for side in sides if (c := strongest(found, side)) and c.row.directness == Directness.DIRECT]
    if by_votes(f) and named:
        slots = (("study", "reason"), ("other", "contrary"))
        for c, (who, what) in zip(named, slots, strict=False):
            values |= {who: cited(tables, c.row), what: reason(tables, c.row)}
        template += " " + (_BOTH if len(named) > 1 else turns.next(_NAMED))
    return _sentence(p.id, template, values, _where(p))


def _where(p: Proposition) -> str:
    return f"findings/{p.slug}.html#the-evidence"


def how_sure(tables: Tables) -> list[Sentence]:
    """What people have said on certainty, and that counting studies is not weighing them."""
    if is_map(tables):
        return []
    levels = Counter(row.level for row in tables[Certainty] if row.state == "judged")
    values = {"judged": levels.total(), "of": len(tables[Certainty])}
    if levels:
        said = "Readers have judged how sure we can be of {judged} of {of} answers."
    else:
        said = "So far, nobody has judged how sure we can be of any answer. Treat them all with care."
    return [
        _sentence("counting", "Each answer counts what was found. It does not say how good the studies are.", values, "methods.html"),
        _sentence("certainty", said, values, "methods.html"),
        *(
            _sentence(f"certainty-{level.replace(' ', '-')}", "Of these, {n} {are} of {level} certainty.",
                      {"n": levels[level], "are": plural(levels[level], "is", "are"), "level": level.value}, "findings/index.html")
            for level in LEVELS if levels[level]
        ),
    ]  # fmt: skip


def gaps(tables: Tables) -> list[Sentence]:
    """How much of the evidence map is empty, and how many works nobody has coded for it."""
    if not (span := spanning(tables.codebook)):
        return []
    form, field = span
    rows = [c.id for c in form.codes if not c.abstain]
    columns = [c.id for c in field.codes if not c.abstain]
    filled = {(c.form, c.field) for c in tables[MapCell] if c.works}
    values: dict[str, Any] = {
        "of": len(rows) * len(columns),
        "empty": sum((r, c) not in filled for r in rows for c in columns),
        "row": form.label.lower(),
        "column": field.label.lower(),
    }
    values["are"] = plural(values["empty"], "is", "are")
    template = "Our map sets each {row} against each {column}. Of its {of} boxes, {empty} {are} empty."
    told = [_sentence("gaps", template, values, "map.html")] if values["of"] and tells_of_gaps(tables) else []
    return [*told, *coding(tables)]


def all_plain(tables: Tables) -> list[Sentence]:
    """Every sentence of the summary, once."""
    claims = [sentence for _, rows in found(tables) for _, sentence in rows]
    return [*asked(tables), *claims, *how_sure(tables), *gaps(tables)]


def _sentence(name: str, template: str, values: dict[str, Any], evidence: str) -> Sentence:
    text = fill(template, values, file="brief", field=f"plain.{name}")
    return Sentence(f"plain-{name}", text, template, values, evidence)
