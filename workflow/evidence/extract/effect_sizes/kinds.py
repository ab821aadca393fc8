"""Kinds of estimate that the column `effect_type` may name; a codebook may add its own under `effect_types`."""

from __future__ import annotations

from evidence.extract.effect_sizes.scales import RATIOS

DIRECTION_ONLY = "direction_only"
_DIFFERENCES = (
    *("smd", "smd_ate", "smd_att", "mean_difference", "mean_change", "standardised_mean_change"),
    *("risk_difference", "rate_difference", "percentage_points"),
)
_LOGS = (
    *("log_odds_ratio", "log_risk_ratio", "log_rate_ratio", "log_hazard_ratio", "log_ratio_of_means"),
    *("log_incidence_rate_ratio", "log_points"),
)
_ASSOCIATIONS = (
    *(
        "correlation",
        "partial_correlation",
        "fisher_z",
        "phi",
        "yule_q",
        "yule_y",
        "eta_squared",
        "r_squared",
    ),
    *(
        "beta",
        "regression_beta",
        "standardised_beta",
        "slope",
        "marginal_effect",
        "ratio_of_effects_reported",
    ),
)
_LEVELS = (
    *("proportion", "logit_proportion", "double_arcsine", "percentage", "count", "rate", "mean", "median"),
    *("range", "percent_change", "percent_change_reported", "median_percent_change", "median_difference"),
)
KNOWN = tuple(sorted({DIRECTION_ONLY, *RATIOS, *_DIFFERENCES, *_LOGS, *_ASSOCIATIONS, *_LEVELS}))

ALIASES = {
    "or": "odds_ratio",
    "rr": "risk_ratio",
    "relative_risk": "risk_ratio",
    "irr": "incidence_rate_ratio",
    "hr": "hazard_ratio",
    "rom": "ratio_of_means",
    "log_or": "log_odds_ratio",
    "lnor": "log_odds_ratio",
    "log_rr": "log_risk_ratio",
    "lnrr": "log_risk_ratio",
    "log_hr": "log_hazard_ratio",
    "log_relative_risk": "log_risk_ratio",
    "rd": "risk_difference",
    "ard": "risk_difference",
    "md": "mean_difference",
    "wmd": "mean_difference",
    "standardised_mean_difference": "smd",
    "standardized_mean_difference": "smd",
    "cohens_d": "smd",
    "cohen's_d": "smd",
    "hedges_g": "smd",
    "hedges'_g": "smd",
    "standardized_mean_change": "standardised_mean_change",
    "standardized_beta": "standardised_beta",
    "pearson_r": "correlation",
    "pearson's_r": "correlation",
    "zcor": "fisher_z",
    "fisher's_z": "fisher_z",
    "direction": "direction_only",
}
