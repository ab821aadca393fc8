"""The shipped review a while later, so that one build shows what becomes of everything that may happen to a review.

A study went and another came that speaks against the same claim; a record waits to be screened whose title means harm; six
have titles as they come from everywhere; an entry in a file of each format is broken. 461 entries become
461 - 1 + 1 + 1 + 6 + 4 = 472, and 455 works become 455 - 1 + 1 + 1 + 6 = 462.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

RELEASE = "first"
"""What the shipped review is frozen as before any of it."""
SUPPORTER, PLANTED, CLAIM = "klijn2016", "planted2026", "P3"
REASON = "Trust made no difference once contracts were clear"

HARM = "A study <script>alert(1)</script> [x](javascript:y) {{ 7 }} of no other export"

ODD = {
    "odd-rtl": ("أثر الشراكة بين القطاعين العام والأهلي", "حداد، ليلى"),
    "odd-cjk": ("住房第一：合作伙伴关系的效果", "王, 芳"),
    "odd-maths": ("The $x^2$ of \\alpha_i & \\beta < 5 > 4 in `code` {{ 7 }} *now*", "Ash, A"),
    "odd-markup": ('An "odd" & bold <3 title </script> of {braces} [x](y)', "O'Neil & Sons, B"),
    "odd-long": (
        "On partnership " + "and partnership again " * 60,
        "; ".join(f"Name{n}, Ann" for n in range(300)),
    ),
    "odd-word": ("W" * 400, "Elm, C"),
}

BROKEN = {
    "mvpf_germany.bib": "\n@article{broken2026, title = {Never closed, year = 2026\n",
    "publisher_pages.ris": "\nTY  - JOUR\nID  - broken2026\nAU  - Nobody, N.\nPY  - 2026\nER  - \n",
    "pubmed_central.nbib": "\nPMID- 99999999\nFAU - Nobody, Nora\nDP  - 2026\n",
    "press_and_sector_web.csv": "broken2026,too,few\n",
}


def lay(literature: Path) -> None:
    """All of it into `literature/`; the broken entries last, because one of them swallows what follows it."""
    _delete(literature)
    _plant(literature)
    _append(
        literature / "records" / "mvpf_germany.bib",
        f"\n@article{{added2026, title={{{HARM}}}, year={{2026}}}}\n",
    )
    _odd(literature)
    for name, entry in BROKEN.items():
        _append(literature / "records" / name, entry)


def _append(path: Path, text: str) -> None:
    before = path.read_text(encoding="utf-8")
    path.write_text(before + ("" if before.endswith("\n") else "\n") + text, encoding="utf-8")


def _delete(literature: Path) -> None:
    """The record of the supporter and every row that names it."""
    export = literature / "records" / "university_repositories.ris"
    entries = re.split(r"(?<=ER  - \n)", export.read_text(encoding="utf-8"))
    kept = [entry for entry in entries if f"ID  - {SUPPORTER}\n" not in entry]
    assert len(kept) == len(entries) - 1
    export.write_text("".join(kept), encoding="utf-8")
    for folder in ("decisions", "effects", "case_studies"):
        for path in (literature / folder).glob("*.csv"):
            lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
            path.write_text("".join(line for line in lines if SUPPORTER not in line), encoding="utf-8")


def _plant(literature: Path) -> None:
    _append(
        literature / "records" / "mvpf_germany.bib",
        f"\n@article{{{PLANTED}, title={{Contracts rather than trust}}, author={{Planted, Paula}}, year={{2026}}}}\n",
    )
    decisions = literature / "decisions"
    _decide(decisions / "screening.csv", _included(PLANTED, "abstract_or_opening"))
    own = {
        "record": PLANTED,
        "proposition": CLAIM,
        "side": "against",
        "reason": REASON,
        "reviewer": "coder-1",
    }
    own |= {"date": "2026-11-23", "directness": "direct", "compares": "trust with competition"}
    _decide(decisions / "sides.csv", own)


def _included(record: str, basis: str) -> dict[str, str]:
    return {
        "record": record,
        "decision": "include",
        "basis": basis,
        "reviewer": "coder-1",
        "date": "2026-11-23",
    }


def _decide(path: Path, *rows: dict[str, str]) -> None:
    """Rows at the end of a table of people, in the columns that it has."""
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    _append(path, "".join(",".join(row.get(name, "") for name in header) + "\n" for row in rows))


def _odd(literature: Path) -> None:
    with (literature / "records" / "odd.csv").open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["id", "title", "authors", "year"])
        writer.writerows((key, title, authors, 2020) for key, (title, authors) in ODD.items())
    _decide(literature / "decisions" / "screening.csv", *(_included(key, "title_only") for key in ODD))
