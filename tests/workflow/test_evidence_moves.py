"""A study goes and another comes: the sentence, the page of the finding and the paper all say so."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from pypdf import PdfReader

pytestmark = pytest.mark.workflow

SUPPORTER, PLANTED = "klijn2016", "planted2026"
_REASON = "Trust made no difference once contracts were clear"


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


def test_a_supporter_deleted_and_a_contradiction_planted_are_seen_everywhere(changed) -> None:
    before = _seen(changed)
    assert "five studies speak for it and none against" in before["sentence"]

    _delete(changed)
    _plant(changed)
    changed.build()

    after = _seen(changed)
    assert "four studies speak for the claim and one against it" in after["sentence"]
    assert "Four studies say yes and one says no." in after["plain"]
    assert after["sentence"] in after["page"] and before["sentence"] not in after["page"]
    assert _REASON in after["page"] and _REASON not in before["page"]
    assert "three countries" in before["page"] and "three countries" not in after["page"]
    for name, seen in (("before", before), ("after", after)):
        counts = {"before": "5for·0against", "after": "4for·1against"}[name]
        assert "".join(seen["sentence"].split()) in seen["paper"], name
        assert re.search(rf"{counts}·1qualifying·7silent·thestudiesofP3", seen["paper"]), name


def _delete(project) -> None:
    """The record and every row that names it."""
    export = project.folder / "literature" / "records" / "university_repositories.ris"
    entries = re.split(r"(?<=ER  - \n)", export.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if f"ID  - {SUPPORTER}\n" not in entry]
    assert len(kept) == len(entries) - 1
    export.write_text("".join(kept), encoding="utf-8")
    for folder in ("decisions", "effects", "case_studies"):
        for path in (project.folder / "literature" / folder).glob("*.csv"):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(line for line in lines if SUPPORTER not in line), encoding="utf-8")


def _plant(project) -> None:
    literature = project.folder / "literature"
    with (literature / "records" / "mvpf_germany.bib").open("a", encoding="utf-8") as handle:
        handle.write(
            f"\n@article{{{PLANTED}, title={{Contracts rather than trust}}, author={{Planted, Paula}}, year={{2026}}}}\n"
        )
    with (literature / "decisions" / "screening.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{PLANTED},include,,abstract_or_opening,coder-1,2026-11-23\n")
    with (literature / "decisions" / "sides.csv").open("a", encoding="utf-8") as handle:
        handle.write(f"{PLANTED},P3,against,{_REASON},coder-1,2026-11-23\n")
