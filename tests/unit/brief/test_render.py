"""The whole book of a dozen works in memory: every page is filled, and a new one needs two files and no list."""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from evidence.book_settings import Reporting
from evidence.brief import figures, pages
from evidence.brief.fill import fill_page
from evidence.brief.render import Book, render
from evidence.engine import resource
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.qca.settings import QcaDesign
from evidence.stage_code import code_of
from evidence.synthesise.rows import MapCell

from .moved import moved
from .reviews import dozen, review

_TEXT = (".md", ".yml", ".html")


def _sources() -> dict[str, str]:
    files = Layout(resource()).own_pages
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if name.endswith(_TEXT)}


ENGINE = _sources()


@cache
def book() -> Book:
    return render(moved(), ENGINE, ENGINE)


def texts() -> dict[str, str]:
    """Of its pages and cards."""
    every = {**book().pages, **book().texts}
    return {name: text for name, text in every.items() if name.endswith((".md", ".html"))}


def test_every_view_has_a_page_and_every_page_that_names_slots_has_a_view() -> None:
    assert set(pages.PAGES.by_word) <= set(ENGINE)
    of_claims = {f"findings/g{n}.md" for n in range(1, 6)}
    of_codes = {"form-club", "form-town", "form-lost", "field-roses", "field-beans", "field-herbs"}
    many = {"findings/claim.md", "answers/answer.md", "undone.md"}
    assert set(book().pages) == {
        name for name in ENGINE if name.endswith((".md", ".yml"))
    } - many | of_claims | {f"answers/{name}.md" for name in of_codes}
    assert all("{{" not in text and "{%" not in text for text in book().pages.values())


def test_forms_and_fields_hang_under_their_pages_in_the_order_of_the_codebook() -> None:
    told = re.findall(r"file: \"?([\w/-]+)", book().pages["_toc.yml"])
    at = told.index("forms")
    assert told[at : at + 8] == [
        "forms", "answers/form-club", "answers/form-town", "answers/form-lost",
        "fields", "answers/field-roses", "answers/field-beans", "answers/field-herbs",
    ]  # fmt: skip
    assert not re.search('answers/|sections:\n *- file: "?fields', _nothing().pages["_toc.yml"])


def test_a_page_for_which_a_review_has_nothing_is_not_in_the_book() -> None:
    for name in ("synthesis", "framework", "mechanisms", "equity"):
        assert f"{name}.md" in book().pages and name in _contents(book())
    assert "undone.md" not in book().pages and "undone" not in _contents(book())
    for name in ("synthesis", "framework", "mechanisms"):  # the codebook of the other asks who is studied
        assert f"{name}.md" not in _nothing().pages and name not in _contents(_nothing())


def test_what_a_review_has_nothing_for_stands_on_one_page_and_links_lead_there() -> None:
    page = _nothing().pages["undone.md"]
    assert "undone" in _contents(_nothing())
    for title in ("How good are the studies?", "How sure are we?", "What runs through the cases", "Numbers"):
        assert f"## {title}\n" in page
    gone = (
        "appraisal",
        "certainty",
        "numbers",
        "pools",
        "missing",
        "directions",
        "cases",
        "themes",
        "synthesis",
        "framework",
        "mechanisms",
        "combinations",
    )
    cells = "\n".join(str(cell) for file in _nothing().downloads for row in file.rows for cell in row)
    everything = "\n".join([*_nothing().pages.values(), *_nothing().texts.values(), cells])
    assert [name for name in gone if f"{name}.html" in everything or f"({name}.md" in everything] == []
    assert 'href="undone.html#undone-appraisal"' in everything and "(undone-appraisal)=" in page


def _contents(book) -> set[str]:
    return set(re.findall(r'file: "?([\w/-]+)"?$', book.pages["_toc.yml"], re.M))


def test_a_table_stands_in_a_fence_that_nothing_in_it_can_close() -> None:
    page = book().pages["numbers.md"]
    assert page.count("```{raw} html") == 1 and page.count('<table class="evidence"') == 1


def test_an_author_of_the_settings_is_text_in_markdown_and_in_yaml() -> None:
    assert "<test>" not in book().pages["index.md"] and "The <test> team" in book().pages["_config.yml"]


def test_each_work_and_case_has_a_card_and_two_references() -> None:
    cards = [name for name in book().texts if name.startswith("studies/") and name.endswith(".html")]
    assert len(cards) == 14 + 6 and sum(name.endswith(".bib") for name in book().texts) == 14 + 2
    ivy = next(text for name, text in book().texts.items() if "ivy2007" in name and name.endswith(".html"))
    assert "<x-y>" not in ivy and "herbs &lt;x-y&gt; &amp; thyme" in ivy


def test_data_files_and_what_machines_read_stand_beside_the_pages() -> None:
    assert '"G1"' in book().texts["briefing.json"] and "Shared gardens" in book().texts["metadata.json"]
    package = json.loads(book().package({}))
    assert [file.name for file in book().downloads] == [one["path"] for one in package["resources"]]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("undone.md", "No study counts yet, so that there is none to appraise"),
        ("automation.md", "Codes by who gave them"),
        ("classification.md", "There were too few codes by people to judge the machine."),
        ("classification.md", "so that nothing can be said about how far coders agree."),
        ("selection.md", "so that nothing can be said about how far they agree."),
        ("undone.md", "No comparison of cases is configured for this review."),
        ("undone.md", "No result of a study has a direction."),
        ("limits.md", "Every value of every row could be used as it stood."),
        ("selection.md", "Nothing was set aside: every entry and every coded row could be used."),
        ("undone.md", "No case is coded yet."),
        ("works.md", "There are no works yet."),
    ],
)
def test_a_review_in_which_nothing_is_yet_says_so(page: str, said: str) -> None:
    assert said in _nothing().pages[page].replace("\\", "")


