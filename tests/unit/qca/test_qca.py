"""Calibration, truth table, the stage and its words."""

from __future__ import annotations

import json

import pytest

from evidence.codebook_file import load_codebook
from evidence.errors import UserError
from evidence.extract.rows import CaseCondition
from evidence.qca.calibrate import crisp, fuzzy, multi_value
from evidence.qca.in_words import reading, warning
from evidence.qca.memberships import cases
from evidence.qca.rows import QcaRobustness
from evidence.qca.settings import QcaDesign, check
from evidence.qca.stage import compare
from evidence.qca.survival import survival
from evidence.qca.truth_table import table, truth_table

from ...workflow.conftest import REPOSITORY
from ..builders import item

CODEBOOK = load_codebook(REPOSITORY / "config" / "codebook.yaml")
OUTCOME = {
    "label": "good results",
    "because": "x",
    "scores": {"positive": 1, "mixed": 0.5, "negative": 0},
    "threshold": 0.75,
}
VOLUNTARY = {
    "id": "VOL",
    "label": "voluntary",
    "because": "x",
    "facet": "mandate",
    "has": ["voluntary"],
    "unknown": ["unclear"],
    "expected": [1],
}
HORIZONTAL = {
    "id": "HOR",
    "label": "horizontal",
    "because": "x",
    "facet": "orientation",
    "has": ["horizontal"],
    "expected": [1],
}
BOTH = QcaDesign(OUTCOME, (VOLUNTARY, HORIZONTAL))


def case(name: str, mandate: str, orientation: str, *directions: str, **more):
    facets = json.dumps({"mandate": [mandate], "orientation": [orientation]})
    return [
        item(
            f"{name}-{n}",
            kind="extract",
            case_id=name,
            measure=f"Case {name}",
            facets=facets,
            direction=d,
            **more,
        )
        for n, d in enumerate(directions)
    ]


FOUR = [
    *case("A", "voluntary", "horizontal", "positive"),
    *case("B", "voluntary", "horizontal", "positive", "positive"),
    *case("C", "mandated", "horizontal", "negative"),
    *case("D", "mandated", "vertical", "negative"),
    *case("E", "voluntary", "vertical", "mixed"),
]


def test_calibration() -> None:
    assert crisp([0.2, 0.5], 0.5) == [0, 1]
    assert multi_value([1, 2, 5], [2, 4]) == [0, 1, 2]
    up, down = fuzzy([0, 5, 10], 0, 5, 10), fuzzy([0, 5, 10], 10, 5, 0)
    assert up == pytest.approx([0.05, 0.5, 0.95]) and down == pytest.approx([0.95, 0.5, 0.05])
    with pytest.raises(ValueError, match="rise or fall"):
        fuzzy([1], 0, 5, 3)
    with pytest.raises(ValueError, match="must rise"):
        multi_value([1], [3, 2])


@pytest.mark.parametrize(
    ("conditions", "outcome", "says"),
    [
        ({"A": [0, 1.2, 0.3]}, [0, 1, 1], "no membership"),
        ({"A": [0, -0.2, 0.3]}, [0, 1, 1], "no membership"),
        ({"A": [1, 1, 1]}, [0, 1, 1], "nothing can be compared"),
        ({"A": [0, 1, 1]}, [1, 1, 1], "nothing can be compared"),
        ({"A": [0, 1]}, [0, 1, 1], "too few or too many"),
    ],
)
def test_a_table_that_cannot_be_compared(conditions, outcome, says) -> None:
    with pytest.raises(UserError, match=says):
        table(["x", "y", "z"], conditions, outcome)


def test_one_case_is_no_comparison() -> None:
    with pytest.raises(UserError, match="two cases"):
        table(["x"], {"A": [1]}, [1])


def test_contradictions_are_shown_and_explained_by_nothing() -> None:
    data = table(list("wxyz"), {"A": [1, 1, 0, 0]}, [1, 0, 0, 0])
    rows = {row.configuration: row for row in truth_table(data, 0.8)}
    assert rows[1,].output == "C" and rows[1,].fit.consistency == 0.5 and rows[0,].output == "0"


def test_a_membership_of_one_half_belongs_to_no_combination() -> None:
    data = table(list("xyz"), {"A": [0.5, 1, 0]}, [1, 1, 0])
    assert data.unplaced == ["x"]
    assert sum(len(row.cases) for row in truth_table(data)) == 2


