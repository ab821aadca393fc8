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


# z is about half a standardised difference, and a share moves by a quarter of its log odds at most.
_SPREAD = {Scale.LOG: 1.0, Scale.LOGIT: 1.0, Scale.Z: 0.5, Scale.ANGLE: 0.25}


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
    words → one of these. `mirrors`: of the opposite outcome (ill for well) it is the same with the other sign. `apart`: how far studies
    may lie apart, in units of a standardised difference or a log ratio; None where the measure has the unit of its outcome.
    `lost`: degrees of freedom that its interval by t has lost; None where intervals are by the normal distribution. `source`: of the formula. A measure without `ways` is only ever reported; its standard error follows
    from an interval only where the measure is a ratio.
    """

    name: str
    label: str
    kinds: tuple[str, ...] = ()
    ratios: tuple[str, ...] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    scale: Scale = Scale.AS_IT_IS
    mirrors: bool = False
    apart: float | None = None
    lost: int | None = None
    source: str = ""
    ways: tuple[Way, ...] = ()
    converts: Conversion | None = None
    oracles: tuple[Oracle, ...] = ()

    @property
    def effect_types(self) -> tuple[str, ...]:
        return (*self.ratios, *self.kinds)

    @property
    def analysed(self) -> str:
        """What estimates are called on the scale of analysis, where ratios and their logs meet."""
        return (*self.kinds, *self.ratios)[0]

    @property
    def swaps(self) -> bool:
        """Whether the other sign is the second arm against the first."""
        return self.mirrors or self.scale is Scale.LOG

    @property
    def spread(self) -> float | None:
        """`apart`, where it does not follow from the scale."""
        return self.apart if self.apart is not None else _SPREAD.get(self.scale)

    @property
    def escalc(self) -> str:
        """What `escalc(measure = )` calls it; blank where metafor cannot compute it."""
        return self.name if any(any(way.inputs.values()) for way in self.ways) else ""


def reported(
    name: str,
    label: str,
    scale: Scale = Scale.AS_IT_IS,
    *,
    mirrors: bool = False,
    apart: float | None = None,
) -> Measure:
    """A number that is taken as it was reported."""
    return Measure(name=name, label=label, kinds=(name,), scale=scale, mirrors=mirrors, apart=apart)


def ratio_names(ratio: str, *short: str) -> dict[str, str]:
    """Other words for a ratio and for its log.

    >>> names = ratio_names("odds_ratio", "or")
    >>> names["or"], names["log_or"], names["ln(or)"], names["ln_odds_ratio"]
    ('odds_ratio', 'log_odds_ratio', 'log_odds_ratio', 'log_odds_ratio')
    """
    logs = [
        form.format(log, name)
        for name in (ratio, *short)
        for log in ("log", "ln")
        for form in ("{}_{}", "{}{}", "{}({})", "{}_({})")
    ]
    return dict.fromkeys(short, ratio) | {name: f"log_{ratio}" for name in logs if name != f"log_{ratio}"}
