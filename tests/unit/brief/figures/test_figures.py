"""Figures: well-formed, complete, safe, within their drawing, and the same each time."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from evidence.brief.figures.balance import Balance, balance_chart
from evidence.brief.figures.canvas import text_width, wrap
from evidence.brief.figures.effect_direction import DirectionTally, direction_chart
from evidence.brief.figures.prisma_flow import prisma_flow
from evidence.brief.prisma import Flow

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> \"&' ]]> \x00\x1b\ud800 url(javascript:1)"
LONG = "a rather long label of many words that must be wrapped over lines, with Donaudampfschifffahrtsgesellschaftskapitän"
LABELS = ("Short", HOSTILE, LONG)

FLOW = Flow(
    sources=(("records/a.bib", 301), (f"records/{HOSTILE}.ris", 23), *((f"s{i}.csv", 2) for i in range(14))),
    entries=1352,
    quarantined=3,
    duplicates=6,
    works=1343,
    undecided=19,
    excluded=((HOSTILE, 61), (LONG, 1034)),
    background=57,
    included=172,
    studies=159,
    extracts=64,
    effects=208,
    directions_only=45,
)
BALANCES = [
    Balance("P1", LONG, 23, 11, 9, 140, 31, "Divided"),
    Balance(HOSTILE, HOSTILE, 0, 1, 0, 1007, 2048, HOSTILE),
    Balance("P18", "", 5, 0, 2, 0, 0, "Not tested by the evidence so far"),
]
DIRECTIONS = [
    DirectionTally(LONG, 61, 14, 9, 11),
    DirectionTally(HOSTILE, 0, 0, 0, 0),
    DirectionTally("One", 1, 0, 0, 0),
]
ONE_ARM = [
    DirectionTally(LONG, 61, 14, 9, 11, one_arm=(40, 3, 2, 1)),
    DirectionTally(HOSTILE, 0, 0, 0, 0, one_arm=(1, 0, 0, 0)),
]


FIGURES = {
    "prisma": lambda ident, compact: prisma_flow(FLOW, ident, compact=compact),
    "balance": lambda ident, compact: balance_chart(BALANCES, ident, compact=compact),
    "direction": lambda ident, compact: direction_chart(DIRECTIONS, ident, compact=compact),
    "no flow": lambda ident, compact: prisma_flow(
        Flow((), 0, 0, 0, 0, 0, (), 0, 0, 0, 0, 0, 0), ident, compact=compact
    ),
    "no balance": lambda ident, compact: balance_chart([], ident, compact=compact),
    "one arm": lambda ident, compact: direction_chart(ONE_ARM, ident, compact=compact),
    "no direction": lambda ident, compact: direction_chart([], ident, compact=compact),
}
every_figure = pytest.mark.parametrize(
    "draw", [pytest.param(draw, id=name) for name, draw in FIGURES.items()]
)
every_width = pytest.mark.parametrize("compact", [False, True], ids=["wide", "compact"])


def _shown(svg: str) -> list[str]:
    """What is drawn as text, without titles and descriptions."""
    return [text.text or "" for text in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@every_width
@every_figure
def test_a_figure_is_xml_with_a_title_and_a_description(draw, compact) -> None:
    root = ElementTree.fromstring(draw("fig 1", compact).encode("utf-8"))
    title, desc = list(root)[:2]
    assert root.get("role") == "img" and root.get("width") == "100%"
    assert (title.tag, desc.tag) == (f"{SVG}title", f"{SVG}desc") and title.text and desc.text
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"


@every_width
@every_figure
def test_every_id_derives_from_the_ident_and_every_reference_has_its_target(draw, compact) -> None:
    svg = draw('fig"1', compact)
    ids = [e.get("id") for e in ElementTree.fromstring(svg).iter() if e.get("id")]
    assert all(i.startswith("fig-1-") for i in ids) and len(ids) == len(set(ids))
    painted = {
        found
        for element in ElementTree.fromstring(svg).iter()
        for value in element.attrib.values()
        for found in re.findall(r"url\((.*?)\)", value)
    }
    assert painted <= {f"#{i}" for i in ids}


@every_width
@every_figure
def test_hostile_labels_are_text_and_nothing_is_fetched(draw, compact) -> None:
    svg = draw("f", compact)
    tags = {e.tag.removeprefix(SVG) for e in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "circle", "path", "text"}
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "") and "href" not in svg
    names = {name for e in ElementTree.fromstring(svg).iter() for name in e.attrib}
    assert not [name for name in names if name.startswith("on")]


@every_width
@every_figure
def test_the_same_numbers_give_the_same_bytes(draw, compact) -> None:
    assert draw("f", compact) == draw("f", compact)


@every_width
@every_figure
def test_nothing_leaves_the_drawing(draw, compact) -> None:
    root = ElementTree.fromstring(draw("f", compact))
    width, height = map(float, root.get("viewBox").split()[2:])
    places = list(_places(root))
    assert places
    for name, (left, top, right, bottom) in places:
        assert left >= -0.5 and top >= -0.5 and right <= width + 0.5 and bottom <= height + 0.5, name


def _places(root: ElementTree.Element):
    """(what, box) of every text, by the estimated width, and of every box and circle."""
    for e in root.iter():
        at = {name: float(e.get(name, 0)) for name in ("x", "y", "cx", "cy", "r")}
        if e.tag == f"{SVG}text":
            size = float(e.get("font-size"))
            wide = text_width(e.text or "", size, bold=e.get("font-weight") == "600")
            back = {"end": wide, "middle": wide / 2}.get(e.get("text-anchor"), 0)
            x, y = at["x"], at["y"]
            if e.get("transform"):
                yield e.text, (x - size * 0.75, y - wide + back, x + size * 0.25, y + back)
            else:
                yield e.text, (x - back, y - size * 0.75, x - back + wide, y + size * 0.25)
        elif e.tag == f"{SVG}rect":
            box = (at["x"], at["y"], at["x"] + float(e.get("width")), at["y"] + float(e.get("height")))
            yield "rect", box
        elif e.tag == f"{SVG}circle":
            yield "circle", (at["cx"] - at["r"], at["cy"] - at["r"], at["cx"] + at["r"], at["cy"] + at["r"])


@every_width
@every_figure
def test_no_line_of_text_runs_into_another(draw, compact) -> None:
    root = ElementTree.fromstring(draw("f", compact))
    texts = [(t, box) for t, box in _places(root) if t not in ("rect", "circle") and t]
    assert len(texts) > 1
    for i, (one, a) in enumerate(texts):
        for other, b in texts[i + 1 :]:
            apart = a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 2 or b[3] <= a[1] + 2
            assert apart, (one, a, other, b)


@every_width
def test_every_number_of_the_flow_is_drawn(compact) -> None:
    shown = _shown(prisma_flow(FLOW, "f", compact=compact))
    numbers = (1352, 3, 6, 9, 1343, 1324, 61, 1034, 1095, 57, 19, 172, 159, 64, 208, 45, 301, 23)
    assert {f"{n:,}" for n in numbers} <= set(shown)
    assert "from 16 files" in shown and "in 13 further files" in shown
    desc = ElementTree.fromstring(prisma_flow(FLOW, "f")).find(f"{SVG}desc").text
    assert all(f"s{i}.csv 2" in desc for i in range(14))


@every_width
def test_every_number_of_the_balance_and_of_the_directions_is_drawn(compact) -> None:
    shown = " ".join(_shown(balance_chart(BALANCES, "f", compact=compact))).split()
    for f in BALANCES:
        assert {f"{n:,}" for n in (f.n_for, f.n_against, f.n_qualifies, f.n_silent)} <= set(shown)
    drawn = direction_chart(DIRECTIONS, "f", compact=compact)
    shown = " ".join(_shown(drawn)).split()
    assert {"61", "14", "9", "11", "95", "0", "1"} <= set(shown)
    heads = 4 if compact else 8  # the key, and the heads of the columns; compact rows repeat the signs
    signs = [e for e in ElementTree.fromstring(drawn).iter() if e.tag in (f"{SVG}path", f"{SVG}circle")]
    assert len(signs) == 96 + heads + (4 * len(DIRECTIONS) if compact else 0)


@every_width
def test_what_compares_nothing_is_drawn_in_outline_and_is_in_no_sum(compact) -> None:
    """Two studies compare; three saw one arm alone, one of them without a difference."""
    rows = [DirectionTally("One", 1, 0, 0, 1, one_arm=(0, 2, 0, 1))]
    svg = ElementTree.fromstring(direction_chart(rows, "f", compact=compact))
    outlined = [e for e in svg.iter(f"{SVG}path") if e.get("fill") == "none"]
    dashed = [e for e in svg.iter(f"{SVG}circle") if e.get("stroke-dasharray")]
    assert (len(outlined), len(dashed)) == (2 + 1, 1)  # and that of the key
    assert svg.find(f"{SVG}desc").text == (
        "One: 2 studies compare: 1 positive, 0 negative, 0 mixed, 1 no difference; with one arm alone 3"
    )
    assert "outline" not in direction_chart([DirectionTally("One", 1, 0, 0, 0)], "f", compact=compact)


@pytest.mark.parametrize("width", [12, 60, 200])
def test_wrapping_keeps_every_letter_and_the_width(width) -> None:
    for label in LABELS:
        lines = wrap(label, width, 12)
        assert "".join("".join(lines).split()) == "".join(label.split())
        assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)
