"""Numbers that are taken as they were reported, on their own scale; nothing is computed of them but what is pooled."""

from __future__ import annotations

from dataclasses import replace

from evidence.measures.measure import Scale, reported

DIRECTION_ONLY = "direction_only"

MEASURES = (
    replace(reported(DIRECTION_ONLY, "direction only", Scale.NONE), aliases={"direction": DIRECTION_ONLY}),
    # differences
    reported("smd_ate", "standardised mean difference, average effect", mirrors=True, apart=1.0),
    reported("smd_att", "standardised mean difference, effect on the treated", mirrors=True, apart=1.0),
    reported("percentage_points", "percentage points", mirrors=True),
    reported("median_difference", "difference of medians", mirrors=True),
    # associations
    reported("partial_correlation", "partial correlation", mirrors=True),
    reported("eta_squared", "eta squared"),
    reported("r_squared", "R squared"),
    reported("beta", "beta", mirrors=True),
    reported("regression_beta", "regression coefficient", mirrors=True),
    replace(
        reported("standardised_beta", "standardised regression coefficient", mirrors=True),
        aliases={"standardized_beta": "standardised_beta"},
    ),
    reported("slope", "slope", mirrors=True),
    reported("marginal_effect", "marginal effect", mirrors=True),
    reported("log_points", "log points", Scale.LOG, mirrors=True),
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
