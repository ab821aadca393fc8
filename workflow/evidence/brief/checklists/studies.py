"""Tests of selection, extraction and appraisal: what the tables say about who did what to which study."""

from __future__ import annotations

from collections.abc import Callable

from evidence.appraise.rows import Appraisal
from evidence.brief.checklists.answer import ItemAnswer, met, missing, some_of
from evidence.brief.populations import appraised_studies, counted_studies, works_read_in_full
from evidence.brief.tables import Tables
from evidence.brief.who_did_what import people
from evidence.brief.words import plural
from evidence.extract.rows import EvidenceItem
from evidence.given.reviewers import CONSENSUS
from evidence.screen.rows import Screen, Screening

DECISIONS = "literature/decisions"
# Where a reader sees what was appraised and what was not.
APPRAISED = "appraisal.html#study-by-study"


def _who(step: str, file: str) -> Callable[[Tables], ItemAnswer]:
    def test(tables: Tables) -> ItemAnswer:
        names = people(tables)[step]
        if names == [CONSENSUS]:
            return met(f"{step.lower()} settled by several readers together", "methods.html#people-caption")
        if names:
            alone = ", with nobody beside them" if len(names) == 1 else ""
            words = f"{step.lower()} by {len(names)} {plural(len(names), 'reader', 'readers')}{alone}"
            return met(words, "methods.html#people-caption")
        return missing(f"{step.lower()}: nobody is named", f"fill in {DECISIONS}/{file}")

    return test


def _eligibility(tables: Tables) -> ItemAnswer:
    if tables.codebook.screening:
        return met("who gets in and who does not", "methods.html#who-gets-in")
    return missing(
        "no rule says who gets in",
        "fill in screening.include and screening.exclude in config/codebook.yaml",
    )


def _flow(tables: Tables) -> ItemAnswer:
    open_ = tables.tally(Screening, "decision")[Screen.UNDECIDED,]
    if open_:
        return missing(f"{open_} works are not yet decided", f"decide on them in {DECISIONS}/screening.csv")
    return met("every entry has one fate, and the sums hold", "selection.html#prisma-table-caption")


def _excluded(tables: Tables) -> ItemAnswer:
    rows = [row for row in tables.decided if row.decision == Screen.EXCLUDE]
    if not rows:
        return met("no work was excluded", "works.html")
    return some_of(
        sum(bool(row.reason) for row in rows),
        len(rows),
        "excluded works with a reason",
        "works.html",
        f"give the reason in {DECISIONS}/screening.csv",
    )


def _full_texts(tables: Tables) -> ItemAnswer:
    """Whether works got in by their full text; what was sought and could not be had stands in the flow."""
    return some_of(
        len(works_read_in_full(tables)),
        len(tables.included),
        "included works judged by their full text",
        "selection.html#bases-caption",
        f"read the full texts, and decide with `stage` full_text in {DECISIONS}/screening.csv",
    )


def _characteristics(tables: Tables) -> ItemAnswer:
    coded = tables.coded
    works = [work.work_id for work in tables.included]
    return some_of(
        sum(work in coded for work in works),
        len(works),
        "included works coded by a reader",
        "works.html",
        f"code them in {DECISIONS}/coding.csv",
    )


def _items_listed(tables: Tables) -> ItemAnswer:
    n = len(tables[EvidenceItem])
    if not n:
        return missing("nothing was extracted", "fill in literature/case_studies/ or literature/effects/")
    return met(f"{n} coded passages and estimates", "numbers.html#effects-caption")


def _outcomes(tables: Tables) -> ItemAnswer:
    facet = tables.codebook.by_role("outcome")
    if facet is None or not facet.codes:
        return missing(
            "no outcome is defined", "give config/codebook.yaml a facet with `role: outcome`, and its codes"
        )
    domains = [code for code in facet.codes if not code.abstain]
    return met(f"{len(domains)} outcome domains, defined", f"glossary.html#facet-{facet.id}")


def _variables(tables: Tables) -> ItemAnswer:
    return met(f"{len(tables.codebook.facets)} facets", "methods.html#facets-caption")


_APPRAISE = f"appraise the studies in {DECISIONS}/appraisal.csv"


def _appraisal_tool(tables: Tables) -> ItemAnswer:
    tools = sorted({row.tool for row in tables[Appraisal] if row.tool})
    if tools:
        return met(f"appraised with {', '.join(tools)}", APPRAISED)
    return missing("no study has been appraised with any tool", _APPRAISE)


def _appraisal_results(tables: Tables) -> ItemAnswer:
    return some_of(
        len(appraised_studies(tables)),
        len(counted_studies(tables)),
        "counted studies appraised",
        APPRAISED,
        _APPRAISE,
    )


def _appraisers(tables: Tables) -> ItemAnswer:
    alone = [
        study
        for study in sorted(appraised_studies(tables))
        if len({row.by for row in tables[Appraisal] if row.study_id == study and row.by}) < 2
    ]
    if not appraised_studies(tables):
        return missing("nobody has appraised a study", _APPRAISE)
    if alone:
        return missing(f"{len(alone)} studies were appraised by one reader only", _APPRAISE)
    return met("two readers appraised each study", APPRAISED)


def _no_score(tables: Tables) -> ItemAnswer:
    """The tables have no column for a sum, so that none can be made; with no answers, there is nothing to show."""
    if not appraised_studies(tables):
        return missing("no answers to show, criterion by criterion", _APPRAISE)
    return met("answers by criterion, and no sum", APPRAISED)


def _quotations(tables: Tables) -> ItemAnswer:
    return missing(
        "passages are put in our own words, and no participant is quoted",
        "the tables of literature/case_studies have no column for quotations; read the full texts first",
    )


TESTS: dict[str, Callable[[Tables], ItemAnswer]] = {
    "screeners": _who("Screening", "screening.csv"),
    "coders": _who("Coding", "coding.csv"),
    "eligibility": _eligibility,
    "flow": _flow,
    "excluded": _excluded,
    "full_texts": _full_texts,
    "characteristics": _characteristics,
    "items_listed": _items_listed,
    "outcomes": _outcomes,
    "variables": _variables,
    "appraisal_tool": _appraisal_tool,
    "appraisal_results": _appraisal_results,
    "appraisers": _appraisers,
    "no_score": _no_score,
    "quotations": _quotations,
}
