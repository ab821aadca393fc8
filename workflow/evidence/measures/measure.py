"""What a measure of effect is. Each is one file of this folder, or comes from another distribution (`evidence.measures`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from evidence.measures.effect import EffectSize

Formula = Callable[..., EffectSize | None]


class Scale(StrEnum):
    """The scale on which estimates are pooled, and so how a result is read."""

    AS_IT_IS = "as it is"
    LOG = "log"
    Z = "Fisher’s z"
    LOGIT = "logit"
    ANGLE = "double arcsine"
    NONE = "no scale"

    @property
    def told(self) -> str:
        """How a measure is pooled and shown, in words."""
        if self is Scale.LOG:
            return "as a log, shown as a ratio"
        return {Scale.AS_IT_IS: "as it is", Scale.NONE: "never"}.get(self, f"as {self}, shown so")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to compute a measure. `inputs`: columns of effects, in the order in which the formula takes them, each with the
    argument of metafor's `escalc` (blank where it has none).

    A `signed` formula takes last the sign that the column `direction` gives: 1, -1, or 0 where it gives none. A formula may
    return None where it cannot tell anything, and raises BadInput for numbers that cannot be true.
    """

    inputs: Mapping[str, str]
    formula: Formula
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Oracle:
    """A published example. `row`: cells of effects; `digits`: how many decimals the source prints; `se` where it prints one."""

    source: str
    row: Mapping[str, str]
    estimate: float
    variance: float | None = None
    digits: int = 4


@dataclass(frozen=True, slots=True)
class Conversion:
    """To and from Hedges' g or d: (estimate, variance, a) → effect, `a` being 4 for arms of one size (`arms.share`)."""

    to_d: Callable[[float, float, float], EffectSize]
    from_d: Callable[[float, float, float], EffectSize]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure.

    `name` is metafor's where it has one. `kinds`: what the column `effect_type` may say for estimates on the scale of
    analysis, and `ratios` for those that are written as ratios, with their standard error on the log scale. `aliases`: other
    words → one of these. `source`: of the formula. A measure without `ways` is only ever reported; its standard error follows
    from an interval only where the measure is a ratio.
    """

    name: str
    label: str
    kinds: tuple[str, ...] = ()
    ratios: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    scale: Scale = Scale.AS_IT_IS
    source: str = ""
    ways: tuple[Way, ...] = ()
    converts: Conversion | None = None
    oracles: tuple[Oracle, ...] = ()

    @property
    def effect_types(self) -> tuple[str, ...]:
        return (*self.ratios, *self.kinds)

    @property
    def escalc(self) -> str:
        """What `escalc(measure = )` calls it; blank where metafor cannot compute it."""
        return self.name if any(any(way.inputs.values()) for way in self.ways) else ""


def reported(name: str, label: str, scale: Scale = Scale.AS_IT_IS) -> Measure:
    """A number that is taken as it was reported."""
    return Measure(name=name, label=label, kinds=(name,), scale=scale)
