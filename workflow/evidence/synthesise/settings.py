"""How the evidence is put together: what speaks about an arrangement, what is counted, and how what may be pooled is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from evidence.settings.declare import Share, rules, setting, settings

AGREEMENT = 0.7
"""Share of the outcomes of a study that make one direction (Boon and Thomson 2021)."""


@settings
class Pooling:
    """How estimates are pooled. The words are those of `evidence.meta`."""

    method: str = setting(
        "Estimator of the variance between studies; `EE` is the common-effect model",
        default="REML",
        enum=("EE", "DL", "HE", "HS", "SJ", "ML", "REML", "EB", "PM"),
    )
    test: str = setting(
        "`z` (normal), `knha` (Knapp and Hartung), or `adhoc`: Knapp and Hartung, and never narrower than the normal one",
        default="adhoc",
        enum=("z", "knha", "adhoc"),
    )
    level: float = setting("Level of the intervals", default=0.95, exclusiveMinimum=0.5, exclusiveMaximum=1)
    prior: str = setting(
        "Prior on tau of the Bayesian sensitivity analysis",
        default="half-normal",
        enum=("half-normal", "half-cauchy"),
    )
    prior_scale: float = setting(
        "Scale of that prior, in units of the effect (a standardised difference, or a log ratio)",
        default=0.5,
        exclusiveMinimum=0,
    )
    subgroups: tuple[str, ...] = setting(
        "Facets whose codes make subgroups of a pool", default=(), names="facet"
    )
    correlations: tuple[Annotated[float, rules(minimum=0, exclusiveMaximum=1)], ...] = setting(
        "Correlations of the sampling errors of one study, each tried in turn", default=(0.2, 0.5, 0.8)
    )
    iccs: tuple[Share, ...] = setting(
        "Intra-cluster correlations that clustered studies are set to, each in turn",
        default=(0.01, 0.05, 0.1),
    )


@settings
class SynthesisPlan:
    direction_roles: tuple[str, ...] = setting(
        "Evidence roles whose direction speaks about the arrangement that a row is coded to",
        default=(),
        names="evidence role",
    )
    turned_comparisons: tuple[str, ...] = setting(
        "Comparisons whose second-named arm is the coded arrangement; their direction is turned round",
        examples=(["public provider vs charity"],),
        default=(),
    )
    alike_comparisons: Mapping[str, tuple[str, ...]] = setting(
        "Name of a comparison, and the comparisons that may be pooled under it; others are never pooled together",
        default={},
    )
    never_pooled: Mapping[str, str] = setting(
        "Evidence roles that are never pooled, each with the reason",
        examples=({"descriptive": "descriptions without a comparison"},),
        default={},
        names="evidence role",
    )
    count_machine_codes: bool = setting(
        "Whether a machine's accepted code counts in the map and the shares", default=False
    )
    agreement: float = setting(
        "Share of a study's outcomes in one domain that must share a direction for it to be the study's; else it is mixed",
        default=AGREEMENT,
        exclusiveMinimum=0.5,
        maximum=1,
    )
    pooling: Pooling = setting("How estimates are pooled where a pool is defensible", default=Pooling())
