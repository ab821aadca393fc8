"""The tables that brief itself makes for the data of the book: no stage reads them, and they are stored nowhere else."""

from __future__ import annotations

from evidence.brief.checklists.answer import ItemState
from evidence.rows import column, table


@table("sentences", "Every computed sentence with its template and values", key=("id",))
class SentenceRow:
    """One computed sentence. `values` are pairs parted by semicolons, `evidence` is the place in the book of what it rests on."""

    id: str = column("sentence")
    text: str = column("what it says")
    template: str = column("its template")
    values: str = column("its values, as name=value")
    evidence: str = column("page and place of what it is computed from")


@table("years", "Works by fate and year", key=("fate", "year"))
class YearRow:
    """Works of one fate and year of publication."""

    fate: str = column("fate")
    year: int = column("year of publication", "year")
    works: int = column("works", "works")


@table("profile", "Included studies by country and design", key=("facet", "code"))
class ProfileRow:
    """Included studies with one code; a study of two codes is in both."""

    facet: str = column("facet", refers="codebook.facet")
    code: str = column("label of the code")
    studies: int = column("studies", "studies")


@table("checklists", "Every item of the reporting checklists", key=("checklist", "item"))
class ChecklistRow:
    """One item of a reporting guideline; several places or edits are parted by semicolons."""

    checklist: str = column("reporting guideline")
    item: str = column("item")
    section: str = column("section")
    asks: str = column("what it asks, in short")
    state: ItemState = column("whether it is met")
    required: bool = column("whether the book is not built without it")
    says: str = column("what the book says to it")
    where: str = column("page and place of the answer")
    edit: str = column("what to fill in, and where")
