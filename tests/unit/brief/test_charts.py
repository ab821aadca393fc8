"""Figures: well-formed, complete, safe, the same each time."""

from __future__ import annotations

from xml.etree import ElementTree

from evidence.brief.charts import Balance, Direction, balance_chart, direction_chart, prisma_flow, wrap
from evidence.brief.prisma import Flow

FLOW = Flow(
    (("literature/records/a.bib", 300), ("b<c>.ris", 52)),
    352,
    1,
    6,
    345,
    2,
    (('"odd" <reason> & more', 61),),
    110,
    172,
    159,
    64,
    208,
    45,
)
DRAWN = (
    prisma_flow(FLOW, "p"),
    balance_chart(
        [
            Balance("P1", "<script>x</script>", 7, 3, 2, 11, "Contested"),
            Balance("P2", "None at all", 0, 0, 0, 0, "No evidence"),
        ],
        "b",
    ),
    direction_chart([Direction("A & B", 4, 5, 6, 1)], "d"),
)


def test_figures_are_xml_with_a_title_and_a_description() -> None:
    for drawn in DRAWN:
        root = ElementTree.fromstring(drawn)
        names = [child.tag.split("}")[1] for child in root]
        assert root.get("role") == "img" and names[:2] == ["title", "desc"]
        assert not root.findall(".//{*}script") and "http" not in drawn.replace(
            "http://www.w3.org/2000/svg", ""
        )


def test_every_number_of_the_flow_is_drawn() -> None:
    text = "".join(ElementTree.fromstring(DRAWN[0]).itertext())
    for number in (352, 1, 6, 345, 61, 110, 172, 159, 64, 208, 45):
        assert str(number) in text


def test_the_same_numbers_give_the_same_bytes() -> None:
    assert prisma_flow(FLOW, "p") == DRAWN[0]


def test_marks_stay_inside_the_drawing() -> None:
    for drawn in DRAWN:
        root = ElementTree.fromstring(drawn)
        width, height = map(float, root.get("viewBox").split()[2:])
        for mark in root.iter("{http://www.w3.org/2000/svg}rect"):
            assert (
                float(mark.get("x")) >= 0 and float(mark.get("x")) + float(mark.get("width")) <= width + 0.01
            )
            assert float(mark.get("y")) + float(mark.get("height")) <= height + 0.01


def test_wrapping_keeps_every_word() -> None:
    text = "a rather long label that must be wrapped over lines"
    assert " ".join(wrap(text, 100)) == text and len(wrap(text, 100)) > 2
