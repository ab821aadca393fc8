"""The review that is made up for measurement: the same from the same seed, a small one the beginning of a large one, and named for what it is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from evidence.ingest.stage import Source, ingest


@pytest.fixture(scope="module")
def large_review(repository: Path):
    sys.path.insert(0, str(repository / "tests/benchmarks"))
    import large_review

    yield large_review
    sys.path.remove(str(repository / "tests/benchmarks"))


def test_records_are_read_whole_and_decisions_name_them(large_review, repository) -> None:
    made_of = large_review.patterns(repository)
    few, many = (large_review.block(3, works, made_of, 1) for works in (40, 120))
    assert few.screening == many.screening[: len(few.screening)]
    sources, made = [], {}
    for name, rows in many.records.items():
        assert few.records[name] == rows[: len(few.records[name])]
        assert {row["publisher"] for row in rows} == {"Made up for measurement"}
        made |= {row["key"]: row for row in rows}
        text = large_review.text(name, rows, True) + "]" * (name == "json")
        sources.append(Source(f"made_up.{name}", text.encode()))
    read = ingest(sources)
    assert not read.quarantine and len(read.records) == len(made)
    known = {record.source_key or record.pmid: record for record in read.records}
    known |= {record.pmid: record for record in read.records if record.pmid}
    titles = {" ".join(record.title.lower().split()) for record in read.records}
    assert {" ".join(row["title"].lower().split()) for row in made.values()} <= titles
    assert many.screening and {row["record"] for row in many.screening} <= {*known}
    assert {row["reviewer"] for row in many.screening + many.coding} == {"nobody"}
    assert large_review.block(3, 40, made_of, 2).records != few.records


def test_exponents_and_what_is_worse(large_review) -> None:
    import scale_report

    assert scale_report.exponent(1_000, 100_000, 2, 200) == pytest.approx(1)
    assert scale_report.exponent(1_000, 10_000, 5, 5) == 0
    one = {"cpu": 10.0, "mb": 500, "wall": 9.0}
    last = {"yardstick": 1.0, "sizes": {"9": {"build": one, "stages": {"ingest": one}, "asked": {}}}}
    assert scale_report.worse(last, last) == []
    slower = {"yardstick": 2.0, "sizes": {"9": {"build": one | {"cpu": 20.0}, "stages": {"ingest": one | {"cpu": 30.0}}, "asked": {}}}}  # fmt: skip
    (said,) = scale_report.worse(slower, last)
    assert said == "worse at 9: ingest, cpu: 20.0 before, 30.0 now"
