"""What the empty cells of the evidence map say, and how far its works are coded: a work that nobody has coded is no gap."""

from __future__ import annotations

from collections import defaultdict

from evidence.brief.made_once import once
from evidence.brief.page import Rows
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables
from evidence.brief.words import plural
from evidence.codebook import Facet
from evidence.extract.rows import EvidenceItem, Standing
from evidence.spanning import codes_of, spanning
from evidence.synthesise.rows import MapCell

_PARTLY = "{n|capital} of {of} included works {are} not coded yet for {facet}; a gap may be one of coding."
_NONE = "None of {of} included works is coded yet for {facet}, so that the map says nothing of gaps yet."


@once
def uncoded(tables: Tables) -> list[tuple[Facet, int]]:
    """The facets of the map with the number of included works that have no code of it; those that lack none are left out."""
    found = []
    for facet in spanning(tables.codebook) or ():
        coded = {w for w, own in tables.counted_codes.items() if any(x.facet == facet.id for x in own)}
        coded |= {
            item.work_id
            for item in tables[EvidenceItem]
            if item.standing == Standing.COUNTED and codes_of(item, facet, ())
        }
        if n := sum(work.work_id not in coded for work in tables.included):
            found.append((facet, n))
    return found


def tells_of_gaps(tables: Tables) -> bool:
    """Whether empty cells mean anything: something stands on the map, or works are coded for both of its facets."""
    if any(cell.works or cell.items for cell in tables[MapCell]):
        return True
    return all(n < len(tables.included) for _, n in uncoded(tables))


def coding(tables: Tables) -> list[Sentence]:
    """A sentence for each facet of the map of which included works have no code."""
    found = []
    for facet, n in uncoded(tables):
        of = len(tables.included)
        values = {"n": n, "of": of, "are": plural(n, "is", "are"), "facet": facet.label.lower()}
        template = _PARTLY if n < of else _NONE
        text = fill(template, values, file="brief", field=f"plain.coding-{facet.id}")
        found.append(Sentence(f"plain-coding-{facet.id}", text, template, values, "map.html"))
    return found


def gap_rows(tables: Tables, form: Facet, field: Facet) -> Rows:
    """By row of the map: the columns in which it is empty, by why."""
    by_form: dict[str, list[MapCell]] = defaultdict(list)
    for cell in tables[MapCell] if tells_of_gaps(tables) else ():
        if not cell.works and not cell.items:
            by_form[cell.form].append(cell)
    return [
        (
            form.label_of(code),
            *(
                ", ".join(field.label_of(c.field) for c in cells if c.why_empty == why) or "–"
                for why in ("nothing found", "found, not included", "unclear")
            ),
        )
        for code, cells in by_form.items()
    ]
