"""Figures of the later pages: what they say in words, and that their drawings hold every number."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from evidence.appraise.tool import Means
from evidence.brief.figures.albatross import Bird, albatross
from evidence.brief.figures.bars import bar_chart, timeline
from evidence.brief.figures.combinations import Combination, combinations_chart
from evidence.brief.figures.forest import Line, forest
from evidence.brief.figures.funnel import funnel
from evidence.brief.figures.harvest import Bar, Domain, harvest_plot
from evidence.brief.figures.logic_model import Chain, logic_model
from evidence.brief.figures.prisma_flow import prisma_flow
from evidence.brief.figures.risk_of_bias import Judged, Scheme, risk_bars, risk_lights
from evidence.brief.figures.saturation import saturation_curve
from evidence.brief.figures.traffic import Appraised, traffic_lights
from evidence.brief.figures.tree import Branch, tree
from evidence.brief.prisma import Flow, InFull

STUDIES = [Line("Ann <b>", -0.5, -1.0, 0.0, 0.4), Line("Bob", 0.2, -0.1, 0.5, 0.6)]
POOLED = Line("All together", -0.1, -0.4, 0.2, pi=(-1.5, 1.3))
ROB = Scheme(
    "RoB 2",
    {"D1": "Order <b>", "D2": "Deviations", "overall": "Overall"},
    {Means.LOW: "low", Means.HIGH: "high"},
)
JUDGED = [
    Judged("Ann <b>", "Deaths", {"D1": Means.LOW, "D2": Means.HIGH, "overall": Means.HIGH}),
    Judged("Bob", "", {"D1": Means.LOW}),
]
IN_FULL = Flow(
    (("a.ris", 10),),
    10,
    0,
    1,
    9,
    0,
    (("off topic", 2),),
    1,
    3,
    3,
    2,
    3,
    1,
    in_full=InFull(4, 1, (("no <b>", 1),), 0, 2),
)
DRAWN = {
    "risk lights": lambda **k: risk_lights(JUDGED, ROB, "r", **k),
    "risk bars": lambda **k: risk_bars(JUDGED, ROB, "b", **k),
    "full texts": lambda **k: prisma_flow(IN_FULL, "p", **k),
    "forest": lambda **k: forest(STUDIES, POOLED, "f", measure="jobs", ratio=False, **k),
    "ratio": lambda **k: forest(STUDIES, POOLED, "f", measure="jobs", ratio=True, **k),
    "funnel": lambda **k: funnel(STUDIES, -0.1, "f", measure="jobs", ratio=False, **k),
    "harvest": lambda **k: harvest_plot([Domain("Jobs", (Bar("positive", True, True), Bar("negative", False, False)))], "h", **k),
    "combinations": lambda **k: combinations_chart([Combination((1, 0, 2), 2, 1, "contradictory")], ["a", "b", "c"], "c", outcome="good", **k),
    "saturation": lambda **k: saturation_curve([(1, 1.5), (2, 2.0)], 2, "s", **k),
    "traffic": lambda **k: traffic_lights([Appraised("Ann", "Qualitative", {"1.1": "yes", "1.2": "no"})], "t", **k),
    "bars": lambda **k: bar_chart([("Denmark", 7), ("Not stated", 2)], "b", title="Countries", **k),
    "timeline": lambda **k: timeline([2001, 2004], {"included": {2001: 2}, "excluded": {2004: 1}}, "y", title="Years", **k),
    "tree": lambda **k: tree([Branch("Forms", (("Merger", 3), ("Compact", 0)))], "t", **k),
    "albatross": lambda **k: albatross([Bird("Ann", 40, 0.03, True), Bird("Bob", 400, 0.6, False)], "a", **k),
    "logic model": lambda **k: logic_model([Chain("Rain <b>", "people stay in", "no walk", "negative", "A"), Chain("Sun", "people go out", "a walk " * 20, "positive", "A")], "l", **k),
}  # fmt: skip
SAID = {
    "risk lights": ["Ann &lt;b&gt;, Deaths: D1 low, D2 high, overall high; Bob: D1 low, D2 not judged"],
    "risk bars": ["D1 Order &lt;b&gt;: 2 low; D2 Deviations: 1 high, 1 not judged"],
    "full texts": [
        "4 reports sought for retrieval; 3 assessed for eligibility; 1 included without a full text",
        "1 not retrieved; 1 report excluded; 1 no &lt;b&gt;",
    ],
    "forest": ["Ann &lt;b&gt; −0.50 (−1.00 to 0.00)", "In a new study: −1.50 to 1.30"],
    "ratio": ["0.61 (0.37 to 1.00)"],
    "funnel": ["2 studies around −0.10"],
    "harvest": ["Jobs: 1 positive, 0 mixed or none, 0 negative, and 1 not counted"],
    "combinations": ["a, not b, c at level 2: 2 of 3 cases with good, contradictory"],
    "saturation": ["2 themes in 2 cases"],
    "traffic": ["Ann: 1.1 yes, 1.2 no"],
    "bars": ["Denmark: 7; Not stated: 2"],
    "timeline": ["3 works from 2001 to 2004 (2 included, 1 excluded); most in 2001, 2"],
    "tree": ["Forms: 2 codes, 1 of them used"],
    "logic model": ["Rain &lt;b&gt;, then people stay in, then no walk (negative): 1 case"],
    "albatross": ["Ann: positive, n 40, p 0.03; Bob: negative, n 400, p 0.6"],
}


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("compact", [False, True])
def test_a_figure_says_its_finding_and_stays_in_its_frame(name, compact) -> None:
    svg = DRAWN[name](compact=compact)
    desc = re.search(r"<desc[^>]*>(.*?)</desc>", svg)[1]
    assert all(said in desc for said in SAID[name]), desc
    assert "<b>" not in svg and "nan" not in svg
    width = float(re.search(r'viewBox="0 0 ([\d.]+)', svg)[1])
    places = [float(x) for x in re.findall(r' (?:cx|x1|x2|x)="(-?[\d.]+)"', svg)]
    assert all(-1 <= x <= width + 1 for x in places), (min(places), max(places), width)
    assert svg == DRAWN[name](compact=compact)


def test_the_flow_of_an_update_begins_with_what_was_there() -> None:
    flow = Flow((("a.ris", 10),), 10, 0, 1, 9, 0, (("off topic", 4),), 0, 5, 4, 2, 3, 1)
    later = replace(flow, previous=(12, 15))
    assert "earlier version" not in prisma_flow(flow, "p")
    assert "12 studies in the earlier version" in prisma_flow(later, "p")
    assert ("Included", "Studies in the review with those of the earlier version", 16) in later.rows()


def test_on_a_phone_the_line_of_no_difference_goes_through_no_text() -> None:
    """Wide, it goes from top to bottom beside the texts; narrow, it stands beside each mark, under the texts of its row."""
    drawn = str(forest(STUDIES, POOLED, "f", measure="jobs", ratio=False, compact=True))
    dashed = _upright(drawn)
    written = [float(y) for y in re.findall(r'<text[^>]*\by="([\d.]+)"', drawn)]
    assert len(dashed) == len(STUDIES) + 1
    assert not [y for top, end in dashed for y in written if float(top) < y - 1 and y - 9 < float(end)]
    assert len(_upright(str(forest(STUDIES, POOLED, "f", measure="jobs", ratio=False)))) == 1


def _upright(drawn: str) -> list[tuple[str, str]]:
    """(top, end) of the dashed lines that go down; the interval of a new study lies."""
    found = re.findall(r'<line[^>]*y1="([\d.]+)"[^>]*y2="([\d.]+)"[^>]*stroke-dasharray', drawn)
    return [(top, end) for top, end in found if top != end]
