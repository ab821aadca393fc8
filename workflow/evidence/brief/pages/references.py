"""The list of references: included works, each with the claims that use it."""

from __future__ import annotations

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.html import parts
from evidence.brief.markup import anchor, join
from evidence.brief.pages import Slots
from evidence.brief.studies.rows import sides_shown
from evidence.brief.tables import Tables
from evidence.citation import full_reference
from evidence.deduplicate.rows import Work
from evidence.singular import agreeing


def view(tables: Tables) -> Slots:
    """Included works as references, each with its card and the claims that use it."""
    ordered = sorted(tables.included, key=lambda w: full_reference(w).casefold())
    items = join(
        Markup('<li id="ref-{}">{} <span class="ref-use">{}; {}</span></li>\n').format(
            anchor(w.work_id),
            part.reference(w),
            parts.link(part.study_page(w.work_id), "card"),
            _used(tables, w),
        )
        for w in ordered
    )
    return {
        "references": Markup('<ol class="reference-list">{}</ol>').format(items),
        "n_works": agreeing(f"{len(ordered)} included works"),
    }


def _used(tables: Tables, work: Work) -> Markup:
    used = sides_shown(tables.used_in.get(work.work_id, []))
    return join(
        (
            Markup("{} {}").format(parts.link(f"findings/{claim.lower()}.html", claim), side)
            for claim, side in used
        ),
        "; ",
    ) or Markup("used by no finding")
