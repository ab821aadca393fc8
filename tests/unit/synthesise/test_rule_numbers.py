"""What rules are said to give is what they give: over drawn evidence, whatever the verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.synthesise import rules
from evidence.synthesise.claim_rows import Verdict
from evidence.synthesise.rule_numbers import always, when_decided
from evidence.synthesise.ruling import Evidence

from ..builders import item, side

STEPS = [{"label": code, "where": {"outcome": code}} for code in ("a", "b")]
RULES = (
    {"kind": "balance"},
    {"kind": "share", "of": {"design": ["trial"]}, "having": {"direction": "positive"}, "below": 0.4, "minimum": 3},
    {"kind": "contrast", "having": {"direction": "positive"}, "group": {"label": "a", "where": {"outcome": "a"}},
     "against": {"label": "b", "where": {"outcome": "b"}}, "minimum": 2, "minimum_having": 2},
    {"kind": "cooccurrence", "first": {"outcome": "a"}, "second": {"outcome": "b"}, "minimum_each": 2},
    {"kind": "trend", "having": {"direction": "positive"}, "within": {}, "steps": STEPS, "minimum_each": 2},
    {"kind": "diversity", "states": STEPS, "at_least": 2},
    {"kind": "pooled_sign", "having": {}, "minimum": 2},
)  # fmt: skip
DECIDED = (Verdict.SUPPORTED, Verdict.CONTESTED, Verdict.NOT_SUPPORTED)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["kind"])
def test_every_number_is_declared_and_given(rule) -> None:
    verdicts = set()

    @settings(max_examples=60, derandomize=True)
    @given(st.data())
    def gives(data) -> None:
        kind = "effect" if rule["kind"] == "pooled_sign" else "extract"
        n = data.draw(st.integers(0, 12))
        same = data.draw(st.booleans())
        items = [
            item(
                f"i{k}", study_id=f"s{k}", kind=kind, case_id=f"c{k}", direction=data.draw(st.sampled_from(["positive", "negative"])),
                outcome="a" if same else data.draw(st.sampled_from(["a", "b"])), estimate=data.draw(st.sampled_from([-0.5, 0.4, 0.6])), se=0.1, poolable="yes", role="trial", effect_type="smd",
            )
            for k in range(n)
        ]  # fmt: skip
        sides = [
            side(f"s{k}", data.draw(st.sampled_from(["for", "against"])), items=(f"i{k}",)) for k in range(n)
        ]
        ruling = rules._RULES[rule["kind"]](
            rule, Evidence(sides, items, {"trial": {f"s{k}" for k in range(n)}}, 3, 0.95)
        )
        given_ = {name for name, value in ruling.numbers.items() if not isinstance(value, list | dict)}
        verdicts.add(ruling.verdict)
        assert always(rule) <= given_ <= when_decided(rule)
        if ruling.verdict in DECIDED:
            assert given_ == when_decided(rule)

    gives()
    assert verdicts & set(DECIDED) and verdicts - set(DECIDED), "both kinds of verdicts were drawn"
