"""A study goes and another comes: the sentence, the page of the finding and the paper all say so."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from pypdf import PdfReader

from evidence.brief.words import number
from evidence.io import read_table
from evidence.layout import Layout
from evidence.synthesise.claim_rows import Finding

from .later import REASON

pytestmark = pytest.mark.workflow


def _seen(project) -> dict[str, str]:
    """What the sentence table, the page of P3 and the paper say."""
    with (project.html / "_static" / "data" / "sentences.csv").open(encoding="utf-8", newline="") as handle:
        sentences = {row["id"]: row["text"] for row in csv.DictReader(handle)}
    page = (project.html / "findings" / "p3.html").read_text(encoding="utf-8")
    paper = PdfReader(project.html / "_static" / "briefing.pdf")
    return {
        "sentence": sentences["P3-verdict"],
        "plain": sentences["plain-P3"],
        "told": sentences.get("known-P3-verdict") or sentences["open-P3"],
        "page": " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()),
        "paper": "".join("".join(p.extract_text() for p in paper.pages).split()),
    }


def test_a_supporter_deleted_and_a_contradiction_planted_are_seen_everywhere(built, later) -> None:
    """The supporter compared something near and was not counted; the contradiction speaks directly, and is."""
    before, after = _seen(built), _seen(later)
    was, now = (_finding(project) for project in (built, later))
    assert (now.n_for, now.n_against) == (was.n_for - 1, was.n_against + 1)
    assert now.direct_against == was.direct_against + 1
    assert f"{number(now.direct_against)} against" in after["sentence"] != before["sentence"]
    assert after["sentence"] in after["page"] and before["sentence"] not in after["page"]
    assert REASON in after["page"] and REASON not in before["page"]
    for seen, other in ((before, after), (after, before)):
        assert "".join(seen["told"].split()) in seen["paper"] and seen["told"] != other["told"]
    assert (
        "".join(str(n) for n in (was.n_for, was.n_qualifies, was.n_against, was.n_silent, was.n_not_read))
        in before["paper"]
    )
    counts = "·".join(f"{n}{word.replace(' ', '')}" for n, word in _five(now))
    assert f"{counts}·thestudiesofP3" in after["paper"]


def _finding(project) -> Finding:
    rows = read_table(Layout(project.folder).table("synthesise", "findings"), Finding)
    return next(row for row in rows if row.proposition == "P3")


def _five(f: Finding) -> list[tuple[int, str]]:
    return [
        (f.n_for, "for"),
        (f.n_against, "against"),
        (f.n_qualifies, "qualifying"),
        (f.n_silent, "silent"),
        (f.n_not_read, "not read"),
    ]