def test_the_stage_finds_the_combination() -> None:
    found = compare(FOUR, CODEBOOK, BOTH)
    own = [t.term for t in found.terms if t.kind == "complex" and t.term and not t.absent]
    assert own == ["VOL*HOR"] and not found.problem
    whole = next(t for t in found.terms if t.kind == "complex" and not t.term)
    assert (whole.consistency, whole.coverage) == (1.0, 1.0)
    assert {n.condition: n.consistency for n in found.necessity if not n.absent}["VOL"] == 1.0
    text = " ".join(reading(found.cases, found.rows, found.terms, found.assumptions, found.robustness, BOTH))
    assert "5 of 5 cases could be compared" in text and "Voluntary and horizontal: 2 of 2" in text
    assert "fewer than 4 cases a condition" in warning(found.cases, found.rows, found.sets, BOTH)


def test_cases_that_lack_a_condition_or_do_not_count_are_named_and_left_out() -> None:
    more = [*case("F", "unclear", "vertical", "positive"), *case("G", "voluntary", "vertical", "")]
    claims = case("TSRC", "voluntary", "horizontal", "negative", standing="claim_under_test")
    rows = {row.case_id: row for row in cases([*FOUR, *more, *claims], BOTH)}
    assert "TSRC" not in rows
    assert rows["F"].reason == "not known: voluntary" and rows["G"].reason == "not known: good results"
    assert [c for c, row in rows.items() if row.used] == list("ABCDE")


@pytest.mark.parametrize("kept", [[], FOUR[:1], FOUR[:3]])
def test_nothing_to_compare_is_said_and_no_crash(kept) -> None:
    found = compare(kept, CODEBOOK, BOTH)
    assert found.problem and not found.terms
    assert compare(kept, CODEBOOK, QcaDesign()).problem == "no comparison is configured"


def test_no_row_reaches_the_consistency() -> None:
    torn = [*case("A", "voluntary", "horizontal", "positive"), *case("B", "voluntary", "horizontal", "negative"), *case("C", "mandated", "vertical", "negative")]  # fmt: skip
    found = compare(torn, CODEBOOK, BOTH)
    assert [row.output for row in found.rows] == ["0", "C"]
    assert not [term for term in found.terms if not term.absent]
    assert {t.term for t in found.terms if t.absent and t.kind == "complex"} == {"~VOL*~HOR", ""}
    text = " ".join(reading(found.cases, found.rows, found.terms, found.assumptions, found.robustness, BOTH))
    assert "No combination" in text and "1 combination holds cases of both kinds" in text


def test_other_thresholds_are_gone_through() -> None:
    moved = QcaDesign(OUTCOME, (VOLUNTARY, HORIZONTAL), vary={"threshold": [0.5, 0.75], "frequency": [1, 2]})
    found = compare(FOUR, CODEBOOK, moved)
    assert len(found.robustness) == 4 and any(row.same for row in found.robustness)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"facet": "nosuch"}, "no such facet"),
        ({"has": ["nosuch"]}, "does not have this code"),
        ({"count": [2]}, "exactly one"),
    ],
)
def test_settings_that_the_codebook_does_not_know(changed, says) -> None:
    with pytest.raises(UserError, match=says):
        check(QcaDesign(OUTCOME, ({**VOLUNTARY, **changed},)), CODEBOOK, set())
    with pytest.raises(UserError, match="two conditions"):
        check(QcaDesign(OUTCOME, (VOLUNTARY, VOLUNTARY)), CODEBOOK, set())


MEASURED = {"id": "GNP", "label": "rich", "because": "x", "measured": "gnp", "from": [550]}
SURVIVED = {"label": "survived", "because": "x", "measured": "polity", "threshold": 0}


@pytest.mark.parametrize(
    ("outcome", "changed", "says"),
    [
        (SURVIVED, {"measured": "gdp"}, "measured of no case"),
        ({**SURVIVED, "measured": "policy"}, {}, "measured of no case"),
        (SURVIVED, {"facet": "mandate"}, "exactly one"),
        (SURVIVED, {"has": ["voluntary"]}, "exactly one"),
        (SURVIVED, {"anchors": [400, 550, 900]}, "exactly one"),
        (SURVIVED, {"from": [600, 500]}, "must rise"),
        ({**SURVIVED, "scores": {}}, {}, "exactly one"),
        ({**SURVIVED, "anchors": [0, 1, 2]}, {}, "exactly one"),
        ({"label": "x", "because": "x", "measured": "polity", "anchors": [0, 2, 1]}, {}, "rise or fall"),
        ({"label": "x", "because": "x", "scores": {"positive": 1}}, {}, "exactly one"),
    ],
)
def test_settings_of_what_was_measured(outcome, changed, says) -> None:
    check(QcaDesign(SURVIVED, (MEASURED,)), CODEBOOK, {"gnp", "polity"})
    with pytest.raises(UserError, match=says):
        check(QcaDesign(outcome, ({**MEASURED, **changed},)), CODEBOOK, {"gnp", "polity"})


