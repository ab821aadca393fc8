"""The selection page says which files look badly read."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

from evidence.brief.pages.selection import read_in_full, view
from evidence.ingest.stage import Source, ingest

from ..reviews import dozen, review
from ..seen import described, rows, words


def _page(header: str) -> list[str]:
    rows = "\n".join(f'Trial {n} of care,"Ash, Bo",2019,J Homes,article' for n in range(6))
    got = ingest([Source("literature/records/x.csv", f"{header}\n{rows}".encode())])
    table = str(view(review(records=got.records))["fields_filled"])
    (row,) = (row for row in re.findall(r"<tr.*?</tr>", table, re.S) if "x.csv" in row)
    return [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]


def test_a_file_without_years_is_warned_of() -> None:
    name, warning, records, title, authors, year, journal, pages, doi, abstract = _page(
        "title,authors,Wann,journal,type"
    )
    assert (name, records, title, authors, year, journal, abstract) == (
        "x.csv",
        "6",
        "100",
        "100",
        "0",
        "100",
        "0",
    )
    assert "looks badly read: year in 0 of 6" in warning


def test_a_file_that_was_read_has_no_word_on_its_years() -> None:
    assert "year" not in _page("title,authors,year,journal,type")[1]


def test_sixteen_entries_have_one_fate_each() -> None:
    """Eight in each file: one has no title, one is Elm's again."""
    page = view(dozen())
    assert rows(page["files"], "files") == [
        ["cards.bib", "bibtex", "8", "0", "0", "8", "3"], ["index.ris", "ris", "8", "1", "1", "6", "7"],
    ]  # fmt: skip
    flow = {row[0]: row[2] for row in rows(page["prisma_table"], "prisma-table")}
    assert flow["Entries in the export files"] == "16" and flow["Works included"] == "9"
    assert flow["Studies in the included works"] == "8" and flow["Kept as background"] == "2"
    assert all(row[1] == "yes" for row in rows(page["sums"], "sums")) and len(described(page["prisma"])) == 2
    set_aside = rows(page["quarantine"], "quarantine")
    assert [row[1] for row in set_aside] == ["title", "effect_type"] and set_aside[1][3] == "nonsense"


def test_people_who_disagree_and_pairs_that_wait_are_shown() -> None:
    page = view(dozen())
    assert rows(page["conflicts"], "conflicts")[0][:2] == ["A history of garden clubs", "background"]
    assert rows(page["reviewers"], "reviewers")[0][1:3] == ["2", "3"]
    ((first, second, *_),) = rows(page["maybe"], "maybe")
    assert first.startswith("Oak, C. (2003)") and second.startswith("Oak, C. (2004)")
    assert rows(page["duplicates"], "duplicates")[0][0] == "elm2002 index.ris:15"


def test_relatives_of_a_work_and_what_each_export_added() -> None:
    page = view(dozen())
    assert rows(page["work_links"], "work-links")[0][1:4] == [
        "erratum to",
        "Rose beds of a town garden",
        "named only",
    ]
    assert [row[4] for row in rows(page["links"], "study-links")] == ["ann", "ann"]
    assert {row[0]: row[1:] for row in rows(page["added"], "added")}["cards.bib"] == [
        "8",
        "8",
        "0",
        "7",
        "1",
        "3",
        "2",
    ]
    assert rows(page["pairs"], "source-pairs") == [["cards.bib", "index.ris", "1", "1"]]


def test_what_is_not_said_of_a_search_is_missing() -> None:
    page = view(dozen())
    first, second = rows(page["searches"], "searches")
    told = ["Garden Index", "Shelf", "2024-01-02", "garden AND shared", "none"]
    assert first[:7] == [*told, "missing", "missing"] and first[8] == "index.ris"
    assert second[1:7] == ["missing"] * 6 and second[8] == "cards.bib"
    assert "made up" in page["searches_note"] and "missing, not as unimportant" in words(
        view(review())["searches"]
    )


def test_what_was_read_of_each_work_is_told_and_no_full_text_is_claimed() -> None:
    """Of the dozen's works eleven and an erratum are decided on; Ash and Elm by title and abstract."""
    page = view(dozen())
    assert words(page["read"]) == (
        "None of the 9 included works was judged by its full text; all were judged by title, abstract or less."
    )
    found = {row[0]: row[1:] for row in rows(page["bases"], "bases")}
    assert found == {"title": ["10", "7"], "title and abstract": ["2", "2"]}
    flow = {row[0]: row[2] for row in rows(page["prisma_table"], "prisma-table")}
    assert flow["Included without their full text having been sought"] == "9"
    assert "Full texts were not sought" in str(page["prisma"]("p"))
    assert "9 included on title, abstract or less" in described(page["prisma"])[0]


def test_those_who_judged_full_texts_are_compared_apart() -> None:
    tables = replace(dozen(), agreement_in_full=dozen().agreement)
    assert [row[0] for row in rows(view(tables)["reviewers"], "reviewers")] == [
        "Screening by title and abstract", "Screening by the full text",
    ]  # fmt: skip


def test_of_works_of_which_nobody_wrote_what_was_read_nothing_is_claimed() -> None:
    bases = {"a": "full_text", "b": "abstract", "c": "", "d": ""}
    tables = SimpleNamespace(
        included=[SimpleNamespace(work_id=work) for work in bases],
        screened={work: SimpleNamespace(basis=basis) for work, basis in bases.items()},
    )
    assert read_in_full(tables) == (
        "1 of 4 included works were judged by their full text, 1 by title, abstract or less; "
        "of 2 it was not written down what was read."
    )


def test_works_that_wait_are_not_counted_as_screened() -> None:
    flow = {row[0]: row[2] for row in rows(view(dozen())["prisma_table"], "prisma-table")}
    decided = sum(
        int(flow[what])
        for what in flow
        if what.startswith("Excluded") or what in ("Kept as background", "Works included")
    )
    assert int(flow["Works screened"]) == decided and int(flow["Not yet decided"]) > 0
