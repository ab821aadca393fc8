"""What is to be judged stands with its facts, with the judgement that was made before, and with what changed since."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evidence.assess.decisions import CertaintyDecision, GradeDecision
from evidence.errors import UserError
from evidence.layout import Layout
from evidence.waiting.cells import sheet
from evidence.waiting.certainty import facts_then, to_grade, to_judge
from evidence.waiting.since import read_since, since

from ..brief.reviews import dozen

CLAIMS = dozen().claims.items


def test_what_is_stale_comes_with_the_judgement_that_it_had():
    found = {one.name: one for one in to_judge(dozen(), CLAIMS)}
    assert "G1" not in found and found["G2"].state == "stale" and found["G3"].state == "incomplete"
    assert found["G2"].earlier.startswith("moderate by ann, 2024-01-06, stale: judged before (")
    assert (
        found["G2"].says == "Shared gardens make peace among neighbours."
        and replace(found["G2"], level="").earlier == ""
    )


def test_a_judgement_that_holds_is_asked_for_by_name():
    [one] = to_judge(dozen(), CLAIMS, only="G1")
    assert one.level == "low" and one.reason == "few gardens"
    assert {part.name: part.judged for part in one.parts}["adequacy"] == "moderate"
    with pytest.raises(UserError, match="nothing|no thing"):
        to_judge(dozen(), CLAIMS, only="G9")


def test_what_changed_since_is_told_where_the_row_keeps_its_facts():
    now = {one.name: one for one in to_judge(dozen(), CLAIMS)}["G2"].shown
    some = next(part for part in now.split("; ") if part.endswith(": 2"))
    then = now.replace(some, some[:-1] + "7", 1)
    [again] = to_judge(dozen(), CLAIMS, {"G2": then}, "G2")
    assert len(again.since) == 1 and again.since[0].endswith("7 becomes 2")
    assert again.cells()["changed"] == again.since[0]


def test_nothing_is_said_to_have_changed_where_the_judgement_holds():
    [one] = to_judge(dozen(), CLAIMS, {"G1": "adequacy: cases: 99"}, "G1")
    assert one.since == []


def test_a_pool_comes_with_what_the_facts_propose():
    header, rows = sheet(GradeDecision, (one.cells() for one in to_grade(dozen(), only="harvest-05b61")))
    [row] = [dict(zip(header, own, strict=True)) for own in rows]
    assert row["pool"] == "harvest-05b61" and "imprecision:" in row["proposed"] and row["level"] == ""


def test_the_facts_of_the_last_judgement_are_found_in_its_row(tmp_path):
    folder = tmp_path / "literature" / "decisions"
    folder.mkdir(parents=True)
    header = "proposition,level,reason,evidence_hash,reviewer,date,theme,facts"
    rows = ["G1,low,a,1,ann,2024-01-09,,new", "G1,low,a,1,ann,2024-01-02,,old", "G2,,,,,,,blank"]
    (folder / "certainty.csv").write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert facts_then(CertaintyDecision, Layout(tmp_path)) == {"G1": "new"}


def test_facts_are_compared_by_their_names_whatever_stands_in_them():
    then = "coherence: for: 1; contrary by name: A; B (2001); adequacy: words a passage: 1 to 2"
    assert since(then, then) == []
    assert since(then, then.replace("A; B", "A; C")) == ["contrary by name: A; B (2001) becomes A; C (2001)"]


def test_later_readings_are_named():
    from evidence.extract.side_readings import SideDecision

    rows = [
        SideDecision("f", n, record, claim, "for", "", "ann", day)
        for n, (record, claim, day) in enumerate(
            [("a", "G2", "2024-02-02"), ("b", "G2", "2024-01-06"), ("c", "G1", "2024-02-02")]
        )
    ]
    assert read_since(rows, "G2", "2024-01-06") == ["a was read as for by ann, 2024-02-02"]
