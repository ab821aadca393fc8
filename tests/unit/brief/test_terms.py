"""Words of the glossary: explained where they are first used, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.brief.templates import check_glossary
from evidence.brief.terms import mark_terms
from evidence.errors import UserError
from evidence.glossary import Term, load_glossary

TERMS = [
    Term("verdict", "What the rule says.", ("verdicts",)),
    Term("vote counting", "Counting *by* <b>direction</b>."),
    Term("work", "A publication.", in_text=False),
]


def test_the_first_use_is_explained_and_no_other() -> None:
    marked = mark_terms("The verdicts differ; a verdict stands.\n\nVerdict.", TERMS)
    assert marked.count('class="term"') == 1
    assert '<a href="glossary.html#term-verdict" aria-describedby="note-term-verdict">verdicts</a>' in marked
    assert 'role="tooltip" id="note-term-verdict"' in marked


@pytest.mark.parametrize(
    "page",
    [
        "# The verdict",
        "[The verdict](x.md)",
        "`verdict`",
        "**The verdict.**",
        '<a href="x.html">the verdict</a>',
        "```{raw} html\n<p>verdict</p>\n```",
        "````{raw} html\n```\nverdict\n```\n````",
        "---\ntitle: verdict\n---",
        "(verdict)=",
        "a subverdict, a verdict-like thing",
        "they work together",
    ],
)
def test_only_running_text_is_marked(page: str) -> None:
    assert mark_terms(page, TERMS) == page


def test_text_after_a_fence_is_running_text_again() -> None:
    assert 'class="term"' in mark_terms("```{raw} html\n<p>x</p>\n```\n\nA verdict.", TERMS)


def test_computed_sentences_are_marked_where_it_is_asked_and_stay_word_for_word() -> None:
    page = (
        '```{raw} html\n<h3>Verdict</h3><p><a href="x">verdict</a> <span class="computed">Two verdicts.</span></p>\n'
        "<table>\n<tr><td>verdict</td></tr>\n</table>\n```\n\nA verdict."
    )
    marked = mark_terms(page, TERMS, computed=True)
    link = '<a class="term-link" href="glossary.html#term-verdict" title="What the rule says.">verdicts</a>'
    assert marked == page.replace("verdicts", link)


def test_a_definition_is_text_and_leads_up_from_a_folder() -> None:
    marked = mark_terms("By vote counting.", TERMS, "../")
    assert "<b>" not in marked and "\\*by\\*" in marked and 'href="../glossary.html#' in marked


def test_without_terms_a_page_stays_as_it_is() -> None:
    assert mark_terms("A verdict.", []) == "A verdict."


def test_a_word_explained_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "glossary.yaml"
    file.write_text("groups: [{name: A, terms: [{term: one, means: x}, {term: two, also: [One], means: y}]}]")
    with pytest.raises(UserError, match="explained twice"):
        load_glossary(file)


def test_no_glossary_is_no_mistake(tmp_path: Path) -> None:
    assert load_glossary(tmp_path / "glossary.yaml") == []


def test_a_definition_that_counts_is_refused() -> None:
    with pytest.raises(UserError, match="not computed"):
        check_glossary([Term("x", "In 9 of 10 cases.")])
