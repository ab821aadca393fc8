"""Puts the cards of studies into the search of the book, as Sphinx does with its own pages."""

from __future__ import annotations

import json
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from sphinx.search import js_index
from sphinx.search.en import SearchEnglish

CARDS = "cards.json"
_INDEX = "searchindex.js"


def add_cards(html: Path, staged: Path) -> None:
    """Every card that `staged` lists as [page, title, other words] can be found by its words."""
    path = html / _INDEX
    index = js_index.loads(path.read_text(encoding="utf-8"))
    cards = json.loads((staged / CARDS).read_text(encoding="utf-8"))
    path.write_text(js_index.dumps(with_cards(index, cards)), encoding="utf-8", newline="\n")


def with_cards(index: dict[str, Any], cards: list[list[str]]) -> dict[str, Any]:
    """The index with the cards after its own pages. Titles are escaped: the search page shows them as HTML."""
    language = SearchEnglish({})
    stemmed = cache(partial(_stem, language))
    titles, terms = (_numbers(index[name]) for name in ("titleterms", "terms"))
    found = {**index, **{name: list(index[name]) for name in ("docnames", "filenames", "titles")}}
    for number, (page, title, words) in enumerate(cards, start=len(index["docnames"])):
        found["docnames"].append(page)
        found["filenames"].append(f"{page}.html")
        found["titles"].append(escape(title))
        in_title = {stemmed(word) for word in language.split(title)} - {""}
        for word in in_title:
            titles.setdefault(word, []).append(number)
        for word in {stemmed(word) for word in language.split(words)} - in_title - {""}:
            terms.setdefault(word, []).append(number)
    return {**found, "titleterms": _short(titles), "terms": _short(terms)}


def _stem(language: SearchEnglish, word: str) -> str:
    """As `sphinx.search.IndexBuilder.feed` has it: the stem, else the word; blank where both are stop words."""
    stem = language.stem(word).lower()
    kept = stem if language.word_filter(stem) else word
    return kept if language.word_filter(kept) else ""


def _numbers(terms: dict[str, int | list[int]]) -> dict[str, list[int]]:
    return {word: [at] if isinstance(at, int) else list(at) for word, at in terms.items()}


def _short(terms: dict[str, list[int]]) -> dict[str, int | list[int]]:
    return {word: at[0] if len(at) == 1 else at for word, at in terms.items()}
