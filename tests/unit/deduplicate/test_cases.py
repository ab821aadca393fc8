"""Small sets of records of which it is known how many works they are."""

import csv
from pathlib import Path

import pytest

from evidence.deduplicate.stage import deduplicate
from evidence.ingest.stage import Source, ingest

HERE = Path(__file__).with_name("ris")
CASES = list(csv.DictReader((HERE / "expected.csv").read_text(encoding="utf-8").splitlines()))


# How one DOI is written is told in `identifiers`.
@pytest.mark.parametrize(
    "case", [c for c in CASES if not c["case"].startswith("doi_")], ids=lambda case: case["case"]
)
def test_works(case):
    name = f"{case['case']}.ris"
    done = deduplicate(ingest([Source(name, (HERE / name).read_bytes())]).records)
    if case["works"] == "1 or asked":
        assert len(done.works) == 1 or done.maybe
    else:
        assert len(done.works) == int(case["works"])
