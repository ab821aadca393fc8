"""Tags as decisions: of a group or alone, refining a label but never overruling it."""

from __future__ import annotations

import pytest

from evidence.brought.tags import by_tags, unused
from evidence.brought.told import Told
from evidence.ingest.rows import Record
from evidence.screen.rows import Screen

from ..builders import make

IN, OUT, KEPT = Screen.INCLUDE, Screen.EXCLUDE, Screen.BACKGROUND
MEANS = {"background": "background", "reason: *": "exclude", "in": "include"}


def told(decision, *tags):
    return Told(make(Record, record_id="a", title="A"), 1, str(decision or ""), decision, tags=tags)


@pytest.mark.parametrize(
    ("label", "tag", "decision", "why"),
    [
        (OUT, "Reason: background", KEPT, ""),
        (IN, "background", KEPT, ""),
        (OUT, "Reason: no partnership", OUT, "no partnership"),
        (IN, "Reason: no partnership", None, "no partnership"),
        (OUT, "in", None, ""),
        (None, "in", None, ""),
        (OUT, "Design: trial", OUT, "tags: Design: trial"),
    ],
)
def test_what_a_tag_makes_of_a_label(label, tag, decision, why):
    found = by_tags(told(label, tag), MEANS)
    assert (found.decision, (found.reason or found.note)) == (decision, why)


def test_a_contradiction_is_named():
    assert by_tags(told(IN, "Reason: late"), MEANS).word == "include and exclude"


def test_tags_that_nothing_bears_are_told_with_those_that_there_are():
    read = [by_tags(told(OUT, tag), MEANS) for tag in ("Reason: late", "Reason: late", "Reason: background")]
    assert unused(read, MEANS) == (
        "No entry has the tag “in” of --tag. The tags are: Reason: late (2); Reason: background (1)."
    )
    assert unused(read, {"reason: *": "exclude"}) == "" and unused([], {}) == ""
    assert unused([told(OUT)], {"x": "include"}).endswith("There are no tags at all.")
