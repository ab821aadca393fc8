"""Further codes and configurations: tied to passages that are there, each once, and never lost without a word."""

from __future__ import annotations

from evidence.codebook import parse_codebook
from evidence.extract.coded import Configured, PassageCode
from evidence.extract.readings import codings, configurations
from evidence.item_words import Direction

from ..builders import item

CODEBOOK = parse_codebook(
    {
        "version": "1",
        "title": "T",
        "facets": [
            {"id": "shape", "label": "Shape", "role": "form", "codes": [{"id": "round"}]},
            {"id": "place", "label": "Place", "role": "field", "codes": [{"id": "here"}]},
            {"id": "result", "label": "Result", "role": "outcome", "codes": [{"id": "good"}, {"id": "cost"}]},
            {"id": "barrier", "label": "Barrier", "role": "theme", "codes": [{"id": "mud"}]},
        ],
    }
)
ITEMS = [
    item("X1", kind="extract", case_id="A", outcome="good", direction=Direction.POSITIVE, facets='{"shape": ["round"]}'),
    item("X2", kind="extract", case_id="B", outcome="mud", direction=Direction.NEGATIVE),
    item("E1", kind="effect", outcome="good"),
]  # fmt: skip


def code(line: int, extract: str, facet: str, code: str, direction: str = "", **more: str) -> PassageCode:
    given = {"words": "as said", "reviewer": "ann", "date": "2026-01-01", **more}
    return PassageCode("c.csv", line, extract, facet, code, Direction(direction), **given)


def test_own_codes_and_further_ones_stand_together() -> None:
    found, remarks = codings(ITEMS, [code(2, "X1", "barrier", "mud", "negative")], CODEBOOK)
    assert remarks == []
    assert [(c.item_id, c.facet, c.code, c.direction, c.further) for c in found] == [
        ("X1", "barrier", "mud", "negative", True),
        ("X1", "result", "good", "positive", False),
        ("X1", "shape", "round", "", False),
        ("X2", "barrier", "mud", "negative", False),
    ]
    assert (found[0].case_id, found[0].words, found[0].by) == ("A", "as said", "ann")


def test_a_code_of_no_passage_and_a_code_twice_are_said_and_not_used() -> None:
    rows = [
        code(2, "X9", "barrier", "mud"),
        code(3, "E1", "barrier", "mud"),
        code(4, "X2", "barrier", "mud"),
        code(5, "X2", "result", "cost", "mixed"),
        code(6, "X2", "result", "cost", "positive"),
    ]
    found, remarks = codings(ITEMS, rows, CODEBOOK)
    assert [(r.line, r.field, r.dropped) for r in remarks] == [
        (2, "extract", True), (3, "extract", True), (4, "code", True), (6, "code", True),
    ]  # fmt: skip
    assert "X1" in remarks[0].how_to_fix
    assert len(rows) == len(remarks) + sum(c.further for c in found)
    assert [c.direction for c in found if c.code == "cost"] == ["mixed"]  # the first stands


def configured(line: int, case: str, extracts: str, group: str = "") -> Configured:
    words = ("rain", "people stay in", "no walk", Direction.NEGATIVE)
    return Configured("k.csv", line, f"C{line}", case, *words, extracts, context_group=group)


def test_a_configuration_rests_on_passages_of_its_case() -> None:
    found, remarks = configurations(
        ITEMS,
        [configured(2, "A", "X1", "weather"), configured(3, "A", "X2"), configured(4, "Z", "X1"), configured(5, "B", "X2;X2")],
    )  # fmt: skip
    assert [(c.configuration_id, c.items, c.context_group) for c in found] == [
        ("C2", ("X1",), "weather"), ("C5", ("X2",), "rain"),
    ]  # fmt: skip
    assert [(r.line, r.field, r.value) for r in remarks] == [(3, "extracts", "X2"), (4, "case_id", "Z")]


def test_words_that_a_passage_does_not_hold_are_remarked_upon_and_the_code_is_used() -> None:
    passage = item(
        "X1", kind="extract", case_id="A", outcome="good", text="Mud, they said, came back every year."
    )
    for words, remarked in (("mud ... every year", 0), ("“came back”", 0), ("year they", 1), ("mudd", 1)):
        found, remarks = codings([passage], [code(2, "X1", "barrier", "mud", words=words)], CODEBOOK)
        assert len(remarks) == remarked and sum(c.further for c in found) == 1, words
        assert all((r.field, r.value, r.dropped) == ("words", words, False) for r in remarks)
