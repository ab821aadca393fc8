"""The four-page PDF and the page in plain words, as readers and assistive technology meet them."""

from __future__ import annotations

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
    order = ["How the research was done", "Bottom line", "Key findings in brief", "Key findings"]
    order += ["Brief description of the research", "Further information"]
    assert [head for head in heads if head in order] == order
    assert "Policy relevance and implications" not in heads, "nobody has drawn any"


def _flat(outline: list) -> list:
    return [e for part in outline for e in (_flat(part) if isinstance(part, list) else [part])]


def test_every_number_in_it_is_a_number_of_its_data(paper, data) -> None:
    known = set(re.findall(r"\d+", json.dumps(data, ensure_ascii=False)))
    known |= {str(n) for n in range(1, 5)}  # page numbers
    unknown = set(re.findall(r"\d+", _text(paper))) - known
    assert unknown == set()


def test_what_people_draw_from_it_has_a_heading_of_its_own(staged, data, tmp_path) -> None:
    drawn = _set(
        staged,
        tmp_path,
        data
        | {
            "implications": [
                {"text": "Ask users first.", "rests": "Rests on P1.", "signed": "Written by AB.", "stale": ""}
            ]
        },
    )
    assert "Policy relevance and implications" in [entry.title for entry in _flat(drawn.outline)]
    assert "Ask users first." in _text(drawn)


def test_every_key_finding_stands_in_it_word_for_word_with_its_counts_and_certainty(paper, data) -> None:
    text = _squeezed(_text(paper))
    for finding in data["key_findings"]:
        assert _squeezed(finding["sentence"]) in text, finding["id"]
        counts = "{n_for} for · {n_against} against · {n_qualifies} qualifying · {n_silent} silent · {n_not_read} not read"
        below = f"Certainty: {finding['certainty']} · " + counts.format(**finding)
        assert _squeezed(f"{below} · the studies of {finding['id']}") in text
    for finding in data["other_findings"]:
        counts = "{n_for}{n_qualifies}{n_against}{n_silent}{n_not_read}".format(**finding)
        assert _squeezed(finding["claim"] + finding["text"] + counts) in text, finding["id"]


def test_the_first_page_says_what_is_known_how_sure_that_is_and_who_disagrees(paper, data) -> None:
    first = _squeezed(paper.pages[0].extract_text())
    for part in (
        data["pulled_out"],
        data["bottom_line"],
        data["retest"],
        *(row["text"] for row in data["trust"]),
    ):
        assert _squeezed(part) in first, part
    for finding in data["key_findings"]:
        for part in (finding["headline"], finding["verdict_words"], finding["in_brief"], finding["meaning"]):
            assert _squeezed(part) in first, part
    sources = " ".join(finding["in_brief"] for finding in data["key_findings"])
    assert "For: " in sources and "Against: " in sources


def test_it_says_who_answers_for_it_and_how_it_is_cited(paper, data) -> None:
    text = _squeezed(_text(paper))
    for name in ("author", "contact", "licence", "cite", "version", "disclaimer"):
        assert data[name] and _squeezed(data[name]) in text, name


def test_its_numbers_are_those_of_the_tables(built, data) -> None:
    tables = load(Review(Layout(built.folder)))
    for finding in data["key_findings"] + data["other_findings"]:
        row = tables.finding[finding["id"]]
        assert all(finding[n] == getattr(row, n) for n in ("n_for", "n_against", "n_qualifies", "n_silent"))
    assert {f["id"] for f in data["key_findings"] + data["other_findings"]} == set(tables.proposition)


def _links(paper: PdfReader) -> list[str]:
    return [
        annotation.get_object()["/A"]["/URI"]
        for page in paper.pages
        for annotation in page.get("/Annots", [])
        if annotation.get_object().get("/A", {}).get("/URI")
    ]


def test_it_travels_alone(staged, paper, data, tmp_path) -> None:
    """Without an address there is no link at all; with one every link is whole."""
    assert data["site"] == "" and _links(paper) == []
    site = "https://example.org/brief/"
    further = [row | {"page": f"{site}{n}.html"} for n, row in enumerate(data["further"])]
    found = [f | {"page": f"{site}findings/{f['id']}.html"} for f in data["key_findings"]]
    links = _links(_set(staged, tmp_path, data | {"site": site, "further": further, "key_findings": found}))
    assert len(links) >= len(further) + len(found) + 1 and all(link.startswith(site) for link in links)


def _structure(node, kind: str) -> list:
    node = node.get_object()
    if isinstance(node, list):
        return [found for child in node for found in _structure(child, kind)]
    if not isinstance(node, dict):
        return []
    below = _structure(node["/K"], kind) if "/K" in node else []
    return below + ([node] if node.get("/S") == kind else [])


def test_pictures_have_a_text_that_says_what_they_show(paper) -> None:
    assert all(
        str(f.get("/Alt", "")) for f in _structure(paper.trailer["/Root"]["/StructTreeRoot"], "/Figure")
    )


def test_each_row_of_a_table_has_a_head_for_those_who_hear_it(paper, data) -> None:
    rows = _structure(paper.trailer["/Root"]["/StructTreeRoot"], "/TR")
    cells = [[cell.get_object() for cell in row["/K"]] for row in rows]
    scopes = [[_scope(cell) for cell in row] for row in cells]
    heads = [row for row in scopes if set(row) == {"/Column"}]
    body = [row for row in scopes if set(row) != {"/Column"}]
    assert len(heads) == 2 and len(body) == len(data["other_findings"]) + len(data["map"]["rows"])
    assert all(row[0] == "/Row" and set(row[1:]) == {""} for row in body)
    assert all((cell["/S"] == "/TH") == bool(_scope(cell)) for row in cells for cell in row)


def _scope(cell) -> str:
    return next((a.get_object()["/Scope"] for a in cell.get("/A", []) if "/Scope" in a.get_object()), "")


def test_what_page_two_cannot_hold_stands_on_the_next(staged, data, tmp_path) -> None:
    """Nine findings are the most that are told."""
    many = [f | {"id": f"K{i}"} for i, f in enumerate((data["key_findings"] * 2)[:9])]
    reader = _set(staged, tmp_path, data | {"key_findings": many})
    assert len(reader.pages) == 4
    third = _squeezed(reader.pages[2].extract_text())
    assert "thestudiesofK8" in third and "Continuedonthenextpage." in _squeezed(
        reader.pages[1].extract_text()
    )
    assert all(_squeezed(f"the studies of {f['id']}") in _squeezed(_text(reader)) for f in many)


def test_a_page_that_cannot_fit_is_an_error_that_says_what_to_shorten(staged, data, tmp_path) -> None:
    long = data | {"background": data["background"] * 20}
    with pytest.raises(UserError, match="page 1 .* holds more than fits") as raised:
        _set(staged, tmp_path, long)
    assert "review.background" in str(raised.value)


def test_one_claim_and_nothing_else_still_makes_four_pages(staged, data, tmp_path) -> None:
    little = data | {"other_findings": [], "key_findings": data["key_findings"][:1]}
    little |= {"references": [], "limits": []}
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
