"""What to compare, as config.yaml says it under `qca`; checked against the codebook."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from evidence.codebook import Codebook
from evidence.errors import UserError

KINDS = ("has", "count", "scores")


@dataclass(frozen=True, slots=True)
class Settings:
    """`outcome`: label, because, scores of directions, threshold. `conditions`: id, label, because, facet, a kind, expected.

    A condition is crisp (`has`: any of these codes), multi-value (`count`: thresholds on the number of codes) or fuzzy
    (`scores`: membership by code, the mean where there are several). `try` lists what robustness goes through.
    """

    outcome: dict[str, Any] = field(default_factory=dict)
    conditions: tuple[dict[str, Any], ...] = ()
    consistency: float = 0.8
    pri: float = 0.0
    frequency: int = 1
    vary: dict[str, list[float]] = field(default_factory=dict)

    @property
    def configured(self) -> bool:
        return bool(self.outcome and self.conditions)


def check(settings: Settings, codebook: Codebook) -> None:
    """Raises UserError for a facet or code that the codebook does not have, and for a condition of no kind or of two."""
    ids = [condition["id"] for condition in settings.conditions]
    for name in ids:
        if ids.count(name) > 1:
            raise UserError(
                "two conditions have this id",
                file="config/config.yaml",
                field="qca.conditions",
                value=name,
                fix="rename one",
            )
    for condition in settings.conditions:
        place: dict[str, Any] = {"file": "config/config.yaml", "field": f"qca.conditions.{condition['id']}"}
        facet = codebook.find(condition["facet"])
        if facet is None:
            raise UserError(
                "the codebook has no such facet",
                value=condition["facet"],
                allowed=[f.id for f in codebook.facets],
                fix="correct the facet",
                **place,
            )
        kinds = [kind for kind in KINDS if kind in condition]
        if len(kinds) != 1:
            raise UserError(
                "a condition needs exactly one kind of calibration",
                value=", ".join(kinds) or "none",
                allowed=list(KINDS),
                fix="give one",
                **place,
            )
        codes = condition.get("has", []) + list(condition.get("scores", {})) + condition.get("unknown", [])
        for code in codes:
            if not facet.open and code not in facet.ids():
                raise UserError(
                    "the codebook does not have this code",
                    value=code,
                    allowed=facet.ids(),
                    fix="correct it or add the code",
                    **place,
                )
