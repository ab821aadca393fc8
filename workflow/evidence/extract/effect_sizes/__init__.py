"""Effect sizes and their standard errors from what a study reports, each with its derivation.

Own code, because statsmodels has neither the exact small-sample correction nor rates, proportions,
correlations and change scores. Formulas and defaults are those of metafor's `escalc` (Viechtbauer 2010).
"""

from evidence.extract.effect_sizes.result import BadInput, EffectSize

__all__ = ["BadInput", "EffectSize"]
