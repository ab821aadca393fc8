"""What somebody asks who has one form or one field before them: its works, its evidence, and the sentences on both."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from evidence.brief.made_once import once
from evidence.brief.meant import is_map
from evidence.brief.sentences import Sentence, fill
from evidence.brief.tables import Tables, form_and_field
from evidence.brief.tallies import votes
from evidence.brief.words import a_list, number, plural
from evidence.codebook import Code, Facet
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.item_codes import facets_of
from evidence.item_words import STATED
from evidence.spanning import spanning
from evidence.synthesise.axes import LEANS
from evidence.synthesise.claim_rows import Lean, Subgroup
from evidence.synthesise.claim_rule import Weighs

_ASKED = {"form": "If you use, or are offered: {label}.", "field": "If you work in: {label}."}
_FOUND = {"positive": "positive", "negative": "negative", "mixed": "mixed", "none": "without a difference"}


@dataclass(frozen=True)
class Place:
    """A form or a field that has included works, with the facet that it is of; `items` carry its code. `other`: the facet that
    spans the map with it, none where there is no map."""

    facet: Facet
    other: Facet | None
    code: Code
    works: list[Work]
    items: list[EvidenceItem]

    @property
    def slug(self) -> str:
        """The name of its page."""
        return f"{self.facet.role}-{self.code.id.replace('_', '-')}"

    @property
    def asked(self) -> str:
        """The question that its page answers, in the codebook's words where it has some."""
        return " ".join(self.code.asked_as.split()) or _ASKED[self.facet.role].format(label=self.code.label)


@once
def places(tables: Tables) -> list[Place]:
    """The forms and then the fields that have included works, in the order of the codebook."""
    items: dict[tuple[str, str], list[EvidenceItem]] = defaultdict(list)
    for item in tables[EvidenceItem]:
        for name, codes in facets_of(item.facets).items():
            for each in codes:
                items[name, each].append(item)
    works: dict[tuple[str, str], dict[str, Work]] = defaultdict(dict)
    for work in tables.included:
        for label in tables.counted_codes.get(work.work_id, ()):
            works[label.facet, label.code][work.work_id] = work
    found = []
    span = spanning(tables.codebook) or ()
    for facet in form_and_field(tables):
        other = next((each for each in span if each != facet), None)
        for code in facet.codes:
            own = works[facet.id, code.id]
            if own and not code.abstain:
                of_code = items[facet.id, code.id]
                found.append(Place(facet, other, code, [own[w] for w in sorted(own)], of_code))
    return found


def held_there(tables: Tables, place: Place) -> list[Subgroup]:
    """The claims that are tested by what stands there directly, in their order, with the verdict there."""
    rows = {
        row.proposition: row
        for row in tables[Subgroup]
        if (row.facet, row.code) == (place.facet.id, place.code.id)
    }
    return [rows[p.id] for p in tables.claims.items if p.id in rows and _tested(tables, rows[p.id])]


def _tested(tables: Tables, row: Subgroup) -> bool:
    if tables.finding[row.proposition].tested_unit == Weighs.SIDES:
        return bool(row.direct_for or row.direct_qualifies or row.direct_against)
    return LEANS[row.verdict] != Lean.NONE


def answer_sentences(tables: Tables, place: Place) -> list[Sentence]:
    """What there is, what compares and what does not, and how many claims it tests."""
    found, held = votes(tables, place.items), held_there(tables, place)
    compared = list(found.compared.values())
    values = {
        "works": len(place.works),
        "studies": len({work.study_id for work in place.works}),
        "are": plural(len(place.works), "is", "are"),
        "compared": len(compared),
        "studies_compare": plural(len(compared), "study compares", "studies compare"),
        "one_arm": len(found.one_arm),
        "more": " more" if compared else "",
        "studies_saw": plural(len(found.one_arm), "study saw", "studies saw"),
        "rank": plural(len(found.one_arm), "ranks nothing", "rank nothing"),
        "told": a_list(
            [f"{number(n)} {plural(n, 'is', 'are')} {_FOUND[d]}" for d in STATED if (n := compared.count(d))]
        ),
        "claims": len(held),
        "of": len(tables.claims.items),
    }
    templates = {
        "works": "There {are} {works|figure} included works with this code, from {studies|figure} studies.",
    }
    if not is_map(tables):
        templates["compared"] = (
            "{compared|capital} {studies_compare} one thing with another: {told}."
            if compared
            else "No counted study of it compares one thing with another."
        )
    if found.one_arm:
        templates["one_arm"] = (
            "{one_arm|capital}{more} {studies_saw} one arm alone, with nothing to compare, and {rank}."
        )
    if tables.claims.items:
        templates["claims"] = (
            "Evidence from here tests {claims} of {of} claims."
            if held
            else "Evidence from here tests no claim."
        )
    return [
        Sentence(
            f"answer-{place.slug}-{name}",
            fill(template, values, file="brief", field=f"answer.{name}"),
            template,
            values,
            f"answers/{place.slug}.html#{_WHERE[name]}",
        )
        for name, template in templates.items()
    ]


_WHERE = {
    "works": "the-works",
    "compared": "what-was-compared-with-what",
    "one_arm": "cases",
    "claims": "which-claims-are-tested-here",
}
