"""Tests of the synthesis, its results and the certainty of them."""

from __future__ import annotations

import json
from collections.abc import Callable

from evidence.assess.rows import Certainty
from evidence.brief.checklists.answer import ItemAnswer, met, missing, not_applicable, some_of
from evidence.brief.tables import Tables, form_and_field
from evidence.brief.words import a_list
from evidence.extract.rows import EvidenceItem, Standing
from evidence.spanning import spanning
from evidence.synthesise.claim_rows import Finding
from evidence.synthesise.pool_rows import Pool
from evidence.synthesise.rows import DirectionCount, StudyDirection
from evidence.synthesise.theme_rows import Theme

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
_JUDGE = "judge them in literature/decisions/certainty.csv"


def _first_claim(tables: Tables) -> str:
    """The page of the first claim; the list of claims where there is none."""
    return next((claim.slug for claim in tables.claims.items), "index")


def _method(tables: Tables) -> ItemAnswer:
    return met("votes by direction, with the rule of each claim", "methods.html#from-codes-to-verdicts")


def _groups(tables: Tables) -> ItemAnswer:
    by = [facet.label.lower() for facet in form_and_field(tables) or spanning(tables.codebook) or ()]
    if tables.claims.items:
        grouped = a_list([f"{len(tables.claims.items)} claims", *(f"by {each}" for each in by)])
        return met(f"studies grouped by {grouped}", "methods.html#rules-caption")
    if not by:
        return missing(
            "nothing says how studies are grouped", "give config/codebook.yaml the facets that part them"
        )
    return met(f"studies grouped by {a_list(by)}", "map.html")


def _metric(tables: Tables) -> ItemAnswer:
    return met(
        "direction of the benefit; estimates keep their own measure", "methods.html#directions-and-estimates"
    )


def _prepared(tables: Tables) -> ItemAnswer:
    return met("what was turned round and what is never pooled", "methods.html#directions-and-estimates")


def _prioritised(tables: Tables) -> ItemAnswer:
    shown = sum(item.standing != Standing.COUNTED for item in tables[EvidenceItem])
    return met(
        f"{shown} rows are shown and not counted, each with its reason", "methods.html#shown-and-not-counted"
    )


def _presented(tables: Tables) -> ItemAnswer:
    return met("verdicts in a chart and a table, the evidence map", "findings/index.html#claims-caption")


def _heterogeneity(tables: Tables) -> ItemAnswer:
    by = form_and_field(tables)
    if tables[DirectionCount] and by:
        words = a_list([f"by {facet.label.lower()}" for facet in by])
        return met(f"directions {words}", f"{by[0].role}s.html")
    if tables[StudyDirection]:
        return met("directions by outcome, with sign tests", "directions.html")
    return missing(
        "no direction is coded", "code directions in literature/case_studies/ or literature/effects/"
    )


def _sensitivity(tables: Tables) -> ItemAnswer:
    have = sum(f.universes > 0 for f in tables[Finding])
    first = _first_claim(tables)
    return some_of(
        have,
        len(tables[Finding]),
        "verdicts tried in other defensible analyses",
        f"findings/{first}.html#what-does-the-verdict-rest-on",
        "state a rule for each claim in config/propositions.yaml",
    )


def _pooled(tables: Tables) -> ItemAnswer:
    done = sum(pool.pooled for pool in tables[Pool])
    if not tables[Pool]:
        return not_applicable("no estimates were extracted, so that nothing could be pooled")
    return met(
        f"{done} of {len(tables[Pool])} groups of like results pooled, the others with the reason",
        "pools.html",
    )


def _study_results(tables: Tables) -> ItemAnswer:
    return met(f"{len(tables[EvidenceItem])} rows, each with its study", "numbers.html#effects-caption")


def _findings(tables: Tables) -> ItemAnswer:
    return met(f"{len(tables[Finding])} findings with their studies", "findings/index.html#claims-caption")


def _studies_named(tables: Tables) -> ItemAnswer:
    bare = [
        f
        for f in tables[Finding]
        if f.n_for + f.n_against + f.n_qualifies and not tables.sides_of[f.proposition]
    ]
    if bare:
        return missing(f"{len(bare)} findings name no study", "give sides in literature/decisions/sides.csv")
    first = _first_claim(tables)
    return met(
        "each finding lists the studies for, against, qualifying and silent",
        f"findings/{first}.html#the-evidence",
    )


def _certainty_method(tables: Tables) -> ItemAnswer:
    return met("GRADE-CERQual, judged by a person on computed facts", "methods.html#certainty")


def judged(tables: Tables) -> int:
    return sum(row.state == "judged" for row in tables[Certainty])


def _certainty(tables: Tables) -> ItemAnswer:
    return some_of(
        judged(tables),
        len(tables[Certainty]),
        "findings judged for certainty",
        "certainty.html#summary-of-qualitative-findings",
        _JUDGE,
    )


def _explained(tables: Tables) -> ItemAnswer:
    return some_of(
        sum(row.state == "judged" and bool(row.reason) for row in tables[Certainty]),
        len(tables[Certainty]),
        "findings with an explanation of the judgement",
        "certainty.html#summary-of-qualitative-findings",
        _JUDGE,
    )


def _component(name: str) -> Callable[[Tables], ItemAnswer]:
    """A computed fact is not an assessment: the item is met only where a person's verdict rests on it."""

    def test(tables: Tables) -> ItemAnswer:
        have = sum(
            row.state == "judged" and bool(json.loads(row.facts).get(name)) for row in tables[Certainty]
        )
        return some_of(
            have,
            len(tables[Certainty]),
            f"findings assessed for {name.replace('_', ' ')}",
            f"findings/{_first_claim(tables)}.html#how-certain-is-this",
            f"the facts are computed, the judgement is a person's: {_JUDGE}",
        )

    return test


def _themes(tables: Tables) -> ItemAnswer:
    before = "codes were given from a codebook made beforehand (deductive)"
    if not tables[Theme]:
        return met(before, "methods.html#what-was-coded")
    return met(f"{before}; {len(tables[Theme])} themes were drawn from them", "synthesis.html#all-themes")


def _compared(tables: Tables) -> ItemAnswer:
    return met("studies compared claim by claim", "methods.html#from-codes-to-verdicts")


def _software(tables: Tables) -> ItemAnswer:
    return met("the program that made every table", "methods.html#software")


TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    "method": _method,
    "groups": _groups,
    "metric": _metric,
    "prepared": _prepared,
    "prioritised": _prioritised,
    "presented": _presented,
    "heterogeneity": _heterogeneity,
    "sensitivity": _sensitivity,
    "pooled": _pooled,
    "study_results": _study_results,
    "findings": _findings,
    "studies_named": _studies_named,
    "certainty_method": _certainty_method,
    "certainty": _certainty,
    "certainty_explained": _explained,
    **{f"certainty_{name}": _component(name) for name in COMPONENTS},
    "themes": _themes,
    "compared": _compared,
    "software": _software,
}
