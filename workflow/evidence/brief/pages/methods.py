"""How it was done: rules, machine, automation, limits, data."""

from __future__ import annotations

from collections import Counter

from evidence.brief.checklists.about import STATED, stated
from evidence.brief.macros import parts
from evidence.brief.markup import Markdown, as_text, bullets
from evidence.brief.meant import is_map, left_out, meant
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.pages.selection import read_in_full
from evidence.brief.populations import Population, populations
from evidence.brief.tables import Tables
from evidence.brief.who_did_what import people
from evidence.brief.words import capital, percent
from evidence.extract.rows import EvidenceItem, Standing
from evidence.given.reviewers import CONSENSUS
from evidence.review_kind import Part

_OF_MAPS = ("entries", "works", "included_works", "included_studies")
_OF_PART: dict[str, set[Part]] = {
    "Reading for a claim": {Part.CLAIMS},
    "Themes": {Part.CASES},
    "Appraisal": {*Part},
    "Certainty": {Part.CLAIMS, Part.CASES},
    "Implications": {Part.CLAIMS},
}


def view(tables: Tables) -> Slots:
    """Facets, rules and thresholds as they were run."""
    config = tables.config
    rules = [(p.id, p.rule["kind"], tables.finding[p.id].rule_text) for p in tables.claims.items]
    facets = [
        (f.label, f.definition or f.rule, len(f.codes) or "free", f.unit) for f in tables.codebook.facets
    ]
    return {
        "rules": rules,
        "facets": facets,
        "populations": [
            (parts.link(p.page, capital(p.many)), p.rule, f"{p.n:,}")
            for name, p in populations(tables).items()
            if _is_asked(tables, name, p)
        ],
        "duplicate_at": percent(config.deduplicate.duplicate_at),
        "minimum_studies": tables.claims.minimum_studies,
        "interval": percent(tables.claims.interval),
        "machine_counts": _machine_counts(config.synthesise.count_machine_codes),
        "codebook_version": tables.codebook.version,
        "background": Markdown("\n\n".join(as_text(text) for text in config.review.background)),
        "eligibility": bullets([" ".join(text.split()) for text in _eligibility(tables)]),
        "read_in_full": parts.paragraph(read_in_full(tables), "computed"),
        "prepared": bullets(_prepared(tables)),
        "not_counted": bullets(_not_counted(tables)),
        "people": _people(tables),
        "stated": _stated(tables),
        "stated_ids": [f"stated-{key}" for key in STATED],
    }


def _eligibility(tables: Tables) -> list[str]:
    rules = tables.codebook.screening
    if rules is None:
        return []
    return [
        f"Included: {rules.include}",
        f"Kept as background: {rules.background}",
        f"Excluded: {rules.exclude}",
    ]


def _prepared(tables: Tables) -> list[str]:
    """What was done to directions and estimates before they were counted or pooled."""
    synthesise = tables.config.synthesise
    turned = [f"Turned round: {name}" for name in synthesise.turned_comparisons]
    never = [
        f"Never pooled: {tables.codebook.called(role).lower()} ({why})"
        for role, why in synthesise.never_pooled.items()
    ]
    alike = [f"Pooled as {name}: {'; '.join(own)}" for name, own in synthesise.alike_comparisons.items()]
    return turned + alike + never


def _not_counted(tables: Tables) -> list[str]:
    tally = Counter(
        item.standing_reason for item in tables[EvidenceItem] if item.standing != Standing.COUNTED
    )
    return [f"{why}: {n}" for why, n in sorted(tally.items())]


def _people(tables: Tables) -> Rows:
    """Who did each step; where it was one person alone, or nobody, the table says so."""
    return [
        (step, *_of_step(names))
        for step, names in people(tables).items()
        if names or not _OF_PART.get(step) or meant(tables) & _OF_PART[step]
    ]


def _is_asked(tables: Tables, name: str, population: Population) -> bool:
    """Whether a population is one that such a review has: what is none, and was never meant to be any, is not listed."""
    if is_map(tables):
        return bool(population.n) or name in _OF_MAPS
    return bool(population.n) or population.page.partition("#")[0] not in left_out(tables)


def _of_step(names: list[str]) -> tuple[int | str, str, str]:
    """(how many, who, what is to be said of that)."""
    if names == [CONSENSUS]:
        return "–", CONSENSUS, "all of it settled together"
    beside = "not done" if not names else "by one reader alone" if len(names) == 1 else "–"
    return len(names), ", ".join(names) or "nobody", beside


def _stated(tables: Tables) -> Rows:
    return [(words, stated(tables, key) or "missing") for key, words in STATED.items()]


def _machine_counts(counted: bool) -> str:
    if counted:
        return "Accepted codes of the machine count in the map and the shares."
    return (
        "Codes of the machine are shown with the works and count nowhere: neither in the map nor in a share."
    )


PAGE = Page("methods.md", view)
