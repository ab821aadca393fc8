"""Estimates that no claim can use are told once a file."""

from __future__ import annotations

from evidence.extract.unsaid import unsaid

from ..builders import item


def effect(name: str, **own: object):
    given = {
        "kind": "effect",
        "outcome": "health",
        "estimate": 0.3,
        "effect_type": "smd",
        "direction": "positive",
    }
    return item(name, source_file="effects.csv", line=int(name[1:]), higher_is="", **{**given, **own})  # fmt: skip


def test_an_outcome_that_is_not_named_is_said_once() -> None:
    rows = [effect("e2", outcome=""), effect("e3"), effect("e4", outcome="")]
    [said] = unsaid(rows, "result")
    assert said.problem == "2 of 3 estimates name no outcome, and claims look for one"
    assert (said.source_file, said.line, said.field, said.dropped) == ("effects.csv", 2, "result", False)
    assert "`result`" in said.how_to_fix and unsaid(rows, "") == []


def test_an_estimate_without_a_better_side_is_said_once() -> None:
    rows = [
        effect("e2", direction=""),
        effect("e4", direction="", estimate=None),
        effect("e5", direction="", effect_type="proportion"),
        effect("e6"),
    ]
    [said] = unsaid(rows, "result")
    assert said.problem == "1 of 4 estimates do not say which side is better, so that no direction follows"
    assert said.field == "higher_is" and "higher_is" in said.how_to_fix
