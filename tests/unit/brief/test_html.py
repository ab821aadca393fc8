"""Every macro: what it is given is text, and what is HTML stays HTML."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from markupsafe import Markup

from evidence import brief
from evidence.brief.macros import macros, parts

BAD = "<x-bad onx='1'>\"&"
FILES = sorted(Path(brief.__file__).with_name("html").glob("*.html"))
# What each macro is given where it is no text: a list of lines, of pairs, and so on.
OF_LISTS = {
    "bullets": ([BAD],),
    "balance": ([(BAD, BAD)], BAD),
    "table": (BAD, BAD, [BAD, BAD], [[BAD, BAD]]),
    "sentences": ([(BAD, BAD)], BAD),
    "trust": ([(BAD, BAD)],),
    "tiles": ([(BAD, BAD, BAD)],),
    "known": ([(BAD, BAD, BAD, [(BAD, BAD, [BAD], BAD, BAD)])],),
    "further": ([(BAD, BAD)],),
    "not_tested": (BAD, BAD, [(BAD, BAD)]),
    "reading": ([BAD],),
    "group": (BAD, BAD, BAD, [(BAD, BAD, BAD)]),
    "section": {
        "facets": (BAD, {"label": BAD, "definition": BAD, "include": BAD, "exclude": BAD}, BAD, BAD, BAD)
    },
    "page_links": ([(BAD, BAD, True)],),
    "card": (BAD, BAD, BAD, [(BAD, BAD, BAD)]),
    "publication": ([(BAD, BAD)], BAD, True),
    "sides": ([(BAD, BAD, BAD)],),
    "way": {"card": ([BAD],)},
    "map_table": (BAD, BAD, [BAD], [(BAD, [BAD], BAD)], [BAD], BAD, BAD),
    "outcome_table": (BAD, [BAD], [(BAD, [BAD])]),
    "entry": ([(BAD, BAD)], BAD, BAD),
    "cell_lists": ([(BAD, [(BAD, BAD, BAD, BAD)])],),
    "works": ([(BAD, BAD, BAD, BAD)],),
    "points": ([BAD],),
    "found": ([(BAD, BAD, [BAD])],),
    "told": {"implications": ([(BAD, BAD, BAD, BAD)], BAD)},
    "theme": (BAD, BAD, BAD, BAD, [(BAD, BAD)], BAD, BAD),
    "gaps": ([(BAD, BAD)],),
    "chooser": (BAD, [(BAD, BAD, [BAD])], (BAD, BAD, BAD, BAD), BAD),
    "computed": {"changes": ([(BAD, BAD)],)},
    "line": ([(BAD, BAD)], BAD),
    "words": ([("kept", BAD), ("out", BAD), ("in", BAD)],),
    "said": ([BAD, BAD], [BAD, ""]),
    "moved": (
        [
            {"ident": BAD, "name": BAD, "way": BAD, "versions": [(BAD, BAD, BAD, BAD)], "because": BAD}
            | {"sentences": [BAD], "tables": [BAD]}
        ],
    ),
    "release": (BAD, BAD, BAD, BAD, [(BAD, BAD)]),
    "deviant": ([(BAD, [(BAD, BAD)])],),
}


def _macros():
    for file in FILES:
        for name in re.findall(r"{% macro ([a-z]\w*)\(", file.read_text(encoding="utf-8")):
            yield pytest.param(file.stem, name, id=f"{file.stem}.{name}")


@pytest.mark.parametrize(("file", "name"), list(_macros()))
def test_whatever_a_macro_is_given_is_text(file: str, name: str) -> None:
    macro = getattr(macros(file), name)
    given = OF_LISTS.get(name, ())
    given = given.get(file, ()) if isinstance(given, dict) else given
    made = macro(*(given or [BAD] * len(macro.arguments)))
    assert isinstance(made, Markup) and "<x-bad" not in made
    assert "&lt;x-bad" in made or not macro.arguments


def test_html_goes_through_and_nothing_is_marked_as_safe() -> None:
    assert parts.paragraph(Markup("<b>1</b>")) == "<p><b>1</b></p>"
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        assert "safe" not in text and "autoescape" not in text and len(text.splitlines()) < 100, file.name


def test_a_table_has_its_ids_numbers_and_scopes() -> None:
    made = parts.table(
        "t", "c", ["a", "b"], [["x", 1], ["y", 2]], numeric=(1,), row_ids=["r1"], tall=True, sortable=True
    )
    assert (
        made.count("<tr") == 3 and '<tr id="r1"><th scope="row">x</th> <td class="num">1</td> </tr>' in made
    )
    assert '<tr><th scope="row">y' in made and "is-tall" in made and "data-sortable" in made
    assert '<th scope="col" class="num">b</th>' in made
    assert 'style="--c2:&#34;b:&#34;"' in made, "a phone shows the name of a column with each of its cells"


def test_names_of_columns_cannot_leave_their_text_of_css() -> None:
    made = parts.table("t", "c", ["a", 'b"; color: red \\', Markup("<b>d</b> &amp;")], [["x", 1, 2]])
    assert unescape(re.search(r'style="([^"]*)"', made)[1]) == r'--c2:"b\"; color: red \\:";--c3:"d &:"'
