"""A review's own pages stand before the engine's, or write some blocks of them anew."""

import pytest
import yaml

from evidence.brief.fill import fill_page
from evidence.engine import resource
from evidence.errors import UserError
from evidence.layout import Layout

ENGINE = {"a.md": "# {{ title }}\n{% block one %}first{% endblock %}\n{% block two %}second{% endblock %}\n"}
TOC = resource("book", "_toc.yml").read_text(encoding="utf-8")


def _page(text, **values):
    return fill_page("a.md", text, {"title": "T", **values}, ENGINE)


def test_a_file_of_the_same_name_takes_the_place_of_the_engines(tmp_path):
    at = Layout(tmp_path)
    engine = at.book
    assert engine["map.md"] == resource("book", "map.md") and at.own_pages == {}
    for name in ("map.md", "_static/briefing.css", "notes/more.md", "README.md", "_build/html/x.md"):
        (tmp_path / "book" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / name).touch()
    own = {"map.md", "_static/briefing.css", "notes/more.md"}
    assert {name for name, path in at.book.items() if path.is_relative_to(tmp_path)} == own == {*at.own_pages}
    assert {*at.book} == {*engine, "notes/more.md"}
    assert at.book_sources == sorted({*at.book.values(), *engine.values()})


def test_a_link_behind_which_there_is_no_page_is_told(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "page.md").touch()
    (tmp_path / "book" / "linked.md").symlink_to(tmp_path / "elsewhere" / "page.md")
    assert {*Layout(tmp_path).own_pages} == {"linked.md"}
    (tmp_path / "book" / "lost.md").symlink_to(tmp_path / "nowhere.md")
    (tmp_path / "book" / "folder").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError) as refused:
        _ = Layout(tmp_path).own_pages
    said = refused.value.text()
    assert "lost.md: the link leads nowhere" in said and "folder: the link leads to a folder" in said


def test_a_block_is_written_anew_and_the_rest_stays():
    text = '{% extends "engine/a.md" %}\n{% block two %}{{ own }}{% endblock %}\n'
    assert _page(text, own="a_b") == "# T\nfirst\na\\_b\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{% extends "engine/b.md" %}', "no page of this name: engine/b.md"),
        ("one\n{% block %}\n", "near its line 2"),
        ("{{ nothing }}", "not known"),
    ],
)
def test_a_page_that_cannot_be_filled_is_named(text, said):
    with pytest.raises(UserError, match=said) as refused:
        _page(text)
    assert refused.value.file == "book/a.md"


def _contents(pages, **values):
    """The contents by caption: each chapter with its sections."""
    values = {
        "pages": pages,
        "claim_pages": [],
        "form_pages": [],
        "field_pages": [],
        "further_chapters": [],
        **values,
    }
    parts = yaml.safe_load(fill_page("_toc.yml", TOC, values, {}))["parts"]
    return {
        part["caption"]: {
            c["file"]: [s["file"] for s in c.get("sections", ())] for c in part["chapters"] or ()
        }
        for part in parts
    }


def test_the_contents_hold_what_the_review_has():
    bare = _contents(["summary", "works", "references"])
    assert bare == {"Briefing": {"summary": []}, "Evidence": {"works": ["references"]}, "Method and data": {}}
    further = ["board", "notes/more"]
    pages = ["findings/index", "findings/p1", "replication", "numbers", "pools", *further]
    full = _contents(pages, claim_pages=["findings/p1"], further_chapters=[[name] for name in further])
    assert full["Briefing"] == {"findings/index": ["findings/p1"], "replication": []}
    assert full["Evidence"] == {"numbers": ["pools"]}, (
        "where the first of a chapter is missing the next is its head"
    )
    assert full["Further pages"] == {"board": [], "notes/more": []}


@pytest.mark.parametrize(
    "text",
    [
        "{{ title.__class__.__mro__[1].__subclasses__() }}",
        "{{ table.__globals__ }}",
        '{{ "{0.__class__}".format(title) }}',
        "{{ self.__init__.__globals__ }}",
    ],
)
def test_a_page_that_reaches_for_the_program_is_refused(text):
    """A page may be a stranger's: from its slots nothing leads to the program that fills it."""
    with pytest.raises(UserError) as refused:
        _page(text)
    assert refused.value.file == "book/a.md"
