"""Direction by sign: no difference is found only within a margin that was set, and never by significance."""

from __future__ import annotations

import math
from dataclasses import MISSING, fields

import pytest

from evidence.propositions import Proposition, Propositions
from evidence.settings.schema import made
from evidence.synthesise.by_sign import sign_of, signed
from evidence.synthesise.restrictions import numbers_by_sign
from evidence.synthesise.sides import sides

from ..builders import item, side

SMD = {"effect_type": "smd", "higher_is": "better"}


@pytest.mark.parametrize(
    ("given", "direction"),
    [
        ({**SMD, "estimate": 0.1, "ci_low": -0.3, "ci_high": 0.5}, "positive"),
        ({**SMD, "estimate": 0.1, "higher_is": "worse"}, "negative"),
        ({**SMD, "estimate": 0.0}, "none"),
        ({**SMD, "estimate": 0.05, "ci_low": -0.08, "ci_high": 0.18}, "none"),
        ({**SMD, "estimate": 0.05, "ci_low": -0.08, "ci_high": 0.21}, "positive"),
        ({**SMD, "estimate": 0.1, "higher_is": ""}, ""),
        ({**SMD, "estimate": None}, ""),
        ({**SMD, "estimate": 0.8, "effect_type": "risk_ratio"}, "negative"),
        ({**SMD, "estimate": 0.8, "effect_type": "log_risk_ratio"}, "positive"),
        ({**SMD, "estimate": -1.0, "effect_type": "risk_ratio"}, ""),
        ({**SMD, "estimate": 2.0, "effect_type": "nobodys_ratio"}, ""),
        ({**SMD, "estimate": 0.3, "effect_type": "proportion"}, ""),
        ({**SMD, "estimate": 0.3, "comparison": ""}, ""),
        ({**SMD, "estimate": 0.1, "kind": "extract"}, ""),
    ],
)
def test_sign(given, direction) -> None:
    assert sign_of(item("a", **{"comparison": "a vs b", **given}), {"smd": 0.2}) == direction


def test_an_interval_within_a_margin_is_taken_on_the_scale_of_the_pool() -> None:
    ratio = item(
        "a",
        comparison="a vs b",
        effect_type="risk_ratio",
        higher_is="better",
        estimate=1.01,
        ci_low=0.95,
        ci_high=1.08,
    )
    assert sign_of(ratio, {"risk_ratio": math.log(1.1)}) == "none"
    assert sign_of(ratio, {"risk_ratio": math.log(1.05)}) == "positive"
    assert sign_of(ratio, {}) == "positive"


def test_a_coded_direction_stands_where_the_sign_is_not_known() -> None:
    rows = [
        item("a", direction="none", comparison="a vs b", **SMD, estimate=0.1),
        item("b", direction="none"),
    ]
    assert [i.direction for i in signed(rows, {})] == ["positive", "none"]


def claim() -> Proposition:
    blank = {f.name: "" for f in fields(Proposition) if f.default is MISSING and f.default_factory is MISSING}
    clauses = (
        {"when": {"direction": "positive"}, "side": "for", "because": "better"},
        {"when": {"direction": ["negative", "none"]}, "side": "against", "because": "not better"},
    )
    own = {"id": "P", "test": "comparative", "scope": {"where": [{"kind": "effect"}]}, "sides": clauses}
    return Proposition(**{**blank, **own})


def test_a_result_that_is_not_significant_is_not_against() -> None:
    """Coded `none` for its p, and with a number that points to benefit."""
    rows = sides(claim(), [item("a", direction="none", comparison="a vs b", **SMD, estimate=0.1)], [], {})
    assert [(row.side, row.directness) for row in rows] == [("for", "direct")]


def test_numbers_that_people_read_by_their_p_are_turned_in_one_analysis() -> None:
    settings = made(Propositions, {"seed": {}, "bottom_line": "", "propositions": []})
    items = [item("a", direction="none", comparison="a vs b", **SMD, estimate=0.1)]
    read = [side("s-a", "against", by="ann", items=("a",)), side("x", "for", by="ann")]
    found = numbers_by_sign(claim(), read, items, settings)
    assert [row.side for row in found] == ["for", "for"]
    assert numbers_by_sign(claim(), read[1:], items, settings) is None
