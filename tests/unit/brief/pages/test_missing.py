"""The pool of the made-up gardens, and what it does not have."""

from __future__ import annotations

from evidence.assess.rows import MissingResult, Seen
from evidence.brief.pages.missing import view

from ..reviews import dozen, review
from ..seen import rows, words


def test_every_study_of_a_pool_is_counted_once() -> None:
    page = view(dozen())
    for line in rows(page["pools"], "missing-pools"):
        own = [row for row in dozen()[MissingResult] if row.pool_id == line[0]]
        assert sum(map(int, line[1:])) == len(own) == len({row.study_id for row in own})
    assert len(page["states"]) == len(Seen) and "there is one pool" in words(page["said"])


def test_a_result_that_a_person_misses_is_shown_with_how_it_is_known() -> None:
    told = MissingResult("", "health", "s1", "One 2001", Seen.NOT_REPORTED, "", 40, "yes", "a <protocol>")
    page = view(review(missing_results=[told]))
    ((pool, study, seen, direction, people, left_out, why),) = rows(page["studies"], "missing-studies")
    assert pool == "nothing pooled of health" and (study, people, left_out) == ("One 2001", "40", "yes")
    assert seen == "measured or planned, and not reported" and why == "a <protocol>" and direction == "–"
    assert "One result is known to be in no pool" in words(page["said"])


def test_nothing_pooled_lacks_nothing() -> None:
    assert "Nothing was pooled" in view(review()).why
