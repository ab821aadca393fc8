"""What the review cannot say: limits that people stated, and those that can be counted."""

from __future__ import annotations

from evidence.brief.markup import bullets, names
from evidence.brief.meant import is_map
from evidence.brief.page import Page, Rows, Slots
from evidence.brief.populations import appraised_studies, counted_studies
from evidence.brief.stored import values
from evidence.brief.tables import Tables
from evidence.deduplicate.rows import Work
from evidence.remarks import Remark
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    review = tables.config.review
    given = [" ".join(text.split()) for text in review.limits]
    confounds = [" ".join(text.split()) for text in tables.codebook.confounds]
    own = [" ".join(text.split()) for text in tables.codebook.limits]
    own_words = sum(kind == "own_words" for kind in values(tables[Work], "abstract_kind"))
    counted, appraised = counted_studies(tables), appraised_studies(tables)
    return {
        "given": bullets(given),
        "confounds": bullets(confounds) if confounds else "",
        "codebook_limits": bullets(own),
        "own_words": own_words,
        "n_works": agreeing(f"{len(tables[Work])} works"),
        "no_abstract": sum(not abstract for abstract in values(tables[Work], "abstract")),
        "no_doi": sum(not doi for doi in values(tables[Work], "doi")),
        "no_year": sum(year is None for year in values(tables[Work], "year")),
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
