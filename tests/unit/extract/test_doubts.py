"""What looks wrong when estimates are laid side by side."""

from __future__ import annotations

from evidence.extract.doubts import doubts

from ..builders import item

LIKE = {"role": "direct", "outcome": "jobs", "measure": "m", "effect_type": "smd"}


def said(*rows) -> list[tuple[str, str]]:
    return [(remark.row_id, remark.problem) for remark in doubts(rows)]


def effect(name: str, estimate: float = 0.3, se: float = 0.1, **given):
    return item(name, **{**LIKE, "estimate": estimate, "se": se, **given})


def test_two_studies_with_the_same_numbers_are_said() -> None:
    ((row, what),) = said(effect("a"), effect("b"), effect("c", 0.2))
    assert row == "b" and "as a, which is of another study" in what
    assert not said(effect("a"), effect("b", study_id="s-a")) and not said(effect("a", n=9), effect("b", n=8))
    assert not said(effect("a"), effect("b", outcome="pay"))


def test_a_standard_error_out_of_all_proportion_is_said() -> None:
    ((row, what),) = said(effect("a", 0.1, 1e5), effect("b", 0.3, 0.1), effect("c", 0.2, 0.12))
    assert row == "a" and "8.33e+05 times the median" in what  # 0.12
    assert not said(effect("a", 0.1, 5), effect("b", 0.3, 0.1), effect("c", 0.2, 0.12)) and not said(
        effect("a")
    )


def test_a_second_arm_against_the_same_control_is_said() -> None:
    counts = '{{"events_1": {}, "n_1": 50, "events_2": 20, "n_2": 50}}'
    one, two = (effect(n, 0.1 * k, study_id="s", raw=counts.format(k)) for n, k in (("a", 10), ("b", 12)))
    ((row, what),) = said(one, two)
    assert row == "b" and "second arm is that of a" in what
    assert not said(one, effect("b", study_id="other", raw=counts.format(12)))
    assert not said(one, effect("b", study_id="s", months=9.0, raw=counts.format(12)))
    named = {"study_id": "s", "poolable": "yes"}
    x, y = (
        effect("x", 0.1, comparison="x vs control", **named),
        effect("y", 0.2, comparison="Y versus Control", **named),
    )
    assert [row for row, _ in said(x, y)] == ["y"]
    assert not said(x, effect("y", 0.2, comparison="y vs other", **named))
