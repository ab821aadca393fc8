"""The map as a page: works are counted once in sums, studies by direction, and nothing in it is markup."""

from __future__ import annotations

import re
from dataclasses import replace

from evidence.assess.rows import Certainty
from evidence.brief.pages.map import view
from evidence.brief.plain import gaps
from evidence.classify.rows import Label
from evidence.codebook import Facet
from evidence.synthesise.rows import DirectionCount, MapCell

from ...builders import item, make, screening, side, work
from ..reviews import dozen, review
from ..seen import rows, words

FORM, FIELD = (review().codebook.by_role(role) for role in ("form", "field"))
FORMS = [code.id for code in FORM.codes if not code.abstain]
FIELDS = [code.id for code in FIELD.codes if not code.abstain]
OUTCOME = next(iter(review().codebook.outcome_codes()))
TITLE = "<x-title>Homes"
# One work of two fields, one of one; a third is included and has no place.
WORKS = [work("both", title=TITLE), work("one", title="Rents"), work("none", title="Jobs")]
HELD = {(FORMS[0], FIELDS[0]): ("both", "one"), (FORMS[0], FIELDS[1]): ("both",)}


def _page(**given):
    cells = [
        MapCell(form, field, HELD.get((form, field), ()), (), 0, 0, 0, 0, "" if (form, field) in HELD else "nothing found")
        for form in FORMS
        for field in FIELDS
    ]  # fmt: skip
    return review(works=WORKS, screening=[screening(w.work_id) for w in WORKS], map=cells, **given)


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_the_sums_count_a_work_once() -> None:
    said = words(view(_page())["sums"])
    assert said.startswith(
        "3 works are included. 2 of them have a place on this map, and 1 has no clear form of partnership or policy field."
    )
    assert "The two stand in 3 places" in said
    table = str(view(_page())["map"])
    own = next(row for row in re.findall(r"<tr>.*?</tr>", table, re.S) if "map-n" in row)
    assert re.findall(r'map-n">(\d+)<', own) == ["2", "1"]
    assert re.findall(r'map-sum">(\d+)<', own) == ["2"]
    last = re.findall(r"<tr>.*?</tr>", table, re.S)[-1]
    assert re.findall(r'map-sum">(\d+)<', last)[:2] == ["2", "1"] and last.count(">2</td></tr>") == 1


def test_titles_on_the_map_are_text() -> None:
    page = view(_page())
    assert "<x-title>" not in "".join(map(str, page.values()))
    assert "&lt;x-title&gt;" in page["cells"]


def test_a_cell_of_the_second_map_counts_its_studies() -> None:
    """Two studies for and one against, by four results: the figure is three."""
    rows = [item(f"i{n}", study_id=f"s{n % 3}", outcome=OUTCOME, facets=f'{{"{FORM.id}": ["{FORMS[0]}"]}}') for n in range(4)]  # fmt: skip
    directions = [DirectionCount(FORMS[0], "", OUTCOME, 2, 1, 0, 0, ("s0", "s1", "s2"))]
    page = view(_page(items=rows, directions=directions))
    assert 'aria-label="3 studies: 2 positive, 1 negative"' in page["outcomes"]
    assert re.findall(r'map-n">(\d+)<', page["outcomes"]) == ["3"]
    assert "(3)</dt>" in page["outcome_cells"] and page["outcome_cells"].count("numbers.html#i") == 4


def test_a_cell_names_the_findings_that_rest_on_it_with_their_certainty() -> None:
    judged = make(Certainty, proposition="P1", level="low", state="judged")
    rests = side("both", "for", work_id="both", proposition="P1")
    first = view(_page(sides=[rests], certainty=[judged]))["cells"]
    assert "Findings that use it: P1; certainty: low." in _text(first).replace(" ;", ";")
    assert "No finding rests on this cell" in _text(view(_page())["cells"])


def test_the_map_can_be_counted_again_by_the_script() -> None:
    """Each work of a cell stands in its entry under the name that the data have for it."""
    page = view(_page())
    data = str(page["filter"])
    assert data.count('"cells"') == 2 and "<x-title" not in data
    named = re.findall(r'data-work="(\w+)"', page["cells"])
    assert named == ["both", "one", "both"] and all(f'"id": "{name}"' in data for name in ("both", "one"))


def test_outcomes_stand_in_the_order_of_the_codebook() -> None:
    """Harvest, peace, then barriers as they are written, and not by their names."""
    heads = re.findall(r'<th scope="col">(.*?)</th>', view(dozen())["outcomes"])
    assert heads == ["Harvest", "Peace among neighbours", "Slugs", "A shared shed"]


def test_the_dozen_lies_where_people_and_the_machine_put_it() -> None:
    """Roses of a club: Ash twice, Oak and Bay; nobody has herbs of a club."""
    page = view(dozen())
    said = _text(page["cells"])
    assert "Roses (4) Ash (2000) ; Ash (2001) ; Bay (2006) ; Oak (2003)" in said
    assert "Counted rows: E01 , E03 , E06 , X01 , X02 , X03" in said
    assert rows(page["gaps"], "gaps") == [
        ["Club garden", "Herbs", "–", "–"], ["Garden on waste ground", "Roses", "–", "–"],
    ]  # fmt: skip
    assert (page["form_word"], page["field_word"]) == ("form of lease", "crop")
    assert '"keeping": ["free"' in page["filter"] and "Garden on waste ground 1 ◆1 2 ▲2 1 ▼1 1 ▲1" in _text(
        page["outcomes"]
    )


def test_what_nobody_has_coded_is_no_gap() -> None:
    """Three included works: none is coded, then one for its form alone, then two for both."""

    def coded(*names: tuple[str, Facet, str]) -> list[Label]:
        return [
            make(Label, work_id=w, facet=facet.id, code=code, source="person", state="accepted")
            for w, facet, code in names
        ]

    works = [work(f"w{n}", title=f"Work {n}") for n in range(3)]
    empty = [MapCell(form, field, (), (), 0, 0, 0, 0, "nothing found") for form in FORMS for field in FIELDS]
    none = {"works": works, "screening": [screening(w.work_id) for w in works]}
    bare = review(**none, map=empty)
    page, home = view(bare), [s.text for s in gaps(bare)]
    assert not page["gaps_told"] and not page["gaps"] and "nothing found" not in page["map"]
    assert [text.partition(" is coded yet for ")[0] for text in home] == ["None of three included works"] * 2
    assert not any("boxes" in text for text in home) and "None of three" in page["coding"]

    one = review(**none, map=empty, labels=coded(("w0", FORM, FORMS[0])))
    assert [s.text.partition(",")[0].partition(" are ")[0] for s in gaps(one)] == [
        "Two of three included works",
        f"None of three included works is coded yet for {FIELD.label.lower()}",
    ]

    given = [(w, facet, ids[0]) for w in ("w0", "w1") for facet, ids in ((FORM, FORMS), (FIELD, FIELDS))]
    held = [replace(empty[0], works=("w0", "w1"), why_empty=""), *empty[1:]]
    two = review(**none, map=held, labels=coded(*given))
    told = [s.text for s in gaps(two)]
    assert "boxes" in told[0] and view(two)["gaps_told"] and view(two)["gaps"]
    assert told[1:] == [
        f"One of three included works is not coded yet for {facet.label.lower()}; a gap may be one of coding."
        for facet in (FORM, FIELD)
    ]
