"""A setting, a code or a kind of estimate that leads nowhere is a mistake with its line, and all of a file are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evidence.codebook import load_codebook
from evidence.errors import UserErrors
from evidence.synthesise.rules import load_claims, schema_of

BCG = Path(__file__).resolve().parents[2] / "topics" / "bcg" / "config"
WARM = {"outcome": "tuberculosis"}
SHARE = {"kind": "share", "of": {"design": ["trial_design"]}, "having": WARM, "below": 0.5, "minimum": 2}
TREND = {
    "kind": "trend", "having": {"direction": "positive"}, "within": {}, "minimum_each": 1,
    "steps": [{"label": "a", "where": {"climate": "cold"}}, {"label": "b", "where": {"climate": "warm"}}],
}  # fmt: skip


@pytest.fixture
def loaded(tmp_path):
    def load(change):
        data = yaml.safe_load((BCG / "propositions.yaml").read_text(encoding="utf-8"))
        change(data["propositions"])
        path = tmp_path / "propositions.yaml"
        path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return load_claims(path, load_codebook(BCG / "codebook.yaml"))

    return load


def told(loaded, change) -> list[tuple[str | None, str]]:
    with pytest.raises(UserErrors) as refused:
        loaded(change)
    assert all(error.line and error.file.endswith("propositions.yaml") for error in refused.value.errors)
    return [(error.field, str(error.value)) for error in refused.value.errors]


@pytest.mark.parametrize("rule", [SHARE, TREND, {**TREND, "otherwise": "balance"}, {"kind": "balance"}])
def test_a_rule_as_it_should_be(loaded, rule):
    assert loaded(lambda claims: claims[0].update(rule=rule)).items[0].rule == rule


@pytest.mark.parametrize(
    ("rule", "field", "value"),
    [
        ({"kind": "balanse"}, "propositions.0.rule.kind", "balanse"),
        ({"kind": "balance", "minimum": 3}, "propositions.0.rule", "minimum"),
        ({**SHARE, "below": 2}, "propositions.0.rule.below", "2"),
        ({**SHARE, "minimum": 0}, "propositions.0.rule.minimum", "0"),
        ({**SHARE, "of": {"design": ["trial"]}}, "B1.rule.of.design", "trial"),
        ({**SHARE, "having": {"colour": "red"}}, "colour", "None"),
        ({**SHARE, "having": {"effect_type": "odds"}}, "effect_type", "odds"),
        ({**TREND, "otherwise": "share"}, "propositions.0.rule.otherwise", "share"),
        ({**TREND, "steps": TREND["steps"][:1]}, "propositions.0.rule.steps", None),
        ({**TREND, "steps": [{"label": "a", "where": {"climate": "hot"}}, TREND["steps"][1]]}, "climate", "hot"),
    ],
)  # fmt: skip
def test_what_leads_nowhere(loaded, rule, field, value):
    ((where, found),) = told(loaded, lambda claims: claims[0].update(rule=rule))
    assert where == field and (value is None or found == value)


def test_every_missing_setting_is_named(loaded):
    assert len(told(loaded, lambda claims: claims[0].update(rule={"kind": "share"}))) == 4


def test_a_kind_of_estimate_that_a_clause_names(loaded):
    def change(claims):
        claims[0]["scope"]["where"][0]["effect_type"] = "odds ratios"
        claims[1]["sides"][0]["when"]["effect_type"] = ["log_risk_ratio", "or so"]

    assert told(loaded, change) == [("effect_type", "odds ratios"), ("effect_type", "or so")]


def test_mistakes_of_claims_and_of_their_rules_are_told_at_once(loaded):
    def change(claims):
        claims[0].update(rule={"kind": "balance", "minimum": 3})
        claims[1]["scope"]["where"][0]["climate"] = "hot"

    assert {value for _, value in told(loaded, change)} == {"minimum", "hot"}


@pytest.mark.parametrize("odd", ["balance", None, 3, ["balance"], {"kind": ["balance"]}, {"kind": {}}, {}])
def test_a_rule_of_another_shape_is_no_traceback(loaded, odd):
    assert told(loaded, lambda claims: claims[0].update(rule=odd))


def test_the_schema_of_a_rule_has_no_setting_of_another():
    assert set(schema_of({"kind": "balance"})["properties"]) == {"kind", "otherwise"}
    assert "below" not in schema_of(TREND)["properties"]
