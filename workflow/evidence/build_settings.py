"""How a build is spread over machines."""

from __future__ import annotations

from evidence.settings.declare import setting, settings


@settings
class BuildPlan:
    shards: int = setting(
        "Into how many jobs each of the stages is cut that can be; what is built is the same. One, where one machine builds all",
        default=1,
        minimum=1,
        maximum=1000,
    )
