"""The mean change of one group that was measured twice."""

from __future__ import annotations

from evidence.measures.arms import CHANGE, two_means
from evidence.measures.effect import EffectSize, between, made
from evidence.measures.measure import Measure, Oracle, Way


def change(mean_1: float, sd_1: float, mean_2: float, sd_2: float, n: float, r: float) -> EffectSize:
    """metafor "MC": first mean less second of one group measured twice, r between the two."""
    two_means(mean_1, sd_1, n, mean_2, sd_2, n)
    between(-1, 1, r=r)
    note = f"mean change in one group measured twice, r = {r:g} between measurements"
    return made(mean_1 - mean_2, (sd_1**2 + sd_2**2 - 2 * r * sd_1 * sd_2) / n, note)


MEASURE = Measure(
    name="MC",
    label="mean change",
    kinds=("mean_change",),
    mirrors=True,
    lost=1,
    source="metafor’s MC",
    ways=(Way(CHANGE, change),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"mean_1": "3", "sd_1": "2", "mean_2": "5", "sd_2": "1.5", "n": "6", "r": "0.2"},
            -2.0000,
            0.8417,
        ),
    ),
)
