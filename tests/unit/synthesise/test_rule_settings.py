"""A setting, a code or a kind of estimate that leads nowhere is a mistake with its line, and all of a file are told at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evidence.codebook_file import load_codebook
from evidence.errors import UserErrors
from evidence.synthesise.claim_rules import RULES
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


@pytest.mark.parametrize("rule", [SHARE, TREND, {"kind": "balance"}])
def test_a_rule_as_it_should_be(loaded, rule):
    def change(claims):
        claims[0].pop("test")
        claims[0].update(rule=rule)

    claim = loaded(change).items[0]
    assert claim.rule == rule and claim.test == RULES[rule["kind"]].tests[0] and claim.directly


@pytest.mark.parametrize(("test", "fine"), [("trend", True), ("share", False), ("comparative", False)])
def test_a_rule_carries_out_the_test_that_the_claim_states(loaded, test, fine):
    def change(claims):
        claims[0].update(rule=TREND, test=test)

    if fine:
        assert loaded(change).items[0].test == test
    else:
        assert told(loaded, change) == [("test", test)]


@pytest.mark.parametrize("odd", ["comparison", 3, ["trend"], {}])
def test_a_test_that_nobody_knows_is_no_traceback(loaded, odd):
    assert told(loaded, lambda claims: claims[0].update(test=odd))


@pytest.mark.parametrize(
    ("defaults", "field", "value"),
    [
        ({"directness": {"trail": "related"}}, "defaults.directness", "trail"),
        ({"reviews": ["trial"]}, "defaults.reviews", "trial"),
        ({"margins": {"odds": 0.1}}, "defaults.margins", "odds"),
    ],
)
def test_defaults_name_what_the_codebook_has(tmp_path, defaults, field, value):
    data = yaml.safe_load((BCG / "propositions.yaml").read_text(encoding="utf-8"))
    data["defaults"] |= defaults
    path = tmp_path / "propositions.yaml"
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    with pytest.raises(UserErrors) as refused:
        load_claims(path, load_codebook(BCG / "codebook.yaml"))
    assert [(e.field, e.value, e.line is not None) for e in refused.value.errors] == [(field, value, True)]


def test_a_claim_is_judged_by_a_facet_that_there_is(loaded):
    assert told(loaded, lambda claims: claims[0].update(by="colour")) == [("B1.by", "colour")]


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
        ({**TREND, "steps": TREND["steps"][:1]}, "propositions.0.rule.steps", None),
        ({**TREND, "steps": [{"label": "a", "where": {"climate": "hot"}}, TREND["steps"][1]]}, "climate", "hot"),
    ],
)  # fmt: skip
def test_what_leads_nowhere(loaded, rule, field, value):
    def change(claims):
        claims[0].pop("test")
        claims[0].update(rule=rule)

    ((where, found),) = told(loaded, change)
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
    assert set(schema_of({"kind": "balance"})["properties"]) == {"kind"}
    assert "below" not in schema_of(TREND)["properties"]
