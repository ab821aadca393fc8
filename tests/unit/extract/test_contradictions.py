"""What is said of one row of effects; each truth is arithmetic on the row's own cells."""

from __future__ import annotations

import pytest

from evidence.extract.contradictions import contradictions
from evidence.extract.derive import derive


def row(**cells: str) -> dict[str, str]:
    found = {"effect_id": "X", "direction": "", "effect_type": "smd", **cells}
    return found | derive(found)


def said(**cells: str) -> str:
    return " | ".join(f"{field}: {problem}; {fix}" for field, _, problem, fix in contradictions(row(**cells)))


@pytest.mark.parametrize(
    ("kind", "estimate", "low", "high", "words"),
    [
        ("log_odds_ratio", "2.0", "1.2", "3.4", "is it odds_ratio?"),  # sqrt(1.2 * 3.4) is 2.02
        ("log_risk_ratio", "1.5", "0.9", "2.5", "is it risk_ratio?"),
        ("odds_ratio", "0.7", "0.2", "1.2", "is it log_odds_ratio?"),  # the middle of 0.2 and 1.2
        ("risk_ratio", "2.0", "1.1", "9.0", "not in the middle"),
        ("mean_difference", "4", "1", "16", "symmetric on the log scale"),
        ("log_odds_ratio", "0.69", "0.18", "1.22", ""),
        ("odds_ratio", "2.0", "1.2", "3.4", ""),
        ("smd", "0.31", "-0.0", "0.63", ""),
        ("proportion", "0.02", "0.005", "0.08", ""),
    ],
)
def test_an_interval_says_on_which_scale_it_was_made(kind, estimate, low, high, words) -> None:
    found = said(effect_type=kind, estimate=estimate, ci_low=low, ci_high=high)
    assert words in found if words else not found


def test_clusters_correct_a_standard_error_that_is_given_too() -> None:
    """1 + 20 * .1 is 3: the error grows by its root."""
    made = row(estimate="0.5", se="0.1", icc="0.1", cluster_size="21")
    assert float(made["se"]) == pytest.approx(0.1 * 3**0.5) and "design effect" in made["derivation"]
    assert not contradictions(made)
    assert "cluster_size too" in said(estimate="0.5", se="0.1", icc="0.1")
    assert "icc too" in said(estimate="0.5", se="0.1", cluster_size="21")
    assert "se too" in said(estimate="0.5", icc="0.1", cluster_size="21")


def test_a_standard_error_of_zero_is_said_and_not_used() -> None:
    assert "was not used" in said(estimate="0.5", se="0")
    made = row(effect_type="odds_ratio", estimate="2", se="0", ci_low="1", ci_high="4")
    assert float(made["se"]) == pytest.approx(0.35365, abs=1e-5)  # log 4 / 3.919928
    assert contradictions(made)[0][0] == "se"


def test_none_of_an_estimate_that_is_not_null_is_said() -> None:
    none = {"direction": "none"}
    assert "give the direction of its sign" in said(estimate="0.5", se="0.2", **none)
    assert said(effect_type="risk_ratio", estimate="2", **none) and not said(
        effect_type="risk_ratio", estimate="1", **none
    )
    assert not said(estimate="0.01", se="0.2", **none) and not said(estimate="0", se="0.2", **none)
    assert not said(effect_type="proportion", estimate="0.4", **none)


def test_small_studies_have_their_interval_by_t() -> None:
    """Cochrane Handbook 6.5.2.3: t of 18 degrees of freedom is 2.1009, of 8 2.3060."""
    wide = row(
        effect_type="mean_difference", estimate="2", ci_low="0.9495", ci_high="3.0505", n_1="10", n_2="10"
    )
    assert (
        float(wide["se"]) == pytest.approx(1.0505 / 2.100922, rel=1e-6)
        and "by t with 18" in wide["derivation"]
    )
    exact = row(effect_type="mean_difference", estimate="1", p_reported="0.05", n="10")
    assert float(exact["se"]) == pytest.approx(1 / 2.306004, rel=1e-6)
    unknown = row(effect_type="mean_difference", estimate="1", p_reported="0.05")
    assert float(unknown["se"]) == pytest.approx(1 / 1.959964, rel=1e-6)
    ratio = row(effect_type="odds_ratio", estimate="2", p_reported="0.05", n="10")
    assert "by the normal distribution" in ratio["derivation"]
    fits = {
        "effect_type": "mean_difference",
        "estimate": "2",
        "ci_low": "0.95",
        "ci_high": "3.05",
        "n_1": "10",
        "n_2": "10",
    }
    assert not said(**fits, se="0.5") and not said(**fits, se="0.536") and "by t" in said(**fits, se="0.7")


def test_no_events_in_either_arm_are_a_difference_of_nothing() -> None:
    """metafor 3.8.1, escalc(measure = "RD", to = "only0"): 0 with a variance of .00038."""
    made = row(effect_type="risk_difference", events_1="0", n_1="50", events_2="0", n_2="50")
    assert float(made["estimate"]) == 0 and float(made["se"]) ** 2 == pytest.approx(0.00038, abs=5e-6)
