"""The hazard ratio, as it was reported: it cannot be computed from counts."""

from __future__ import annotations

from evidence.measures.measure import Measure, Scale, ratio_names

MEASURE = Measure(
    name="HR",
    label="hazard ratio",
    kinds=("log_hazard_ratio",),
    ratios=("hazard_ratio",),
    aliases=ratio_names("hazard_ratio", "hr"),
    scale=Scale.LOG,
)
