"""Each rule gives each of its verdicts where the data call for it."""

from __future__ import annotations

import json

import pytest

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.rules import ruling_on
from evidence.synthesise.ruling import Evidence

from ..builders import item, side


def _evidence(sides=(), items=(), designs=None) -> Evidence:
    return Evidence(list(sides), list(items), designs or {}, 3, 0.95)


def _sides(n_for: int, n_against: int, n_other: int = 0):
    taken = ["for"] * n_for + ["against"] * n_against + ["silent"] * n_other
    return [side(f"s{i}", s) for i, s in enumerate(taken)]


@pytest.mark.parametrize(
    ("n_for", "n_against", "verdict"),
    [
        (0, 0, Verdict.NO_EVIDENCE),
        (1, 0, Verdict.INSUFFICIENT),
        (0, 2, Verdict.INSUFFICIENT),
        (3, 0, Verdict.SUPPORTED),
        (0, 3, Verdict.NOT_SUPPORTED),
        (1, 1, Verdict.CONTESTED),
        (2, 6, Verdict.CONTESTED),
        (1, 9, Verdict.NOT_SUPPORTED),
        (9, 1, Verdict.SUPPORTED),
    ],
)
def test_balance(n_for, n_against, verdict) -> None:
    assert RULES["balance"].decide({}, _evidence(_sides(n_for, n_against, 4))).verdict is verdict


def test_balance_leaves_out_what_is_not_counted() -> None:
    rows = [*_sides(3, 0), side("claim", "against", counted=False, standing="claim_under_test")]
    assert RULES["balance"].decide({}, _evidence(rows)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("having", "of", "verdict"),
    [
        (1, 10, Verdict.INSUFFICIENT),
        (2, 60, Verdict.SUPPORTED),
        (14, 60, Verdict.CONTESTED),
        (40, 60, Verdict.NOT_SUPPORTED),
        (0, 0, Verdict.NO_EVIDENCE),
    ],
)
def test_share(having, of, verdict) -> None:
    settings = {"of": {"design": ["trial"]}, "having": {"role": "direct"}, "below": 0.25, "minimum": 20}
    studies = {"trial": {f"s{i}" for i in range(of)}}
    items = [item(f"e{i}", study_id=f"s{i}", role="direct") for i in range(having)]
    ruling = RULES["share"].decide(settings, _evidence(items=items, designs=studies))
    assert ruling.verdict is verdict
    assert ruling.numbers["having"] == having and ruling.numbers["of"] == of


def _cases(n: int, with_code: int, sectors: list[str], prefix: str):
    facets = json.dumps({"sectors": sectors})
    return [
        item(
            f"{prefix}{i}",
            kind="extract",
            case_id=f"{prefix}{i}",
            facets=facets,
            outcome="culture" if i < with_code else "other",
        )
        for i in range(n)
    ]


@pytest.mark.parametrize(
    ("across", "within", "verdict"),
    [
        ((20, 16), (20, 2), "supported"),
        ((20, 2), (20, 16), "not_supported"),
        ((20, 8), (20, 7), "contested"),
        ((3, 2), (20, 9), "insufficient"),
        ((20, 0), (20, 0), "no_evidence"),
    ],
)
def test_contrast(across, within, verdict) -> None:
    settings = {
        "having": {"outcome": "culture"},
        "group": {"label": "across", "where": {"sectors": {"at_least": 2}}},
        "against": {"label": "within", "where": {"sectors": {"at_most": 1}}},
        "minimum": 5,
        "minimum_having": 5,
    }
    items = _cases(*across, ["a", "b"], "x") + _cases(*within, ["a"], "y")
    assert RULES["contrast"].decide(settings, _evidence(items=items)).verdict == verdict


def test_cooccurrence_needs_both_codes_and_finds_a_link() -> None:
    settings = {"first": {"outcome": "a"}, "second": {"outcome": "b"}, "minimum_each": 3}
    one = [item(f"a{i}", kind="extract", case_id=f"c{i}", outcome="a") for i in range(8)]
    two = [item(f"b{i}", kind="extract", case_id=f"c{i}", outcome="b") for i in range(8)]
    rest = [item(f"o{i}", kind="extract", case_id=f"d{i}", outcome="o") for i in range(12)]
    assert RULES["cooccurrence"].decide(settings, _evidence(items=one + rest)).verdict is Verdict.NO_EVIDENCE
    ruling = RULES["cooccurrence"].decide(settings, _evidence(items=one + two + rest))
    assert ruling.verdict is Verdict.SUPPORTED and ruling.numbers["both"] == 8


def test_trend_rises() -> None:
    settings = {
        "having": {"outcome": "r", "direction": "negative"},
        "within": {"outcome": "r"},
        "steps": [{"label": s, "where": {"form": s}} for s in ("one", "two", "three")],
        "minimum_each": 5,
    }
    items = [
        item(
            f"{s}{i}",
            kind="extract",
            case_id=f"{s}{i}",
            outcome="r",
            direction="negative" if i < k else "positive",
            facets=json.dumps({"form": [s]}),
        )
        for s, k in (("one", 1), ("two", 6), ("three", 11))
        for i in range(12)
    ]
    assert RULES["trend"].decide(settings, _evidence(items=items)).verdict is Verdict.SUPPORTED
    assert RULES["trend"].decide(settings, _evidence(items=items[:20])).verdict is Verdict.INSUFFICIENT


def test_otherwise_passes_to_the_second_rule() -> None:
    from types import SimpleNamespace

    proposition = SimpleNamespace(
        rule={
            "kind": "trend",
            "having": {"outcome": "r"},
            "within": {"outcome": "r"},
            "steps": [{"label": "a", "where": {}}] * 2,
            "minimum_each": 5,
            "otherwise": "balance",
        }
    )
    assert ruling_on(proposition, _evidence(_sides(4, 0))).verdict is Verdict.SUPPORTED


def test_diversity_counts_states_among_items_in_scope() -> None:
    settings = {
        "at_least": 2,
        "states": [{"label": s, "where": {"outcome": s}} for s in ("exit", "merge", "stay")],
    }
    items = [item("1", outcome="exit"), item("2", outcome="merge"), item("3", outcome="stay")]
    ruling = RULES["diversity"].decide(settings, _evidence([side("s", "silent", items=("1", "2"))], items))
    assert ruling.verdict is Verdict.SUPPORTED and ruling.numbers["states_found"] == 2
