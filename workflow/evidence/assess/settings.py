"""What GRADE is told by config.yaml under `assess`: where certainty starts, and what effect is important."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from evidence.appraise.tools import TOOLS
from evidence.assess.rows import LEVELS, Level
from evidence.codebook import MMAT, Codebook
from evidence.errors import UserError
from evidence.measures import MEASURES, analysed, effect_types
from evidence.settings.declare import Text, setting, settings
from evidence.written import meant

_FILE = "config/config.yaml"
_RANDOMISED = "2"  # among the categories of MMAT


@settings
class Start:
    """Designs and the levels that they start at."""

    facet: str = setting("Facet that codes designs", names="facet")
    levels: Mapping[str, str] = setting(
        "Level of each of its codes: high, moderate, low or very low",
        examples=({"random": Level.HIGH.value},),
    )


@settings
class ImportantEffect:
    """The smallest effect that matters for one outcome and kind of estimate."""

    outcome: str = setting("Outcome of the codebook")
    effect_type: str = setting("Kind of estimate; a ratio and its log are one", names="effect type")
    value: float = setting("In the unit of that kind: a ratio as a ratio", examples=(1.25,))
    because: Text = setting("Why an effect of this size matters")


@settings
class GradingRules:
    """Where the certainty of a pool starts, and what effect is important."""

    start: dict[str, Any] = setting(
        "Levels that designs start at; without it the category of MMAT tells, or the tool where it is for one design alone; high for randomised trials and low for all else",
        default={},
        shape=Start,
    )
    important: tuple[dict[str, Any], ...] = setting(
        "The smallest effects that matter, against which imprecision is seen",
        default=(),
        shape=tuple[ImportantEffect, ...],
    )

    @property
    def facet(self) -> str:
        """The facet of designs, blank where the appraisal tells."""
        return str(self.start.get("facet", ""))

    @property
    def levels(self) -> dict[str, Level]:
        """Design → level."""
        if self.facet:
            return {code: Level(level) for code, level in self.start["levels"].items()}
        kinds = TOOLS[MMAT].category
        assert kinds is not None
        return {kind.label: Level.HIGH if kind.id == _RANDOMISED else Level.LOW for kind in kinds.of}

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


def check(rules: GradingRules, codebook: Codebook) -> None:
    """Raises UserError for a facet, code, outcome or effect type that the codebook does not have, a level that is none, and an
    effect that is no effect."""
    if rules.start:
        facet = codebook.find(rules.facet)
        if facet is None:
            raise _wrong("assess.start.facet", rules.facet, [f.id for f in codebook.facets], "no such facet")
        for code, level in rules.start["levels"].items():
            if not facet.open and code not in facet.ids():
                raise _wrong("assess.start.levels", code, facet.ids(), "the facet has no such code")
            if level not in list(LEVELS):
                raise _wrong(f"assess.start.levels.{code}", level, list(LEVELS), "this is no level")
    kinds = effect_types(codebook.effect_types)
    outcomes = [code.id for facet in codebook.with_role("outcome") for code in facet.codes]
    for number, one in enumerate(rules.important):
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
