"""An export that arrives, and the name under which it is kept."""

from __future__ import annotations

from evidence.brought.arrivals import arrivals, safe_name, told
from evidence.brought.matching import Ours
from evidence.ingest.stage import Source, ingest

from .layouts import WORKS, bib
from .test_matching import ours

__all__ = ["ours"]  # a fixture
EXPORT = "".join(
    f"TY  - JOUR\n{title}AU  - {who}\nPY  - {year}\nT2  - {place}\nER  - \n\n"
    for title, who, year, place in (
        ("TI  - A wholly new account of tea rooms\n", "New, Ann", 2020, "Tea"),
        (f"TI  - {WORKS[1][3]}\n", "Baker, B.", 2002, "Labour Notes"),
        ("TI  - A wholly new account of tea rooms\n", "New, Ann", 2020, "Tea"),
        ("", "Nobody, N", 2020, "Nowhere"),
        (f"TI  - {WORKS[4][3]}\n", "", "", ""),
    )
)


def test_every_entry_has_one_fate(ours):
    found = arrivals(ingest([Source("e.ris", EXPORT.encode())]), ours)
    assert [str(entry.fate) for entry in found] == [
        "new",
        "known",
        "twice in this file",
        "unreadable",
        "in doubt",
    ]
    said = list(told(found))
    assert said[0] == "5 entries in = 1 new + 1 twice in this file + 1 known + 1 in doubt + 1 unreadable"
    assert any("baker2002" in line for line in said if line.startswith("known"))
    assert any("evans2005" in line for line in said if line.startswith("in doubt"))


def test_in_an_empty_review_all_is_new():
    found = arrivals(ingest([Source("e.bib", bib(WORKS).encode())]), Ours([], [], []))
    assert {str(entry.fate) for entry in found} == {"new"} and len(found) == len(WORKS)


def test_names_are_safe_and_never_those_of_another():
    assert safe_name("medline.RIS", []) == "medline.ris"
    assert safe_name("medline.ris", ["Medline.ris", "medline-2.ris"]) == "medline-3.ris"
    for name in (
        "../../etc/passwd",
        "a\\b\\c.ris",
        ".hidden",
        "con.ris",
        "ünï cödé (1).bib",
        "x" * 300 + ".csv",
        "…",
    ):
        made = safe_name(name, [])
        assert made and "/" not in made and "\\" not in made and not made.startswith(".") and len(made) <= 100
        assert not made.lower().startswith("con.")
