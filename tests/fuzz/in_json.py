"""Writers of JSON, as its producers write it. Parts and `harm` as in `tagged`."""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from tests.fuzz.entries import Entry
from tests.fuzz.tagged import Parts, _parts

_ODD: tuple[Any, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        3.5,
        1e999,
        "",
        " ",
        "null",
        "x",
        [],
        [None],
        [[]],
        {},
        {"a": None},
        [{}],
        ["a", 1],
    ),
    *(
        [[None]],
        {"date-parts": [[]]},
        {"date-parts": None},
        {"date-parts": [["2001"]]},
        {"literal": 3},
        [1, 2],
        "\ud800",
    ),
    *(
        "\x00",
        10**30,
        ["\u2028"],
        {"": ""},
        {"name": None},
        {"family": 1, "given": []},
        "<b>x</b>",
        "&amp;amp;",
    ),
)


def _spoil(rng: Random, value: Any, depth: int = 0) -> Any:
    """The value with one part of it replaced by a value of any type, left out, or renamed."""
    if isinstance(value, dict) and value and (depth == 0 or rng.random() < 0.6):
        key = rng.choice(list(value))
        fault = rng.random()
        if fault < 0.1:
            return {k: v for k, v in value.items() if k != key}
        if fault < 0.2:
            return {(k + "s" if k == key else k): v for k, v in value.items()}
        return {k: _spoil(rng, v, depth + 1) if k == key else v for k, v in value.items()}
    if isinstance(value, list) and value and rng.random() < 0.6:
        at = rng.randrange(len(value))
        return [_spoil(rng, v, depth + 1) if i == at else v for i, v in enumerate(value)]
    return rng.choice(_ODD)


def _people(e: Entry) -> list[dict[str, str]]:
    return [{"family": a.split(", ")[0], "given": a.split(", ")[1]} for a in e.authors]


def _turned(name: str) -> str:
    family, given = name.split(", ")
    return f"{given} {family}"


def _csl(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{"id": f"k{n}", "type": "article-journal", "title": e.title, "author": _people(e), "DOI": e.doi},
        **{"issued": {"date-parts": [[e.year, 3]]}, "container-title": e.container, "volume": e.volume},
        **{"issue": e.issue, "page": e.pages, "abstract": e.abstract},
    }


def _crossref(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{"DOI": e.doi, "type": "journal-article", "title": [e.title], "author": _people(e), "ISSN": []},
        **{"issued": {"date-parts": [[e.year]]}, "container-title": [e.container], "volume": e.volume},
        **{"issue": e.issue, "page": e.pages, "abstract": e.abstract, "subject": list(e.keywords)},
        **{"published-print": {"date-parts": [[e.year]]}, "message-type": "work", "ISBN": []},
    }


def _openalex(e: Entry, n: int) -> dict[str, Any]:
    first, last = e.pages.split("-")
    people = [{"author": {"id": "x", "display_name": _turned(a)}, "raw_author_name": a} for a in e.authors]
    index: dict[str, list[int]] = {}
    for place, word in enumerate(e.abstract.split()):
        index.setdefault(word, []).append(place)
    return {
        **{"id": f"https://openalex.org/W100{n}", "doi": f"https://doi.org/{e.doi}", "title": e.title},
        **{
            "display_name": e.title,
            "publication_year": e.year,
            "ids": {"openalex": f"https://openalex.org/W100{n}"},
        },
        **{"type": "article", "authorships": people, "abstract_inverted_index": index or None},
        **{"biblio": {"volume": e.volume, "issue": e.issue, "first_page": first, "last_page": last}},
        **{
            "primary_location": {
                "source": {"display_name": e.container, "issn": None},
                "landing_page_url": None,
            }
        },
        **{"keywords": [{"display_name": k} for k in e.keywords]},
    }


def _scholar(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{
            "paperId": f"p{n}",
            "externalIds": {"DOI": e.doi},
            "title": e.title,
            "year": e.year,
            "venue": e.container,
        },
        **{"authors": [{"authorId": "1", "name": _turned(a)} for a in e.authors], "abstract": e.abstract},
        **{"journal": {"name": e.container, "volume": e.volume, "pages": e.pages}},
    }


def _lens(e: Entry, n: int) -> dict[str, Any]:
    first, last = e.pages.split("-")
    return {
        **{
            "lens_id": f"000-{n}",
            "title": e.title,
            "publication_type": "journal article",
            "abstract": e.abstract,
        },
        **{"year_published": e.year, "external_ids": [{"type": "doi", "value": e.doi}], "volume": e.volume},
        **{"issue": e.issue, "start_page": first, "end_page": last, "source": {"title": e.container}},
        **{"authors": [{"first_name": a.split(", ")[1], "last_name": a.split(", ")[0]} for a in e.authors]},
    }


