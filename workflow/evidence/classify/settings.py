"""What a machine must have shown before its codes are taken."""

from __future__ import annotations

from evidence.settings.declare import setting, settings


@settings
class LearningPlan:
    precision: float = setting(
        "Precision that accepted machine codes must have reached on works that the machine had not seen; where none did, it abstains",
        default=0.9,
        minimum=0.5,
        exclusiveMaximum=1,
    )
    confidence: float = setting(
        "Confidence with which that precision must hold", default=0.9, minimum=0.5, exclusiveMaximum=1
    )
    minimum_examples: int = setting(
        "Hand-coded works that a code needs before it is learnt", default=8, minimum=2
    )
    folds: int = setting(
        "Folds of the out-of-fold evaluation; all works of one study stay in one fold",
        default=5,
        minimum=2,
        maximum=20,
    )
