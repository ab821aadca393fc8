"""Which items are shown and never counted, each with the reason that readers are given."""

from __future__ import annotations

from collections.abc import Mapping

from evidence.settings.declare import setting, settings


@settings
class CountingRules:
    """`claim_cases`: cases whose extracts are the claims under test, as config/propositions.yaml says them."""

    source_types: Mapping[str, str] = setting(
        "Source types that are not counted, each with the reason",
        examples=({"promotional": "written by those who promote the arrangement"},),
        default={},
        names="source type",
    )
    caveats: Mapping[str, str] = setting(
        "Caveats with which nothing is counted, each with the reason",
        examples=({"results_not_seen": "the results were not seen"},),
        default={},
        names="caveat",
    )
    roles: Mapping[str, str] = setting(
        "Evidence roles that are not counted, each with the reason", default={}, names="evidence role"
    )
    pooled_apart: Mapping[str, str] = setting(
        "Evidence roles that count for no claim and whose estimates are pooled all the same, apart from others, each with the reason",
        default={},
        names="evidence role",
    )
    effect_types: Mapping[str, str] = setting(
        "Effect types that are not counted, each with the reason", default={}, names="effect type"
    )
    claim_cases: tuple[str, ...] = ()
