"""Cards of works and cases: whatever a table holds is shown, and none of it is markup (law 8)."""

from __future__ import annotations

from dataclasses import fields, replace
from html.parser import HTMLParser
from typing import Any

import pytest

from evidence.appraise.rows import Appraisal
from evidence.brief.studies.cards import case_card, work_card
from evidence.classify.rows import Label
from evidence.deduplicate.rows import Membership, Work, WorkLink
from evidence.extract.rows import EvidenceItem
from evidence.ingest.rows import Record
from evidence.screen.rows import LedgerRow, Screening
from evidence.synthesise.claim_rows import SideOfStudy

from .reviews import review

CODES = {
    Work: {"work_id": "w1", "study_id": "s1", "members": ("r1",), "abstract_kind": "own_words"},
    Screening: {"work_id": "w1", "decision": "include"},
    SideOfStudy: {"proposition": "P1", "study_id": "s1", "work_id": "w1", "side": "for", "items": ("i1",)},
    Label: {"work_id": "w1", "facet": "policy_field"},
    EvidenceItem: {"item_id": "i1", "kind": "extract", "work_id": "w1", "study_id": "s1", "facets": "{}"},
    Appraisal: {"study_id": "s1"},
    Record: {"record_id": "r1"},
    Membership: {"record_id": "r1", "work_id": "w1"},
    LedgerRow: {"entry_id": "r1"},
    WorkLink: {"work_id": "w1", "other_work_id": "w2"},
}
"""What ties the rows together and what is one of a few words; every other text is a stranger's."""
VALUES: dict[str, Any] = {"int": 1, "int | None": 1, "float | None": 0.5, "bool": True}


def hostile(name: str) -> str:
    return f"<x-{name}>\"'><x-{name} onx=1>&"


def row(kind: type, **given: Any) -> Any:
    """A row of which every text is hostile, and says which it is."""
    values = {}
    for field in fields(kind):
        name = f"{kind.__name__}-{field.name}".lower()
        many = str(field.type).startswith("tuple")
        values[field.name] = (hostile(name),) if many else VALUES.get(str(field.type), hostile(name))
    return kind(**{**values, **CODES[kind], **given})


class Tags(HTMLParser):
    """The tags and attributes that a browser would see, and the text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.text = ""
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


OTHER = row(Work, work_id="w2", study_id="s1", members=())
TABLES = review(
    works=[row(Work), OTHER], records=[row(Record)], memberships=[row(Membership)], links=[row(WorkLink)],
    screening=[row(Screening), row(Screening, work_id="w2")], ledger=[row(LedgerRow)], labels=[row(Label)],
    items=[row(EvidenceItem)], appraisals=[row(Appraisal)], sides=[row(SideOfStudy)],
)  # fmt: skip
CARD = Tags(work_card(TABLES, TABLES[Work][0]))
CASE = Tags(case_card(TABLES, TABLES[EvidenceItem]))

SHOWN = [
    *(f"work-{name}" for name in ("title", "authors", "kind", "container", "volume", "issue", "publisher", "pmid",
                                  "pmcid", "isbn", "issn", "url", "keywords", "abstract")),
    "screening-reason", "screening-by", "screening-date", "screening-conflict", "sideofstudy-reason",
    "sideofstudy-by", "label-code", "label-reasons", "label-source", "label-state", "evidenceitem-text", "evidenceitem-outcome",
    "evidenceitem-direction", "evidenceitem-standing_reason", "appraisal-item", "appraisal-answer", "appraisal-tool",
    "appraisal-statement", "evidenceitem-statement", "appraisal-by", "worklink-reason", "worklink-by", "record-source_file", "membership-reason",
    "ledgerrow-stage", "ledgerrow-reason",
]  # fmt: skip


@pytest.mark.parametrize("card", [CARD, CASE], ids=["work", "case"])
def test_no_value_of_any_table_is_markup(card) -> None:
    assert not [tag for tag in card.tags if tag.startswith("x-")]
    assert "onx" not in card.attributes
    assert "table" in card.tags and "section" in card.tags


@pytest.mark.parametrize("name", SHOWN)
def test_every_value_is_shown_as_it_is(name) -> None:
    assert hostile(name).replace("_", " ") in CARD.text.replace("_", " ")


@pytest.mark.parametrize("name", ["appraisal-note", "evidenceitem-note", "label-note"])
def test_a_working_note_is_shown_nowhere(name) -> None:
    assert hostile(name).replace("_", " ") not in (CARD.text + CASE.text).replace("_", " ")


def test_a_case_shows_its_passage_and_where_it_stands() -> None:
    assert hostile("evidenceitem-text") in CASE.text and "P1" in CASE.text


def test_an_address_that_is_none_is_text_and_a_published_abstract_is_not_passed_on() -> None:
    bare = replace(TABLES[Work][0], url="javascript:alert(1)", abstract_kind="published")
    card = str(work_card(TABLES, bare))
    assert 'href="javascript' not in card and "javascript:alert(1)" in card
    assert "work-abstract" not in card and "not passed on" in card
