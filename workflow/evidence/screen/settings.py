"""How people screen: how many read each work, and whether they see one another's decisions."""

from __future__ import annotations

from evidence.settings.declare import Text, setting, settings


@settings
class ScreeningPlan:
    reviewers_per_work: int = setting(
        "How many people decide on each work before the desk asks for it no more",
        default=1,
        minimum=1,
        maximum=2,
    )
    blind: bool = setting(
        "Whether the desk keeps from each person what the others decided, and all that follows from it, until this is set to false; "
        "who settles conflicts sees both",
        default=False,
    )
    recall: float = setting(
        "The share of relevant works that must have been found before the desk says that screening may stop",
        default=0.95,
        minimum=0.5,
        exclusiveMaximum=1,
    )
    reasons: tuple[Text, ...] = setting(
        "Reasons for leaving a work out that the desk offers, beside those that were given before", default=()
    )
