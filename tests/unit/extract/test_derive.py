"""Derived rows: computed from raw inputs, or refused with field, value and what is allowed."""

import math

import pytest

from evidence.extract.contradictions import contradictions
from evidence.extract.derive import derive
from evidence.measures import BadInput
from evidence.measures import standardised_mean_difference as smd

EVENTS = {"effect_type": "log_risk_ratio", "events_1": "5", "n_1": "100", "events_2": "10", "n_2": "100"}
MEANS = {"mean_1": "103", "sd_1": "5.5", "n_1": "50", "mean_2": "100", "sd_2": "4.5", "n_2": "50"}
SMD = {"effect_type": "smd", **MEANS}
RATIO = {"effect_type": "risk_ratio", "estimate": "2.46", "ci_low": "1.58", "ci_high": "3.83"}


def row(given, **more):
    return {"effect_id": "X", "direction": "", **given, **more}


def test_estimate_and_direction_follow_from_counts() -> None:
    made = derive(row(EVENTS, higher_is="worse"))
    assert float(made["estimate"]) == pytest.approx(math.log(0.5))
    assert made["direction"] == "positive" and "5/100 against 10/100" in made["derivation"]


def test_nothing_is_derived_where_the_numbers_are_given() -> None:
    assert derive(row(EVENTS, estimate="-0.7", se="0.5")) == {}


def test_a_standard_error_from_a_ratio_interval_is_marked() -> None:
    made = derive(row(RATIO))
    assert made["estimate"] == "2.46" and "log scale" in made["derivation"]


def test_clusters_widen_the_standard_error_by_the_design_effect() -> None:
    plain, wide = derive(row(SMD)), derive(row(SMD, icc="0.05", cluster_size="21"))
    assert float(wide["se"]) == pytest.approx(float(plain["se"]) * math.sqrt(2))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (row(EVENTS, events_1="101"), "events_1"),
        (row(EVENTS, events_1="0", events_2="0"), "events_1"),
        (row(EVENTS, events_1="nan"), "events_1"),
        (row(SMD, n_1="1"), "n_1"),
        (row(SMD, sd_1="0", sd_2="0"), "sd_1"),
        (row(SMD, mean_1="inf"), "mean_1"),
        (row({"effect_type": "fisher_z", "r": "1", "n": "20"}), "r"),
        (row({"effect_type": "smd", "f": "4", "n_1": "9", "n_2": "9"}), "direction"),
        (row(RATIO, estimate="4"), "estimate"),
        (row(RATIO, ci_low="5"), "ci_low"),
        (row(RATIO, ci_low="-1"), "ci_low"),
        (row(RATIO, se="-1"), "se"),
        (row(RATIO, ci_low="2.46", ci_high="2.46"), "ci_low"),
        (row(RATIO, se="0.2", ci_low="2.46", ci_high="2.46"), "ci_low"),
        (row(RATIO, p_reported="1.2"), "p_reported"),
    ],
)
def test_bad_input_is_refused_with_its_field(given, field) -> None:
    with pytest.raises(BadInput) as caught:
        derive(given)
    assert caught.value.field == field and caught.value.allowed


def test_contradictions_are_remarked_upon() -> None:
    (wrong,) = contradictions(row(RATIO, se="0.5"))
    assert wrong[0] == "se"
    assert contradictions(row(RATIO, se="0.226")) == []
    (turned,) = contradictions(row(RATIO, higher_is="worse", direction="positive"))
    assert turned[0] == "direction"


@pytest.mark.parametrize("p", ["<0.05", "< 0.05", "p<0.05", "≤0.05", "n.s."])
def test_an_inequality_gives_no_standard_error(p) -> None:
    given = {"effect_type": "smd", "estimate": "1.96", "p_reported": p}
    assert derive(row(given)) == {}
    assert float(derive(row({**given, "p_reported": "p = 0.05"}))["se"]) == pytest.approx(1, abs=1e-4)


def test_t_f_and_p_of_one_comparison_give_one_g() -> None:
    by_t = smd.g_of_t(-2.5, 20, 22)
    by_f = smd.g_of_f(6.25, 20, 22, -1)
    assert by_f.estimate == pytest.approx(by_t.estimate)


