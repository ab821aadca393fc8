"""What columns are called elsewhere."""

from __future__ import annotations

import pytest

from evidence.brought.aliases import arm_column, column_of
from evidence.extract.coded import Effect
from evidence.given.declare import given_by

COLUMNS = given_by(Effect).names
METAFOR = {
    "ai": "events_1", "n1i": "n_1", "ci": "events_2", "n2i": "n_2", "m1i": "mean_1", "sd1i": "sd_1", "m2i": "mean_2", "sd2i": "sd_2",
    "x1i": "events_1", "t1i": "time_1", "yi": "estimate", "sei": "se", "ci.lb": "ci_low", "ci.ub": "ci_high", "ni": "n", "slab": "study_label",
}  # fmt: skip
REVMAN = {
    "Experimental Events": "events_1", "Experimental Total": "n_1", "Control Events": "events_2", "Control Total": "n_2",
    "Mean (intervention)": "mean_1", "SD (intervention)": "sd_1", "Mean control": "mean_2", "Control SD": "sd_2", "Study or Subgroup": "study_label",
    "Events 1": "events_1", "N treated": "n_1", "Number of events (placebo)": "events_2", "n_control": "n_2",
}  # fmt: skip
PEOPLE = {
    "Study": "study_label", "Author(s) and year": "study_label", "DOI": "record", "Outcome": "outcome_measure", "Follow-up (months)": "timing_months",
    "Std. Err.": "se", "Lower CI": "ci_low", "95% CI upper": "ci_high", "p-value": "p_reported", "Sample size": "n", "Comparisn": "comparison",
    "Effect size": "estimate", "Direction": "direction",
}  # fmt: skip


@pytest.mark.parametrize(("name", "column"), [*METAFOR.items(), *REVMAN.items(), *PEOPLE.items()])
def test_a_name_stands_for_a_column(name, column):
    assert column_of(name, COLUMNS) == column


@pytest.mark.parametrize(
    "name", ["Weight", "Country", "Mean age", "Total score at baseline", "Risk of bias", "Funding", "x", ""]
)
def test_others_stand_for_none(name):
    assert column_of(name, COLUMNS) == "" and arm_column(name) == ""
