"""Meta-analysis: fixed- and random-effects models with moderators, their heterogeneity, influence and small-study effects.

Names are those of metafor (Viechtbauer 2010), against which every number is tested. `model` fits, `tau2` estimates the variance between studies, `heterogeneity`
bounds tau², `influence` leaves studies out, `small_studies` asks whether small ones differ.
"""

from evidence.meta.model import METHODS, Fit, rma
from evidence.meta.tau2 import EXACT, METAFOR, Precision

__all__ = ["EXACT", "METAFOR", "METHODS", "Fit", "Precision", "rma"]
