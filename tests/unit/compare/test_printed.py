"""Lines for a terminal and for a pull request: long lists are cut and counted, and nothing that a record says is mark-up."""

from __future__ import annotations

from evidence.compare.printed import as_markdown, as_text, escaped
from evidence.compare.rows import Kind
from evidence.compare.told import blocks

from .test_told import change


def test_long_lists_are_cut_and_counted() -> None:
    many = [change(Kind.WORK_IN, f"w{n}", name=f"Work {n}", after="included") for n in range(30)]
    lines = as_text(blocks(many, []), 10)
    assert lines[1] == "Works that came in (30)" and lines[-1] == "  and 20 more" and len(lines) == 13
    assert len(as_text(blocks(many, []))) == 32


def test_markdown_holds_text_alone() -> None:
    evil = "<img src=x onerror=1> [a](http://x.org) `b` *c* @team #12\n# head | www.y.org"
    (line,) = [
        line
        for line in as_markdown(blocks([change(Kind.WORK_IN, "w", name=evil, after="included")], []))
        if "img" in line
    ]
    assert line.startswith("- \\<img") and "\\[a\\]" in line and "http\\://" in line and "www\\.y" in line
    assert "@team" not in line and "#12" not in line and "\\|" in line


def test_marks_of_a_sentence_are_no_mark_up_of_its_own() -> None:
    said = [change(Kind.SENTENCE, "x", after="<b>All</b> of *it*.")]
    (line,) = [line for line in as_markdown(blocks(said, [])) if "<ins>" in line]
    assert line == "- <ins>\\<b\\>All\\</b\\> of \\*it\\*.</ins>"


def test_words_of_a_sentence_are_marked() -> None:
    said = [change(Kind.SENTENCE, "x", before="One is for.", after="Two are for.")]
    text, markdown = "\n".join(as_text(blocks(said, []))), "\n".join(as_markdown(blocks(said, [])))
    assert "[-One" in text and "{+Two" in text and "<del>One" in markdown and "<ins>Two" in markdown


def test_escaping_leaves_plain_words_as_they_are() -> None:
    assert (
        escaped("Ash (2020): leans for → divided; 3 of 4, p = .05")
        == "Ash (2020): leans for → divided; 3 of 4, p = .05"
    )
