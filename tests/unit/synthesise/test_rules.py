"""Each rule gives each of its verdicts where the data call for it."""

from __future__ import annotations

import json

import pytest

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.ruling import Evidence

from ..builders import item, side


def _evidence(sides=(), items=(), designs=None) -> Evidence:
    return Evidence(list(sides), list(items), designs or {}, 3, 0.95)


def _sides(n_for: int, n_against: int, n_other: int = 0):
    taken = ["for"] * n_for + ["against"] * n_against + ["silent"] * n_other
    return [side(f"s{i}", s) for i, s in enumerate(taken)]


@pytest.mark.parametrize(
    ("n_for", "n_against", "n_qualifying", "verdict"),
    [
        (0, 0, 0, Verdict.NOT_TESTED),
        (0, 0, 2, Verdict.QUALIFIED),
        (1, 0, 0, Verdict.LEANS_FOR),
        (0, 2, 0, Verdict.LEANS_AGAINST),
        (3, 0, 4, Verdict.LEANS_FOR),
        (6, 0, 0, Verdict.AGREEMENT_FOR),
        (9, 2, 0, Verdict.LEANS_FOR),
        (10, 2, 0, Verdict.AGREEMENT_FOR),
        (1, 1, 0, Verdict.DIVIDED),
        (3, 2, 0, Verdict.DIVIDED),
        (2, 6, 0, Verdict.LEANS_AGAINST),
        (1, 9, 0, Verdict.AGREEMENT_AGAINST),
    ],
)
def test_balance(n_for, n_against, n_qualifying, verdict) -> None:
    """By hand: 6 of 6 from .54, 10 of 12 from .516, 9 of 11 from .48; two thirds lean."""
    rows = [*_sides(n_for, n_against, 4), *(side(f"q{n}", "qualifies") for n in range(n_qualifying))]
    ruling = RULES["balance"].decide({}, _evidence(rows))
    assert ruling.verdict is verdict and ruling.tested == n_for + n_against + n_qualifying


@pytest.mark.parametrize("directness", ["related", "one_arm", "proxy", ""])
def test_what_does_not_speak_directly_is_not_counted(directness) -> None:
    rows = [side(f"s{n}", "for", directness=directness) for n in range(12)]
    assert RULES["balance"].decide({}, _evidence(rows)).verdict is Verdict.NOT_TESTED
    rows.append(side("one", "against"))
    assert RULES["balance"].decide({}, _evidence(rows)).verdict is Verdict.LEANS_AGAINST


def test_balance_leaves_out_what_is_not_counted() -> None:
    rows = [*_sides(1, 0), side("claim", "against", counted=False, standing="claim_under_test")]
    assert RULES["balance"].decide({}, _evidence(rows)).verdict is Verdict.LEANS_FOR


@pytest.mark.parametrize(
    ("having", "of", "verdict"),
    [
        (1, 10, Verdict.NOT_TESTED),
        (2, 60, Verdict.AGREEMENT_FOR),
        (9, 60, Verdict.LEANS_FOR),
        (15, 60, Verdict.DIVIDED),
        (21, 60, Verdict.LEANS_AGAINST),
        (40, 60, Verdict.AGREEMENT_AGAINST),
        (0, 0, Verdict.NOT_TESTED),
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
        ((20, 16), (20, 2), "agreement_for"),
        ((20, 2), (20, 16), "agreement_against"),
        ((20, 10), (20, 6), "leans_for"),
        ((20, 8), (20, 7), "divided"),
        ((3, 2), (20, 9), "not_tested"),
        ((20, 0), (20, 0), "not_tested"),
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
    assert RULES["cooccurrence"].decide(settings, _evidence(items=one + rest)).verdict is Verdict.NOT_TESTED
    ruling = RULES["cooccurrence"].decide(settings, _evidence(items=one + two + rest))
    assert ruling.verdict is Verdict.AGREEMENT_FOR and ruling.numbers["both"] == 8


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
    assert RULES["trend"].decide(settings, _evidence(items=items)).verdict is Verdict.AGREEMENT_FOR
    ruling = RULES["trend"].decide(settings, _evidence(items=items[:20]))
    assert ruling.verdict is Verdict.NOT_TESTED
    assert ruling.missing == "one: 12, two: 8, three: 0, where 5 counted cases are needed at each step"


@pytest.mark.parametrize(
    ("states", "verdict"),
    [
        ((4, 4, 4), Verdict.DIVIDED),
        ((8, 8, 8), Verdict.LEANS_FOR),
        ((20, 20, 20), Verdict.AGREEMENT_FOR),
        ((6, 6, 0), Verdict.DIVIDED),
        ((9, 3, 0), Verdict.LEANS_AGAINST),
        ((12, 0, 0), Verdict.AGREEMENT_AGAINST),
        ((3, 3, 3), Verdict.NOT_TESTED),
    ],
)
def test_diversity_fails_where_one_state_holds_the_cases(states, verdict) -> None:
    settings = {
        "below": 0.5,
        "minimum": 10,
        "states": [{"label": s, "where": {"outcome": s}} for s in ("exit", "merge", "stay")],
    }
    items = [
        item(f"{s}{n}", outcome=s)
        for s, k in zip(("exit", "merge", "stay"), states, strict=True)
        for n in range(k)
    ]
    unnamed = item("unnamed", outcome="stay")
    rows = [side("s", "silent", items=tuple(i.item_id for i in items))]
    ruling = RULES["diversity"].decide(settings, _evidence(rows, [*items, unnamed]))
    assert ruling.verdict is verdict and ruling.numbers["commonest"] == max(states)
    assert ruling.tested == sum(states)
