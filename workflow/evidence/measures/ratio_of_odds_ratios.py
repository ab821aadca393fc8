"""A ratio of odds ratios, as of an interaction, as it was reported."""

from __future__ import annotations

from evidence.measures.measure import Measure, Scale, ratio_names

MEASURE = Measure(
    name="ROR",
    label="ratio of odds ratios",
    kinds=("log_ratio_of_odds_ratios",),
    ratios=("ratio_of_odds_ratios",),
    aliases=ratio_names("ratio_of_odds_ratios", "ror"),
    mirrors=True,
    scale=Scale.LOG,
)