def value(case_id: str, condition: str, number: float) -> CaseCondition:
    return CaseCondition(case_id, condition, number, "u", "s", "", "a.csv", 2)


def test_measured_and_coded_conditions_stand_side_by_side() -> None:
    levels = {"id": "SIZE", "label": "size", "because": "x", "measured": "staff", "from": [10, 100]}
    fuzzy_size = {"id": "RICH", "label": "rich", "because": "x", "measured": "income", "anchors": [9, 5, 1]}
    measured = [
        value("A", "staff", 100),
        value("A", "income", 5),
        value("B", "staff", 9),
        value("Z", "other", 1),
    ]
    found = cases([*case("A", "voluntary", "horizontal", "positive"), *case("B", "mandated", "vertical", "negative")],
                  QcaDesign(OUTCOME, (VOLUNTARY, levels, fuzzy_size)), measured)  # fmt: skip
    assert [c.case_id for c in found] == ["A", "B"]  # what nobody asks for makes no case
    assert json.loads(found[0].memberships) == {"VOL": 1, "SIZE": 2, "RICH": 0.5}
    assert json.loads(found[1].memberships) == {"VOL": 0, "SIZE": 0} and found[1].reason == "not known: rich"


def test_multi_value_and_fuzzy_conditions() -> None:
    sectors = {"id": "SEC", "label": "sectors", "because": "x", "facet": "sectors", "count": [2, 3]}
    degree = {
        "id": "DEG",
        "label": "chosen",
        "because": "x",
        "facet": "mandate",
        "scores": {"voluntary": 1, "mixed": 0.4, "mandated": 0},
    }
    facets = [
        ("A", "public", "voluntary"),
        ("B", "public;third", "mixed"),
        ("C", "public;third;private", "mandated"),
    ]
    rows = [
        item(n, kind="extract", case_id=n, direction="positive" if n == "A" else "negative",
             facets=json.dumps({"sectors": s.split(";"), "mandate": [m]}))
        for n, s, m in facets
    ]  # fmt: skip
    found = compare(rows, CODEBOOK, QcaDesign(OUTCOME, (sectors, degree)))
    memberships = {c.case_id: json.loads(c.memberships) for c in found.cases}
    assert memberships == {
        "A": {"DEG": 1.0, "SEC": 0.0},
        "B": {"DEG": 0.4, "SEC": 1.0},
        "C": {"DEG": 0.0, "SEC": 2.0},
    }
    assert any("SEC{0}" in t.term for t in found.terms)


def test_the_chart_says_which_implicants_every_model_needs() -> None:
    found = compare(FOUR, CODEBOOK, BOTH)
    lines = {(line.kind, line.implicant): line for line in found.chart if not line.absent}
    assert lines["complex", "VOL*HOR"].covers == ("VOL*HOR",)
    assert (lines["complex", "VOL*HOR"].in_models, lines["complex", "VOL*HOR"].models) == (1, 1)


def test_terms_that_survive_are_counted_over_all_settings() -> None:
    def at(solution: str) -> QcaRobustness:
        return QcaRobustness(0.5, 0.8, 1, solution, 0, 0, False, "")

    found = survival([at("A + B | A + C"), at("A"), at("")])
    assert found == [("A", 2, 2, 3), ("B", 1, 0, 3), ("C", 1, 0, 3)]
    assert survival([]) == []


def test_a_case_on_the_fence_is_named() -> None:
    fence = {**VOLUNTARY, "scores": {"voluntary": 1, "mixed": 0.5, "mandated": 0}}
    del fence["has"]
    settings = QcaDesign(OUTCOME, (fence, HORIZONTAL))
    found = compare([*FOUR, *case("F", "mixed", "vertical", "positive")], CODEBOOK, settings)
    text = " ".join(
        reading(found.cases, found.rows, found.terms, found.assumptions, found.robustness, settings)
    )
    assert "In 5 of these 6 cases the outcome rests on a single" in text
    assert "1 of them stands in no row" in text and "one half: F." in text
