"""Conversions between measures by way of d, always marked as converted.

Borenstein, Hedges, Higgins and Rothstein (2009), chapter 7. They assume a logistic, or a normal,
outcome behind the groups.
"""

from __future__ import annotations

from evidence.measures import MEASURES
from evidence.measures.effect import BadInput, EffectSize

MARK = "converted: "


def targets() -> list[str]:
    """What the column `convert_to` may say: the measures that can be converted, on their scale of analysis."""
    return [measure.kinds[0] for measure in MEASURES if measure.converts]


def convert(kind: str, to: str, estimate: float, se: float, a: float = 4) -> EffectSize:
    """From one kind to another by way of d; `estimate` is on the scale of analysis. `a` as `arms.share` gives it.

    Raises BadInput for kinds that have no conversion.
    """
    own, other = MEASURES.get(kind), MEASURES.get(to)
    if not (own and own.converts and other and other.converts and to in targets()):
        known = sorted(kind for measure in MEASURES if measure.converts for kind in measure.effect_types)
        problem = f"{kind} cannot be converted to it"
        raise BadInput("convert_to", to, problem, f"one of {', '.join(known)} to another")
    if own is other:
        return EffectSize(estimate, se, f"{MARK}the log of a ratio")
    d = own.converts.to_d(estimate, se**2, a)
    found = other.converts.from_d(d.estimate, d.variance, a)
    steps = dict.fromkeys(step.derivation for step in (d, found) if step.derivation)
    return EffectSize(found.estimate, found.se, MARK + ", then ".join(steps))
