"""What the objects of a JSON file are: works, what wraps works, or neither. Judged by the names of their fields."""

from __future__ import annotations

import re
from collections.abc import KeysView
from functools import lru_cache
from typing import Any

_words = str.split
# Names are compared without prefix, case and marks: `dc:title`, `Article-Title` and `article_title` are told alike.
TITLES = frozenset(
    _words(
        "title titles articletitle documenttitle papertitle primarytitle maintitle fulltitle originaltitle itemtitle "
        "headline titel titulo titre"
    )
)
_NAMES = frozenset(("displayname", "name"))
# With one of these beside a title an object is a work, whatever lists it holds.
MARKS = frozenset(
    _words(
        "author authors creator creators authorstring authorships authorlist authornames contributors year pubyear "
        "publicationyear yearpublished publicationdate publisheddate datepublished pubdate date issued published doi pmid "
        "abstract abstracttext abstractnote abstractinvertedindex journal journaltitle journalname containertitle venue "
        "volume issn isbn itemtype externalids externalidentifiers publicationname coverdate parenttitle authfullname "
        "produceddatey mrnumber"
    )
)
# Lists of works that belong to the work they stand in.
_RELATED = frozenset(
    _words("reference references citation citations relateditems relatedworks related comments")
)
_INNER = _words(
    "attributes data _source bibjson metadata fields document record item work csl publication paper"
)
_LISTS = frozenset(
    _words(
        "items results result data hits records entries entry works references docs documents papers articles rows values "
        "publications message search response list"
    )
)
_UNRELATED = _LISTS - _RELATED
# What the schemas of Solr write behind a name: its type, or what it is for.
_OF_SOLR = re.compile(
    r"(?<=\w)_(?:s|ss|sm|t|ts|txt|i|is|dt|tdate|te?sim?|ssim?|ssi|str|display|facet|sort|mv)$"
)
_DEEPEST = 8
_LOOKED_AT = 50


@lru_cache(maxsize=10_000)
def plain(name: str) -> str:
    """A field's name for comparison.

    >>> plain("prism:publicationName"), plain("container-title"), plain("DOI")
    ('publicationname', 'containertitle', 'doi')
    >>> plain("title_tesim"), plain("author_display")
    ('title', 'author')
    """
    return re.sub(r"[\W_]+", "", _OF_SOLR.sub("", name.rsplit(":", 1)[-1])).lower()


def unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """The fields of a work together with those of the one object that holds them (`attributes`, `_source` ...).

    >>> unwrapped({"id": "1", "attributes": {"title": "A"}})
    {'id': '1', 'title': 'A'}
    """
    for name in () if _titled(value) else _INNER:
        inner = value.get(name)
        if isinstance(inner, dict) and _titled(inner):
            return {field: v for field, v in value.items() if field != name} | inner
    return value


def is_work(value: Any) -> bool:
    """Whether a value describes one work, itself or in the object it holds."""
    if not isinstance(value, dict):
        return False
    value = unwrapped(value)
    marks = _marked(value)
    if _titled(value):
        return not _lists_of_works(value) if marks else not holds_works(value)
    return marks > 1 and not _lists_of_works(value) and not _wraps_lists_of_works(value)


def holds_works(value: Any, depth: int = 0) -> bool:
    """Whether there are works somewhere in a list, or in an object that is no work itself."""
    if depth > _DEEPEST:
        return False
    if isinstance(value, list):
        inner = value[:_LOOKED_AT]
    elif isinstance(value, dict):
        related = _marked(value) > 1
        inner = [v for name, v in value.items() if not (related and plain(name) in _RELATED)]
    else:
        return False
    return any(
        _is_titled_work(each) or holds_works(each, depth + 1)
        for each in inner
        if isinstance(each, list | dict)
    ) or (isinstance(value, dict) and any(lists_titles(name, each) for name, each in value.items()))


def lists_titles(name: str, value: Any) -> bool:
    """Whether a list under a name that answers give to their list holds objects with a title, whatever else they say.

    >>> lists_titles("results", [{"id": 1, "title": "A"}]), lists_titles("tags", [{"title": "A"}])
    (True, False)
    """
    return isinstance(value, list) and plain(name) in _UNRELATED and all_titled(value)


def all_titled(value: list[Any]) -> bool:
    """Whether there are objects in a list, all of them with a title."""
    return bool(value) and all(
        isinstance(each, dict) and _titled(unwrapped(each)) for each in value[:_LOOKED_AT]
    )


def swallows(value: dict[str, Any]) -> bool:
    """Whether a work holds others of its own kind among what is no list of related works: it was not closed before them.

    >>> inner = {"doi": "a", "title": "A", "year": 2001, "pages": ""}
    >>> swallows({**inner, "author": [{"family": "Ash"}, inner]}), swallows({**inner, "references": [inner]})
    (True, False)
    """
    return _holds_alike(value, next(iter(value), ""), value.keys())


def _holds_alike(value: dict[str, Any], first: str, names: KeysView[str], depth: int = 0) -> bool:
    """Whether a work with this first field and some of these stands in a list, at any depth."""
    for name, inner in value.items():
        if not isinstance(inner, list | dict) or plain(name) in _RELATED:
            continue
        listed = isinstance(inner, list)
        for each in inner if listed else (inner,):
            if not isinstance(each, dict):
                continue
            if listed and first in each and len(each.keys() & names) > 2 and is_work(each):
                return True
            if depth < _DEEPEST and _holds_alike(each, first, names, depth + 1):
                return True
    return False


def is_empty_answer(value: Any) -> bool:
    """Whether an object is an answer whose list of works is empty.

    >>> is_empty_answer({"total": 0, "items": []}), is_empty_answer({"error": "no"})
    (True, False)
    """
    if not isinstance(value, dict) or _titled(value) or _marked(value) or "error" in value:
        return False
    lists = [v for name, v in value.items() if plain(name) in _LISTS or plain(name).endswith("list")]
    return any(v == [] or is_empty_answer(v) for v in lists)


def _is_titled_work(value: Any) -> bool:
    if not isinstance(value, dict):
        return False
    value = unwrapped(value)
    return bool(_marked(value)) and (_titled(value) or _named(value))


def _lists_of_works(value: dict[str, Any]) -> bool:
    """Whether there is a list of works under a name that answers give to it; other works belong to the one."""
    return any(
        isinstance(v, list) and plain(name) in _LISTS and plain(name) not in _RELATED and holds_works(v)
        for name, v in value.items()
    )


def _wraps_lists_of_works(value: dict[str, Any]) -> bool:
    """Whether such a list stands in an object of a name that answers give to it: `{"resultList": {"result": [...]}}`."""
    return any(
        isinstance(v, dict) and (plain(name) in _LISTS or plain(name).endswith("list")) and holds_works(v)
        for name, v in value.items()
    )


def _titled(value: dict[str, Any]) -> bool:
    return any(plain(name) in TITLES and given not in (None, "", [], {}) for name, given in value.items())


def _named(value: dict[str, Any]) -> bool:
    """Some producers call the title of a work its name."""
    return _marked(value) > 1 and any(plain(name) in _NAMES and given for name, given in value.items())


def _marked(value: dict[str, Any]) -> int:
    return sum(plain(name) in MARKS for name in value)
