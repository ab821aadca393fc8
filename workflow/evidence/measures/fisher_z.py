"""Fisher's z of a correlation."""

from __future__ import annotations

import math

from evidence.measures.arms import CORRELATED
from evidence.measures.correlation import r_of_t
from evidence.measures.effect import EffectSize, at_least, between, made
from evidence.measures.measure import Measure, Oracle, Scale, Way


def fisher_z(r: float, n: float) -> EffectSize:
    """metafor "ZCOR"; Fisher (1921)."""
    between(-1, 1, r=r)
    at_least(4, n=n)
    return made(math.atanh(r), 1 / (n - 3), f"Fisher's z from r = {r:g} and n = {n:g} (Fisher 1921)")


def of_t(t: float, n: float) -> EffectSize:
    return fisher_z(r_of_t(t, n), n).noted(f"; r from t = {t:g}")


MEASURE = Measure(
    name="ZCOR",
    label="Fisher’s z",
    kinds=("fisher_z",),
    aliases={"zcor": "fisher_z", "fisher's_z": "fisher_z"},
    scale=Scale.Z,
    mirrors=True,
    source="Fisher (1921)",
    ways=(Way(CORRELATED, fisher_z), Way({"t": "ti", "n": "ni"}, of_t)),
    oracles=(
        Oracle(
            "Borenstein and others (2009), chapter 6", {"r": "0.5", "n": "100"}, 0.5493, 0.010309, digits=4
        ),
    ),
)
