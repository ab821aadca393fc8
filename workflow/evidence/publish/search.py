"""Puts the cards of studies into the search of the book, as Sphinx does with its own pages, and makes its index small.

Every visit of the search page loads the whole index, so that words and pages are packed; `_ext/search.js` unpacks them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from functools import cache, cached_property, partial
from html import escape
from itertools import pairwise
from pathlib import Path
from string import ascii_lowercase
from typing import Any

from evidence.shelf import Shelf

CARDS = "cards.json"
_INDEX = "searchindex.js"
LIST = "studies/list"
"""Where the scripts of a list of very many works lie."""
OF_LIST = ("studies/data.js", "studies/explorer-shards.js", "studies/search-works.js")


def finish_search(html: Path, staged: Path, shelf: Shelf) -> None:
    """Every card that `staged` lists as [page, title, other words] can be found by its words."""
    path = html / _INDEX
    index = json.loads(path.read_text(encoding="utf-8").removeprefix("Search.setIndex(").removesuffix(")"))
    text = json.dumps(
        packed(with_cards(index, _cards(staged), shelf)),
        separators=(",", ":"),
        sort_keys=True,
        ensure_ascii=False,
    )
    path.write_text(f"Search.setIndex(unpacked({text}))\n", encoding="utf-8", newline="\n")
    if (html / LIST).is_dir():
        _search_list(html / "search.html")


def words_ahead(staged: Path, shelf: Shelf) -> None:
    """The words of cards are taken apart before the index is there, and found when it is."""
    with_cards(
        {name: {} for name in ("titleterms", "terms")} | {"docnames": [], "titles": []}, _cards(staged), shelf
    )


def _cards(staged: Path) -> list[list[str]]:
    return json.loads((staged / CARDS).read_text(encoding="utf-8")) if (staged / CARDS).is_file() else []


def _search_list(page: Path) -> None:
    """The search page looks up the list of works too, where it is in parts: not all works of it have a card."""
    scripts = "".join(f'<script src="{name}"></script>\n' for name in OF_LIST)
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", f"{scripts}</body>", 1), encoding="utf-8", newline="\n")


def packed(index: dict[str, Any]) -> dict[str, Any]:
    """The index with its words as two texts, and without what the search does not ask for: names of files, and plain numbers."""
    words = {name: _packed_words(index[name]) for name in ("terms", "titleterms")}
    return {name: value for name, value in index.items() if name != "filenames"} | words


def _packed_words(terms: dict[str, int | list[int]]) -> str:
    """Words in their order, each without what it shares with the one before; pages by their distance, in base 36.

    >>> _packed_words({"fund": [2, 40], "funder": 7, "2012": 3})
    '0fund 2,12;4er 7'
    """
    found, before = [], ""
    for word, places in sorted(_numbers(terms).items()):
        if not word or word.isdecimal():  # the search takes no number for a word
            continue
        same = min(len(os.path.commonprefix([before, word])), 35)
        steps = [n - last for last, n in pairwise([0, *sorted(places)])]
        found.append(f"{_in_36(same)}{word[same:]} {','.join(map(_in_36, steps))}")
        before = word
    return ";".join(found)


@cache
def _in_36(number: int) -> str:
    """
    >>> _in_36(0), _in_36(35), _in_36(36 * 36)
    ('0', 'z', '100')
    """
    more, last = divmod(number, 36)
    return (_in_36(more) if more else "") + (ascii_lowercase[last - 10] if last > 9 else str(last))


def with_cards(index: dict[str, Any], cards: list[list[str]], shelf: Shelf | None = None) -> dict[str, Any]:
    """The index with the cards after its own pages. Titles are escaped: the search page shows them as HTML."""
    shelf, stems = shelf or Shelf(None), Stems()
    titles, terms = (_numbers(index[name]) for name in ("titleterms", "terms"))
    found = {**index, **{name: list(index[name]) for name in ("docnames", "titles")}}
    for number, (page, title, words) in enumerate(cards, start=len(index["docnames"])):
        found["docnames"].append(page)
        found["titles"].append(escape(title))
        in_title, beside = shelf.told(shelf.key("words", title, words), partial(stems.of_card, title, words))
        for word in in_title:
            titles.setdefault(word, []).append(number)
        for word in beside:
            terms.setdefault(word, []).append(number)
    return {**found, "titleterms": _short(titles), "terms": _short(terms)}


class Stems:
    """What the search finds words by."""

    @cached_property
    def _language(self) -> Any:
        from sphinx.search.en import SearchEnglish

        return SearchEnglish({})

    def of_card(self, title: str, words: str) -> tuple[list[str], list[str]]:
        """The stems of the title of a card, and those of its other words that are not among them; sorted."""
        split = self._language.split
        in_title = {self._of(word) for word in split(title)} - {""}
        return sorted(in_title), sorted({self._of(word) for word in split(words)} - in_title - {""})

    @cached_property
    def _of(self) -> Callable[[str], str]:
        return cache(self._stem)

    def _stem(self, word: str) -> str:
        """As `sphinx.search.IndexBuilder.feed` has it: the stem, else the word; blank where both are stop words."""
        stem = self._language.stem(word).lower()
        kept = stem if self._language.word_filter(stem) else word
        return kept if self._language.word_filter(kept) else ""


def _numbers(terms: dict[str, int | list[int]]) -> dict[str, list[int]]:
    return {word: [at] if isinstance(at, int) else list(at) for word, at in terms.items()}


def _short(terms: dict[str, list[int]]) -> dict[str, int | list[int]]:
    return {word: at[0] if len(at) == 1 else at for word, at in terms.items()}
