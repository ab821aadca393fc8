"""The ratio of two means."""

from __future__ import annotations

import math

from evidence.measures.arms import MEANS, two_means
from evidence.measures.effect import BadInput, EffectSize, made
from evidence.measures.measure import Measure, Oracle, Scale, Way, ratio_names


def log_ratio_of_means(
    mean_1: float, sd_1: float, n_1: float, mean_2: float, sd_2: float, n_2: float
) -> EffectSize:
    """metafor "ROM"; Hedges, Gurevitch and Curtis (1999). The means must have one sign."""
    two_means(mean_1, sd_1, n_1, mean_2, sd_2, n_2)
    if mean_1 * mean_2 <= 0:
        raise BadInput("mean_1", mean_1, "a ratio of means needs means of one sign", "both above 0")
    variance = sd_1**2 / (n_1 * mean_1**2) + sd_2**2 / (n_2 * mean_2**2)
    note = "log ratio of means from means, SDs and n of two arms (Hedges and others 1999)"
    return made(math.log(mean_1 / mean_2), variance, note)


MEASURE = Measure(
    name="ROM",
    label="ratio of means",
    kinds=("log_ratio_of_means",),
    ratios=("ratio_of_means",),
    aliases=ratio_names("ratio_of_means", "rom"),
    scale=Scale.LOG,
    source="Hedges, Gurevitch and Curtis (1999)",
    ways=(Way(MEANS, log_ratio_of_means),),
    oracles=(
        Oracle(
            "metafor 3.8.1, escalc",
            {"mean_1": "10.2", "sd_1": "2", "n_1": "4", "mean_2": "12.5", "sd_2": "3", "n_2": "5"},
            -0.2033,
            0.0211,
        ),
    ),
)
