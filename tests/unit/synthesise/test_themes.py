"""Themes: who speaks for and against follows from the codes, and nothing that a person wrote is passed over."""

from __future__ import annotations

import pytest

from evidence.codebook import parse_codebook
from evidence.extract.rows import Coding, Strength
from evidence.item_words import Direction
from evidence.synthesise.decisions import ThemeDecision
from evidence.synthesise.framework import chart, matrix, saturation, with_further
from evidence.synthesise.rows import Charted, StudyDirection
from evidence.synthesise.theme_rows import ThemeLevel
from evidence.synthesise.themes import themes

from ..brief.reviews import dozen
from ..builders import item

CODEBOOK = parse_codebook(
    {
        "version": "1",
        "title": "T",
        "facets": [
            {"id": "shape", "label": "Shape", "role": "form", "codes": [{"id": "round"}, {"id": "square"}]},
            {"id": "place", "label": "Place", "role": "field", "codes": [{"id": "here"}]},
            {"id": "result", "label": "Result", "role": "outcome", "codes": [{"id": "good"}, {"id": "cost"}]},
            {"id": "barrier", "label": "Barrier", "role": "theme", "codes": [{"id": "mud"}, {"id": "rain"}]},
        ],
    }
)


def passage(name: str, case: str, standing: str = "counted", **more):
    given = {
        "kind": "extract",
        "case_id": case,
        "measure": f"Case {case}",
        "study_id": f"s{case}",
        "standing": standing,
    }
    return item(name, **{"outcome": "good", "direction": Direction.POSITIVE, "text": "four words of ours", **given, **more})  # fmt: skip


ITEMS = [
    passage("X1", "A", facets='{"shape": ["round"], "place": ["here"]}'),
    passage("X2", "A"),
    passage("X3", "B"),
    passage("X4", "C"),
    passage("X5", "D"),
    passage("X6", "E", "shown_only"),
]


def coding(
    name: str, code: str, direction: str = "", strength: str = "plain", facet: str = "barrier"
) -> Coding:
    case = next(i.case_id for i in ITEMS if i.item_id == name)
    return Coding(name, case, facet, code, Direction(direction), f"words of {name}", Strength(strength), True, "", "")  # fmt: skip


CODES = [
    coding("X1", "mud", "negative"),
    coding("X2", "mud", "negative", "inferred"),
    coding("X3", "mud", "positive"),
    coding("X4", "mud", "mixed"),
    coding("X5", "rain", "negative"),
    coding("X6", "mud", "negative"),
    coding("X1", "round", facet="shape"),
    coding("X5", "round", facet="shape"),
]


def drawn(
    theme: str,
    made: str,
    against: str = "",
    level: str = "descriptive",
    line: int = 2,
    date: str = "2026-01-01",
):
    return ThemeDecision(
        "themes.csv", line, theme, ThemeLevel(level), theme.title(), f"What {theme} says", made, "because",
        "ann", date, against,
    )  # fmt: skip


def test_who_speaks_follows_from_direction() -> None:
    """A speaks twice in one study; B the other way; C both ways; D has another code; E is shown and not counted."""
    (theme,), trail, remarks = themes([drawn("mud", "barrier=mud:negative")], ITEMS, CODES, CODEBOOK)
    assert remarks == []
    assert (theme.passages, theme.cases, theme.studies, theme.words) == (2, ("A",), 1, 8)
    assert (theme.contrary, theme.qualifying) == (("B",), ("C",))
    assert (theme.inferred, theme.not_counted, theme.forms, theme.fields) == (1, 1, ("round",), ("here",))
    assert [(row.item_id, row.side, row.counted) for row in trail] == [
        ("X1", "for", True), ("X2", "for", True), ("X3", "against", True),
        ("X4", "qualifies", True), ("X6", "for", False),
    ]  # fmt: skip
    assert trail[0].codes == ("barrier=mud:negative",) and trail[0].words == ("words of X1",)


@pytest.mark.parametrize(
    ("made", "against", "cases", "contrary", "qualifying"),
    [
        ("barrier=mud", "", ("A", "B", "C"), (), ()),  # in whatever direction
        ("barrier=mud:negative;barrier=rain:negative", "", ("A", "D"), ("B",), ("C",)),
        ("barrier=mud:negative&shape=round", "", ("A",), (), ()),  # X1 alone has both
        ("barrier=mud:positive&shape=round", "", (), ("A",), ()),
        ("barrier=mud:negative", "barrier=rain:negative", ("A",), ("B", "D"), ("C",)),
        ("barrier=mud:negative", "shape=round", ("A",), ("B", "D"), ("C",)),  # X1 speaks both ways, X2 does not
    ],
)  # fmt: skip
def test_codes_together_and_codes_against(made, against, cases, contrary, qualifying) -> None:
    (theme,), _, _ = themes([drawn("t", made, against)], ITEMS, CODES, CODEBOOK)
    assert (theme.cases, theme.contrary, theme.qualifying) == (cases, contrary, qualifying)


