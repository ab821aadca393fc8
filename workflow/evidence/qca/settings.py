"""What to compare, as config.yaml says it under `qca`; checked against the codebook."""

from __future__ import annotations

from typing import Annotated, Any

from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.settings.declare import Share, Text, rules, setting, settings

KINDS = ("has", "count", "scores")
MEASURED_KINDS = ("from", "anchors")
_FILE = "config/config.yaml"
OUTCOME = "OUTCOME"
"""What the outcome is called beside the ids of conditions."""


_Anchors = tuple[float, float, float]


@settings
class Outcome:
    """What a case must show: scores of directions and a threshold, or what was measured and a threshold or anchors."""

    label: Text = setting("The outcome in words", examples=("results that point to benefit",))
    because: Text = setting("Why it is calibrated so")
    scores: dict[str, Share] = setting("Score of each direction", default={})
    of: tuple[str, ...] = setting("Only extracts of these outcome codes", default=())
    measured: str = setting(
        "In place of scores: a condition of a table under literature/conditions/", default=""
    )
    anchors: _Anchors | None = setting(
        "Fuzzy, of what was measured: full exclusion, crossover, full inclusion",
        examples=([10, 25, 60],),
        default=None,
    )
    threshold: float | None = setting(
        "Mean score, or value, from which a case shows the outcome", default=None
    )
    entered: bool = setting(
        "In place of scores, `true`: memberships that people wrote, literature/decisions/memberships*.csv",
        default=False,
    )


@settings
class Condition:
    """Where a condition comes from: codes of a facet, or what was measured."""

    id: str = setting(
        "Name in formulas",
        pattern="^[A-Z][A-Z0-9_]*$",
        title="a capital letter, then capitals, digits and `_`",
        examples=("VOLUNTARY",),
    )
    label: Text = setting("Name in words")
    because: Text = setting("Why it is calibrated so")
    facet: str = setting("Facet of the codebook", default="")
    measured: str = setting(
        "In place of a facet: a condition of a table under literature/conditions/", default=""
    )
    has: tuple[str, ...] = setting("Crisp: any of these codes", examples=(["voluntary"],), default=())
    count: tuple[float, ...] = setting(
        "Multi-value: thresholds on the number of codes", default=(), examples=([1, 3],)
    )
    scores: dict[str, Share] = setting(
        "Fuzzy: membership by code, the mean where there are several", default={}
    )
    from_: tuple[float, ...] = setting(
        "Crisp, or multi-value where there are more: thresholds on what was measured",
        default=(),
        key="from",
        minItems=1,
    )
    anchors: _Anchors | None = setting(
        "Fuzzy, of what was measured: full exclusion, crossover, full inclusion",
        examples=([10, 25, 60],),
        default=None,
    )
    unknown: tuple[str, ...] = setting("Codes that say that it is not known", default=())
    expected: tuple[Annotated[int, rules(minimum=0)], ...] = setting(
        "Levels that theory expects to go with the outcome", default=(), examples=([1],)
    )
    entered: int | None = setting(
        "In place of a facet: memberships that people wrote (literature/decisions/memberships*.csv), and how many levels there are; 2 where crisp or fuzzy",
        default=None,
        minimum=2,
    )
    expected_absent: tuple[Annotated[int, rules(minimum=0)], ...] = setting(
        "Levels that theory expects to go with the absence of the outcome; the others than `expected` where left out",
        default=(),
    )


@settings
class Variations:
    threshold: tuple[float, ...] = setting("Other thresholds of the outcome", default=())
    consistency: tuple[Annotated[float, rules(minimum=0.5, maximum=1)], ...] = setting(
        "Other consistencies", default=()
    )
    frequency: tuple[Annotated[int, rules(minimum=1)], ...] = setting("Other numbers of cases", default=())


