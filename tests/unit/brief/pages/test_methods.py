"""Methods: rules, people and settings as they were."""

from __future__ import annotations

from dataclasses import replace

from evidence.appraise.rows import Appraisal
from evidence.brief.pages.methods import view
from evidence.brief.trust import strip

from ...builders import make, screening, work
from ..reviews import dozen, review
from ..seen import rows, words

PAGE = view(dozen())


def test_people_are_counted_where_they_worked() -> None:
    found = {row[0]: row[1:] for row in rows(PAGE["people"], "people")}
    assert found["Coding"] == ["2", "ann, bob", "–"] and found["Appraisal"][1] == "ann, bob"
    assert found["Reading for a claim"] == ["1", "ann", "by one reader alone"]


def test_rules_and_facets_stand_as_they_were_run() -> None:
    assert [row[:2] for row in rows(PAGE["rules"], "rules")] == [
        ["G1", "balance"], ["G2", "balance"], ["G3", "balance"], ["G4", "cooccurrence"], ["G5", "share"],
    ]  # fmt: skip
    assert ["Country", "Where.", "free", "work"] in rows(PAGE["facets"], "facets")
    assert (PAGE["duplicate_at"], PAGE["interval"], PAGE["codebook_version"]) == (
        "98 per cent",
        "95 per cent",
        "7",
    )


def test_what_was_stated_prepared_and_left_uncounted() -> None:
    stated = dict(rows(PAGE["stated"], "stated"))
    assert (
        stated["Registration of the review"].startswith("Not registered") and stated["Protocol"] == "missing"
    )
    assert "no garden vs garden" in PAGE["prepared"] and "scenery" in PAGE["prepared"]
    assert PAGE["not_counted"].count("\\: 1") == 3  # scenery, the manifesto, the leaflet
    assert "\\*nobody\\*" in PAGE["background"] and "Farms" in PAGE["eligibility"]


def test_whether_codes_of_the_machine_count_is_said() -> None:
    assert PAGE["machine_counts"].startswith("Accepted codes of the machine count")
    assert "count nowhere" in words(view(review(claims=_none()))["machine_counts"])


def _none():
    from dataclasses import replace

    return replace(review().claims, items=())


def test_consensus_is_no_reader_beside_those_who_agreed() -> None:
    """Ben and Ella screen, and settle one work in the name of consensus: two readers. What was appraised was settled, all of it."""
    names = ("Ben", "consensus", "Ella")
    screened = [replace(screening(f"w{n}"), by=by) for n, by in enumerate(names)]
    works = [work(f"w{n}", title=f"Work {n}") for n in range(3)]
    settled = make(Appraisal, study_id="s", tool="mmat", by="consensus")
    found = review(
        works=works, screening=screened, appraisals=[settled], claims=replace(review().claims, items=())
    )
    said = {row[0]: row[1:] for row in rows(view(found)["people"], "people")}
    assert said["Screening"] == ["2", "Ben, Ella", "–"]
    assert said["Appraisal"] == ["–", "consensus", "all of it settled together"]
    assert dict(strip(found))["Readers"].text == "Ben and Ella"
