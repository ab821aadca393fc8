"""The difference of two means."""

from __future__ import annotations

from evidence.measures.arms import MEANS, two_means
from evidence.measures.effect import EffectSize, made
from evidence.measures.measure import Measure, Oracle, Way


def mean_difference(
    mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float
) -> EffectSize:
    """metafor "MD": variances not assumed equal."""
    two_means(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    note = "mean difference from means, SDs and n of two arms, variances not assumed equal"
    return made(mean_1 - mean_2, sd_1**2 / n_1 + sd_2**2 / n_2, note)


MEASURE = Measure(
    name="MD",
    label="mean difference",
    kinds=("mean_difference",),
    aliases={"md": "mean_difference", "wmd": "mean_difference"},
    mirrors=True,
    lost=2,
    source="metafor’s MD: variances not assumed equal",
    ways=(Way(MEANS, mean_difference),),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 4",
            {"mean_1": "103", "sd_1": "5.5", "n_1": "50", "mean_2": "100", "sd_2": "4.5", "n_2": "50"},
            3.0000,
            1.0100,
        ),
    ),
)
