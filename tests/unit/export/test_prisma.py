"""The flow in PRISMA2020's columns: every row that the package looks up, and numbers that add up."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

from evidence.brief.prisma import Flow, InFull
from evidence.export import prisma

FLOW = Flow(
    sources=(("literature/records/a, b.ris", 70), ("literature/records/c.bib", 50)),
    entries=120,
    quarantined=3,
    duplicates=17,
    works=100,
    undecided=0,
    excluded=(("wrong topic", 60),),
    background=0,
    included=30,
    studies=25,
    extracts=0,
    effects=0,
    directions_only=0,
    in_full=InFull(
        sought=40, not_retrieved=5, excluded=(("no outcome; none", 3),), background=2, included=30
    ),
)


def read(flow=FLOW) -> dict[str, dict[str, str]]:
    rows = list(csv.DictReader(io.StringIO(prisma.write(flow))))
    assert list(rows[0]) == ["data", "node", "box", "description", "boxtext", "tooltips", "url", "n"]
    return {row["data"]: row for row in rows if row["data"] != "NA"}


def test_each_step_is_the_one_before_less_what_left() -> None:
    n = {name: row["n"] for name, row in read().items()}
    number = {name: int(text) for name, text in n.items() if text.isdigit()}
    assert number["database_results"] == 120
    assert number["records_screened"] == 120 - number["duplicates"] - number["excluded_other"]
    assert number["dbr_sought_reports"] == number["records_screened"] - number["records_excluded"] == 40
    assert number["dbr_assessed"] == number["dbr_sought_reports"] - number["dbr_notretrieved_reports"] == 35
    left = sum(map(int, re.findall(r", (\d+)", n["dbr_excluded"])))
    assert number["dbr_assessed"] - left == number["new_reports"] == 30
    assert (number["new_studies"], number["total_studies"]) == (25, 25)


def test_reasons_and_names_are_parted_as_the_package_parts_them() -> None:
    """PRISMA2020 cuts at semicolons and takes the number behind the comma."""
    rows = read()
    assert rows["dbr_excluded"]["n"] == "no outcome none, 3; kept as background, 2"
    assert [part.count(",") for part in rows["database_specific_results"]["n"].split("; ")] == [1, 1]


def test_boxes_of_full_texts_that_nobody_sought_are_not_recorded_and_no_nought() -> None:
    rows = read(replace(FLOW, in_full=None, background=10))
    for name in ("dbr_sought_reports", "dbr_notretrieved_reports", "dbr_assessed", "dbr_excluded"):
        assert rows[name]["n"] == "NA" and rows[name]["tooltips"].endswith("not recorded")
    assert rows["records_excluded"]["n"] == "70" and rows["new_reports"]["n"] == "30"


def test_what_is_not_recorded_is_na_and_an_earlier_version_fills_its_boxes() -> None:
    assert {read()[name]["n"] for name in ("previous_studies", "website_results", "register_results")} == {
        "NA"
    }
    updated = read(replace(FLOW, previous=(10, 12)))
    assert [
        updated[f][("n")] for f in ("previous_studies", "previous_reports", "total_studies", "total_reports")
    ] == [
        "10",
        "12",
        "35",
        "42",
    ]


def test_every_name_that_the_package_looks_up_is_there_once() -> None:
    wanted = re.findall(
        r"\w+",
        """previous_studies previous_reports database_results register_results website_results organisation_results
    citations_results duplicates excluded_automatic excluded_other records_screened records_excluded dbr_sought_reports
    dbr_notretrieved_reports other_sought_reports other_notretrieved_reports dbr_assessed dbr_excluded other_assessed
    other_excluded new_studies new_reports total_studies total_reports""",
    )
    text = prisma.write(FLOW)
    assert [len(re.findall(rf"^{name},", text, re.M)) for name in wanted] == [1] * len(wanted)
    for box in ("prevstud", "newstud", "othstud", "identification", "screening", "included"):
        assert len(re.findall(rf"^NA,\w+,{box},", text, re.M)) == 1
