"""Limits: those that people stated, and those that can be counted in the records."""

from __future__ import annotations

from dataclasses import replace

from evidence.brief.pages.limits import view

from ..reviews import dozen, review
from ..seen import rows

PAGE = view(dozen())


def test_what_records_lack_is_counted() -> None:
    assert PAGE["n_works"] == "14 works"
    assert (PAGE["no_doi"], PAGE["no_year"], PAGE["no_abstract"], PAGE["own_words"]) == (12, 1, 12, 1)
    assert PAGE["unappraised"] == "Of 9 counted studies, 7 have not been appraised."


def test_limits_of_people_are_text() -> None:
    assert PAGE["given"] == "- No garden was visited\\."
    assert PAGE["confounds"] == "- Club gardens lie in the south\\."
    config = review().config
    assert (
        view(review(config=replace(config, review=replace(config.review, limits=()))))["given"]
        == "None recorded."
    )


def test_the_decision_on_nothing_is_told() -> None:
    ((where, field, found, what),) = rows(PAGE["remarks"], "remarks")
    assert (where, field, found) == ("literature/decisions/coding.csv:28", "record", "nowhere1900")
    assert "was not applied" in what and view(review())["remarks"] == []
