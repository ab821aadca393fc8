"""Who gave each code and side."""

from __future__ import annotations

from evidence.brief.pages.automation import view

from ..reviews import dozen
from ..seen import rows

PAGE = view(dozen())


def test_codes_of_people_are_those_of_the_table() -> None:
    """26 rows that name a record, two of them with two codes, three of Bob's the same as Ann's."""
    found = {(source, state): int(n) for source, state, n in rows(PAGE["labels"], "labels")}
    assert found["a reader", "accepted"] == 25
    assert found["a rule", "accepted"] == 1  # one title speaks of three towns
    assert {source for source, _ in found} == {"a reader", "the machine", "a rule"} and found[
        "the machine", "overridden"
    ] > 0


def test_sides_that_people_read_are_the_three_of_the_table() -> None:
    found = dict(rows(PAGE["sides"], "sides-by"))
    assert found["a reader"] == "3" and found["the claim itself"] == "1"
