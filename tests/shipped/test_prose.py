"""No working words in the shipped book: every page and card as they are staged, and the four pages in print."""

from __future__ import annotations

import csv
import json
import re

import pytest

from evidence.deduplicate.rows import Work
from evidence.layout import Layout
from evidence.review import Review
from evidence.staged_cards import cards_of

from ..prose import flaws, of_a_book, read, repeated, running
from ..workflow.conftest import REPOSITORY, built, tiny  # noqa: F401 - a fixture is used by its name


@pytest.fixture(scope="module")
def staged(built):  # noqa: F811
    """The text of every page and card by its name, and the titles that stand in them."""
    at = Layout(built.folder)
    paths = [path for path in sorted(at.staged_book.rglob("*")) if path.suffix in (".md", ".html")]
    pages = {
        path.relative_to(at.staged_book).as_posix(): path.read_text(encoding="utf-8")
        for path in paths
        if not path.is_relative_to(at.staged_book / "_frame") and "_theme" not in path.parts
    }
    return (
        pages | {name: text for name, text in cards_of(at.staged_book).items() if name.endswith(".html")},
        [work.title for work in Review(at)[Work]],
        json.loads((at.staged_book / "briefing.json").read_text()),
    )


def test_no_page_or_card_holds_working_words(staged) -> None:
    pages, titles, _ = staged
    wrong = {name: found for name, text in pages.items() if (found := flaws(text, titles))}
    assert len(pages) > 400 and wrong == {}


@pytest.mark.parametrize(("name", "least"), [("built", 500), ("tiny", 30)])
def test_no_built_page_holds_them_either(name, least, request) -> None:
    project = request.getfixturevalue(name)
    pages, wrong = of_a_book(project.html, project.folder)
    assert pages > least and wrong == []


def test_no_note_of_a_coder_is_printed(staged) -> None:
    """Cells of `note` in effects.csv of six words and more (shorter ones may stand in a paraphrase too); they are in the download, and on no page."""
    pages, *_ = staged
    with (REPOSITORY / "literature/effects/effects.csv").open(encoding="utf-8", newline="") as file:
        notes = {
            " ".join(row["note"].split()) for row in csv.DictReader(file) if len(row["note"].split()) > 5
        }
    text = "\n".join("\n".join(read(page)) for page in pages.values())
    assert len(notes) > 40 and [note for note in notes if note in text] == []


def test_no_language_model_is_called_a_person(staged) -> None:
    """Both readers stand for a language model, so that no code, side or join is said to be a person's."""
    pages, *_ = staged
    text = "\n".join("\n".join(read(page)) for page in pages.values())
    assert "by a reader" in text and "by person" not in text and "coded by a person" not in text
    home, automation = "\n".join(read(pages["index.md"])), "\n".join(read(pages["automation.md"]))
    for said in (home, automation):
        assert (
            "coder-1 and coder-2 (a language model, from titles, summaries and openings; no person has checked it)"
            in said
        )
    assert "Interim evidence briefing" in home


def test_home_print_and_plain_words_give_one_sum(staged) -> None:
    pages, _, briefing = staged
    assert briefing["mast"] == "Interim evidence briefing"
    for name in ("index.md", "summary.md", "replication.md"):
        said = " ".join(read(pages[name]))
        for sentence in briefing["retest"].removesuffix(".").split(". "):
            assert sentence in said, name


def test_no_pattern_comes_more_than_three_times_where_what_is_known_is_told(staged) -> None:
    pages, _, briefing = staged
    assert {name: repeated(running(pages[name])) for name in ("index.md", "summary.md")} == {
        "index.md": [],
        "summary.md": [],
    }
    assert repeated([finding["sentence"] for finding in briefing["key_findings"]]) == []


def test_every_study_that_is_named_there_says_that_it_was_not_read_in_full(staged) -> None:
    """No full text was read, so that each is known from its summary or its record."""
    *_, briefing = staged
    for finding in briefing["key_findings"]:
        named = re.findall(
            r"(?:[A-Z]\w+(?: and (?:others|[A-Z]\w+))?|’) \((?!\d{4}, )[^)]*\)", finding["sentence"]
        )
        assert [n for n in named if "only" not in n] == [], finding["id"]
        assert "summary only" in finding["sentence"] or "record only" in finding["sentence"]
