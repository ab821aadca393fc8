"""What GRADE is told by config.yaml under `assess`: where certainty starts, and what effect is important."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from evidence.appraise.mmat import CATEGORIES
from evidence.assess.rows import LEVELS, Level
from evidence.codebook import Codebook
from evidence.errors import UserError
from evidence.measures import MEASURES, analysed, effect_types
from evidence.written import meant

_FILE = "config/config.yaml"
_RANDOMISED = CATEGORIES["2"]


@dataclass(frozen=True, slots=True)
class Settings:
    """`start`: under `facet` a facet of designs, under `levels` its codes → the level that evidence of that design starts at. Without
    it the category of MMAT tells: high for randomised trials, low for all else. `important`: outcome, effect_type, value and
    because, the smallest effect that matters, in the unit of the effect type (a ratio as a ratio).
    """

    start: dict[str, Any] = field(default_factory=dict)
    important: tuple[dict[str, Any], ...] = ()

    @property
    def facet(self) -> str:
        """The facet of designs, blank where MMAT tells."""
        return str(self.start.get("facet", ""))

    @property
    def levels(self) -> dict[str, Level]:
        """Design → level."""
        if self.facet:
            return {code: Level(level) for code, level in self.start["levels"].items()}
        return {name: Level.HIGH if name == _RANDOMISED else Level.LOW for name in CATEGORIES.values()}

    def smallest(self, outcome: str, effect_type: str) -> float | None:
        """The smallest important effect on the scale of analysis, above 0; None where none is configured."""
        for one in self.important:
            if one["outcome"] == outcome and _alike(one["effect_type"], effect_type):
                return abs(analysed(one["effect_type"], one["value"]))
        return None


def _alike(one: str, other: str) -> bool:
    """Whether two kinds meet on one scale of analysis, as a ratio and its log do."""
    a, b = MEASURES.get(one), MEASURES.get(other)
    return one == other or (a is not None and a is b)


def check(settings: Settings, codebook: Codebook) -> None:
    """Raises UserError for a facet, code, outcome or effect type that the codebook does not have, a level that is none, and an
    effect that is no effect."""
    if settings.start:
        facet = codebook.find(settings.facet)
        if facet is None:
            raise _wrong(
                "assess.start.facet", settings.facet, [f.id for f in codebook.facets], "no such facet"
            )
        for code, level in settings.start["levels"].items():
            if not facet.open and code not in facet.ids():
                raise _wrong("assess.start.levels", code, facet.ids(), "the facet has no such code")
            if level not in list(LEVELS):
                raise _wrong(f"assess.start.levels.{code}", level, list(LEVELS), "this is no level")
    kinds = effect_types(codebook.effect_types)
    outcomes = [code.id for facet in codebook.with_role("outcome") for code in facet.codes]
    for number, one in enumerate(settings.important):
        place = f"assess.important.{number}"
        if one["outcome"] not in outcomes:
            raise _wrong(f"{place}.outcome", one["outcome"], outcomes, "the codebook has no such outcome")
        if one["effect_type"] not in kinds:
            raise _wrong(f"{place}.effect_type", one["effect_type"], kinds, "no such effect type is known")
        try:
            size = abs(analysed(one["effect_type"], one["value"]))
        except ValueError:
            size = 0.0
        if not size > 0:
            raise UserError(
                "this effect is no difference, so that nothing can be smaller",
                file=_FILE, field=f"{place}.value", value=one["value"],
                fix="give the smallest effect that matters, such as 1.25 for a ratio or 0.2 for a standardised difference",
            )  # fmt: skip


def _wrong(field: str, value: object, allowed: Iterable[str], problem: str) -> UserError:
    known = list(allowed)
    near = meant(str(value), known)
    fix = f"did you mean `{near}`?" if near else "correct it"
    return UserError(problem, file=_FILE, field=field, value=str(value), allowed=known, fix=fix)