@cache
def _nothing():
    shipped = review()
    config = replace(shipped.config, checklists=Reporting(), qca=QcaDesign())
    seed = {**shipped.claims.seed, "points": []}
    form, field = (shipped.codebook.by_role(role) for role in ("form", "field"))
    cells = [
        MapCell(row.id, column.id, (), (), 0, 0, 0, 0, "nothing found")
        for row in form.codes
        for column in field.codes
    ]
    return render(
        review(map=cells, config=config, claims=replace(shipped.claims, items=(), seed=seed)), ENGINE, ENGINE
    )


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder whose modules are pages as those of the package are."""
    monkeypatch.setattr(pages, "__path__", [*pages.__path__, str(tmp_path)])
    pages.PAGES.forget()
    yield tmp_path
    pages.PAGES.forget()
    for name in ("pages.soil", "figures.dots"):
        sys.modules.pop(f"evidence.brief.{name}", None)


def test_a_new_page_is_two_files(elsewhere: Path) -> None:
    (elsewhere / "soil.py").write_text(
        "from evidence.deduplicate.rows import Work\n"
        "from evidence.brief.page import Page\n"
        "def view(review):\n"
        "    rows = [(work.title, work.year) for work in review[Work] if work.container == 'Soil']\n"
        "    return {'soil': rows}\n"
        "PAGE = Page('soil.md', view)\n"
    )
    book = render(
        dozen(),
        {**ENGINE, "soil.md": "# Soil\n\n{{ table('soil', 'Works on soil', ['Work', 'Year'], soil) }}\n"},
        ENGINE,
    )
    assert book.pages["soil.md"].count('<tr><th scope="row">') == 4  # Oak twice, Fir and Yew
    assert "soil" in book.pages["_toc.yml"]


def test_a_new_figure_is_one_file(elsewhere: Path, monkeypatch) -> None:
    """It draws with the axis that all share; a page shows it for wide screens and for phones."""
    monkeypatch.setattr(figures, "__path__", [*figures.__path__, str(elsewhere)])
    (elsewhere / "dots.py").write_text(
        "from evidence.brief.figures.axis import Axis, grid\n"
        "from evidence.brief.figures.canvas import COMPACT, WIDE, element, figure\n"
        "def dots(values, ident, *, compact=False):\n"
        "    up = Axis(0, max(values), 100, 10)\n"
        "    parts = [*grid(up, 40, 300), *(element('circle', cx=60, cy=up(v), r=4) for v in values)]\n"
        "    return figure(ident, ('Dots', '; '.join(map(str, values))), (COMPACT if compact else WIDE, 110), parts, compact=compact)\n"
    )
    (elsewhere / "soil.py").write_text(
        "from functools import partial\n"
        "from evidence.brief.figures.dots import dots\n"
        "from evidence.brief.page import Page\n"
        "def view(review):\n"
        "    return {'dots': partial(dots, [1, 2])}\n"
        "PAGE = Page('soil.md', view)\n"
    )
    page = render(
        dozen(),
        {**ENGINE, "soil.md": "# Soil\n\n{{ figure(dots, 'soil-dots', 'Two values.', 'Dots.') }}\n"},
        ENGINE,
    ).pages["soil.md"]
    assert page.count("<svg") == 2 and 'cy="10"' in page and 'cy="55"' in page and "1; 2" in page


def test_a_slot_that_nobody_fills_names_the_page_and_the_slots() -> None:
    with pytest.raises(UserError, match="names something that is not known") as caught:
        fill_page("soil.md", "{{ soul }}", {"soil": 1}, {})
    assert "book/soil.md" in caught.value.text() and "soil" in caught.value.text()


def test_pages_that_cannot_be_read_are_named() -> None:
    for source, said in (
        ("{{ table('t', 'c', [], [], wide=true) }}", "cannot be filled"),
        ("{% if %}", "cannot be read"),
        ('{% extends "engine/no.md" %}', "no page of this name"),
    ):
        with pytest.raises(UserError, match=said):
            fill_page("soil.md", source, {}, {})


def test_the_stage_depends_on_every_file_of_its_room() -> None:
    """Pages are found and not imported by name, so that a changed page or its HTML must still rerun the stage."""
    room = Path(pages.__file__).parents[1]
    files = {
        path.relative_to(room).as_posix()
        for path in room.rglob("*")
        if path.suffix in (".py", ".html", ".yaml")
    }
    code = code_of(["brief"])["brief"]
    known = {name.partition("evidence/brief/")[2] for name in (*code.modules, *code.data)}
    assert files <= known


def test_a_view_is_pure() -> None:
    """The same review gives the same pages, and none of them changes what another sees."""
    again = render(moved(), dict(reversed(ENGINE.items())), ENGINE)
    assert (again.pages, again.texts) == (book().pages, book().texts)
