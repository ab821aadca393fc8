"""A study goes and another comes: the sentence, the page of the finding and the paper all say so."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from pypdf import PdfReader

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
        "page": " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()),
        "paper": "".join("".join(p.extract_text() for p in paper.pages).split()),
    }


def test_a_supporter_deleted_and_a_contradiction_planted_are_seen_everywhere(built, later) -> None:
    before, after = _seen(built), _seen(later)
    assert "five studies speak for it and none against" in before["sentence"]
    assert "four studies speak for the claim and one against it" in after["sentence"]
    assert "Four studies say yes and one says no." in after["plain"]
    assert after["sentence"] in after["page"] and before["sentence"] not in after["page"]
    assert REASON in after["page"] and REASON not in before["page"]
    assert "three countries" in before["page"] and "three countries" not in after["page"]
    for name, seen in (("before", before), ("after", after)):
        counts = {"before": "5for·0against", "after": "4for·1against"}[name]
        assert "".join(seen["sentence"].split()) in seen["paper"], name
        assert re.search(rf"{counts}·1qualifying·7silent·thestudiesofP3", seen["paper"]), name
