"""The mean change of one group that was measured twice, by the standard deviation of the change."""

from __future__ import annotations

import math

from evidence.measures.arms import CHANGE, two_means
from evidence.measures.effect import EffectSize, between, correction, made
from evidence.measures.measure import Measure, Oracle, Way


def standardised_change(
    mean_1: float, sd_1: float, mean_2: float, sd_2: float, n: float, r: float
) -> EffectSize:
    """metafor "SMCC": by the SD of the change, exact correction (Gibbons and others 1993)."""
    two_means(mean_1, sd_1, n, mean_2, sd_2, n)
    between(-1, 1, r=r)
    spread = math.sqrt(sd_1**2 + sd_2**2 - 2 * r * sd_1 * sd_2)
    g = correction(n - 1) * (mean_1 - mean_2) / spread
    note = f"standardised mean change by the SD of the change, r = {r:g}, exact correction"
    return made(g, 1 / n + g**2 / (2 * n), note)


MEASURE = Measure(
    name="SMCC",
    label="standardised mean change",
    kinds=("standardised_mean_change",),
    aliases={"standardized_mean_change": "standardised_mean_change"},
    mirrors=True,
    apart=1.0,
    source="Gibbons and others (1993)",
    ways=(Way(CHANGE, standardised_change),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"mean_1": "3", "sd_1": "2", "mean_2": "5", "sd_2": "1.5", "n": "6", "r": "0.2"},
            -0.7483,
            0.2133,
        ),
    ),
)
