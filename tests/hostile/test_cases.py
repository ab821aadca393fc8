"""Files that were lost, misread, waited for or fell over once. What each should give is written here, beside its name."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from evidence.ingest.stage import Source, ingest

CASES = Path(__file__).parent / "cases"
WORDS = ("alpha", "bravo", "copper", "delta", "ember", "fjord", "garden", "harbour")
EIGHT = [f"Partnership {word} study number {n} of housing" for n, word in enumerate(WORDS)]
TOO_LONG = 5  # CPU seconds

# File → titles that are read, lines of what is set aside.
READ: dict[str, tuple[list[str], list[int]]] = {
    "k1_ris_note_with_pasted_bibtex.ris": (EIGHT, []),
    "k1_ris_abstract_line_at_home.ris": (EIGHT, []),
    "k2_ris_first_line_brackets.ris": (EIGHT, []),
    "k3_csl_raw_newline_in_item_2.json": (EIGHT, []),
    "k3_csl_two_lists.json": (
        [*EIGHT, *(f"Second {title.removeprefix('Partnership ')}" for title in EIGHT)],
        [],
    ),
    "k3_jsonl_line_3_broken.jsonl": ([title for title in EIGHT if "copper" not in title], [3]),
    "k4_openalex_issn_null.json": (EIGHT, []),
    "k4_crossref_issn_number.json": (EIGHT, []),
    "k5_wos_empty_BP.txt": (["Alpha", "Beta"], []),
    "k6_dimension_A1.xlsx": (EIGHT, []),
    "k7_cp1250.csv": (["Współpraca trzeciego sektora w Łodzi", "Ok title"], []),
    "k9_pubmed_book_article.xml": ([*EIGHT, "A book chapter"], []),
    "k10_url_brackets.ris": (["A plain study of partnership"], []),
    "k16_ris_indented.ris": (EIGHT, []),
}


def read(name: str, data: bytes):
    """Records and what is set aside, in not too much time; the sums of the counts hold."""
    began = time.process_time()
    result = ingest([Source(name, data)])
    assert time.process_time() - began < TOO_LONG
    assert sum(count.counted for count in result.counts) == len(result.records) + len(result.quarantine)
    return result


def test_every_file_has_its_truth() -> None:
    assert set(READ) == {path.name for path in CASES.iterdir()}


@pytest.mark.parametrize("name", READ)
def test_what_is_read_and_what_is_set_aside(name) -> None:
    result = read(name, (CASES / name).read_bytes())
    titles, lines = READ[name]
    assert [record.title for record in result.records] == titles
    assert [entry.line for entry in result.quarantine] == lines
    assert all(entry.problem and entry.how_to_fix for entry in result.quarantine)


def test_what_a_note_holds_of_another_format_stays_its_text() -> None:
    name = "k1_ris_note_with_pasted_bibtex.ris"
    result = read(name, (CASES / name).read_bytes())
    assert [r.source_key for r in result.records] == [f"key{n}" for n in range(8)]
    assert [(r.row_id, "delta2013" in r.problem) for r in result.remarks] == [
        (result.records[3].record_id, True)
    ]


def test_an_encoding_that_was_guessed_is_said_and_its_letters_are_right() -> None:
    result = read("k7.csv", (CASES / "k7_cp1250.csv").read_bytes())
    assert "Żółć" in "".join(result.records[0].authors) and "Ćma" in "".join(result.records[0].authors)
    assert any("guess" in remark.problem for remark in result.remarks)


def test_a_tag_without_a_value_leaves_the_others() -> None:
    first, second = read("k5.txt", (CASES / "k5_wos_empty_BP.txt").read_bytes()).records
    assert (first.title, second.title) == ("Alpha", "Beta") and "9" in first.pages


@pytest.mark.parametrize("opened", ["@misc{a,\n" + "t={\n" * 20_000, "@misc{a, t=" + "{" * 80_000])
def test_braces_that_are_never_closed(opened) -> None:
    result = read("k8.bib", opened.encode())
    assert (len(result.records), len(result.quarantine)) == (0, 1)


@pytest.mark.parametrize("count", [5_000])
def test_parents_that_are_not_there(count) -> None:
    text = "".join(f"@inproceedings{{k{n}, title={{T{n}}}, crossref={{p{n}}}}}\n" for n in range(count))
    result = read("k8.bib", text.encode())
    assert [record.title for record in result.records] == [f"T{n}" for n in range(count)]
    assert len({remark.row_id for remark in result.remarks}) == count
