"""What to compare, as config.yaml says it under `qca`; checked against the codebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evidence.codebook import Codebook
from evidence.errors import UserError

KINDS = ("has", "count", "scores")
MEASURED_KINDS = ("from", "anchors")
_FILE = "config/config.yaml"
OUTCOME = "OUTCOME"
"""What the outcome is called beside the ids of conditions."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`outcome`: label, because, scores of directions and a threshold, or what was measured and a threshold or anchors.

    `conditions`: id, label, because, expected, and where they come from. Of a `facet`, a condition is crisp (`has`: any of
    these codes), multi-value (`count`: thresholds on the number of codes) or fuzzy (`scores`: membership by code, the mean
    where there are several). Of what was `measured` it is crisp or multi-value (`from`: thresholds) or fuzzy (`anchors`:
    full exclusion, crossover, full inclusion). What is `entered` (a number of levels) has no calibration: its memberships are
    those that people wrote, which stand before any other. `necessity` and `relevance`: what a disjunction must reach to be called necessary.
    `vary` lists what robustness goes through.
    """

    outcome: dict[str, Any] = field(default_factory=dict)
    conditions: tuple[dict[str, Any], ...] = ()
    consistency: float = 0.8
    pri: float = 0.0
    frequency: int = 1
    necessity: float = 0.9
    relevance: float = 0.6
    vary: dict[str, list[float]] = field(default_factory=dict)

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


def check(settings: Settings, codebook: Codebook, measured: set[str]) -> None:
    """Raises UserError for what the codebook or the tables do not have, and for a condition of no kind or of two."""
    ids = [condition["id"] for condition in settings.conditions]
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
    _one_of(settings.outcome, ("scores", "measured", "entered"), "qca.outcome")
    if "measured" in settings.outcome:
        _check_measured(settings.outcome, measured, "qca.outcome")
        _one_of(settings.outcome, ("threshold", "anchors"), "qca.outcome")
    elif "scores" in settings.outcome:
        _one_of(settings.outcome, ("threshold",), "qca.outcome")
    for condition in settings.conditions:
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
