"""How sure a finding is, judged on the facts beside it."""

from __future__ import annotations

import pytest

from evidence.assess.rows import Certainty, PoolCertainty
from evidence.errors import UserError

from ..conftest import desk_in
from .asking import built, rows, said, waits

CERQUAL = dict.fromkeys(("methodological_limitations", "coherence", "adequacy", "relevance"), "minor")


def test_a_stale_finding_is_judged_anew_on_the_facts_that_stood_beside_it(desk, folder):
    shown = desk.queues["certainty"].shown("G2")
    assert shown["one"].state == "stale" and "moderate by ann" in shown["one"].earlier
    desk.decide("certainty", "G2", said(level="low", reason="Two gardens", **CERQUAL))
    [row] = rows(folder, "decisions/certainty-ella.csv")
    assert row["proposition"] == "G2" and row["level"] == "low" and row["coherence"] == "minor"
    assert row["evidence_hash"] == shown["one"].evidence_hash and row["facts"] == shown["one"].shown
    assert "G2" not in waits(desk, "certainty")
    judged = {c.proposition: c for c in built(folder, "assess")[Certainty]}["G2"]
    assert (judged.level, judged.state, judged.by) == ("low", "judged", "ella")


def test_what_changed_since_the_row_was_written_is_shown_when_it_is_stale(desk, folder):
    desk.decide("certainty", "G2", said(level="low", reason="Two gardens", **CERQUAL))
    path = folder / "literature" / "decisions" / "certainty-ella.csv"
    [row] = rows(folder, "decisions/certainty-ella.csv")
    some = next(part for part in row["facts"].split("; ") if part.endswith(": 2"))
    aged = path.read_text(encoding="utf-8").replace(some, some[:-1] + "7", 1)
    path.write_text(aged.replace(row["evidence_hash"], "000000000000"), encoding="utf-8")
    built(folder, "assess")
    again = desk_in(folder).queues["certainty"].shown("G2")
    assert again["one"].state == "stale" and again["since"] == [f"{_told(some)}: 7 becomes 2"]


def _told(fact: str) -> str:
    return fact.rpartition(": ")[0].replace(": ", ", ").replace("_", " ")


def test_a_finding_with_a_component_unjudged_waits_on(desk):
    desk.decide("certainty", "G2", said(level="low", reason="x", **{**CERQUAL, "adequacy": ""}))
    assert "G2" in waits(desk, "certainty")


def test_a_judgement_needs_a_level_and_a_reason(desk):
    for lacks in ("level", "reason"):
        form = said({**dict(level="low", reason="x", **CERQUAL), lacks: ""})
        with pytest.raises(UserError) as told:
            desk.decide("certainty", "G2", form)
        assert told.value.field == lacks


def test_a_pool_is_judged_by_grade(folder):
    path = folder / "literature" / "decisions" / "grade.csv"
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    built(folder, "assess")
    desk = desk_in(folder)
    [pool] = waits(desk, "grade")
    domains = dict.fromkeys(("risk_of_bias", "inconsistency", "indirectness", "imprecision"), "serious")
    desk.decide("grade", pool, said(level="very low", reason="x", publication_bias="undetected", **domains))
    [judged] = built(folder, "assess")[PoolCertainty]
    assert (judged.level, judged.state, judged.reviewer) == ("very low", "judged", "ella")
    assert not waits(desk, "grade")
