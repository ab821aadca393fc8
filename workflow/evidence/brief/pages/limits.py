"""What the review cannot say: limits that people stated, and those that can be counted."""

from __future__ import annotations

from evidence.brief.markup import bullets, names
from evidence.brief.meant import is_map
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.populations import appraised_studies, counted_studies
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.remarks import Remark
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    review = tables.config.review
    given = [" ".join(text.split()) for text in review.limits]
    confounds = [" ".join(text.split()) for text in tables.codebook.confounds]
    own = [" ".join(text.split()) for text in tables.codebook.limits]
    own_words = tables.tally(Work, "abstract_kind")["own_words",]
    counted, appraised = counted_studies(tables), appraised_studies(tables)
    return {
        "given": bullets(given),
        "confounds": bullets(confounds) if confounds else "",
        "codebook_limits": bullets(own),
        "own_words": own_words,
        "n_works": agreeing(f"{tables.count(Work)} works"),
        "no_abstract": tables.tally(Work, filled=["abstract"])[False,],
        "no_doi": tables.tally(Work, filled=["doi"])[False,],
        "no_year": tables.tally(Work, "year")[None,],
        "unappraised": ""
        if is_map(tables)
        else agreeing(
            f"Of {len(counted)} counted studies, {len(counted - appraised)} have not been appraised."
            if counted
            else "No study counts yet, so that none is appraised."
        ),
        "remarks": _remarks(tables),
    }


def _remarks(tables: Tables) -> Rows:
    return [
        (f"{r.source_file}:{r.line}", names(r.field) or "–", r.value[:60] or "–", names(r.problem))
        for r in tables[Remark]
    ]


PAGE = Page("limits.md", view)
