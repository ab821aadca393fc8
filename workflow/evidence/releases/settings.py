"""How long the causes of what changed since a release are looked for."""

from __future__ import annotations

from evidence.settings.declare import setting, settings


@settings
class TracingPlan:
    most_trials: int = setting(
        "Sets of causes that are tried, smallest first, for one change; beyond it a set is given of which none can be spared, and it is said that a smaller one may do",
        default=1000,
        minimum=1,
    )
