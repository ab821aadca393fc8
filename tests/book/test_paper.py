"""The four-page PDF and the page in plain words, as readers and assistive technology meet them."""

from __future__ import annotations

import copy
import json
import re
import shutil
from html import unescape
from pathlib import Path

import pytest
from pypdf import PdfReader

from evidence.brief.pages import summary
from evidence.brief.readability import words_of
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.publish.pdf import build_pdf
from evidence.review import Review
from evidence.stages.brief import load

pytestmark = pytest.mark.book

# NHS digital service manual, "How we write": content for the public at a reading age of 9 to 11.
_OLDEST_READING_AGE = 11


@pytest.fixture(scope="module")
def staged(built) -> Path:
    return built.folder / "results" / "brief" / "book"


@pytest.fixture(scope="module")
def data(staged) -> dict:
    return json.loads((staged / "briefing.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def paper(built) -> PdfReader:
    return PdfReader(built.html / "_static" / "briefing.pdf")


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _squeezed(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


def _set(staged: Path, folder: Path, data: dict) -> PdfReader:
    """The paper with other data."""
    shutil.copyfile(staged / "briefing.typ", folder / "briefing.typ")
    (folder / "briefing.json").write_text(json.dumps(data), encoding="utf-8")
    build_pdf(folder / "briefing.typ", folder / "briefing.json", folder / "out.pdf")
    return PdfReader(folder / "out.pdf")


def test_it_has_four_a4_pages_tags_a_language_and_its_data_from_the_configuration(paper, data) -> None:
    assert len(paper.pages) == 4
    for page in paper.pages:
        assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
    root = paper.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and "/StructTreeRoot" in root
    assert root["/Lang"] == "en-GB" and root["/ViewerPreferences"]["/DisplayDocTitle"]
    said = root["/Metadata"].get_object().get_data().decode("utf-8")
    assert re.search(r"pdfuaid:part(>|=\")1", said)
    assert paper.metadata.title == data["title"] and paper.metadata.author == data["author"]
    assert data["keywords"][0] in paper.metadata.get("/Keywords", "")
    assert list(paper.metadata.creation_date.timetuple()[:3]) == data["date"]
    heads = [entry.title for entry in _flat(paper.outline)]
    for head in ("Key findings", "Policy relevance", "Brief description of the research"):
        assert head in heads
    assert "Further information" in heads


def _flat(outline: list) -> list:
    return [e for part in outline for e in (_flat(part) if isinstance(part, list) else [part])]


def test_every_number_in_it_is_a_number_of_its_data(paper, data) -> None:
    known = set(re.findall(r"\d+", json.dumps(data, ensure_ascii=False)))
    known |= {str(n) for n in range(1, 5)}  # page numbers
    unknown = set(re.findall(r"\d+", _text(paper))) - known
    assert unknown == set()


def test_every_key_finding_stands_in_it_word_for_word_with_its_counts_and_certainty(paper, data) -> None:
    text = _squeezed(_text(paper))
    for finding in data["key_findings"]:
        assert _squeezed(finding["sentence"]) in text, finding["id"]
        assert _squeezed(f"Certainty: {finding['certainty']}") in text
        counts = "{n_for} for · {n_against} against · {n_qualifies} qualifying · {n_silent} silent · {n_not_read} not read"
        assert _squeezed(counts.format(**finding) + f" · the studies of {finding['id']}") in text
    for finding in data["other_findings"]:
        counts = "{n_for}{n_qualifies}{n_against}{n_silent}{n_not_read}".format(**finding)
        row = finding["claim"] + finding["symbol"] + finding["verdict_word"] + counts + finding["certainty"]
        assert _squeezed(row) in text, finding["id"]
    for row in data["directions"]:
        assert _squeezed(row["label"]) in text


def test_its_numbers_are_those_of_the_tables(built, data) -> None:
    tables = load(Review(Layout(built.folder)))
    for finding in data["key_findings"] + data["other_findings"]:
        row = tables.finding[finding["id"]]
        assert all(finding[n] == getattr(row, n) for n in ("n_for", "n_against", "n_qualifies", "n_silent"))
    assert {f["id"] for f in data["key_findings"] + data["other_findings"]} == set(tables.proposition)


def test_its_links_lead_to_pages_of_the_book(built, paper) -> None:
    found = [
        annotation.get_object()["/A"]["/URI"]
        for page in paper.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object().get("/A", {}).get("/URI")
    ]
    assert len(found) > 20
    for link in found:
        assert (built.html / "_static" / link).resolve().is_file(), link


def test_pictures_have_a_text_that_says_what_they_show(paper, data) -> None:
    def figures(node):
        node = node.get_object()
        if isinstance(node, list):
            return [f for child in node for f in figures(child)]
        if not isinstance(node, dict):
            return []
        below = figures(node["/K"]) if "/K" in node else []
        return below + ([node] if node.get("/S") == "/Figure" else [])

    texts = [str(f.get("/Alt", "")) for f in figures(paper.trailer["/Root"]["/StructTreeRoot"])]
    assert any(text.startswith("Claims by verdict.") for text in texts)
    assert all(texts)


def test_more_findings_than_fit_are_told_in_fewer_words_and_counted(staged, data, tmp_path) -> None:
    many = copy.deepcopy(data)
    many["key_findings"] = [f | {"id": f"K{i}"} for i in range(3) for f in data["key_findings"]]
    reader = _set(staged, tmp_path, many)
    assert len(reader.pages) == 4
    told = re.search(r"(\d+) more key findings stand in the table on the next page", _text(reader))
    assert told and 0 < int(told[1]) < len(many["key_findings"])


def test_a_page_that_cannot_fit_is_an_error_that_says_what_to_shorten(staged, data, tmp_path) -> None:
    long = data | {"background": data["background"] * 20}
    with pytest.raises(UserError, match="page 1 .* holds more than fits") as raised:
        _set(staged, tmp_path, long)
    assert "review.background" in str(raised.value)


def test_one_claim_and_nothing_else_still_makes_four_pages(staged, data, tmp_path) -> None:
    little = data | {"other_findings": [], "key_findings": data["key_findings"][:1], "directions": []}
    little |= {"references": [], "limits": [], "not_known": [], "by_lean": [], "verdicts": []}
    assert len(_set(staged, tmp_path, little).pages) == 4


def test_the_summary_is_short_and_easy_and_says_how_easy(built) -> None:
    page = (built.html / "summary.html").read_text(encoding="utf-8")
    article = re.search(r"<article.*?</article>", page, re.S)[0]
    text = unescape(re.sub(r"<[^>]+>", " ", article.replace("[evidence]", "")))
    assert len(words_of(text)) <= summary.MOST_WORDS
    age = re.search(r"reading age is (\d+) years", " ".join(text.split()))
    assert age and int(age[1]) <= _OLDEST_READING_AGE


def test_a_summary_that_grows_too_long_keeps_the_key_claims_and_then_stops_the_build(
    built, monkeypatch
) -> None:
    tables = load(Review(Layout(built.folder)))
    monkeypatch.setattr(summary, "MOST_WORDS", 600)
    kept = summary.view(tables)
    assert kept["words"] <= 600 and kept["left_out"].endswith("more claims are in the full list.")
    monkeypatch.setattr(summary, "MOST_WORDS", 150)
    with pytest.raises(UserError, match="passes 150 words"):
        summary.view(tables)
