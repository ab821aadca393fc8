"""The tables of the qualitative comparative analysis (names as in QCA for R, Dușa 2019)."""

from __future__ import annotations

from evidence.rows import column, table


@table("cases", "Cases as they were compared", download="qca_cases.csv")
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
    items: tuple[str, ...] = column("the items under it")


@table("truth_table", "Combinations of conditions with their cases")
class QcaRow:
    """One observed combination of conditions: output 1, 0, C (contradiction) or ? (too few cases)."""

    configuration: str = column("combination of conditions")
    n: int = column("cases with it", "cases")
    consistency: float | None = column("sufficiency inclusion", "share")
    pri: float | None = column("proportional reduction in inconsistency", "share")
    output: str = column("output: 1, 0, C (contradiction) or ? (too few cases)")
    cases: tuple[str, ...] = column("the cases")


@table("solutions", "Every model of the three solutions")
class QcaTerm:
    """One term of one of `models` equally short models of a solution; a blank term is the model as a whole."""

    kind: str = column("solution: complex, parsimonious or intermediate")
    model: int = column("number of the model")
    models: int = column("models that are equally short", "models")
    term: str = column("term; blank: the whole model")
    consistency: float = column("sufficiency inclusion", "share")
    pri: float = column("proportional reduction in inconsistency", "share")
    coverage: float = column("raw coverage", "share")
    unique: float | None = column("unique coverage", "share")
    cases: tuple[str, ...] = column("the cases that it covers")


@table("chart", "Prime implicants of the three solutions", download="qca_chart.csv")
class QcaImplicant:
    """One prime implicant of a solution: the rows that it covers, and how many of the models need it."""

    kind: str = column("solution: complex, parsimonious or intermediate")
    implicant: str = column("prime implicant")
    covers: tuple[str, ...] = column("combinations that it covers")
    in_models: int = column("models that need it", "models")
    models: int = column("models that are equally short", "models")


@table("necessity", "How far each condition is necessary")
class QcaNecessity:
    """How far a condition is necessary for the outcome; low relevance means that nearly every case has it."""

    condition: str = column("condition")
    consistency: float = column("necessity inclusion", "share")
    relevance: float = column("relevance of necessity", "share")
    coverage: float = column("coverage", "share")


@table("robustness", "The comparison at other thresholds", download="qca_robustness.csv")
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
