"""Meta-analysis: fixed- and random-effects models with moderators, their heterogeneity, influence and small-study effects.

Names are those of metafor (Viechtbauer 2010), against which every number is tested. `model` fits, `heterogeneity`
bounds tau², `influence` leaves studies out, `small_studies` asks whether small ones differ.
"""

from evidence.meta.model import EXACT, METAFOR, METHODS, Fit, Precision, rma

__all__ = ["EXACT", "METAFOR", "METHODS", "Fit", "Precision", "rma"]
