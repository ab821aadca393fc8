"""The numbers that each rule of a claim gives, by name, so that sentences which name others are refused at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Kind of rule → what it always gives, and what only when it comes to a verdict for, against or between.
_ALWAYS = {
    "balance": {"for", "against"},
    "share": {"having", "of", "threshold"},
    "contrast": {"in_group", "group", "in_other", "other"},
    "cooccurrence": {"cases", "first", "second", "both"},
    "trend": set(),
    "diversity": {"states_found", "threshold"},
    "pooled_sign": {"rows", "studies"},
}
_DECIDED = {
    "balance": {"share_for", "ci_low", "ci_high"},
    "share": {"share", "share_low", "share_high"},
    "contrast": {"difference_low", "difference_high"},
    "cooccurrence": {"p_more_often", "p_less_often"},
    "trend": {"z"},
    "diversity": set(),
    "pooled_sign": {"pooled", "pooled_low", "pooled_high", "tau2"},
}


def always(rule: Mapping[str, Any]) -> set[str]:
    """What a claim's rule gives whatever its verdict."""
    return set(_ALWAYS[rule["kind"]])


def when_decided(rule: Mapping[str, Any]) -> set[str]:
    """What it gives with every verdict for, against or between; where another rule may give that, what both give.

    >>> sorted(when_decided({"kind": "trend"})), when_decided({"kind": "trend", "otherwise": "balance"})
    (['z'], set())
    """
    first = _ALWAYS[rule["kind"]] | _DECIDED[rule["kind"]]
    if "otherwise" not in rule:
        return first
    other = rule["otherwise"]
    return first & (_ALWAYS[rule["kind"]] | _ALWAYS[other] | _DECIDED[other])
