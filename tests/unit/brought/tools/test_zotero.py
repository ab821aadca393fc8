"""Zotero: tags stand for what people say that they stand for, in every export that it has."""

from __future__ import annotations

import json

import pytest

from evidence.brought.opened import Opened
from evidence.brought.told import Given
from evidence.brought.tools.zotero import TOOL
from evidence.errors import UserError
from evidence.screen.rows import Screen

from ..layouts import WORKS, zotero

MEANS = {"in": "include", "out: *": "exclude", "unsure": "maybe"}
BIB = "@article{a, title = {One study}, author = {Abel, Ann}, year = {2001}, annote = {why not}, keywords = {in, rent}}"
RIS = "TY  - JOUR\nTI  - One study\nAU  - Abel, Ann\nPY  - 2001\nN1  - <p>why not</p>\nKW  - in\nKW  - rent\nER  - \n"
JSON = json.dumps({
    "items": [{
        "itemType": "journalArticle", "key": "A", "title": "One study", "creators": [{"creatorType": "author", "lastName": "Abel"}],
        "date": "2001", "tags": [{"tag": "in"}, {"tag": "rent"}], "notes": [{"note": "<p>why&nbsp;not</p>"}],
    }]
})  # fmt: skip


def told(text, name="z.csv", means=MEANS):
    return list(TOOL.read(Opened(name, text.encode(), ""), Given(tags=means)))


def test_tags_reasons_other_tags_and_notes():
    tags = {
        "abel2001": "IN; housing",
        "baker2002": "Out: no data",
        "clark2003": "unsure",
        "davis2004": "in; out: late",
    }
    found = told(zotero(WORKS[:5], tags, {"abel2001": "<p>read it</p>"}))
    assert [(t.word, t.decision, t.reason, t.note) for t in found] == [
        ("include", Screen.INCLUDE, "", "read it | tags: housing"),
        ("exclude", Screen.EXCLUDE, "no data", ""),
        ("maybe", None, "", ""),
        ("include and exclude", None, "late", ""),  # which is meant only they know
        ("", None, "", ""),
    ]


@pytest.mark.parametrize(("name", "text"), [("z.bib", BIB), ("z.ris", RIS), ("z.json", JSON)])
def test_other_exports_of_it(name, text):
    assert TOOL.tell(Opened(name, text.encode(), ""))
    (one,) = told(text, name)
    assert (one.decision, one.notes, one.tags) == (Screen.INCLUDE, ("why not",), ("rent",))


def test_without_a_mapping_the_tags_are_shown_with_lines_to_give():
    with pytest.raises(UserError, match="which tags stand for decisions") as error:
        told(zotero(WORKS, {"abel2001": "included; housing", "baker2002": "exclude: no data"}), means={})
    assert '--tag "included=include"' in error.value.fix and '--tag "exclude: *=exclude"' in error.value.fix
    assert "housing (1)" in error.value.value
