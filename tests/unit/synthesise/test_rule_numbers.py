"""What rules are said to give is what they give: over drawn evidence, whatever the verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.claim_rule import Weighs
from evidence.synthesise.claim_rules import RULES
from evidence.synthesise.rules import always, schema_of, when_decided
from evidence.synthesise.ruling import Evidence

from ..builders import item, side

DECIDED = set(Verdict) - {Verdict.NOT_TESTED, Verdict.QUALIFIED}


def outcomes(value) -> list[str]:
    """The outcomes that an example asks for."""
    if isinstance(value, dict):
        own = [value["outcome"]] if "outcome" in value else []
        return own + [code for part in value.values() for code in outcomes(part)]
    return [code for part in value for code in outcomes(part)] if isinstance(value, list) else []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_is_whole(rule) -> None:
    from jsonschema import Draft202012Validator

    assert rule.example["kind"] == rule.name and rule.verdict_from and rule.source and rule.tests
    assert all(setting.means for setting in rule.settings)
    schema = Draft202012Validator(schema_of(rule.example))
    assert schema.is_valid(rule.example)
    for setting in rule.settings:
        short = {name: value for name, value in rule.example.items() if name != setting.name}
        assert schema.is_valid(short) != setting.required
    assert not schema.is_valid({**rule.example, "minimun": 3}), "a setting that leads nowhere is a mistake"


@pytest.mark.parametrize("declared", RULES, ids=lambda rule: rule.name)
def test_every_number_is_declared_and_given(declared) -> None:
    rule = dict(declared.example)
    codes = sorted(set(outcomes(rule))) or ["employment"]
    estimates = declared.weighs is Weighs.ESTIMATES
    designs = declared.designs(rule)
    verdicts = set()

    @settings(max_examples=60, derandomize=True)
    @given(st.data())
    def gives(data) -> None:
        kind = "effect" if estimates else "extract"
        n = data.draw(st.integers(0, 12))
        same = data.draw(st.booleans())
        items = [
            item(
                f"i{k}", study_id=f"s{k}", kind=kind, case_id=f"c{k}", direction=data.draw(st.sampled_from(["positive", "negative"])),
                outcome=codes[0] if same else data.draw(st.sampled_from(codes)), estimate=data.draw(st.sampled_from([-0.5, 0.4, 0.6])), se=0.1, poolable="yes", role="trial", effect_type="smd",
            )
            for k in range(n)
        ]  # fmt: skip
        sides = [
            side(f"s{k}", data.draw(st.sampled_from(["for", "against"])), items=(f"i{k}",)) for k in range(n)
        ]
        ruling = declared.decide(
            rule, Evidence(sides, items, dict.fromkeys(designs, {f"s{k}" for k in range(n)}), 3, 0.95)
        )
        given_ = {name for name, value in ruling.numbers.items() if not isinstance(value, list | dict)}
        verdicts.add(ruling.verdict)
        assert always(rule) <= given_ <= when_decided(rule)
        assert ruling.numbers.keys() - given_ <= declared.lists.keys(), "lists have a label too"
        assert all(" " in label or label.isalpha() for label in declared.labels.values())
        if ruling.verdict in DECIDED:
            assert given_ == when_decided(rule)

    gives()
    assert verdicts & DECIDED and verdicts - DECIDED, "both kinds of verdicts were drawn"