def _europepmc(e: Entry, n: int) -> dict[str, Any]:
    people = [{"fullName": a, "firstName": a.split(", ")[1], "lastName": a.split(", ")[0]} for a in e.authors]
    journal = {"volume": e.volume, "issue": e.issue, "journal": {"title": e.container}}
    return {
        **{"id": str(n), "source": "MED", "doi": e.doi, "title": e.title, "authorList": {"author": people}},
        **{"journalInfo": journal, "pubYear": str(e.year), "pageInfo": e.pages, "abstractText": e.abstract},
    }


def _datacite(e: Entry, n: int) -> dict[str, Any]:
    people = [
        {"name": a, "familyName": a.split(", ")[0], "givenName": a.split(", ")[1], "nameType": "Personal"}
        for a in e.authors
    ]
    return {
        "id": e.doi,
        "type": "dois",
        "attributes": {
            **{"doi": e.doi, "creators": people, "titles": [{"title": e.title}], "publicationYear": e.year},
            **{"types": {"resourceTypeGeneral": "JournalArticle"}, "publisher": "A press", "subjects": []},
        },
    }


def _zotero(e: Entry, n: int) -> dict[str, Any]:
    people = [
        {"creatorType": "author", "lastName": a.split(", ")[0], "firstName": a.split(", ")[1]}
        for a in e.authors
    ]
    data = {
        **{"key": f"Z{n}", "itemType": "journalArticle", "title": e.title, "creators": people, "DOI": e.doi},
        **{"publicationTitle": e.container, "volume": e.volume, "issue": e.issue, "pages": e.pages},
        **{"date": str(e.year), "abstractNote": e.abstract, "tags": [{"tag": k} for k in e.keywords]},
    }
    return {"key": f"Z{n}", "version": 1, "library": {"type": "user", "id": 1}, "data": data}


def _eppi(e: Entry, n: int) -> dict[str, Any]:
    return {
        **{
            "ItemId": n,
            "Title": e.title,
            "ParentTitle": e.container,
            "Year": str(e.year),
            "Volume": e.volume,
        },
        **{
            "Authors": ";".join(a.replace(", ", " ") for a in e.authors),
            "Abstract": e.abstract,
            "DOI": e.doi,
        },
        **{"Pages": e.pages, "Issue": e.issue, "TypeName": "Journal, Article", "Codes": []},
    }


def _json(
    make: Callable[[Entry, int], dict[str, Any]], heads: tuple[tuple[str, str], ...], lines: bool = True
):
    """A writer: a list, an answer with a list in it, or one value a line."""

    def write(rng: Random, entries: list[Entry], harm: set[int]) -> Parts:
        ascii_only, indent = rng.random() < 0.3, rng.choice((None, None, 1, 2))
        values: list[Any] = [make(e, n) for n, e in enumerate(entries)]
        for n in harm:
            values[n] = _spoil(rng, values[n]) if rng.random() < 0.9 else rng.choice(_ODD)
        if lines and rng.random() < 0.2:
            return _parts([json.dumps(v, ensure_ascii=ascii_only) + "\n" for v in values], "")
        head, tail = rng.choice(heads)
        blocks = [json.dumps(v, ensure_ascii=ascii_only, indent=indent) for v in values]
        return _parts(blocks, rng.choice((",", ",\n", ", ")), head, tail)

    return write


csl_json = _json(_csl, (("[", "]"), ("[\n", "\n]\n")))
crossref_json = _json(
    _crossref,
    (('{"status":"ok","message-type":"work-list","message":{"total-results":9,"items":[', "]}}"), ("[", "]")),
)
openalex_json = _json(_openalex, (('{"meta":{"count":9},"results":[', '],"group_by":[]}'), ("[", "]")))
scholar_json = _json(_scholar, (('{"total":9,"offset":0,"data":[', "]}"), ("[", "]")))
lens_json = _json(_lens, (('{"total":9,"data":[', "]}"), ("[", "]")))
europepmc_json = _json(
    _europepmc, (('{"version":"6.9","hitCount":9,"resultList":{"result":[', "]}}"),), False
)
datacite_json = _json(_datacite, (('{"data":[', '],"meta":{"total":9}}'),), False)
zotero_json = _json(_zotero, (("[", "]"),), False)
eppi_json = _json(_eppi, (('{"CodeSets":[],"References":[', "]}"),), False)
