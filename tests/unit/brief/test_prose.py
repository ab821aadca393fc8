"""No working words in the built text: every page and card of the dozen, and the four pages in print."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evidence.brief.markup import names
from evidence.brief.render import render
from evidence.deduplicate.rows import Work
from evidence.extract.rows import EvidenceItem
from evidence.layout import Layout
from evidence.pipeline import STAGES
from evidence.stage import run_in_memory
from evidence.stages.brief import load

from ...prose import flaws, read, repeated, running
from .reviews import dozen
from .test_render import ENGINE, book, texts

TITLES = [work.title for work in dozen()[Work]]


@pytest.mark.parametrize(
    ("text", "flaw"),
    [
        ("<p>the best guess was service_network</p>", "a raw name"),
        ("Code the dimension \\`mandate\\`.", "a backtick"),
        ("```{raw} html\n<td>DO NOT MIX THESE</td>\n```", "a sentence in capitals"),
        ("<text>kept as a trap</text>", "a working word"),
        ("There are 1 studies of it.", "one of many"),
        ("Of three claims one are open.", "one of many"),
        ("Whether delivery by, or with, a club gives more is divided.", "a clause for a subject"),
        ("Here nothing is coded that its test needs.", "a test that needs nothing"),
        ("15 of 100 studies (15 per cent) say so.", "a share said twice"),
        ("<p>Scale AND scope go together</p>", "a sentence in capitals"),
        ("<p>DO not mix these</p>", "a sentence in capitals"),
        ("<td>earnings after 1year, women</td>", "a raw name"),
        ("<p>the same as cockx2015iza, by others</p>", "a raw name"),
        ("<li>nearest work: w-fevang2014-syssrauh (0.28)</li>", "an identifier"),
        ("<p>a near-duplicate of the article</p>", "a working word"),
        ("<p>one study (group D04)</p>", "a working word"),
        ("<td>nan</td>", "a word of a program"),
        ("<td>NA</td>", "a word of a program"),
        ("<p>judged by None, today</p>", "a word of a program"),
        ("<p>in ['rent', 'work']</p>", "a word of a program"),
        ("<p>leans towards {lean|capital} claims</p>", "a word of a program"),
        ("<p>counts for for it</p>", "a doubled word"),
        ("<p>fill in <code>a</code> in <b>in</b> x</p>", "a doubled word"),
        ("<td>0 of 0</td>", "none of none"),
        ("<p>none of none</p>", "none of none"),
    ],
)
def test_the_lint_sees_each_flaw(text: str, flaw: str) -> None:
    assert {name for name, _ in flaws(text)} == {flaw}


@pytest.mark.parametrize(
    "text",
    [
        "Edit <code>review.readers</code> and literature/decisions/side_table.csv, or `evidence check --ledger`.",
        "<bdi>READMISSION RATES AMONG PATIENTS</bdi> at https://example.org/a_b?c_d=1",
        "<p>NHS, IT and EU: Shared HR, finance or IT, in 10 of 10; roles are undefined; None of them. He had had it. AND-OR.</p>",
        "<p>case HA-LOGIC, CN-ALL-01 at 0 of 10, 10 of 0.5</p>",
        "---\nhtml_theme.sidebar: true\n---\nIt holds in 21 studies, in one of them twice; MMAT 2018 and PRISMA-S.",
    ],
)
def test_the_lint_lets_names_and_other_peoples_words_stand(text: str) -> None:
    assert flaws(text) == []


def test_a_title_in_capitals_is_its_authors() -> None:
    title = "CAPITAL LETTERS EVERYWHERE AGAIN"
    assert flaws(f"<h1>{title}</h1>") and not flaws(f"<h1>{title}</h1>", [title])


def test_the_book_holds_no_working_words() -> None:
    found = {name: flaws(text, TITLES) for name, text in texts().items()}
    assert len(found) > 40 and {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("topic", ["bcg", "lipset"])
def test_nor_do_the_books_of_other_topics(topic: str) -> None:
    at = Layout(Path(__file__).resolve().parents[2] / "topics" / topic)
    stages = (stage for stage in STAGES if stage.name not in ("brief", "pdf", "publish"))
    tables = load(run_in_memory(at, *stages))
    book = render(tables, ENGINE, ENGINE)
    texts = {**book.pages, **book.texts}
    titles = [work.title for work in tables[Work]]
    found = {name: flaws(text, titles) for name, text in texts.items() if name.endswith((".md", ".html"))}
    assert len(found) > 20 and {name: wrong for name, wrong in found.items() if wrong} == {}


def test_the_pages_in_print_hold_none_either() -> None:
    assert [
        wrong for text in _strings(json.loads(book().texts["briefing.json"])) for wrong in flaws(text)
    ] == []


WHOLE = ("index.md", "summary.md")


def test_a_pattern_is_heard_whatever_its_numbers_and_names() -> None:
    alike = [
        "The evidence leans towards the claim that gardens feed: three for it, one against.",
        "The evidence leans towards the claim that fences hold: 12 for it, none against.",
        "Against it stands Ash and Elm (2001), which weighs.",
        "The evidence leans towards the claim that slugs come, as Oak (2003) saw.",
    ]
    assert repeated(alike) == []
    heard = repeated([*alike, "The evidence leans towards the claim that peace comes."])
    assert "the evidence leans towards the" in heard and "leans towards the claim that" in heard
    named = [
        f"{name} speaks against it, and more."
        for name in ("Ash (2001)", "Elm and others (2002)", "Fir", "‘A long title…’")
    ]
    assert repeated(named) == ["speaks against it and more"]


@pytest.mark.parametrize("name", WHOLE)
def test_no_pattern_comes_more_than_three_times_on_a_page_that_is_read_as_a_whole(name: str) -> None:
    assert len(running(book().pages[name])) > 10 and repeated(running(book().pages[name])) == []


def test_nor_in_print() -> None:
    told = json.loads(book().texts["briefing.json"])["key_findings"]
    assert told and repeated([f["sentence"] for f in told]) == []


def test_a_note_of_the_coder_is_kept_in_the_table_and_printed_nowhere() -> None:
    (noted,) = [item for item in dozen()[EvidenceItem] if item.note]
    assert noted.item_id == "E01" and "kept as a trap" in noted.note
    assert not [
        name
        for name, text in {**book().pages, **book().texts}.items()
        if "trap" in text and "data/" not in name
    ]


def test_what_is_typed_is_set_as_typed_and_codes_are_told_by_their_label() -> None:
    told = names(
        "Tiers (`supply_chain`); fill in peer_review in config/searches.yaml, <b>",
        {"supply_chain": "Supply chain"},
    )
    assert read(told) == ["Tiers (“Supply chain”); fill in \ufffc in \ufffc , <b>"]
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