def test_an_analytical_theme_is_made_from_descriptive_ones() -> None:
    given = [
        drawn("mud", "barrier=mud:negative"),
        drawn("rain", "barrier=rain:negative"),
        drawn("weather", "mud", "rain", "analytical"),
    ]
    found, trail, _ = themes(given, ITEMS, CODES, CODEBOOK)
    weather = found[-1]
    assert [t.theme for t in found] == ["mud", "rain", "weather"]
    assert (weather.cases, weather.contrary) == (("A",), ("B", "D"))
    assert {row.through for row in trail if row.theme == "weather"} == {"mud", "rain"}


def test_the_last_word_on_a_theme_counts_and_a_withdrawn_one_is_gone() -> None:
    first, later = drawn("t", "barrier=mud"), drawn("t", "barrier=rain", line=3, date="2026-01-02")
    assert themes([later, first], ITEMS, CODES, CODEBOOK)[0][0].made_from == ("barrier=rain",)
    gone = drawn("t", "barrier=mud", level="withdrawn", line=4, date="2026-01-03")
    assert themes([first, gone], ITEMS, CODES, CODEBOOK) == ([], [], [])


@pytest.mark.parametrize(
    ("given", "field", "value", "says"),
    [
        (drawn("t", "barier=mud"), "made_from", "barier=mud", "barrier"),
        (drawn("t", "barrier=mut"), "made_from", "barrier=mut", "mud"),
        (drawn("t", "mud"), "made_from", "mud", "facet=code"),
        (drawn("t", "barrier=mud", "barrier=mud&shape=rond"), "against", "shape=rond", "round"),
        (drawn("t", "mud", level="analytical"), "made_from", "mud", "none is drawn"),
        (drawn("P1", "barrier=mud"), "theme", "P1", "another id"),
    ],
)
def test_what_leads_nowhere_is_said(given, field, value, says) -> None:
    found, _, (remark,) = themes([given], ITEMS, CODES, CODEBOOK, ["P1"])
    assert found == [] and (remark.field, remark.value, remark.line, remark.dropped) == (
        field,
        value,
        2,
        True,
    )
    assert says in remark.how_to_fix


def test_the_fingerprint_changes_with_the_evidence_and_with_nothing_else() -> None:
    def of(items=ITEMS, codes=CODES, made="barrier=mud:negative"):
        return themes([drawn("t", made)], items, codes, CODEBOOK)[0][0].evidence_hash

    assert of() == of(list(reversed(ITEMS)), list(reversed(CODES)))
    assert of() == of(codes=[*CODES, coding("X5", "square", facet="shape")])  # not under this theme
    assert len({of(), of(codes=CODES[1:]), of(codes=[*CODES, coding("X5", "mud", "negative")]), of(made="barrier=mud")}) == 4  # fmt: skip


def test_further_codes_enter_the_chart_and_saturation_and_leave_the_items_alone() -> None:
    more = with_further(ITEMS, CODES, CODEBOOK)
    assert more[: len(ITEMS)] == ITEMS and len(more) == len(ITEMS) + 6  # two of eight are of the form
    mud = [row for row in chart(more, CODEBOOK) if row.theme == "mud"]
    assert sum(row.negative for row in mud) == 2 and sum(row.mixed for row in mud) == 1  # E does not count
    assert saturation(ITEMS)[-1].of == 1 and saturation(more)[-1].of == 3


def test_the_matrix_has_a_row_for_each_case_facet_code_and_direction() -> None:
    found = {(c.case_id, c.facet, c.code, c.direction): c for c in matrix(ITEMS, CODES)}
    assert found["A", "barrier", "mud", "negative"].items == ("X1", "X2")
    assert found["A", "barrier", "mud", "negative"].case_name == "Case A"
    assert found["E", "barrier", "mud", "negative"].counted is False
    assert len(found) == 7


def test_further_codes_are_no_votes() -> None:
    """The dozen has four further codes of fences, none of which is a direction of a study."""
    review = dozen()
    further = {c.item_id for c in review[Coding] if c.further}
    assert len(further) == 4 and {"fence"} == {c.code for c in review[Coding] if c.further}
    assert "fence" not in {row.outcome for row in review[StudyDirection]}
    assert "fence" in {row.theme for row in review[Charted]}
