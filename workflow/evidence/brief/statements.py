"""The sentences of the briefing, each computed from the tables and traceable to them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from evidence.assess.rows import LEVELS, Certainty
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.words import a_list, capital, number, plural, quantifier, some
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem, Standing
from evidence.ingest.rows import QUARANTINE, FileCount, Record
from evidence.propositions import Proposition
from evidence.synthesise.claim_rows import Confounding, Finding, Verdict
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rules import threshold

FILE = "config/propositions.yaml"
VERDICT_WORDS = {
    "supported": ("✔", "Supported"),
    "contested": ("⇄", "Contested"),
    "not_supported": ("✘", "Not supported"),
    "insufficient": ("◔", "Too little evidence"),
    "no_evidence": ("○", "No evidence"),
}
_NO_CLAIMS = "No claim is put to the test yet: this book says what evidence there is, and judges nothing."
_OPEN = {
    "insufficient": "the studies are not enough to judge.",
    "no_evidence": "no counted study takes a side.",
    "untested": "nothing is coded that its test needs.",
    "supported": "",
    "contested": "",
    "not_supported": "",
}
_WORDS = {
    "for": ("study speaks", "studies speak"),
    "against": ("study speaks", "studies speak"),
    "qualify": ("study qualifies", "studies qualify"),
    "silent": ("study bears", "studies bear"),
}


def values_of(tables: Tables, proposition: Proposition) -> dict[str, Any]:
    """Every slot that the sentences of one claim may name."""
    finding = tables.finding[proposition.id]
    words = _WORDS | {side: tuple(pair) for side, pair in proposition.words.items()}
    return {
        "threshold": threshold(proposition.rule),
        **{k: v for k, v in tables.numbers(proposition.id).items() if not isinstance(v, list | dict)},
        **proposition.values,
        "that": proposition.that,
        "lean": finding.lean,
        "divided": _divided(finding.lean),
        "n_for": finding.n_for,
        "n_against": finding.n_against,
        "n_qualifies": finding.n_qualifies,
        "n_silent": finding.n_silent,
        "for_studies": some(finding.n_for, *words["for"]),
        "against_studies": some(finding.n_against, *words["against"]),
        "qualify_word": plural(finding.n_qualifies, *words["qualify"]),
        "silent_word": plural(finding.n_silent, *words["silent"]),
    }


def _divided(lean: str) -> str:
    """How the studies are divided; where a rule of shares is contested, no study may take a side.

    >>> _divided("evenly split"), _divided("mostly for"), _divided("")
    ('evenly divided', 'divided, mostly for', 'divided')
    """
    return "evenly divided" if lean == "evenly split" else f"divided, {lean}" if lean else "divided"


def finding_sentences(tables: Tables, proposition: Proposition) -> list[Sentence]:
    """The verdict of one claim in words, with what qualifies it and what is silent."""
    finding, claims = tables.finding[proposition.id], tables.claims
    values = values_of(tables, proposition)
    common = claims.sentences[finding.verdict]
    if untested(finding):
        common = claims.sentences.get("untested", common)
    own = proposition.sentence and finding.verdict in (
        Verdict.SUPPORTED,
        Verdict.CONTESTED,
        Verdict.NOT_SUPPORTED,
    )
    parts = [("verdict", proposition.sentence if own else common)]
    if finding.n_qualifies:
        parts.append(("qualifying", claims.sentences["qualifying"]))
    if finding.n_silent:
        parts.append(("silent", claims.sentences["silent"]))
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
    """How large a part of the studies that take a side is for the claim, with its quantifier."""
    finding = tables.finding[proposition.id]
    if finding.share_for is None:
        return None
    values = {
        "n": finding.n_for + finding.n_against,
        "share": finding.share_for,
        "quantifier": quantifier(finding.share_for, tables.config.brief.quantifiers),
    }
    template = (
        "Of the studies that take a side ({n|figure}), {quantifier} are for the claim ({share|percent})."
    )
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


def untested(finding: Finding) -> bool:
    """Whether studies take a side although the claim's own test had nothing to go by."""
    return finding.verdict == Verdict.NO_EVIDENCE and bool(finding.n_for + finding.n_against)


def testable(tables: Tables, proposition: Proposition) -> str:
    values = values_of(tables, proposition)
    return fill(proposition.testable, values, file=FILE, field=f"{proposition.id}.testable")


