"""The sentences of the plain-language summary: what was asked, found and left open, in short words.

They are computed as all the others are, from the same findings; only the wording differs.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.assess.rows import LEVELS, Certainty
from evidence.brief.populations import populations
from evidence.brief.retest import added
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, unit
from evidence.brief.words import plural, some
from evidence.deduplicate.rows import Work
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Finding, Lean
from evidence.synthesise.rows import MapCell

# The groups in reading order: which way they lean, the heading, and what follows for somebody who must decide.
GROUPS = (
    ((Lean.FOR,), "The studies lean towards this", "You can start from these claims, with care. Read the full finding first."),
    ((Lean.BETWEEN,), "The studies lean neither way", "Do not take these claims for granted. Ask which studies come from a place like yours."),
    ((Lean.AGAINST,), "The studies lean against this", "Do not build plans on these claims."),
    ((Lean.NONE,), "Not tested", "If you act on one of these, treat it as a trial. Plan from the start how you will learn from it."),
)  # fmt: skip
_BY_VOTES = "The claim is that {that}. {say_yes|capital} yes and {n_against} {say_no} no. These test the claim directly."
_BY_NUMBERS = "The claim is that {that}. A count over {tested|figure} {unit} {says}."
_NOT_TESTED = "The claim is that {that}. No study that we found puts this to the test."
_SHORT_OF = "The claim is that {that}. We found too little to put this to the test."
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
        "year": str(tables.claims.seed["year"]),
        "works": len(tables[Work]),
        "included": len(tables.included),
        "studies": populations(tables)["included_studies"].n,
    }
    works = "We gathered {works|figure} papers and reports. We kept {included|figure} that fit the question. They come from {studies|figure} studies."
    if len(tables[Work]) == 1:
        works = "We gathered {works} paper or report. We kept {included} that fits the question."
    tested = "We tested {claims} {claim_word} from a report of {year}."
    if values["added"]:
        tested = "We tested {claims} {claim_word} from a report of {year} and {added} of our own."
    return [
        _sentence("asked", tested, values, "findings/index.html"),
        _sentence("works", works, values, "selection.html"),
        _sentence("rule", "For each claim, we asked which studies test it and say yes or no. A fixed rule then gives the answer.", values, "methods.html"),
    ]  # fmt: skip


def found(
    tables: Tables, keys_only: bool = False, most: int | None = None
) -> list[tuple[str, str, list[tuple[Proposition, Sentence]]]]:
    """(heading, what it may mean, claims with their sentence), a group of leanings each; the first `most` claims."""
    chosen = [p for p in tables.claims.items if p.key or not keys_only][:most]
    groups = []
    for leans, heading, meaning in GROUPS:
        rows = [(p, _claim(tables, p)) for p in chosen if tables.finding[p.id].lean in leans]
        if rows:
            groups.append((heading, meaning, rows))
    return groups


def _claim(tables: Tables, proposition: Proposition) -> Sentence:
    finding: Finding = tables.finding[proposition.id]
    values = {
        "that": proposition.that,
        "n_against": finding.direct_against,
        "say_yes": some(finding.direct_for, "body of evidence says", "bodies of evidence say"),
        "say_no": plural(finding.direct_against or 1, "says", "say"),
        "tested": finding.tested,
        "unit": unit(finding),
        "says": _SAYS[finding.lean],
    }
    if finding.lean == Lean.NONE:
        template = _NOT_TESTED if by_votes(finding) else _SHORT_OF
    else:
        template = _BY_VOTES if by_votes(finding) else _BY_NUMBERS
    where = f"findings/{proposition.slug}.html#the-evidence"
    return _sentence(proposition.id, template, values, where)


def how_sure(tables: Tables) -> list[Sentence]:
    """What people have said on certainty, and that counting studies is not weighing them."""
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
    """How much of the evidence map is empty."""
    form, field = tables.codebook.by_role("form"), tables.codebook.by_role("field")
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
    return [_sentence("gaps", template, values, "map.html")] if values["of"] else []


def all_plain(tables: Tables) -> list[Sentence]:
    """Every sentence of the summary, once."""
    claims = [sentence for _, _, rows in found(tables) for _, sentence in rows]
    return [*asked(tables), *claims, *how_sure(tables), *gaps(tables)]


def _sentence(name: str, template: str, values: dict[str, Any], evidence: str) -> Sentence:
    text = fill(template, values, file="brief", field=f"plain.{name}")
    return Sentence(f"plain-{name}", text, template, values, evidence)