def test_raw_inputs_are_never_ignored_in_silence() -> None:
    def said(given):
        return [(field, problem) for field, _, problem, _ in contradictions(given)]

    unknown = row({**EVENTS, "effect_type": "smd_ate", "estimate": "0.2"})
    assert said(unknown)[0][0] == "effect_type" and "events_1" in said(unknown)[0][1]
    partial = row({"effect_type": "smd", "mean_1": "3", "sd_1": "1"})
    assert "not complete" in said(partial)[0][1] and "n_1" in contradictions(partial)[0][3]
    torn = row(EVENTS, estimate="-0.2", se="0.5")
    assert said(torn) == [("estimate", "the raw inputs give -0.6931")]
    assert said(row(EVENTS, estimate="-0.69", se="0.5")) == []
    assert said(row({"effect_type": "smd", "estimate": "0.2", "n": "40"})) == []


def test_a_standard_error_from_an_exact_p_value_is_marked() -> None:
    made = derive(row({"effect_type": "smd", "estimate": "0.4", "p_reported": "0.05"}))
    assert (
        float(made["se"]) == pytest.approx(0.4 / 1.959964, rel=1e-6) and "exact p-value" in made["derivation"]
    )
    ratio = derive(row({"effect_type": "odds_ratio", "estimate": "2", "p_reported": "0.05"}))
    assert float(ratio["se"]) == pytest.approx(math.log(2) / 1.959964, rel=1e-6)
    assert derive(row({"effect_type": "smd", "estimate": "0.4", "p_reported": "<0.05"})) == {}


def test_a_conversion_is_marked_and_says_what_the_estimate_was() -> None:
    """Borenstein and others (2009), chapter 7: log odds ratio 0.9069 (0.0676) is d 0.5000 (0.0205)."""
    se = repr(0.0676**0.5)
    made = derive(row({"effect_type": "log_odds_ratio", "estimate": "0.9069", "se": se, "convert_to": "smd"}))
    assert (float(made["estimate"]), float(made["se"]) ** 2) == pytest.approx((0.5, 0.0205), abs=5e-5)
    assert made["effect_type"] == "smd" and "converted" in made["derivation"]
    assert "was log_odds_ratio 0.9069" in made["derivation"] and made["ci_low"] == made["ci_high"] == ""
    ratio = derive(
        row({"effect_type": "odds_ratio", "estimate": repr(math.exp(0.9069)), "se": se, "convert_to": "smd"})
    )
    assert float(ratio["estimate"]) == pytest.approx(float(made["estimate"]))
    counted = derive(row(EVENTS, convert_to="smd", effect_type="log_odds_ratio"))
    assert counted["effect_type"] == "smd" and "5/100 against 10/100" in counted["derivation"]
    assert derive(row({"effect_type": "smd", "estimate": "0.5", "se": "0.1", "convert_to": "smd"})) == {}


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (
            {"effect_type": "risk_ratio", "estimate": "0.5", "se": "0.1", "convert_to": "smd"},
            "cannot be converted",
        ),
        (
            {"effect_type": "smd", "estimate": "0.5", "convert_to": "log_odds_ratio"},
            "no estimate with a standard error",
        ),
        (
            {"effect_type": "correlation", "estimate": "1", "se": "0.1", "convert_to": "smd"},
            "outside its range",
        ),
    ],
)
def test_what_cannot_be_converted_is_refused(given, problem) -> None:
    with pytest.raises(BadInput, match=problem):
        derive(row(given))


def test_an_effect_from_an_exact_p_or_t_and_n_alone() -> None:
    """R 4.2: qt(0.03 / 2, 40, lower.tail = FALSE) is 2.250271; r of t = 2.5 and n = 30 is 0.4271788."""
    given = {"effect_type": "smd", "n_1": "20", "n_2": "22", "p_reported": "0.03"}
    harm = derive(row(given, direction="negative"))
    same = smd.g_of_t(-2.250271, 20, 22)
    assert (
        float(harm["estimate"]) == pytest.approx(same.estimate, rel=1e-5)
        and "exact p-value" in harm["derivation"]
    )
    assert float(derive(row(given, direction="negative", higher_is="worse"))["estimate"]) > 0
    assert derive(row(given)) == derive(row(given, direction="mixed")) == {}
    found = derive(row({"effect_type": "correlation", "t": "2.5", "n": "30"}))
    assert (
        float(found["estimate"]) == pytest.approx(0.4271788, abs=1e-6) and "r from t" in found["derivation"]
    )
    z = derive(row({"effect_type": "fisher_z", "t": "2.5", "n": "30"}))
    assert float(z["estimate"]) == pytest.approx(math.atanh(0.4271788), abs=2e-6)


