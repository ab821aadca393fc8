"""Abstrackr: a vote a person; what all agree on is no further vote, what was settled is one of the team."""

from __future__ import annotations

from evidence.brought.opened import Opened
from evidence.brought.told import TITLE_ABSTRACT, Given
from evidence.brought.tools.abstrackr import TOOL
from evidence.brought.which import tool_of
from evidence.screen.rows import Screen

IN, OUT = Screen.INCLUDE, Screen.EXCLUDE
HEAD = "(internal) id,(source) id,pubmed id,title,abstract,authors,tags,consensus,ella,Bo Ash,general notes (ella)\n"
TABLE = HEAD + (
    '11,1,123456,"On tea","Short, it is","Ash B","cups,pots",1,1,1,"good, really"\n'
    '12,2,,"On rent","x","Elm C","",x,1,-1,""\n'
    '13,3,,"On homes","x","Elm C","",-1,1,-1,""\n'
    '14,4,,"On pots","x","Elm C","",o,0,o,""\n'
    "citations that are not yet labeled by anyone\n"
    '15,5,,"On cups","x","Elm C"\n'
)


def told(text):
    file = Opened("labels_9.csv", text.encode(), "2026-01-01")
    assert tool_of(file) is TOOL
    return {(t.entry.title, t.reviewer, t.word, t.decision) for t in TOOL.read(file, Given())}


def test_a_vote_a_person_and_what_was_settled():
    assert told(TABLE) == {
        ("On tea", "ella", "include", IN), ("On tea", "Bo Ash", "include", IN),
        ("On rent", "ella", "include", IN), ("On rent", "Bo Ash", "exclude", OUT),
        ("On homes", "ella", "include", IN), ("On homes", "Bo Ash", "exclude", OUT), ("On homes", "consensus", "exclude", OUT),
        ("On pots", "ella", "maybe", None),
        ("On cups", "", "", None),
    }  # fmt: skip


def test_notes_are_her_own_tags_the_teams_and_the_stage_is_known():
    file = Opened("labels_9.csv", TABLE.encode(), "2026-01-01")
    tea = {t.reviewer: t for t in TOOL.read(file, Given()) if t.entry.title == "On tea"}
    assert (tea["ella"].notes, tea["Bo Ash"].notes) == (("good, really",), ())
    assert (tea["ella"].tags, tea["ella"].stage) == (("cups", "pots"), TITLE_ABSTRACT)


def test_keywords_are_no_tags():
    head = HEAD.replace("abstract,", "keywords,")
    file = Opened(
        "labels_9.csv", (head + '11,1,,"On tea","leaf","Ash B","",o,1,o,""\n').encode(), "2026-01-01"
    )
    assert [(t.entry.keywords, t.tags) for t in TOOL.read(file, Given())] == [(("leaf",), ())]
