"""Every work with its fate, and the list of references."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from evidence.brief import components as part
from evidence.brief.markup import anchor, block, join, link, table
from evidence.brief.tables import Tables
from evidence.citation import full_reference
from evidence.records import Screen, Work

_CAPTIONS = {
    Screen.INCLUDE: "Included works",
    Screen.BACKGROUND: "Works kept as background",
    Screen.EXCLUDE: "Excluded works",
    Screen.UNDECIDED: "Works that nobody has decided on",
}


def works(tables: Tables) -> dict[str, Any]:
    """Every work with its fate, its codes and the findings that use it."""
    parts = {}
    for decision in Screen:
        chosen = [w for w in tables.works if tables.screened[w.work_id].decision == decision]
        parts[decision.value] = block(_works_table(tables, decision, chosen))
        parts[f"n_{decision.value}"] = len(chosen)
    return parts


def _works_table(tables: Tables, decision: Screen, chosen: list[Work]) -> Markup:
    if not chosen:
        return Markup("<p>None.</p>")
    ordered = sorted(chosen, key=lambda w: (full_reference(w).casefold(), w.work_id))
    rows = [
        (
            part.reference(w),
            _fate(tables, w),
            _codes(tables, w),
            _used(tables, w),
            join((Markup("<code>{}</code>").format(m) for m in w.members), " "),
        )
        for w in ordered
    ]
    header = ("Work", "Why", "Codes", "Used in", "Records")
    return table(
        f"works-{decision}",
        _CAPTIONS[decision],
        header,
        rows,
        sortable=True,
        tall=True,
        row_ids=[anchor(w.work_id) for w in ordered],
    )


def _fate(tables: Tables, work: Work) -> Markup:
    s = tables.screened[work.work_id]
    why = s.reason or (f"seen: {s.basis.replace('_', ' ')}" if s.basis else "no reason recorded")
    who = f" ({s.by}, {s.date})" if s.by else ""
    return Markup("{}{}{}").format(why, who, f"; {s.conflict}" if s.conflict else "")


def _codes(tables: Tables, work: Work) -> str:
    found = []
    for label in tables.accepted[work.work_id]:
        facet = tables.codebook.facet(label.facet)
        by = "" if label.source == "person" else f" [{label.source}]"
        found.append(facet.label_of(label.code) + by)
    return "; ".join(found) or "not coded"


def _used(tables: Tables, work: Work) -> Markup:
    used = tables.used_in[work.work_id]
    return join(
        (
            Markup("{} {}").format(
                link(f"findings/{s.proposition.lower()}.html", s.proposition),
                s.side if s.counted else f"({s.side}, not counted)",
            )
            for s in used
        ),
        "; ",
    ) or Markup("–")


def references(tables: Tables) -> dict[str, Any]:
    """Included works as references, each with the claims that use it."""
    ordered = sorted(tables.included, key=lambda w: full_reference(w).casefold())
    items = join(
        Markup('<li id="ref-{}">{} <span class="ref-use">{}</span></li>\n').format(
            anchor(w.work_id), part.reference(w), _used(tables, w)
        )
        for w in ordered
    )
    return {
        "references": block(Markup('<ol class="reference-list">{}</ol>').format(items)),
        "n": len(ordered),
    }
