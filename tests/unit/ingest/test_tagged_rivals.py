"""Exports of two tagged formats that were joined: each record is read by the grammar of its own format."""

from __future__ import annotations

from itertools import permutations

import pytest

from .ingested import read

WHO = ("", "Ash", "Elm", "Oak", "Yew", "Fir", "Bay")


def ris(n: int) -> str:
    return (
        f"TY  - JOUR\nAU  - {WHO[n]}, Ann\nTI  - On tea {n}\nT2  - J Tea\nPY  - 200{n}\nVL  - {n}\nSP  - 1{n}\nEP  - 2{n}\n"
        f"AB  - We drank.\nER  - \n"
    )


def nbib(n: int) -> str:
    return (
        f"PMID- 300000{n}\nOWN - NLM\nSTAT- MEDLINE\nTI  - On tea\n      {n}\nPG  - 1{n}-2{n}\nAB  - We drank.\n"
        f"FAU - {WHO[n]}, Ann\nAU  - Ash A\nPT  - Journal Article\nTA  - J Tea\nDP  - 200{n} Jan\nVI  - {n}\nIS  - 0378-5955 (Print)\n"
        f"SO  - J Tea. 200{n}.\n"
    )


def wos(n: int) -> str:
    return (
        f"PT J\nAU Ash, A\nAF {WHO[n]}, Ann\nTI On tea\n   {n}\nSO J Tea\nDT Article\nAB We drank.\nPY 200{n}\nVL {n}\n"
        f"BP 1{n}\nEP 2{n}\nER\n"
    )


def refworks(n: int) -> str:
    return f"RT Journal Article\nA1 {WHO[n]}, Ann\nT1 On tea {n}\nJF J Tea\nYR 200{n}\nVO {n}\nSP 1{n}\nOP 2{n}\nAB We drank.\n"


def ovid(n: int) -> str:
    return (
        f"<{n}. >\nUnique Identifier\n  300{n}\nTitle\n  On tea {n}\nAuthors\n  {WHO[n]}, Ann.\nSource\n"
        f"  J Tea. {n}(2):1{n}-2{n}, 200{n} Jan.\nAbstract\n  We drank.\nYear of Publication\n  200{n}\n"
    )


def export(write, numbers) -> str:
    head, foot = ("FN Clarivate\nVR 1.0\n", "\nEF\n") if write is wos else ("", "")
    return head + "\n".join(map(write, numbers)) + foot


def told(result) -> list[tuple]:
    found = ((r.title, r.authors, r.year, r.container, r.volume, r.pages, r.abstract) for r in result.records)
    return sorted(found)


def meant(*numbers: int) -> list[tuple]:
    return [
        (f"On tea {n}", (f"{WHO[n]}, Ann",), 2000 + n, "J Tea", str(n), f"1{n}-2{n}", "We drank.")
        for n in numbers
    ]


WRITERS = (ris, nbib, wos, refworks, ovid)
PAIRS = list(permutations(WRITERS, 2))
NAMES = [f"{a.__name__} {b.__name__}" for a, b in PAIRS]


@pytest.mark.parametrize("sizes", [(1, 1), (1, 4), (4, 1)], ids=str)
@pytest.mark.parametrize(("first", "second"), PAIRS, ids=NAMES)
def test_two_exports_in_one_file_are_two_formats(first, second, sizes):
    one, two = range(1, sizes[0] + 1), range(sizes[0] + 1, sum(sizes) + 1)
    text = export(first, one) + "\n" + export(second, two)
    result = read(text)
    assert told(result) == meant(*one, *two)
    assert (result.quarantine, result.remarks) == ([], [])
    assert (result.counts[0].counted, result.counts[0].read) == (sum(sizes), sum(sizes))


@pytest.mark.parametrize(
    ("first", "second"), [(ris, nbib), (ris, wos), (wos, ris), (wos, nbib), (nbib, ris), (nbib, wos)]
)
def test_no_blank_line_is_needed_between_two_exports(first, second):
    result = read(export(first, [1, 2]) + export(second, [3]))
    assert told(result) == meant(1, 2, 3)
    assert (result.quarantine, result.remarks) == ([], [])


@pytest.mark.parametrize(
    "order",
    list(permutations((ris, nbib, wos))),
    ids=lambda order: " ".join(write.__name__ for write in order),
)
def test_formats_may_alternate(order):
    text = "\n".join(export(write, [number]) for number, write in enumerate([*order, *order], 1))
    result = read(text)
    assert told(result) == meant(1, 2, 3, 4, 5, 6)
    assert (result.quarantine, result.counts[0].counted) == ([], 6)


def test_records_of_a_joined_export_keep_their_lines():
    text = export(ris, [1]) + "\n" + export(nbib, [2]) + "\n" + export(ris, [3])
    lines = text.split("\n")
    assert {r.title: lines[r.line - 1] for r in read(text).records} == {
        "On tea 1": "TY  - JOUR",
        "On tea 2": "PMID- 3000002",
        "On tea 3": "TY  - JOUR",
    }


def test_a_line_that_only_looks_like_a_beginning_parts_nothing():
    text = (
        "TY  - JOUR\nTI  - On tea\nAB  - As we see in\n\nPMID- 12345\nand there.\nPY  - 2001\nER  - \n"
        "\nTY  - JOUR\nTI  - On rent\nPY  - 2002\nER  - \n"
    )
    result = read(text)
    assert [(r.title, r.year) for r in result.records] == [("On tea", 2001), ("On rent", 2002)]


@pytest.mark.parametrize("lost", ["ER  - \n", "TY  - JOUR\n"])
def test_a_record_that_lost_a_line_beside_another_format_loses_no_other(lost):
    torn = ris(2).replace(lost, "")
    result = read(f"{ris(1)}\n{torn}\n{nbib(3)}\n{nbib(4)}\n{ris(5)}")
    assert told(result) == meant(1, 2, 3, 4, 5)


def test_a_record_without_a_title_below_another_format_is_set_aside_alone():
    result = read(export(nbib, [1, 2]) + "\nTY  - JOUR\nDO  - 10.5555/a\nER  - \n\n" + export(ris, [3]))
    assert told(result) == meant(1, 2, 3)
    assert ["10.5555/a" in row.raw for row in result.quarantine] == [True]


@pytest.mark.parametrize("torn", ["UI\n  7000TI\n", ""])
def test_an_ovid_record_without_its_title_takes_none_from_the_ris_record_below(torn):
    result = read(ovid(1).replace("Title\n  On tea 1\n", torn) + ris(2))
    assert told(result) == meant(2)
    assert ["J Tea. 1(2)" in row.raw for row in result.quarantine] == [True]