def bottom_line(tables: Tables) -> list[Sentence]:
    """The answer in one breath: counts of verdicts, then what holds for single claims."""
    tally = Counter(str(finding.verdict) for finding in tables[Finding])
    values = {
        "n_claims": len(tables[Finding]),
        "seed_year": str(tables.claims.seed["year"]),
        "n_supported": tally["supported"],
        "n_contested": tally["contested"],
        "n_not_supported": tally["not_supported"],
        "n_open": tally["insufficient"] + tally["no_evidence"],
    }
    template = tables.claims.bottom_line if tables.claims.items else _NO_CLAIMS
    text = fill(template, values, file=FILE, field="bottom_line")
    found = [Sentence("bottom-line", text, template, values, "findings/index.html")]
    for row in tables.claims.bottom_line_more:
        finding = tables.finding.get(row["finding"])
        if finding and finding.verdict in row["verdicts"]:
            link = f"findings/{tables.proposition[row['finding']].slug}.html#the-evidence"
            values = {"verdict": finding.verdict}
            found.append(Sentence(f"bottom-line-{row['finding']}", row["text"], row["text"], values, link))
    return found


def certainty_line(tables: Tables) -> Sentence:
    """How certain the findings are, in one sentence: a person's levels, or that nobody has judged them."""
    tally = Counter(row.level for row in tables[Certainty] if row.state == "judged")
    judged, n = sum(tally.values()), len(tables[Certainty])
    values: dict[str, Any] = {"n": n, "judged": judged}
    if not judged:
        template = "Certainty is not yet judged for any finding."
    else:
        values["levels"] = a_list([f"{level} for {number(tally[level])}" for level in LEVELS if tally[level]])
        template = "Certainty is {levels} of {n} findings."
        if judged < n:
            values["open"] = n - judged
            template = "Certainty is {levels} of {n} findings and not yet judged for {open}."
    text = fill(template, values, file="brief", field="certainty_line")
    return Sentence("bottom-line-certainty", text, template, values, "findings/index.html")


def not_known(tables: Tables) -> list[Sentence]:
    """What the evidence leaves open: claims without a verdict, and empty fields of the map."""
    found = []
    for finding in tables[Finding]:
        ending = _OPEN["untested" if untested(finding) else finding.verdict]
        if ending:
            p = tables.proposition[finding.proposition]
            values: dict[str, Any] = {"verdict": finding.verdict, "that": p.that}
            template = "Whether {that}: " + ending
            text = fill(template, values, file="brief", field="not_known")
            found.append(Sentence(f"open-{p.id}", text, template, values, f"findings/{p.slug}.html"))
    unjudged = sum(row.state != "judged" for row in tables[Certainty])
    if unjudged:
        values = {"n": unjudged, "of": len(tables[Certainty])}
        template = "How certain each finding is: for {n} of {of} findings nobody has yet judged it."
        text = fill(template, values, file="brief", field="not_known")
        found.append(Sentence("open-certainty", text, template, values, "methods.html"))
    return found


def field_counts(tables: Tables) -> list[tuple[str, int]]:
    """Included works in each policy field, largest first."""
    facet = tables.codebook.by_role("field")
    counts = Counter(
        label.code
        for work in tables.included
        for label in tables.counted_codes[work.work_id]
        if label.facet == facet.id
    )
    return [(facet.label_of(code), n) for code, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))]


def about_the_evidence(tables: Tables) -> list[Sentence]:
    """Where the evidence comes from and how thick it is."""
    counted = [i for i in tables[EvidenceItem] if i.standing == Standing.COUNTED]
    shown = len(tables[EvidenceItem]) - len(counted)
    top = field_counts(tables)[:2]
    values = {
        "entries": len(tables[Record]) + len(tables[QUARANTINE]),
        "files": len(tables[FileCount]),
        "works": len(tables[Work]),
        "included": len(tables.included),
        "studies": len({work.study_id for work in tables.included}),
        "items": len(tables[EvidenceItem]),
        "counted": len(counted),
        "shown": shown,
        "fields": a_list([f"{name.lower()} ({n})" for name, n in top]),
        "pooled": sum(pool.pooled for pool in tables[Pool]),
        "groups": len(tables[Pool]),
    }
    templates = {
        "records": "The evidence begins with {entries|figure} entries in {files} export files, which hold {works|figure} different works; {included|figure} of them were included, from {studies|figure} studies.",
        "fields": "Included works are thickest in {fields}.",
        "items": "{items|figure} coded passages and estimates were taken from them, of which {counted|figure} count towards a verdict and {shown|figure} are shown only.",
        "pooled": "Of {groups|figure} groups of like estimates, {pooled} could be pooled; the others are listed with the reason.",
    }
    links = {
        "records": "selection.html",
        "fields": "fields.html",
        "items": "numbers.html",
        "pooled": "pools.html",
    }
    found = []
    for name, template in templates.items():
        if name == "fields" and not top:
            continue
        if name == "pooled" and not tables[Pool]:
            template = "No estimates were extracted, so that nothing could be pooled."
        text = capital(fill(template, values, file="brief", field=name))
        found.append(Sentence(f"evidence-{name}", text, template, values, links[name]))
    return found
