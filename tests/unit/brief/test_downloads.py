"""The book's references: the writers of `evidence export`, without published abstracts, one key a work everywhere."""

from __future__ import annotations

import json

from evidence.brief.downloads import as_files, references
from evidence.deduplicate.rows import Work
from evidence.export.keys import in_bibtex, unique_keys

from ..builders import work

WORKS = [
    work(
        "w-smith2010-aaa", key="smith2010", title="Keys", authors=("Smith, Ann",), abstract="Published words."
    ),
    work("w-smith2010-bbb", key="smith2010", title="Locks", abstract="Published words."),
    work(
        "w-m-ccc", key="m1", title="Sleep", authors=("Ministry of Housing, Communities and Local Government",)
    ),
]


def _files(one: Work) -> tuple[str, str]:
    return as_files(one, (unique_keys(WORKS, in_bibtex)[one.work_id], unique_keys(WORKS)[one.work_id]))


def test_two_files_with_one_key_give_a_bibliography_that_pybtex_reads() -> None:
    from pybtex.database import parse_string

    found = references(WORKS, WORKS)
    assert sorted(parse_string(found["references.bib"], "bibtex").entries) == [
        "m1",
        "smith2010-aaa",
        "smith2010-bbb",
    ]
    assert [item["id"] for item in json.loads(found["references.json"])] == [
        "m1",
        "smith2010-aaa",
        "smith2010-bbb",
    ]


def test_a_work_has_one_key_in_every_file_of_the_book() -> None:
    """Also where the work that shares its key is not among those that are listed."""
    alone = references(WORKS[:1], WORKS)["references.bib"]
    bib, ris = _files(WORKS[0])
    assert "@misc{smith2010-aaa," in alone and "@misc{smith2010-aaa," in bib
    assert "ID  - smith2010-aaa\n" in ris


def test_a_body_stays_whole() -> None:
    found, (bib, ris) = references(WORKS, WORKS), _files(WORKS[2])
    name = "Ministry of Housing, Communities and Local Government"
    assert f"author = {{{{{name}}}}}" in found["references.bib"] and f"author = {{{{{name}}}}}" in bib
    assert f'"literal": "{name}"' in found["references.json"]
    assert "AU  - Ministry of Housing,, Communities and Local Government\n" in ris


def test_published_abstracts_are_not_passed_on() -> None:
    shipped = [*references(WORKS, WORKS).values(), *_files(WORKS[0])]
    assert not [text for text in shipped if "Published words" in text]