@settings
class QcaDesign:
    """What is compared. `outcome`, `conditions` and `vary` are groups as they stand in the file."""

    outcome: dict[str, Any] = setting(
        "What a case must show, and how that is calibrated", default={}, required=True, shape=Outcome
    )
    conditions: tuple[dict[str, Any], ...] = setting(
        "What may go with it: each condition of cases, and how it is calibrated",
        default=(),
        required=True,
        shape=tuple[Condition, ...],
        minItems=1,
        maxItems=8,
    )
    consistency: float = setting(
        "Consistency from which a combination goes with the outcome", default=0.8, minimum=0.5, maximum=1
    )
    pri: Share = setting(
        "PRI (proportional reduction in inconsistency) that it must reach as well", default=0.0
    )
    frequency: int = setting("Cases from which a combination is looked at", default=1, minimum=1)
    necessity: float = setting(
        "Consistency from which alternatives of conditions (one at least of several) are called necessary",
        default=0.9,
        minimum=0.5,
        maximum=1,
    )
    relevance: Share = setting("Relevance (RoN) that they must reach as well", default=0.6)
    vary: dict[str, list[float]] = setting("Other thresholds to go through", default={}, shape=Variations)

    @property
    def configured(self) -> bool:
        return bool(self.outcome and self.conditions)

    @property
    def crisp_outcome(self) -> bool:
        return not {"anchors", "entered"} & self.outcome.keys()

    @property
    def crossover(self) -> float:
        """The value from which, or the membership above which, a case shows the outcome."""
        if "entered" in self.outcome:
            return 0.5
        return float(self.outcome["threshold"] if self.crisp_outcome else self.outcome["anchors"][1])


def check(design: QcaDesign, codebook: Codebook, measured: set[str]) -> None:
    """Raises UserError for what the codebook or the tables do not have, and for a condition of no kind or of two."""
    ids = [condition["id"] for condition in design.conditions]
    for name in ids:
        if ids.count(name) > 1:
            raise UserError(
                "two conditions have this id",
                file=_FILE,
                field="qca.conditions",
                value=name,
                fix="rename one",
            )
        if name == OUTCOME:
            raise UserError(
                "this is the name of the outcome",
                file=_FILE,
                field="qca.conditions",
                value=name,
                fix="choose another id",
            )
    _one_of(design.outcome, ("scores", "measured", "entered"), "qca.outcome")
    if "measured" in design.outcome:
        _check_measured(design.outcome, measured, "qca.outcome")
        _one_of(design.outcome, ("threshold", "anchors"), "qca.outcome")
    elif "scores" in design.outcome:
        _one_of(design.outcome, ("threshold",), "qca.outcome")
    for condition in design.conditions:
        field = f"qca.conditions.{condition['id']}"
        _one_of(condition, ("facet", "measured", "entered"), field)
        if "entered" in condition:
            _one_of(condition, ("entered",), field, (*KINDS, *MEASURED_KINDS))
            continue
        if "measured" in condition:
            _check_measured(condition, measured, field)
        own, other = (MEASURED_KINDS, KINDS) if "measured" in condition else (KINDS, MEASURED_KINDS)
        _one_of(condition, own, field, other)
        if "facet" in condition:
            _check_codes(condition, codebook, field)


def _one_of(part: dict[str, Any], allowed: tuple[str, ...], field: str, unfit: tuple[str, ...] = ()) -> None:
    """Exactly one of what is allowed, and none of what does not fit."""
    given = [name for name in (*allowed, *unfit) if name in part]
    if len(given) != 1 or given[0] not in allowed:
        raise UserError(
            "exactly one of these must be given",
            file=_FILE, field=field, value=", ".join(given) or "none", allowed=list(allowed), fix="give one",
        )  # fmt: skip


def _check_measured(part: dict[str, Any], measured: set[str], field: str) -> None:
    if part["measured"] not in measured:
        raise UserError(
            "this was measured of no case",
            file=_FILE, field=field, value=part["measured"], allowed=sorted(measured),
            fix="correct the name, or add rows to a table under literature/conditions/",
        )  # fmt: skip
    anchors = part.get("anchors")
    if anchors and sorted(set(anchors)) not in (anchors, anchors[::-1]):
        raise UserError(
            "anchors must rise or fall: full exclusion, crossover, full inclusion",
            file=_FILE, field=field, value=", ".join(map(str, anchors)), fix="put them in order",
        )  # fmt: skip
    thresholds = part.get("from")
    if thresholds and sorted(set(thresholds)) != thresholds:
        raise UserError(
            "thresholds must rise", file=_FILE, field=field, value=", ".join(map(str, thresholds)), fix="put them in order",
        )  # fmt: skip


def _check_codes(condition: dict[str, Any], codebook: Codebook, field: str) -> None:
    facet = codebook.find(condition["facet"])
    if facet is None:
        raise UserError(
            "the codebook has no such facet",
            file=_FILE, field=field, value=condition["facet"], allowed=[f.id for f in codebook.facets],
            fix="correct the facet",
        )  # fmt: skip
    for code in condition.get("has", []) + list(condition.get("scores", {})) + condition.get("unknown", []):
        if not facet.open and code not in facet.ids():
            raise UserError(
                "the codebook does not have this code",
                file=_FILE, field=field, value=code, allowed=facet.ids(), fix="correct it or add the code",
            )  # fmt: skip
