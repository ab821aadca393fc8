"""What nobody has read for a claim, and what is not said of a side that stands, is asked for; with all that a reader needs."""

from __future__ import annotations

import pytest

from evidence.deduplicate.rows import Work
from evidence.errors import UserError
from evidence.extract.side_readings import SideDecision
from evidence.waiting.cells import sheet
from evidence.waiting.sides import to_read

from ..brief.reviews import Unsaid, dozen

CLAIMS = dozen().claims.items


def test_the_worksheet_has_what_is_not_read_and_what_is_not_said():
    header, rows = sheet(SideDecision, (one.cells() for one in to_read(Unsaid(), CLAIMS, dozen().codebook)))
    found = [dict(zip(header, row, strict=True)) for row in rows]
    assert [(row["record"], row["proposition"], row["side"]) for row in found] == [
        ("rue2011", "G1", ""), ("bay2006", "G3", "for"),
    ]  # fmt: skip
    assert found[1]["reason"] == "It lasted by choice"


def test_a_row_says_what_it_is_of_and_what_was_judged_before():
    fresh, again = to_read(Unsaid(), CLAIMS, dozen().codebook)
    rue = next(work for work in dozen()[Work] if work.key == "rue2011")
    assert fresh.cells()["title"] == rue.title and fresh.cells()["year"] == str(rue.year)
    assert (
        fresh.cells()["claim"] == "Shared gardens give a larger harvest." and fresh.cells()["earlier"] == ""
    )
    assert again.cells()["earlier"] == "for, read by ann: It lasted by choice"


def test_one_claim_can_be_asked_for():
    assert [one.work.key for one in to_read(Unsaid(), CLAIMS, dozen().codebook, "G3")] == ["bay2006"]
    with pytest.raises(UserError, match="no claim has this id"):
        to_read(Unsaid(), CLAIMS, dozen().codebook, "G9")
