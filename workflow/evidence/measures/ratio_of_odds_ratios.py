"""A ratio of odds ratios, as of an interaction, as it was reported."""

from __future__ import annotations

from evidence.measures.measure import Measure, Scale

MEASURE = Measure(name="ROR", label="ratio of odds ratios", ratios=("ratio_of_odds_ratios",), scale=Scale.LOG)
