"""The hazard ratio, as it was reported: it cannot be computed from counts."""

from __future__ import annotations

from evidence.measures.measure import Measure, Scale

MEASURE = Measure(
    name="HR",
    label="hazard ratio",
    kinds=("log_hazard_ratio",),
    ratios=("hazard_ratio",),
    aliases={"hr": "hazard_ratio", "log_hr": "log_hazard_ratio"},
    scale=Scale.LOG,
)
