"""Numbers that are taken as they were reported, on their own scale; nothing is computed of them but what is pooled."""

from __future__ import annotations

from dataclasses import replace

from evidence.measures.measure import Scale, reported

DIRECTION_ONLY = "direction_only"

MEASURES = (
    replace(reported(DIRECTION_ONLY, "direction only", Scale.NONE), aliases={"direction": DIRECTION_ONLY}),
    # differences
    reported("smd_ate", "standardised mean difference, average effect"),
    reported("smd_att", "standardised mean difference, effect on the treated"),
    reported("percentage_points", "percentage points"),
    reported("median_difference", "difference of medians"),
    # associations
    reported("partial_correlation", "partial correlation"),
    reported("eta_squared", "eta squared"),
    reported("r_squared", "R squared"),
    reported("beta", "beta"),
    reported("regression_beta", "regression coefficient"),
    replace(
        reported("standardised_beta", "standardised regression coefficient"),
        aliases={"standardized_beta": "standardised_beta"},
    ),
    reported("slope", "slope"),
    reported("marginal_effect", "marginal effect"),
    reported("log_points", "log points", Scale.LOG),
    reported("ratio_of_effects_reported", "one effect as a share of another"),
    # levels
    reported("percentage", "percentage"),
    reported("count", "count"),
    reported("rate", "rate"),
    reported("mean", "mean"),
    reported("median", "median"),
    reported("range", "range"),
    reported("percent_change", "change in per cent"),
    reported("percent_change_reported", "change in per cent, as reported"),
    reported("median_percent_change", "median change in per cent"),
)