def test_rows_through_the_whole_stage() -> None:
    """A bad row is set aside with its file and line, a doubtful one is used with a remark, the others go on."""
    from pathlib import Path

    from evidence.codebook_file import load_codebook
    from evidence.extract.settings import CountingRules
    from evidence.extract.stage import extract, library

    topic = Path(__file__).resolve().parents[2] / "topics" / "bcg"
    codebook = load_codebook(topic / "config" / "codebook.yaml")
    lines = (topic / "literature" / "effects" / "effects.csv").read_text(encoding="utf-8").splitlines()
    header = f"{lines[0]},events_1,n_1,events_2,n_2"
    cells = lines[1].split(",")
    place = {name: i for i, name in enumerate(lines[0].split(","))}

    def line(name: str, estimate: str, se: str, counts: str) -> str:
        own = list(cells)
        own[place["effect_id"]], own[place["estimate"]], own[place["se"]], own[place["record"]] = (
            name,
            estimate,
            se,
            "",
        )
        return ",".join(own) + f",{counts}"

    text = "\n".join([
        header, line("good", "", "", "4,123,11,139"), line("bad", "", "", "200,123,11,139"),
        line("torn", "0.5", "0.2", "4,123,11,139"), line("plain", "-0.3", "0.2", ",,,"),
    ])  # fmt: skip
    found = extract(
        [("effects", "effects.csv", text + "\n")], library([], [], [], []), codebook, [], CountingRules()
    )
    assert [i.item_id for i in found.items] == ["good", "plain", "torn"]
    (aside,) = found.set_aside
    assert (aside.source_file, aside.line, aside.field) == ("effects.csv", 3, "events_1") and aside.how_to_fix
    assert [(r.row_id, r.line, r.field) for r in found.remarks] == [("torn", 4, "estimate")]
    good = found.items[0]
    assert good.estimate == pytest.approx(-0.8893, abs=1e-4) and good.se == pytest.approx(0.5706, abs=1e-4)
    assert "4/123" in good.derivation


def test_a_ratio_is_computed_from_counts_and_written_as_one() -> None:
    """5 of 100 against 10 of 100: half the risk; fewer is better, so that a ratio below 1 is a benefit."""
    made = derive(row({**EVENTS, "effect_type": "risk_ratio"}, higher_is="worse"))
    assert float(made["estimate"]) == pytest.approx(0.5) and float(made["se"]) ** 2 == pytest.approx(0.28)
    assert made["direction"] == "positive" and "written as a ratio" in made["derivation"]
    assert contradictions(row({**EVENTS, "effect_type": "risk_ratio"}, estimate="0.50", se="0.53")) == []
    (torn,) = contradictions(row({**EVENTS, "effect_type": "risk_ratio"}, estimate="0.6", se="0.53"))
    assert torn[0] == "estimate" and "0.5" in torn[2]


def test_a_reported_ratio_below_one_is_a_fall() -> None:
    made = derive(
        row(
            {"effect_type": "odds_ratio", "estimate": "0.5", "ci_low": "0.25", "ci_high": "1"},
            higher_is="better",
        )
    )
    assert made["direction"] == "negative"


@pytest.mark.parametrize(
    ("given", "field", "value"),
    [
        (SMD, "mean_1", "1e308"),
        (SMD, "mean_2", "-1e308"),
        (SMD, "sd_1", "1e308"),
        (SMD, "sd_2", "1e200"),
        (SMD, "n_1", "1e308"),
        (EVENTS, "events_1", "5e-324"),
        (EVENTS, "events_2", "5e-324"),
    ],
)
def test_a_number_of_a_size_that_nothing_can_be_computed_from_is_told_and_ends_nothing(given, field, value):
    with pytest.raises(BadInput) as told:
        derive(row({**given, field: value}))
    assert told.value.field in (field, "variance") and told.value.problem
