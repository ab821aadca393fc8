"""Effect sizes against metafor::escalc and against published examples."""

import json
import math
from pathlib import Path

import pytest

from evidence.extract import convert
from evidence.measures import MEASURES, precision

CASES = json.loads((Path(__file__).parent / "escalc" / "escalc.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['measure']}-{c['args'][0]}")
def test_agrees_with_metafor(case) -> None:
    found = MEASURES[case["measure"]].ways[0].formula(*case["args"])
    assert found.estimate == pytest.approx(case["yi"], rel=1e-8, abs=1e-12)
    assert found.variance == pytest.approx(case["vi"], rel=1e-8)


def test_every_measure_that_metafor_has_is_compared() -> None:
    ours = {m.name for m in MEASURES if m.escalc and m.name not in MEASURES.origin}
    assert {case["measure"] for case in CASES} == ours


def test_borenstein_2009_conversions() -> None:
    """Chapter 7: log odds ratio 0.9069 (0.0676) is d 0.5000 (0.0205); r 0.50 (0.0058) is d 1.1547 (0.0550)."""
    d = convert.convert("log_odds_ratio", "smd", 0.9069, 0.0676**0.5)
    assert (d.estimate, d.variance) == pytest.approx((0.5, 0.0205), abs=5e-5)
    d = convert.convert("correlation", "smd", 0.5, 0.0058**0.5)
    assert (d.estimate, d.variance) == pytest.approx((1.1547, 0.0550), abs=5e-5)


def test_cochrane_handbook_interval_of_a_ratio() -> None:
    """Handbook 6.3.2: a ratio's standard error is (log upper - log lower) / 3.92."""
    assert precision.se_from_ci(0.48, 0.82, log=True) == pytest.approx(
        (math.log(0.82) - math.log(0.48)) / 3.92, rel=1e-4
    )
