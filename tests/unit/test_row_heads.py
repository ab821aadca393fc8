"""Heads of rows in the tags of a PDF, as another reader of PDF finds them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import typst
from pypdf import PdfReader

from evidence.publish.row_heads import with_row_heads

TEXT = """
#set document(title: "Two tables")
= Two tables
#table(columns: 3, table.header([Garden], [Picked], [Kept]), [Club], [1], [2], [Town], [3], [4])
#table(columns: 2, stroke: (bottom: 1pt), [only], [cells])
"""


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    at: Path = tmp_path_factory.mktemp("typst") / "two.typ"
    at.write_text(TEXT, encoding="utf-8")
    return typst.compile(str(at), pdf_standards=["ua-1"])


def rows(pdf: bytes) -> list[list[tuple[str, str]]]:
    """Of each row the kind and the scope of its cells."""
    found: list[list[tuple[str, str]]] = []

    def walk(node) -> None:
        node = node.get_object()
        for child in node if isinstance(node, list) else []:
            walk(child)
        if isinstance(node, dict):
            if node.get("/S") == "/TR":
                found.append([cell(each.get_object()) for each in node["/K"]])
            elif "/K" in node:
                walk(node["/K"])

    walk(PdfReader(io.BytesIO(pdf), strict=True).trailer["/Root"]["/StructTreeRoot"])
    return found


def cell(node) -> tuple[str, str]:
    said = [a.get_object() for a in node.get("/A", [])]
    assert node["/S"] == "/TH" or not any("/Headers" in a for a in said), (
        "a head that is named hides the others"
    )
    return node["/S"], next((a["/Scope"] for a in said if "/Scope" in a), "")


def test_the_first_cell_of_each_row_of_data_is_its_head(pdf: bytes) -> None:
    body = [("/TH", "/Row"), ("/TD", ""), ("/TD", "")]
    assert rows(with_row_heads(pdf)) == [[("/TH", "/Column")] * 3, body, body, body[:2]]


def test_what_is_seen_is_untouched_and_equal_files_stay_equal(pdf: bytes) -> None:
    made = with_row_heads(pdf)
    assert made.startswith(pdf) and made == with_row_heads(pdf)
    before, after = (PdfReader(io.BytesIO(each)).pages[0].extract_text() for each in (pdf, made))
    assert before == after and "Club" in after


def test_a_file_with_heads_of_rows_or_without_tags_comes_back_as_it_is(pdf: bytes) -> None:
    made = with_row_heads(pdf)
    assert with_row_heads(b"%PDF-1.7\nno tags\n%%EOF\n") == b"%PDF-1.7\nno tags\n%%EOF\n"
    assert with_row_heads(made) == made
