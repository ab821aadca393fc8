"""No working words in the built text: every page and card of the dozen, and the four pages in print."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from evidence.brief.components import item_text
from evidence.brief.markup import names
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem

from ...prose import flaws, read
from .reviews import dozen
from .test_render import BOOK

TITLES = [work.title for work in dozen()[Work]]
TEXTS = {name: text for name, text in {**BOOK.pages, **BOOK.texts}.items() if name.endswith((".md", ".html"))}


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("<p>the best guess was service_network</p>", "a raw name"),
        ("Code the dimension \\`mandate\\`.", "a backtick"),
        ("```{raw} html\n<td>DO NOT MIX THESE</td>\n```", "a sentence in capitals"),
        ("<text>kept as a trap</text>", "a working word"),
        ("There are 1 studies of it.", "one of many"),
        ("Of three claims one are open.", "one of many"),
    ],
)
def test_the_lint_sees_each_flaw(text: str, flaw: str) -> None:
    assert {name for name, _ in flaws(text)} == {flaw}


@pytest.mark.parametrize(
    "text",
    [
        "Edit <code>review.readers</code> and literature/decisions/side_table.csv, or `evidence check --ledger`.",
        "<bdi>READMISSION RATES AMONG PATIENTS</bdi> at https://example.org/a_b?c_d=1",
        "---\nhtml_theme.sidebar: true\n---\nIt holds in 21 studies, in one of them twice; MMAT 2018 and PRISMA-S.",
    ],
)
def test_the_lint_lets_names_and_other_peoples_words_stand(text: str) -> None:
    assert flaws(text) == []


def test_a_title_in_capitals_is_its_authors() -> None:
    title = "CAPITAL LETTERS EVERYWHERE AGAIN"
    assert flaws(f"<h1>{title}</h1>") and not flaws(f"<h1>{title}</h1>", [title])


def test_the_book_holds_no_working_words() -> None:
    found = {name: flaws(text, TITLES) for name, text in TEXTS.items()}
    assert len(found) > 40 and {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_pages_in_print_hold_none_either() -> None:
    assert [
        wrong for text in _strings(json.loads(BOOK.texts["briefing.json"])) for wrong in flaws(text)
    ] == []


def test_a_note_of_the_coder_is_kept_in_the_table_and_printed_nowhere() -> None:
    effect = next(item for item in dozen()[EvidenceItem] if item.kind == "effect")
    noted = replace(effect, note="DO NOT PRINT THIS")
    assert item_text(noted) == item_text(effect) and "note" in EvidenceItem.__dataclass_fields__


def test_what_is_typed_is_set_as_typed_and_codes_are_told_by_their_label() -> None:
    told = names(
        "Tiers (`supply_chain`); fill in peer_review in config/searches.yaml, <b>",
        {"supply_chain": "Supply chain"},
    )
    assert read(told) == ["Tiers (“Supply chain”); fill in in , <b>"]
    assert "<code>peer_review</code>" in told and "&lt;b&gt;" in told


def _strings(value: object) -> list[str]:
    if isinstance(value, dict):
        return [
            text
            for name, own in value.items()
            if name not in ("id", "page", "verdict", "references")
            for text in _strings(own)
        ]
    if isinstance(value, list):
        return [text for own in value for text in _strings(own)]
    return [value] if isinstance(value, str) else []
