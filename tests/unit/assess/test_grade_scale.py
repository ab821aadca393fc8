"""Where certainty starts, by design, and imprecision on the scale of the pool."""

from __future__ import annotations

import json
import math

import pytest

from evidence.appraise.rows import StudyAppraisal
from evidence.assess.grade import grade
from evidence.assess.imprecision import CANNOT, imprecision
from evidence.assess.settings import GradingRules, check
from evidence.assess.start import designs, starting_level
from evidence.codebook_file import load_codebook
from evidence.errors import UserError
from evidence.synthesise.pool_rows import Pool, PoolStudy

from ...workflow.conftest import REPOSITORY
from ..builders import item, make

CODEBOOK = load_codebook(REPOSITORY / "config" / "codebook.yaml")
TRIAL, OTHER = "Randomised controlled trial", "Non-randomised quantitative"


def pool(low: float, high: float, effect_type: str = "smd", outcome: str = "jobs") -> Pool:
    given = {"estimate": (low + high) / 2, "ci_low": low, "ci_high": high, "pooled": True, "pool_id": "p"}
    return make(Pool, outcome=outcome, effect_type=effect_type, **given)


def study(name: str, weight: float = 0.5) -> PoolStudy:
    return make(PoolStudy, pool_id="p", study_id=name, item_id=name, estimate=0.1, se=0.1, weight=weight)


@pytest.mark.parametrize(
    ("low", "high", "smallest", "expected"),
    [
        (0.3, 0.5, None, "not serious"),
        (-0.1, 0.5, None, "serious"),
        (0.3, 0.5, 0.2, "not serious"),
        (-0.1, 0.1, 0.2, "not serious"),  # no important effect either way, and that is precise
        (0.1, 0.5, 0.2, "serious"),
        (-0.5, -0.1, 0.2, "serious"),
        (-0.1, 0.5, 0.2, "serious"),
        (-0.3, 0.3, 0.2, "very serious"),
    ],
)
def test_imprecision_by_thresholds(low, high, smallest, expected) -> None:
    assert imprecision(pool(low, high), smallest)[0] == expected


def test_ratios_are_seen_as_logs_and_told_as_ratios() -> None:
    """An odds ratio of .95 to 1.6 where 1.25 matters: no difference is 1 and not 0."""
    how = GradingRules(
        important=({"outcome": "jobs", "effect_type": "odds_ratio", "value": 1.25, "because": "x"},)
    )
    low, high = math.log(0.95), math.log(1.6)
    for kind in ("odds_ratio", "log_odds_ratio"):
        smallest = how.smallest("jobs", kind)
        assert smallest == pytest.approx(math.log(1.25))
        proposed, why = imprecision(pool(low, high, kind), smallest)
        assert proposed == "serious" and "(0.95 to 1.60) holds no difference (1)" in why
        assert "one of the smallest important effects (0.80 and 1.25)" in why
    assert how.smallest("jobs", "risk_ratio") is None and how.smallest("health", "odds_ratio") is None
    turned = GradingRules(
        important=({"outcome": "jobs", "effect_type": "odds_ratio", "value": 0.8, "because": "x"},)
    )
    assert turned.smallest("jobs", "log_odds_ratio") == pytest.approx(math.log(1.25))


@pytest.mark.parametrize("kind", ["proportion", "logit_proportion", "double_arcsine"])
def test_a_share_has_no_value_of_no_difference(kind) -> None:
    assert imprecision(pool(0.1, 0.3, kind), None)[0] == CANNOT


def test_certainty_starts_at_the_lowest_design_and_nowhere_where_one_is_not_known() -> None:
    own, how = [study("a", 0.7), study("b", 0.3)], GradingRules()
    trials = {"a": [TRIAL], "b": [TRIAL]}
    assert starting_level(own, trials, how)[0] == "high"
    level, why = starting_level(own, {**trials, "b": [OTHER]}, how)
    assert (
        level == "low" and "Non-randomised quantitative 30% of the weight" in why and "lowest counts" in why
    )
    assert starting_level(own, {"a": [TRIAL]}, how) == ("", "the design of 1 of 2 studies is not known")


def test_designs_are_those_of_the_configured_facet() -> None:
    how = GradingRules(
        {"facet": "study_design", "levels": {"comparative": "moderate", "associational": "low"}}
    )
    rows = [
        item("a", study_id="a", facets=json.dumps({"study_design": ["comparative"]})),
        item("b", study_id="b"),
    ]
    known = designs(rows, [], [], how)
    assert known == {"a": ["comparative"]} and starting_level([study("a", 1.0)], known, how)[0] == "moderate"
    appraised = [make(StudyAppraisal, study_id="a", category=TRIAL), make(StudyAppraisal, study_id="b")]
    assert designs(rows, [], appraised, GradingRules()) == {"a": [TRIAL]}
    (row,), _, _ = grade([pool(0.1, 0.3)], [study("a", 1.0)], [], {}, [], how, known)
    assert (row.start, row.level) == ("moderate", "")  # where it starts is no verdict


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"start": {"facet": "study_desing", "levels": {}}}, "no such facet"),
        ({"start": {"facet": "study_design", "levels": {"trial": "high"}}}, "no such code"),
        ({"start": {"facet": "study_design", "levels": {"comparative": "hihg"}}}, "no level"),
        ({"important": [("nosuch", "smd", 0.2)]}, "no such outcome"),
        ({"important": [("user_outcomes", "smdd", 0.2)]}, "no such effect type"),
        ({"important": [("user_outcomes", "odds_ratio", 1.0)]}, "no difference"),
        ({"important": [("user_outcomes", "odds_ratio", -1.0)]}, "no difference"),
    ],
)
def test_settings_that_name_nothing_are_refused(settings, says) -> None:
    names = ("outcome", "effect_type", "value")
    given = {
        **settings,
        "important": tuple(dict(zip(names, one, strict=True)) for one in settings.get("important", ())),
    }
    with pytest.raises(UserError, match=says):
        check(GradingRules(**given), CODEBOOK)
