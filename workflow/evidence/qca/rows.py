"""The tables of the qualitative comparative analysis (names as in QCA for R, Dușa 2019)."""

from __future__ import annotations

from enum import StrEnum

from evidence.rows import column, table


class CaseType(StrEnum):
    """What a case is to a sufficient term (Schneider and Rohlfing 2013)."""

    TYPICAL = "typical"
    IN_DEGREE = "deviant in degree"
    IN_KIND = "deviant in kind"
    NOT_COVERED = "not covered"
    BETWEEN = "neither with nor without the outcome"


_KIND = "solution: complex, intermediate or parsimonious; enhanced where untenable combinations are left out"


@table("cases", "Cases as they were compared", download="qca_cases.csv", key=("case_id",))
class QcaCase:
    """One case as it is compared: its raw outcome, its membership in the outcome and (JSON) in each condition."""

    case_id: str = column("case")
    case_name: str = column("case in words")
    study_id: str = column("study")
    used: bool = column("whether it was compared")
    reason: str = column("why it was not")
    raw: float | None = column("outcome before calibration")
    outcome: float | None = column("membership in the outcome", "share")
    memberships: str = column("membership in each condition, as JSON")
    items: tuple[str, ...] = column("the items under it", refers="items.item_id")
    entered: tuple[str, ...] = column("sets in which a person gave its membership")


@table("truth_table", "Combinations of conditions with their cases", key=("configuration",))
class QcaRow:
    """One observed combination of conditions: output 1, 0, C (contradiction) or ? (too few cases), for the outcome and for
    its absence; a combination that goes with both (a simultaneous subset relation) explains neither."""

    configuration: str = column("combination of conditions")
    n: int = column("cases with it", "cases")
    consistency: float | None = column("sufficiency inclusion", "share")
    pri: float | None = column("proportional reduction in inconsistency", "share")
    output: str = column("output: 1, 0, C (contradiction) or ? (too few cases)")
    cases: tuple[str, ...] = column("the cases", refers="cases.case_id")
    absent_consistency: float | None = column("sufficiency inclusion for the absence of the outcome", "share")
    absent_pri: float | None = column("proportional reduction in inconsistency for the absence", "share")
    absent_output: str = column("output for the absence of the outcome")


@table(
    "solutions",
    "Every model of every solution, for the outcome and for its absence",
    key=("absent", "kind", "model", "term"),
)
class QcaTerm:
    """One term of one of `models` equally short models of a solution; a blank term is the model as a whole."""

    absent: bool = column("whether it is of the absence of the outcome")
    kind: str = column(_KIND)
    model: int = column("number of the model")
    models: int = column("models that are equally short", "models")
    term: str = column("term; blank: the whole model")
    consistency: float = column("sufficiency inclusion", "share")
    pri: float = column("proportional reduction in inconsistency", "share")
    coverage: float = column("raw coverage", "share")
    unique: float | None = column("unique coverage", "share")
    cases: tuple[str, ...] = column("the cases that it covers", refers="cases.case_id")


@table(
    "chart",
    "Prime implicants of every solution",
    download="qca_chart.csv",
    key=("absent", "kind", "implicant"),
)
class QcaImplicant:
    """One prime implicant of a solution: the rows that it covers, and how many of the models need it."""

    absent: bool = column("whether it is of the absence of the outcome")
    kind: str = column(_KIND)
    implicant: str = column("prime implicant")
    covers: tuple[str, ...] = column("combinations that it covers", refers="truth_table.configuration")
    in_models: int = column("models that need it", "models")
    models: int = column("models that are equally short", "models")


@table(
    "necessity", "How far conditions, and disjunctions of them, are necessary", key=("absent", "condition")
)
class QcaNecessity:
    """How far a condition, or one at least of several, is necessary; low relevance means that nearly every case has it."""

    absent: bool = column("whether it is for the absence of the outcome")
    condition: str = column("condition, or conditions of which one at least is needed")
    consistency: float = column("necessity inclusion", "share")
    relevance: float = column("relevance of necessity", "share")
    coverage: float = column("coverage", "share")
    against: tuple[str, ...] = column("cases that show the outcome without it", refers="cases.case_id")


@table(
    "assumptions",
    "Remainders that solutions assume to show the outcome",
    download="qca_assumptions.csv",
    key=("absent", "kind", "configuration"),
)
class QcaAssumption:
    """One combination with too few cases that models of a solution take to go with the outcome (a simplifying assumption)."""

    absent: bool = column("whether it is of the absence of the outcome")
    kind: str = column(_KIND)
    configuration: str = column("combination that is assumed")
    in_models: int = column("models that assume it", "models")
    models: int = column("models that are equally short", "models")
    contradictory: bool = column("whether the other side would assume it too")


@table(
    "case_types",
    "What each case is to each term of each solution",
    download="qca_case_types.csv",
    key=("absent", "kind", "model", "term", "case_id"),
)
class QcaCaseType:
    """One case that a term is about: typical or deviant; of a model as a whole (a blank term) also cases that it leaves unexplained."""

    absent: bool = column("whether it is of the absence of the outcome")
    kind: str = column(_KIND)
    model: int = column("number of the model")
    term: str = column("term; blank: the whole model")
    case_id: str = column("case", refers="cases.case_id")
    is_a: CaseType = column("what the case is to the term")
    x: float = column("membership in the term", "share")
    y: float = column("membership in the outcome, or in its absence", "share")


@table("sets", "How cases are spread over each set", download="qca_sets.csv", key=("name",))
class QcaSet:
    """One set: how many cases are more in it than out of it, and which are nearly on the fence."""

    name: str = column("condition, a level of it, or OUTCOME")
    members: int = column("cases that are more in than out", "cases")
    cases: int = column("cases compared", "cases")
    skewed: bool = column("whether more than four in five cases are in, or out")
    near_half: tuple[str, ...] = column(
        "cases whose membership lies within .05 of one half", refers="cases.case_id"
    )


@table(
    "robustness",
    "The comparison at other thresholds",
    download="qca_robustness.csv",
    key=("threshold", "consistency", "frequency"),
)
class QcaRobustness:
    """The intermediate solution at other thresholds, and how many of the terms of ours are in it."""

    threshold: float = column("value of the outcome that is half in, half out")
    consistency: float = column("consistency asked of a combination", "share")
    frequency: int = column("cases asked of a combination", "cases")
    solution: str = column("intermediate solution")
    kept: int = column("terms of ours that are in it", "terms")
    terms: int = column("terms of ours", "terms")
    same: bool = column("whether it is the same")
    note: str = column("why there is none")
