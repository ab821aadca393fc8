"""The sentences of the briefing, each computed from the tables and traceable to them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.brief.meant import is_map, meant
from evidence.brief.populations import populations
from evidence.brief.sentences import Sentence, fill
from evidence.brief.slots import DECIDED
from evidence.brief.tables import Tables
from evidence.brief.verdicts import by_votes, counted, indirect, within
from evidence.brief.words import a_list, capital, plural, quantifier, some
from evidence.codebook import Facet
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import FileCount
from evidence.propositions import Proposition
from evidence.review_kind import Part
from evidence.synthesise.claim_rows import Confounding, Lean, Subgroup
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rules import threshold

FILE = "config/propositions.yaml"
_WORDS = {
    "for": ("study speaks", "studies speak"),
    "against": ("study speaks", "studies speak"),
    "qualify": ("study qualifies", "studies qualify"),
}


def values_of(tables: Tables, proposition: Proposition) -> dict[str, Any]:
    """Every slot that the sentences of one claim may name."""
    finding = tables.finding[proposition.id]
    words = _WORDS | {side: tuple(pair) for side, pair in proposition.words.items()}
    few = finding.tested < tables.claims.minimum_studies
    return {
        "threshold": threshold(proposition.rule),
        **{k: v for k, v in tables.numbers(proposition.id).items() if not isinstance(v, list | dict)},
        **proposition.values,
        "that": proposition.that,
        "counted": counted(finding),
        "amount": finding.amount,
        "so_far": ", so far" if few else "",
        "missing": finding.missing,
        **{
            name: getattr(finding, name)
            for name in ("tested", "direct_for", "direct_against", "direct_qualifies")
        },
        "indirect": indirect(finding),
        "indirect_word": plural(indirect(finding), "body of evidence takes", "bodies of evidence take"),
        "indirect_verb": plural(indirect(finding), "is", "are"),
        **{
            name: getattr(finding, name)
            for name in ("n_for", "n_against", "n_qualifies", "n_silent", "n_not_read")
        },
        "for_studies": some(finding.n_for, *words["for"]),
        "against_studies": some(finding.n_against, *words["against"]),
        "qualify_word": plural(finding.n_qualifies, *words["qualify"]),
        "silent_word": plural(finding.n_silent, "study was", "studies were"),
        "silent_verb": plural(finding.n_silent, "says", "say"),
        "unread_word": plural(finding.n_not_read, "study has", "studies have"),
        "facet": facet_label(tables, proposition.by).lower(),
        "by_field": _by_field(tables, proposition),
    }


def _by_field(tables: Tables, proposition: Proposition) -> str:
    facet = tables.codebook.find(proposition.by)
    labels = {code.id: code.label for code in facet.codes} if facet else {}
    own = [
        row for row in tables[Subgroup] if (row.proposition, row.facet) == (proposition.id, proposition.by)
    ]
    return within(own, labels)


def finding_sentences(tables: Tables, proposition: Proposition) -> list[Sentence]:
    """The verdict of one claim in words, with what qualifies it, what is silent and what is not read."""
    finding, common = tables.finding[proposition.id], tables.claims.sentences
    values = values_of(tables, proposition)
    own = proposition.sentence and finding.verdict in DECIDED
    parts = [("verdict", proposition.sentence if own else common[finding.verdict])]
    said = {
        "indirect": by_votes(finding) and finding.lean != Lean.NONE and indirect(finding),
        "by_field": values["by_field"],
        "qualifying": finding.n_qualifies,
        "silent": finding.n_silent,
        "not_read": finding.n_not_read,
    }
    parts += [(name, common[name]) for name, there in said.items() if there]
    return [
        Sentence(
            f"{proposition.id}-{name}",
            fill(template, values, file=FILE, field=f"{proposition.id}.{name}"),
            " ".join(template.split()),
            values,
            f"findings/{proposition.slug}.html#the-evidence",
        )
        for name, template in parts
    ]


def share_sentence(tables: Tables, proposition: Proposition) -> Sentence | None:
    """How large a part of the direct bodies of evidence is for the claim, with its quantifier; none where they are few."""
    finding = tables.finding[proposition.id]
    n = finding.direct_for + finding.direct_against
    if finding.share_for is None or n < tables.claims.minimum_studies:
        return None
    values = {
        "n": n,
        "share": finding.share_for,
        "quantifier": quantifier(finding.share_for, tables.config.brief.quantifiers),
    }
    template = "Of the bodies of evidence that speak directly and are for or against ({n|figure}), {quantifier} are for the claim ({share|percent})."
    text = fill(template, values, file="brief", field="share")
    return Sentence(
        f"{proposition.id}-share", text, template, values, f"findings/{proposition.slug}.html#the-evidence"
    )


def confounding_sentences(tables: Tables, proposition: Proposition) -> list[Sentence]:
    """What else tells the studies for a claim from those against it; one sentence a facet, the sharpest code of each."""
    best: dict[str, Any] = {}
    for row in tables[Confounding]:
        if row.proposition == proposition.id and row.separates:
            gap = abs(row.for_with / row.for_known - row.against_with / row.against_known)
            if row.facet not in best or gap > best[row.facet][0]:
                best[row.facet] = (gap, row)
    found = []
    for facet, (_, row) in sorted(best.items()):
        values = {
            "facet": facet_label(tables, facet).lower(),
            "code": code_label(tables, facet, row.code),
            "n_for": row.for_with,
            "of_for": row.for_known,
            "n_against": row.against_with,
            "of_against": row.against_known,
        }
        template = (
            "The two sides differ in {facet} too: “{code}” stands with {n_for} of the {of_for} studies for the claim where "
            "it is known, and with {n_against} of the {of_against} against it, so that neither can be told from the other."
        )
        text = fill(template, values, file="brief", field="confounding")
        page = f"findings/{proposition.slug}.html#what-else-differs-between-the-sides"
        found.append(Sentence(f"{proposition.id}-confounded-{facet}", text, template, values, page))
    return found


def facet_label(tables: Tables, facet: str) -> str:
    found = tables.codebook.find(facet)
    return found.label if found else facet


def code_label(tables: Tables, facet: str, code: str) -> str:
    found = tables.codebook.find(facet)
    return next((c.label for c in found.codes if c.id == code), code) if found else code


def testable(tables: Tables, proposition: Proposition) -> str:
    values = values_of(tables, proposition)
    return fill(proposition.testable, values, file=FILE, field=f"{proposition.id}.testable")


def field_counts(tables: Tables) -> list[tuple[str, int]]:
    """Included works in each field, or of each form where the codebook has no field, largest first."""
    facet = _thickest_in(tables)
    if facet is None:
        return []
    counts = Counter(
        label.code
        for work in tables.included
        for label in tables.counted_codes[work.work_id]
        if label.facet == facet.id
    )
    return [(facet.label_of(code), n) for code, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))]


def _thickest_in(tables: Tables) -> Facet | None:
    return tables.codebook.by_role("field") or tables.codebook.by_role("form")


def about_the_evidence(tables: Tables) -> list[Sentence]:
    """Where the evidence comes from and how thick it is."""
    n = {name: population.n for name, population in populations(tables).items()}
    top = field_counts(tables)[:2]
    included = {work.work_id for work in tables.included}
    values = {
        "entries": n["entries"],
        "files": len(tables[FileCount]),
        "works": n["works"],
        "included": n["included_works"],
        "studies": n["included_studies"],
        "items": n["items"],
        "of_included": sum(item.work_id in included for item in tables[EvidenceItem]),
        "counted": n["counted_items"],
        "shown": n["items"] - n["counted_items"],
        "hold": plural(n["entries"], "holds", "hold"),
        "included_were": plural(n["included_works"], "was", "were"),
        "shown_are": plural(n["items"] - n["counted_items"], "is", "are"),
        "fields": a_list([f"{name.lower()} ({n})" for name, n in top]),
        "pooled": sum(pool.pooled for pool in tables[Pool]),
        "groups": n["groups"],
    }
    templates = {
        "records": "The evidence begins with {entries|figure} entries in {files} export files, which {hold} {works|figure} different works; {included|figure} of them {included_were} included, from {studies|figure} studies.",
        "fields": "Included works are thickest in {fields}.",
        "items": "Readers coded {items|figure} passages and estimates, {of_included|figure} of them of included works; of all these {counted|figure} may count towards a verdict and {shown|figure} {shown_are} shown only.",
        "pooled": "Of {groups|figure} groups of like results, {pooled} could be pooled; the others are listed with the reason.",
    }
    if n["groups"] and values["pooled"] == n["groups"]:
        templates["pooled"] = (
            "The only group of like results could be pooled."
            if n["groups"] == 1
            else "All {groups|figure} groups of like results could be pooled."
        )
    links = {
        "records": "selection.html",
        "fields": f"{facet.role}s.html" if (facet := _thickest_in(tables)) else "",
        "items": "numbers.html",
        "pooled": "pools.html",
    }
    of = {"items": not is_map(tables), "pooled": Part.EFFECTS in meant(tables)}
    found = []
    for name, template in templates.items():
        if (name == "fields" and not top) or not of.get(name, True):
            continue
        if name == "pooled" and not tables[Pool]:
            template = "No estimates were extracted, so that nothing could be pooled."
        text = capital(fill(template, values, file="brief", field=name))
        found.append(Sentence(f"evidence-{name}", text, template, values, links[name]))
    return found
